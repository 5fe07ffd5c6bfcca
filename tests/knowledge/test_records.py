"""A record that says too little, or in words nobody knows, stops the file."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from requests_app.knowledge import store
from requests_app.knowledge.records import Record
from requests_app.knowledge.store import KnowledgeRefused, load_records

GOOD: dict[str, Any] = {
    "id": "zz-example",
    "jurisdiction": "AZ",
    "plan_types": ["fully_insured_hmo"],
    "kind": "wait_time",
    "care": "behavioral_health",
    "value": 10,
    "unit": "business_days",
    "text": {"en": "A wait of at most 10 business days.", "es": "Como máximo 10 días hábiles de espera."},
    "citation": "Example Code 1",
    "source": ["https://example.org/rule"],
    "confidence": "verified",
    "as_of": "2026",
    "checked_on": date(2026, 11, 22),
}
PLACE = {"kind": "contact", "unit": "contact", "value": None, "care": ""}


def file_with(tmp_path: Path, *entries: dict[str, Any]) -> Path:
    path = tmp_path / "example.yaml"
    path.write_text(yaml.safe_dump({"records": list(entries)}, allow_unicode=True), encoding="utf-8")
    return path


def record_with(**changes: Any) -> Record:
    return Record.model_validate({**GOOD, **changes})


def test_a_whole_record_loads_and_may_be_printed(tmp_path: Path) -> None:
    (loaded,) = load_records(file_with(tmp_path, GOOD))

    assert loaded.is_printable
    assert not loaded.needs_confirming


@pytest.mark.parametrize(
    ("change", "named"),
    [
        ({"source": []}, "needs a source"),
        ({"source": ["somebody told me"]}, "source"),
        ({"confidence": "recalled", "source": []}, "needs a check"),
        ({"confidence": "certain"}, "confidence"),
        ({"kind": "rumor"}, "kind"),
        ({"plan_types": ["hmo"]}, "“hmo”"),
        ({"plan_types": []}, "plan_types"),
        ({"unit": "fortnights"}, "“fortnights”"),
        ({"care": "anything"}, "“anything”"),
        ({"area": "hills"}, "“hills”"),
        ({"jurisdiction": "ZZ"}, "“ZZ”"),
        ({"text": {"en": "A rule."}}, "text.es"),
        ({"text": {"en": "One rule for all plans.", "es": "One rule for all plans."}}, "repeats"),
        ({"valid_from": date(2026, 2, 1), "valid_to": date(2026, 1, 1)}, "valid_to is before"),
        ({"checked_on": "soon"}, "checked_on"),
        ({"colour": "red"}, "colour"),
        (PLACE, "needs a place"),
        ({**PLACE, "place": {"name": {"en": "A", "es": "A"}}}, "phone number"),
    ],
)
def test_a_record_that_says_too_little_stops_the_file_and_is_named(
    tmp_path: Path, change: dict[str, Any], named: str
) -> None:
    with pytest.raises(KnowledgeRefused, match="zz-example") as refusal:
        load_records(file_with(tmp_path, {**GOOD, **change}))

    assert named in str(refusal.value)


def test_the_same_id_twice_stops_the_library() -> None:
    with pytest.raises(KnowledgeRefused, match="zz-example"):
        store.without_repeats((record_with(), record_with()))


def test_what_is_only_remembered_loads_with_a_check_and_is_never_printed() -> None:
    remembered = record_with(confidence="recalled", source=[], check="Read the code.")

    assert remembered.needs_confirming
    assert not remembered.is_printable


@pytest.mark.parametrize("change", [{"confidence": "seen"}, {"check": "Read it again."}])
def test_what_is_open_is_confirmed_by_phone(change: dict[str, Any]) -> None:
    assert record_with(**change).needs_confirming


def test_a_rule_counts_from_its_first_day_to_its_last() -> None:
    rule = record_with(valid_from=date(2024, 2, 29), valid_to=date(2024, 3, 1))

    days = [date(2024, 2, 28), date(2024, 2, 29), date(2024, 3, 1), date(2024, 3, 2)]
    assert [rule.is_in_force(day) for day in days] == [False, True, True, False]


def test_a_contact_grows_old_after_half_a_year() -> None:
    rule = record_with()

    assert not rule.is_old(date(2027, 5, 21))
    assert rule.is_old(date(2027, 5, 22))


def test_a_review_day_of_its_own_comes_before_the_usual_one() -> None:
    assert record_with(review_by=date(2027, 1, 31)).review_on == date(2027, 1, 31)
    assert record_with().review_on == date(2027, 11, 22)
