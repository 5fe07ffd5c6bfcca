"""What people and attackers send: each file is read, or answered with a sentence that says what to do."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from django.core.files.storage import default_storage

from requests_app.common.files import UNFINISHED
from requests_app.documents import confined, inspection
from requests_app.documents.filetypes import FileType, Problem
from requests_app.documents.inspection import FileRefused, inspect
from requests_app.documents.limits import LARGEST_PICTURE, LONGEST_SIDE, MEGABYTE, ReaderLimits
from tests.documents import making


def problem_of(data: bytes, **options) -> Problem:
    with pytest.raises(FileRefused) as refusal:
        inspect(data, **options)
    assert str(refusal.value)
    assert "%" not in str(refusal.value)
    return refusal.value.problem


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP"])
def test_a_picture_is_read(kind):
    read = inspect(making.picture(kind=kind), name="screen.any")

    assert read.media_type == FileType[kind]
    assert (read.pages, len(read.pictures)) == (1, 1)
    assert making.opened(read.pictures[0].data).size == (320, 200)


@pytest.mark.parametrize("kind", ["JPEG", "WEBP", "PNG"])
def test_a_large_picture_is_read_by_a_reader_that_may_start_nothing(kind):
    drawn = making.opened(inspect(making.noise(kind=kind)).pictures[0].data)

    assert max(drawn.size) == LONGEST_SIDE


def test_a_pdf_is_drawn_page_by_page_at_a_size_that_can_be_read():
    read = inspect(making.pdf(3))

    assert (read.media_type, read.pages, len(read.pictures)) == (FileType.PDF, 3, 3)
    width, height = making.opened(read.pictures[0].data).size
    assert (width, round(height, -1)) == (1275, 1650)


def test_no_page_of_a_long_pdf_is_lost():
    read = inspect(making.pdf(200))

    assert (read.pages, len(read.pictures)) == (200, 200)


def test_a_pdf_whose_pages_take_too_long_is_kept_and_tells_how_many_were_drawn(monkeypatch):
    monkeypatch.setattr(inspection, "DRAWING_SHARE", 0)

    read = inspect(making.pdf(30))

    assert (read.pages, len(read.pictures)) == (30, 1)
    assert read.small is not None


def test_a_pdf_that_everybody_may_open_is_read_though_it_is_locked_against_changes():
    made = making.pikepdf.new()
    made.add_blank_page()

    assert inspect(making.saved(made, password="b", owner_only=True)).pages == 1


def test_a_page_as_large_as_a_wall_is_drawn_small():
    read = inspect(making.pdf(size=(14_400, 7_200)))

    assert making.opened(read.pictures[0].data).size[0] <= LONGEST_SIDE


def test_a_photo_stands_upright_and_tells_nothing_of_its_place():
    read = inspect(making.photo_with_place())

    clean = making.opened(read.pictures[0].data)
    assert clean.size == (100, 200)
    assert clean.convert("RGB").getpixel((50, 5))[0] > 200
    assert clean.convert("RGB").getpixel((50, 5))[1] < 80
    assert not clean.getexif()
    assert b"Samplecam" not in read.pictures[0].data
    assert b"Samplecam" in read.original


@pytest.mark.parametrize("orientation", range(1, 9))
def test_every_way_to_hold_a_camera_is_turned_right(orientation):
    clean = making.opened(inspect(making.photo_with_place(orientation=orientation)).pictures[0].data)

    assert clean.size == ((200, 100) if orientation < 5 else (100, 200))


def test_a_picture_of_a_whole_web_page_is_cut_into_pages_that_can_be_read():
    read = inspect(making.picture(size=(1080, 9000)))

    sizes = [making.opened(one.data).size for one in read.pictures]
    assert len(sizes) == read.pages == 7
    assert {width for width, _height in sizes} == {1080}
    assert max(height for _width, height in sizes) < 1500


@pytest.mark.parametrize("height", [2_000, 40_000, 1_000_000])
def test_a_strip_of_dots_does_not_become_pages_without_end(height):
    assert problem_of(making.strip(height)) == Problem.TOO_MANY_PIXELS


def test_what_is_made_of_a_small_file_is_not_large():
    read = inspect(making.pdf_of_noise(1))

    assert len(read.pictures[0].data) <= LARGEST_PICTURE


def test_the_screen_of_a_phone_is_one_page():
    assert inspect(making.picture(size=(1170, 2532))).pages == 1


@pytest.mark.parametrize(
    ("mode", "color"),
    [("1", 1), ("L", 200), ("P", 3), ("RGBA", (0, 0, 0, 0)), ("LA", (0, 0)), ("I;16", 60_000)],
)
def test_pictures_of_all_color_kinds_are_read(mode, color):
    clean = making.opened(inspect(making.picture(mode=mode, color=color)).pictures[0].data)

    assert clean.mode in ("L", "RGB")
    if "A" in mode:
        assert clean.convert("L").getpixel((1, 1)) == 255, "what is see-through is white paper"


def test_a_printers_photo_is_read():
    photo = making.picture(kind="JPEG", mode="CMYK", color=(0, 200, 0, 0))

    clean = making.opened(inspect(photo).pictures[0].data)

    assert clean.mode == "RGB"


@pytest.mark.parametrize(
    ("name", "data", "problem"),
    [
        ("nothing", b"", Problem.EMPTY),
        ("a page with a script, called .png", b"<html><script>alert(1)</script>", Problem.WRONG_TYPE),
        ("a picture format of old", b"GIF89a" + b"\0" * 50, Problem.WRONG_TYPE),
        ("an office file", b"PK\x03\x04" + b"\0" * 50, Problem.WRONG_TYPE),
        ("a page in front of a PDF", b"<html><!--\n" + making.pdf(), Problem.WRONG_TYPE),
        ("a phone photo", b"\0\0\0\x18ftypheic" + b"\0" * 50, Problem.BROKEN_PHOTO),
        ("a PDF with a password", making.pdf(password="secret"), Problem.PASSWORD),
        ("a PDF of no pages", making.pdf(0), Problem.NO_PAGES),
        ("a book", making.pdf(201), Problem.TOO_MANY_PAGES),
        ("only the word PDF", b"%PDF-1.7\nnothing", Problem.UNREADABLE),
        ("half a PDF", making.pdf(2)[:120], Problem.UNREADABLE),
        ("half a photo", making.truncated_jpeg(), Problem.CUT_OFF),
        ("a photo of noise", b"\xff\xd8\xff" + os.urandom(500), Problem.UNREADABLE),
        ("50,000 by 50,000", making.png_of(50_000, 50_000), Problem.TOO_MANY_PIXELS),
        ("just over the limit", making.png_of(8_000, 5_001), Problem.TOO_MANY_PIXELS),
        ("a bomb in its text", making.png_with_a_bomb_in_its_text(), Problem.UNREADABLE),
    ],
    ids=lambda value: value if isinstance(value, str) and value.islower() else None,
)
def test_a_file_we_do_not_keep_is_answered_in_words(name, data, problem):
    assert problem_of(data, name=name) == problem


@pytest.mark.parametrize(
    "where",
    [
        "opening",
        "names",
        "inside a note",
        "starting a program",
        "a file inside",
        "a form of its own kind",
    ],
)
def test_a_pdf_that_does_more_than_show_is_not_kept(where):
    assert problem_of(making.pdf_with_action(where)) == Problem.HAS_PROGRAM


def test_a_file_over_the_limit_is_not_even_opened(settings):
    settings.UPLOAD_LARGEST_FILE = 100

    with pytest.raises(FileRefused, match="smaller than 0 MB"):
        inspect(making.picture())


def test_what_hangs_on_behind_a_picture_is_in_no_page():
    read = inspect(making.picture() + b"<script>alert('polyglot')</script>PK\x03\x04")

    assert read.media_type == FileType.PNG
    assert b"polyglot" in read.original
    assert b"polyglot" not in read.pictures[0].data


def test_a_reader_out_of_memory_is_a_sentence_and_no_fault():
    limits = ReaderLimits(memory=100 * MEGABYTE)

    assert problem_of(making.picture(size=(6000, 6000), mode="L"), limits=limits) == Problem.TOO_HEAVY


def test_a_reader_that_takes_too_long_is_ended():
    assert problem_of(making.pdf(), limits=ReaderLimits(wall_seconds=0.02)) == Problem.TOO_HEAVY


def test_a_reader_that_works_too_long_is_ended_by_the_kernel():
    heavy = making.picture(size=(6300, 6300))

    assert problem_of(heavy, limits=ReaderLimits(cpu_seconds=0)) == Problem.TOO_HEAVY


def test_nothing_of_a_file_is_left_behind():
    inspect(making.picture())
    problem_of(making.truncated_jpeg())

    assert list(Path(default_storage.path(UNFINISHED)).iterdir()) == []


def test_when_many_files_come_in_the_next_person_is_asked_to_wait(monkeypatch):
    monkeypatch.setattr(confined, "WAIT_SECONDS", 0.01)
    for _turn in range(confined.AT_ONCE):
        confined._TURNS.acquire()
    try:
        assert problem_of(making.picture()) == Problem.BUSY
    finally:
        for _turn in range(confined.AT_ONCE):
            confined._TURNS.release()


@pytest.mark.parametrize(
    "code",
    [
        "print('no JSON')",
        "print('[]')",
        'print(\'{"pages": 1, "files": []}\')',
        'print(\'{"pages": 1, "files": ["1.png"]}\')',
        "os.symlink('/etc/hostname', '1.png'); print('{\"pages\": 1, \"files\": [\"1.png\"]}')",
        "open('1.png', 'w').write('<html>'); print('{\"pages\": 1, \"files\": [\"1.png\"]}')",
        'print(\'{"pages": 1, "files": ["../../../secret.png"]}\')',
        "sys.exit(1)",
    ],
)
def test_a_reader_that_was_taken_over_is_not_believed(code, settings, tmp_path):
    place = tmp_path / "requests_app" / "documents"
    place.mkdir(parents=True)
    for folder in (place.parent, place):
        (folder / "__init__.py").write_text("")
    (place / "reader.py").write_text(f"import os, sys\n{code}\n")
    settings.BASE_DIR = tmp_path

    assert problem_of(making.picture()) == Problem.UNREADABLE


def test_every_problem_has_a_sentence():
    assert set(inspection.SENTENCES) == set(Problem)
