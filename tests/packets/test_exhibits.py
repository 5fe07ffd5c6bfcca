"""Kept directory pages: printed with what is known of the file, and never a reason not to print."""

from __future__ import annotations

import hashlib
from io import BytesIO

import pytest
from PIL import Image

from requests_app.casefile.schema import CaseFile
from requests_app.common.files import read, remove, write_whole
from requests_app.packets import exhibits
from requests_app.packets.contents import contents
from requests_app.packets.exhibits import letter_of
from requests_app.packets.parts import Section
from requests_app.packets.presses import PrintFailed
from requests_app.packets.proof import Proof
from requests_app.packets.rendering import render
from tests.packets.making import ARIZONA, changed, example, measured, options_for, page_texts, reader

pytestmark = pytest.mark.usefixtures("db")
KEYS = ["documents/sample/page-1.png", "documents/sample/page-2.png"]
SHA256 = "5f" * 32


def picture(shade: int = 200) -> bytes:
    kept = BytesIO()
    Image.new("RGB", (300, 400), (shade, shade, shade)).save(kept, "PNG")
    return kept.getvalue()


def capture(**fields):
    return {
        "seen_on": "2026-11-01",
        "received_at": "2026-11-01T21:14:00Z",
        "sha256": SHA256,
        "media_type": "application/pdf",
        "pages": 2,
        "page_keys": KEYS,
        "shows": "Accepting new patients",
        **fields,
    }


def with_captures(*found, of_no_office=()) -> CaseFile:
    file = example(ARIZONA)
    first, *others = [one.model_dump(mode="json") for one in file.offices]
    return changed(file, offices=[{**first, "captures": list(found)}, *others], captures=list(of_no_office))


@pytest.fixture
def _kept():
    for number, key in enumerate(KEYS):
        write_whole(key, picture(100 + number))


def shown(file, proof=None):
    found = contents(file, options_for(file, sections=frozenset(Section)), proof or measured(file)).exhibits
    assert found is not None
    return found


def printed(file, proof=None) -> bytes:
    shown = frozenset({Section.SEARCH, Section.PICTURE, Section.EXHIBITS})
    options = options_for(file, sections=shown)
    return render(file, options, proof or measured(file)).pdf


@pytest.mark.usefixtures("_kept")
def test_an_exhibit_tells_its_office_its_days_its_hash_and_its_pages():
    (row,) = shown(with_captures(capture())).rows
    assert (row.title, row.about) == (
        "Exhibit A: Page of the plan’s directory",
        "Row 1, Saguaro Sample Behavioral Health",
    )
    assert row.lines[-1] == "Received November 1, 2026, 21:14 UTC (November 1, 2026, 2:14 pm MST)."
    assert row.lines[0] == "Shows: Accepting new patients."
    assert (row.dated, row.sha256, row.count) == ("Seen on November 1, 2026", SHA256, 2)
    assert [page.alt for page in row.pages] == [
        f"Exhibit A, page {number} of 2: Page of the plan’s directory, "
        "Row 1, Saguaro Sample Behavioral Health, Seen on November 1, 2026"
        for number in (1, 2)
    ]


@pytest.mark.usefixtures("_kept")
def test_it_is_printed_page_by_page_with_an_index_that_points_to_it():
    pdf = printed(with_captures(capture()))
    texts = page_texts(pdf)
    index = next(n for n, text in enumerate(texts) if text.startswith("Attachments\n"))
    assert "Exhibit A: Page of the plan’s directory" in texts[index + 1]
    assert "Exhibit A, page 1 of 2" in " ".join(texts[index + 1].split())
    assert "Exhibit A, page 2 of 2" in " ".join(texts[index + 2].split())
    assert SHA256 in "".join(texts[index].split())
    assert str(index + 2) in texts[index].split()
    assert "See Exhibit A" in "".join(texts)
    assert len(reader(pdf).pages[index + 1].images) == 1, "each page holds its own picture alone"


@pytest.mark.usefixtures("_kept")
def test_every_picture_in_the_pdf_has_a_text_for_those_who_do_not_see_it():
    tree = reader(printed(with_captures(capture()))).root_object["/StructTreeRoot"]
    texts, waiting = [], [tree]
    while waiting:
        node = waiting.pop()
        if node.get("/S") == "/Figure":
            texts.append(node["/Alt"])
        children = node.get("/K", [])
        for child in children if isinstance(children, list) else [children]:
            found = child.get_object() if hasattr(child, "get_object") else child
            if isinstance(found, dict) and "/S" in found:
                waiting.append(found)
    assert sorted(text[:20] for text in texts) == [
        "14 offices were cont",
        "Exhibit A, page 1 of",
        "Exhibit A, page 2 of",
    ]


def test_a_file_that_is_gone_is_said_and_everything_else_is_printed():
    texts = page_texts(printed(with_captures(capture())))
    gone = [text for text in texts if "The file could not be printed." in text]
    assert len(gone) == 2
    assert all(SHA256 in "".join(text.split()) for text in gone)


@pytest.mark.usefixtures("_kept")
@pytest.mark.parametrize("damage", ["changed", "no picture", "gone"])
def test_a_picture_that_is_not_the_one_of_that_day_is_not_printed(damage):
    file = with_captures(capture())
    proof = measured(file)
    if damage == "gone":
        remove(KEYS[0])
    else:
        write_whole(KEYS[0], picture(10) if damage == "changed" else b"not a picture")
    texts = page_texts(printed(file, proof))
    assert "".join(texts).count("The file could not be printed.") == 1


@pytest.mark.usefixtures("_kept")
def test_a_picture_that_goes_while_it_is_printed_fails_this_try_only(monkeypatch):
    # A picture of its own: one that was printed before is not read again.
    write_whole(KEYS[0], picture(33))
    file = with_captures(capture())
    proof = measured(file)
    with monkeypatch.context() as meanwhile:
        meanwhile.setattr("requests_app.packets.rendering.page_bytes", lambda key: None)
        with pytest.raises(PrintFailed):
            printed(file, proof)
    assert printed(file, proof)


@pytest.mark.usefixtures("_kept")
def test_a_packet_that_gets_too_heavy_loses_exhibits_and_not_the_plans_own_form(monkeypatch):
    form = "planforms-filled/sample-1.png"
    write_whole(form, picture(50))
    hashes = {key: hashlib.sha256(read(key)).hexdigest() for key in (*KEYS, form)}
    room = len(read(form)) + len(read(KEYS[0]))
    monkeypatch.setattr(exhibits, "MOST_BYTES", room)

    found = exhibits.only_good_pictures(Proof(pages=hashes, plan_form={"pages": [{"key": form}]})).pages
    assert {key for key, sha256 in found.items() if sha256} == {form, KEYS[0]}


@pytest.mark.usefixtures("_kept")
def test_only_what_is_ticked_is_printed_and_what_belongs_to_no_office_comes_last():
    file = with_captures(
        capture(in_packet=False), capture(sha256="6a" * 32), of_no_office=[capture(sha256="7b" * 32)]
    )
    assert [(row.letter, row.about, row.sha256[:2]) for row in shown(file).rows] == [
        ("A", "Row 1, Saguaro Sample Behavioral Health", "6a"),
        ("B", "", "7b"),
    ]


def test_pages_over_the_limit_are_counted_and_not_printed():
    many = [f"documents/sample/many-{number}.png" for number in range(exhibits.MOST_PAGES + 3)]
    found = shown(with_captures(capture(page_keys=many, pages=80)))
    assert len(found.rows[0].pages) == exhibits.MOST_PAGES
    assert (found.left_out, found.rows[0].count) == (3, 80)


@pytest.mark.usefixtures("_kept")
def test_hashes_are_of_the_pictures_and_no_key_leads_out_of_the_store():
    file = with_captures(capture(page_keys=[KEYS[0], "../../etc/passwd"]))
    hashes = exhibits.picture_hashes(file)
    assert hashes == {
        KEYS[0]: hashlib.sha256(read(KEYS[0]) or b"").hexdigest(),
        "../../etc/passwd": "",
    }


def test_letters_go_on_after_z():
    assert [letter_of(place) for place in (0, 25, 26, 51, 52)] == ["A", "Z", "AA", "AZ", "BA"]


@pytest.mark.parametrize("in_packet", [True, False])
def test_a_letter_that_a_clinician_uploaded_is_printed_unless_it_was_left_out(in_packet):
    paper = {
        "kind": "CLINICIAN_LETTER",
        "received_at": "2026-11-20T10:00:00Z",
        "sha256": SHA256,
        "in_packet": in_packet,
        "is_from_clinician": True,
    }
    letter = {
        "number": 1,
        "sha256": SHA256,
        "is_uploaded": True,
        "signed_name": "Dana Example",
        "signed_at": "2026-11-20T10:00:00Z",
    }
    file = changed(example(ARIZONA), papers=[paper], letters=[letter])
    assert [one.sha256 for one in exhibits.papers(file)] == [SHA256] * in_packet
