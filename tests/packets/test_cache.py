"""Printed sections: found again by what they are made of, private, and gone after a week."""

from __future__ import annotations

import os
from datetime import timedelta
from pathlib import Path

import pytest
from django.utils import timezone

from requests_app.packets import cache
from requests_app.packets.cache import Leaves

LEAVES = Leaves(pdf=b"%PDF\n\nbytes", pages=2, anchors={"a": [1, 2.5, 3]}, bookmarks=[[1, "Título", 0, 1, 2]])
NOW = timezone.now()


@pytest.fixture(autouse=True)
def folder(settings, tmp_path) -> Path:
    settings.PACKET_SECTIONS = tmp_path / "sections"
    return settings.PACKET_SECTIONS


def key(**changed) -> str:
    return cache.key_of(**{"html": "h", "css": "c", "pictures": {"asset:a": "1"}, "salt": "1", **changed})


def test_what_was_kept_is_found_as_it_was(folder):
    cache.keep(key(), LEAVES)
    assert cache.find(key()) == LEAVES
    assert folder.stat().st_mode & 0o077 == 0
    assert (folder / key()).stat().st_mode & 0o077 == 0


@pytest.mark.parametrize(
    "changed", [{"html": "x"}, {"css": "x"}, {"pictures": {"asset:a": "2"}}, {"pictures": {}}, {"salt": "2"}]
)
def test_a_change_in_anything_it_is_made_of_is_another_section(changed):
    assert key() == key()
    assert key(**changed) != key()


def test_the_name_of_a_kept_section_says_nothing_of_it():
    assert len(key(html="Maya Sample")) == 64
    assert "Maya" not in key(html="Maya Sample")


@pytest.mark.parametrize("damage", [b"", b"short", b"x" * 300])
def test_half_a_file_is_no_section(folder, damage):
    cache.keep(key(), LEAVES)
    (folder / key()).write_bytes(damage)
    assert cache.find(key()) is None
    assert not (folder / key()).exists()


def test_a_section_nobody_used_for_a_week_is_deleted(folder):
    for name, age in (("old", 8), ("young", 6)):
        cache.keep(name, LEAVES)
        moment = (NOW - timedelta(days=age)).timestamp()
        os.utime(folder / name, (moment, moment))
    assert cache.clean(now=NOW) == 1
    assert (cache.find("old"), cache.find("young")) == (None, LEAVES)


def test_the_oldest_go_when_there_is_no_room(folder, monkeypatch):
    for number in range(5):
        cache.keep(str(number), LEAVES)
        moment = (NOW - timedelta(hours=5 - number)).timestamp()
        os.utime(folder / str(number), (moment, moment))
    monkeypatch.setattr(cache, "MOST_BYTES", 2 * (folder / "0").stat().st_size)
    assert cache.clean(now=NOW) == 3
    assert [number for number in range(5) if cache.find(str(number))] == [3, 4]


def test_it_is_cleaned_once_an_hour(folder):
    cache.clean(now=NOW)
    cache.keep("old", LEAVES)
    moment = (NOW - timedelta(days=8)).timestamp()
    os.utime(folder / "old", (moment, moment))
    assert cache.clean(now=NOW + timedelta(minutes=30)) == 0
    assert cache.clean(now=NOW + timedelta(minutes=61)) == 1


def test_a_disk_that_is_full_stops_no_packet(folder, monkeypatch):
    def full(*_paths):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "replace", full)
    cache.keep("one", LEAVES)
    assert cache.find("one") is None
    assert list(folder.iterdir()) == []
