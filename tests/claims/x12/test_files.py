"""Every file of the corpus: read as it is told, or refused by name. Another program judges the good ones."""

from __future__ import annotations

import io
import json
import re
from pathlib import Path
from typing import Any

import pytest
import pyx12.params
import pyx12.x12n_document

from requests_app.claims import reading_texts
from requests_app.claims.readers import dispatch
from requests_app.claims.readers import x12 as reader
from requests_app.claims.readers.base import Refused
from requests_app.claims.statement import Reading
from tests.claims.x12.broken import BROKEN
from tests.claims.x12.good_more import ALL_GOOD as GOOD
from tests.claims.x12.odd_claims import ALL_ODD as ODD

READERS = Path(reader.__file__).parent
MINE = re.compile(r'"(x12\.[a-z0-9_]+)"')


def at(reading: Reading, place: str) -> str:
    value: Any = reading.statements
    for part in place.split("."):
        value = value[int(part)] if part.isdigit() else getattr(value, part)
    return str(value)


def test_the_corpus_is_of_many_files_with_names_of_their_own():
    names = [case.name for case in (*GOOD, *ODD, *BROKEN)]

    assert len(names) == len(set(names)) >= 120


@pytest.mark.parametrize("case", [*GOOD, *ODD], ids=str)
def test_a_remittance_is_read_as_it_is_written(case):
    found = dispatch.read(case.data)

    assert found.refused == ""
    assert found.format == "X12"
    assert len(found.statements) == case.claims
    assert {place: at(found, place) for place in case.tells} == dict(case.tells)
    assert {one.slug.removeprefix("x12.") for one in found.notes} == case.notes


@pytest.mark.parametrize("case", BROKEN, ids=str)
def test_a_file_that_is_no_whole_remittance_is_refused_by_name(case):
    # A file that does not begin as X12 does never comes to this reader from the pages.
    with pytest.raises(Refused) as refused:
        reader.read(case.data)

    assert refused.value.slug == case.refused
    assert refused.value.slug in reading_texts.REFUSALS


@pytest.mark.parametrize("case", GOOD, ids=str)
def test_another_program_finds_the_good_files_true_to_the_guide(case):
    told = io.StringIO()
    source = io.StringIO(case.data.decode())

    is_true = pyx12.x12n_document.x12n_document(pyx12.params.params(), source, fd_997=told, fd_html=None)

    assert is_true, told.getvalue()


def test_a_reading_comes_whole_through_the_child_process():
    for case in GOOD:
        found = dispatch.read(case.data)
        assert Reading.model_validate(json.loads(found.model_dump_json())) == found


def test_every_sentence_is_said_and_every_slug_has_one():
    used = {slug for path in READERS.glob("x12*.py") for slug in MINE.findall(path.read_text())}
    known = {slug for slug in (*reading_texts.REFUSALS, *reading_texts.NOTES) if slug.startswith("x12.")}
    of_kinds = {slug for slug in known if re.fullmatch(r"x12\.is_\d+", slug)}

    assert used == known - of_kinds
    assert {case.refused for case in BROKEN} >= of_kinds


@pytest.mark.parametrize("case", [case for case in ODD if case.notes], ids=str)
def test_every_note_is_a_whole_sentence(case):
    found = dispatch.read(case.data)

    for text in reading_texts.note_texts(found):
        assert "…" not in text
        assert "%(" not in text
        assert not text.endswith((".", ": ", " "))
