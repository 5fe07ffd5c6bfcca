"""The same promises, whether files lie on the local disk or in a store that speaks S3 (a real local one)."""

from __future__ import annotations

import os
import threading
from datetime import timedelta
from pathlib import Path

import pytest
from django.core.files.storage import default_storage
from django.utils import timezone

from requests_app.common import files, object_files
from tests.object_store import running_store, settings_for


@pytest.fixture(scope="module")
def store():
    with running_store() as address:
        yield address


@pytest.fixture(params=["disk", "store"])
def kept(request, settings):
    if request.param == "store":
        settings.STORAGES = {**settings.STORAGES, **settings_for(request.getfixturevalue("store"))}
    return request.param


def place_of(key: str) -> Path:
    return Path(default_storage.path(key))


def test_a_file_is_whole_or_not_there(kept):
    files.write_whole("packets/one.pdf", b"first")
    files.write_whole("packets/one.pdf", b"second")

    assert files.read("packets/one.pdf") == b"second"
    assert files.read("packets/none.pdf") is None


def test_many_files_are_written_at_once(kept):
    files.write_all({f"many/{number}": bytes([number]) for number in range(30)})

    assert [files.read(f"many/{number}") for number in range(30)] == [bytes([n]) for n in range(30)]


def test_an_empty_file_and_a_large_one_come_back_as_they_were(kept):
    large = os.urandom(11_000_000)
    files.write_all({"sizes/none": b"", "sizes/large": large})

    assert files.read("sizes/none") == b""
    assert files.read("sizes/large") == large


def test_a_reader_beside_a_writer_sees_the_old_or_the_new_file(kept):
    old, new = b"a" * 300_000, b"b" * 300_000
    files.write_whole("beside", old)
    seen, done = set(), threading.Event()

    def look():
        while not done.is_set():
            seen.add(files.read("beside"))

    reader = threading.Thread(target=look)
    reader.start()
    for number in range(10):
        files.write_whole("beside", new if number % 2 else old)
    done.set()
    reader.join()

    assert seen <= {old, new}


def test_removing_twice_is_no_fault(kept):
    files.write_whole("one", b"x")

    files.remove("one")
    files.remove("one")

    assert files.read("one") is None


def test_a_folder_goes_with_all_that_is_in_it_and_its_neighbour_stays(kept):
    files.write_all({"ab/cd/1": b"x", "ab/cd/2": b"x", "ab/cd/in/3": b"x", "ab/cde/1": b"stays"})

    files.remove("ab/cd")

    assert [files.read(f"ab/{name}") for name in ("cd/1", "cd/2", "cd/in/3")] == [None] * 3
    assert files.read("ab/cde/1") == b"stays"


def test_what_is_old_is_told_by_its_place_in_the_folder(kept):
    files.write_all({"notes/one": b"x", "notes/two/inner": b"x", "notes-of-others/three": b"x"})
    soon, before = timezone.now() + timedelta(minutes=1), timezone.now() - timedelta(minutes=1)

    assert sorted(files.keys_older_than("notes", soon)) == ["notes/one", "notes/two"]
    assert files.keys_older_than("notes", before) == []
    assert files.keys_older_than("never-made", soon) == []


def test_more_files_than_go_at_once_are_removed(settings, store, monkeypatch):
    settings.STORAGES = {**settings.STORAGES, **settings_for(store)}
    monkeypatch.setattr(object_files, "MOST_IN_ONE_REMOVAL", 4)
    files.write_all({f"long/{number}": b"x" for number in range(10)})

    files.remove("long")

    assert files.keys_older_than("long", timezone.now() + timedelta(days=1)) == []


@pytest.mark.parametrize("broken", ["no bucket", "no store"])
@pytest.mark.parametrize(
    "work",
    [
        lambda: files.read("one"),
        lambda: files.write_whole("one", b"x"),
        lambda: files.write_all({"one": b"x"}),
        lambda: files.remove("one"),
        lambda: files.keys_older_than("one", timezone.now()),
    ],
    ids=["read", "write", "write all", "remove", "list"],
)
def test_a_store_that_fails_is_loud(settings, store, broken, work):
    address = "127.0.0.1:9" if broken == "no store" else store
    bucket = "never-made" if broken == "no bucket" else "files"
    settings.STORAGES = {**settings.STORAGES, **settings_for(address, bucket=bucket)}

    with pytest.raises(OSError, match="the object store"):
        work()


def test_half_a_file_is_never_left_beside():
    files.write_whole("packets/one.pdf", b"first")

    assert list(place_of(files.UNFINISHED).iterdir()) == []


def test_a_file_is_for_this_program_only():
    files.write_whole("some/place/one", b"x")

    assert place_of("some/place/one").stat().st_mode & 0o077 == 0
    assert place_of("some/place").stat().st_mode & 0o077 == 0


def test_half_written_files_older_than_a_day_are_removed():
    folder = place_of(files.UNFINISHED)
    folder.mkdir(parents=True)
    now = timezone.now()
    for name, age in (("old", timedelta(hours=25)), ("new", timedelta(hours=23))):
        (folder / name).write_bytes(b"%PDF-")
        moment = (now - age).timestamp()
        os.utime(folder / name, (moment, moment))

    assert files.remove_unfinished(now=now) == 1
    assert [path.name for path in folder.iterdir()] == ["new"]


def test_a_folder_that_was_never_made_has_no_strays():
    assert files.remove_unfinished(now=timezone.now()) == 0


def test_a_working_folder_is_local_and_gone_afterwards(kept, settings):
    with files.working_folder() as folder:
        (folder / "page").write_bytes(b"x")
        assert folder.stat().st_mode & 0o077 == 0
        assert folder.is_relative_to(settings.MEDIA_ROOT)

    assert not folder.exists()


def test_a_working_folder_is_swept_when_its_process_was_killed(kept, settings):
    left = Path(settings.MEDIA_ROOT) / files.UNFINISHED / "work-killed"
    left.mkdir(parents=True)
    (left / "original").write_bytes(b"x")
    long_ago = (timezone.now() - timedelta(days=3)).timestamp()
    os.utime(left, (long_ago, long_ago))

    assert files.remove_unfinished(now=timezone.now()) == 1
    assert not left.exists()
