from __future__ import annotations

import os
from datetime import timedelta
from pathlib import Path

from django.core.files.storage import default_storage
from django.utils import timezone

from requests_app.common import files


def place_of(key: str) -> Path:
    return Path(default_storage.path(key))


def test_a_file_is_whole_or_not_there():
    files.write_whole("packets/one.pdf", b"first")
    files.write_whole("packets/one.pdf", b"second")

    assert files.read("packets/one.pdf") == b"second"
    assert files.read("packets/none.pdf") is None
    assert list(place_of(files.UNFINISHED).iterdir()) == []


def test_a_file_is_for_this_program_only():
    files.write_whole("some/place/one", b"x")

    assert place_of("some/place/one").stat().st_mode & 0o077 == 0
    assert place_of("some/place").stat().st_mode & 0o077 == 0


def test_removing_twice_is_no_fault():
    files.write_whole("one", b"x")

    files.remove("one")
    files.remove("one")

    assert files.read("one") is None


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


def test_a_working_folder_is_gone_afterwards_and_swept_when_its_process_was_killed():
    with files.working_folder() as folder:
        (folder / "page").write_bytes(b"x")
        assert folder.stat().st_mode & 0o077 == 0
    assert not folder.exists()
    left = place_of(files.UNFINISHED) / "work-killed"
    left.mkdir()
    (left / "original").write_bytes(b"x")
    long_ago = (timezone.now() - timedelta(days=3)).timestamp()
    os.utime(left, (long_ago, long_ago))

    assert files.remove_unfinished(now=timezone.now()) == 1
    assert not left.exists()
