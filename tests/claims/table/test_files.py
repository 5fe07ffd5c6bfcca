from __future__ import annotations

import re
from decimal import Decimal
from pathlib import Path

import pytest

from requests_app.claims import reading_texts
from requests_app.claims.readers import table
from requests_app.claims.readers.base import Refused
from requests_app.claims.statement import Reading
from tests.claims.table.good import GOOD
from tests.claims.table.odd import ODD, REFUSED

CORPUS = [*GOOD, *ODD, *REFUSED]
READERS = Path(table.__file__).parent


def at(reading: Reading, place: str) -> object:
    found: object = reading.model_dump(mode="json")["statements"]
    for part in place.split("."):
        found = found[int(part)] if isinstance(found, list) else found[part]  # type: ignore[index]
    return found


def test_the_corpus_is_of_many_files_with_names_of_their_own():
    assert len(CORPUS) >= 80
    assert len({case.name for case in CORPUS}) == len(CORPUS)


@pytest.mark.parametrize("case", [*GOOD, *ODD], ids=str)
def test_a_table_is_read_as_it_is_written(case):
    reading = table.read(case.data)

    assert len(reading.statements) == case.claims
    assert {place: at(reading, place) for place in case.tells} == case.tells
    assert {one.slug.removeprefix("table.") for one in reading.notes} == case.notes


@pytest.mark.parametrize("case", REFUSED, ids=str)
def test_what_is_no_table_of_claims_is_refused_by_name(case):
    with pytest.raises(Refused) as refused:
        table.read(case.data)

    assert refused.value.slug == case.refused


@pytest.mark.parametrize("case", GOOD, ids=str)
def test_amounts_are_exact(case):
    for claim in table.read(case.data).statements:
        for amount in (claim.billed, *(line.billed for line in claim.lines)):
            assert amount is None or (isinstance(amount, Decimal) and amount == round(amount, 2))


def test_every_sentence_is_said_and_every_slug_has_one():
    said = "".join(path.read_text() for path in READERS.glob("*.py"))
    mine = re.compile(r'"((?:file|table|pdf)\.[a-z0-9_]+)"')
    used = set(mine.findall(said)) | {"file.too_heavy", "file.broken"}
    known = {
        slug
        for slug in {**reading_texts.REFUSALS, **reading_texts.NOTES}
        if slug.startswith(("file", "table", "pdf"))
    }

    assert used == known


@pytest.mark.parametrize("case", ODD, ids=str)
def test_every_note_is_a_whole_sentence(case):
    for text in reading_texts.note_texts(table.read(case.data)):
        assert "…" not in text
        assert "%(" not in text
