"""Every bad kind of file gets its own sentence, leaves nothing behind, and takes nothing away."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from django.conf import settings
from django.core.files.storage import default_storage

from requests_app.common.files import UNFINISHED
from requests_app.documents.filetypes import FileType, Problem
from requests_app.documents.inspection import FileRefused, inspect
from requests_app.documents.limits import ReaderLimits
from requests_app.models import Document
from tests.documents import hostile, making
from tests.documents.phone_photos import heic
from tests.factories.cases import make_case
from tests.listings.pages import keep

FILES = hostile.all_files()
SHORT = ReaderLimits(cpu_seconds=4, wall_seconds=5)


def left_behind() -> list[Path]:
    return list(Path(default_storage.path(UNFINISHED)).glob("*"))


@pytest.mark.parametrize(("name", "data", "problems"), FILES, ids=[name for name, _data, _ in FILES])
def test_a_bad_file_is_answered_in_words_and_leaves_nothing(name, data, problems):
    with pytest.raises(FileRefused) as refused:
        inspect(data, name="insurance-card.pdf")

    assert refused.value.problem in problems
    assert left_behind() == []


def test_there_are_bad_files_for_every_problem_a_file_can_have():
    of_our_own = {Problem.TOO_BIG, Problem.TOO_HEAVY, Problem.BUSY, Problem.NO_ROOM}

    assert len(FILES) >= 80
    assert {one for _name, _data, problems in FILES for one in problems} | of_our_own == set(Problem)


def test_every_problem_has_words_of_its_own():
    words = {str(FileRefused(problem)) for problem in Problem}

    assert len(words) == len(Problem)


@pytest.mark.parametrize(
    ("name", "data"), hostile.heavy_files(), ids=lambda value: value if isinstance(value, str) else ""
)
def test_a_heavy_file_is_read_or_ended_within_the_limits(name, data):
    assert outcome(data) in (FileType.PDF, Problem.TOO_HEAVY, Problem.UNREADABLE)
    assert left_behind() == []


@pytest.mark.parametrize("name", ["a JPEG", "a PNG", "a WebP", "a PDF", "a phone photo"])
def test_a_damaged_file_is_read_or_answered_and_never_more(name):
    good = {
        "a JPEG": making.picture(kind="JPEG", size=(90, 70)),
        "a PNG": making.picture(size=(90, 70)),
        "a WebP": making.picture(kind="WEBP", size=(90, 70)),
        "a PDF": making.pdf(2),
        "a phone photo": heic(size=(96, 64)),
    }[name]
    chance = random.Random(name)

    for _turn in range(12):
        found = outcome(damaged(good, chance))
        assert isinstance(found, FileType) or found not in (Problem.NO_ROOM, Problem.BUSY)
    assert left_behind() == []


def outcome(data: bytes) -> FileType | Problem:
    try:
        read = inspect(data, limits=SHORT)
    except FileRefused as refused:
        return refused.problem
    assert all(making.opened(one.data).size for one in read.pictures)
    return read.media_type


def damaged(good: bytes, chance: random.Random) -> bytes:
    """Other bytes here and there, a piece doubled, or a piece gone; behind the mark that says what it is."""
    data = bytearray(good)
    for _place in range(chance.randint(1, 6)):
        start = chance.randrange(16, len(data))
        length = chance.randint(1, 24)
        way = chance.randrange(3)
        if way == 0:
            data[start : start + length] = chance.randbytes(length)
        elif way == 1:
            data[start:start] = data[start : start + length]
        else:
            del data[start : start + length]
    return bytes(data)


ONE_OF_EACH = {
    next(iter(problems)): (data) for _name, data, problems in reversed(FILES) if len(problems) == 1
}


@pytest.mark.parametrize("problem", sorted(ONE_OF_EACH))
def test_the_page_says_why_and_what_was_there_stays(client_for, problem):
    case = make_case()
    client = client_for(case.opened_by)
    assert keep(client, case).status_code == 302
    before = kept_files()

    answer = keep(client, case, data=ONE_OF_EACH[problem])

    assert answer.status_code == 422
    assert str(FileRefused(problem)) in answer.content.decode()
    assert Document.objects.filter(case=case, removed_at__isnull=True).count() == 1
    assert kept_files() == before


def kept_files() -> dict[str, bytes]:
    root = Path(settings.MEDIA_ROOT)
    return {str(path): path.read_bytes() for path in root.rglob("*") if path.is_file()}
