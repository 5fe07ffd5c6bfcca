"""The letter of each step when no answer comes: what it says, and what it never says."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date
from typing import Any
from uuid import UUID

import pytest

from requests_app.casefile.schema import CaseFile
from requests_app.packets.proof import Proof
from requests_app.packets.sheet_parts import Asked, SheetRefused
from requests_app.packets.sheets import built
from requests_app.packets.sheets_stalled import KINDS
from tests.packets.making import ARIZONA, changed, example

TODAY = date(2026, 11, 23)
SENT = {"sent": [{"on": "2026-11-02", "way": "FAX", "number": "4711", "pages": 12}]}
RULE = {"on": "2026-11-17", "source": "RULE", "said_on": "", "cited": "Example Code 1-2-3"}
NAMED = {"on": "2026-12-01", "source": "PHONE", "said_on": "2026-11-10", "cited": ""}
STEP = {
    "rung": "SUPERVISOR",
    "done_on": "2026-11-20",
    "way": "PHONE",
    "person": "Sam",
    "reference": "S-1",
    "result": "They will look at it.",
    "promised_on": "2026-11-24",
}


def stalled(**parts: Any) -> CaseFile:
    return changed(example(ARIZONA), escalations=[STEP], **parts)


def letter(kind: str, file: CaseFile | None = None, **known: Any) -> str:
    regulator = {**SENT, **known}
    asked = Asked(case=file or stalled(), on=TODAY, proof=lambda: Proof(regulator=regulator))
    return str(asdict(built(kind, asked).parts["letter"]))


@pytest.mark.parametrize("kind", list(KINDS))
def test_each_letter_says_when_it_was_sent_and_what_was_done(kind) -> None:
    text = letter(kind)

    assert "It was sent to the plan by fax on November 2, 2026 (12 pages, confirmation 4711)." in text
    assert "November 20, 2026: asked for a supervisor (Sam; reference S-1)." in text
    assert "An answer was promised for November 24, 2026." in text
    assert "services below" not in text


@pytest.mark.parametrize("kind", list(KINDS))
@pytest.mark.parametrize("word", ["unfair", "illegal", "violat", "must approve", "odds", "penalt"])
def test_no_letter_claims_or_threatens(kind, word) -> None:
    assert word not in letter(kind, due=[RULE, NAMED]).lower()


def test_a_day_is_told_with_where_it_comes_from_and_what_is_common_is_not_told() -> None:
    text = letter("demand", due=[RULE, NAMED])

    assert "The time that Example Code 1-2-3 gives the plan ended on November 17, 2026." in text
    assert "On November 10, 2026 the plan said that it would answer by December 1, 2026." in text
    assert "common" not in letter("demand")


def test_a_demand_names_its_own_day_and_counts_the_holiday() -> None:
    text = letter("demand")

    assert "to decide the request in writing by December 1, 2026" in text
    assert "If there is no answer by December 1, 2026, I will ask the office that watches over" in text


def test_a_clinician_is_quoted_from_the_signed_letter_or_fills_in_the_words() -> None:
    assert "For the clinician to fill in and sign" in letter("fast-answer")

    signed = {
        "answers": {"is_urgent": True, "urgent_reason": "She cannot wait."},
        "number": 1,
        "sha256": "0" * 64,
        "signed_name": "Dana Example, MD",
        "signed_at": "2026-11-20T18:00:00Z",
    }
    text = letter("fast-answer", stalled(letters=[signed]))
    assert (
        "Dana Example, MD signed a letter on November 20, 2026 that says that waiting could do harm." in text
    )
    assert "to fill in" not in text


def test_the_office_of_the_provider_speaks_for_itself() -> None:
    text = letter("provider-relations")

    assert "We are the office of" in text
    assert "'asked_intro': 'We ask you:'" in text


@pytest.mark.parametrize("kind", list(KINDS))
def test_nothing_is_written_about_a_request_that_was_not_sent(kind) -> None:
    with pytest.raises(SheetRefused):
        letter(kind, changed(example(ARIZONA), tracks=[]), sent=[])


def answered(**parts: Any) -> CaseFile:
    tracks = [{"kind": "GAP", "asked_on": "2026-11-02", "outcome": "PARTLY"}]
    part = {"answer": "PARTLY", "heard_on": "2026-11-19", "is_in_writing": True}
    return stalled(**{"decisions": [part], "tracks": tracks, "appeals": [], **parts})


def test_no_decision_is_demanded_that_was_made() -> None:
    with pytest.raises(SheetRefused):
        letter("demand", answered())
    assert "The plan answered on November 19, 2026: approved in part." in letter(
        "provider-relations", answered()
    )


def test_what_is_still_open_after_an_answer_is_named() -> None:
    waiting = [{"kind": "SCA", "asked_on": "2026-11-02"}]
    assert "for: single case agreement." in letter("status", answered(tracks=waiting))
    appeal = {"key": str(UUID(int=1)), "level": "INTERNAL", "state": "SENT", "sent_on": "2026-11-20"}
    assert "An appeal was sent on November 20, 2026; no answer" in letter(
        "status", answered(appeals=[appeal])
    )
