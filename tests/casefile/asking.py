"""What is asked of the plan, what it costs, and what other papers say, of every allowed shape."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

from hypothesis import strategies as st

from requests_app.casefile import schema
from tests.casefile.fields import NAMES, NPIS, TODAY, days, one_of_field, past, texts, yes_no

money = st.none() | st.integers(0, 999_999_999).map(lambda cents: f"{cents / 100:.2f}")
percents = st.none() | st.sampled_from(["0", "20", "33.33", "100"])
moments = st.datetimes(datetime(1900, 1, 2), datetime(2026, 11, 22), timezones=st.just(UTC)).map(  # noqa: DTZ001
    datetime.isoformat
)
code_lists = st.lists(st.sampled_from(["F33.2", "S9480", "H0015"]), max_size=2)


@st.composite
def costs(draw: st.DrawFn) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for total in ("in_deductible", "in_max", "out_deductible", "out_max"):
        found[total] = draw(money)
        found[f"{total}_met"] = draw(money)
    return found | {
        "in_copay": draw(money),
        "in_coinsurance": draw(percents),
        "has_out_benefits": draw(yes_no),
        "needs_approval": draw(yes_no),
        "as_of": draw(st.none() | past),
    }


@st.composite
def tracks(draw: st.DrawFn) -> dict[str, Any]:
    asked_on = draw(st.none() | past)
    first = asked_on or date(1900, 1, 1)
    return {
        "kind": draw(one_of_field(schema.Track, "kind")),
        "is_wanted": draw(yes_no),
        "owner": draw(one_of_field(schema.Track, "owner")),
        "reference": draw(texts(50)),
        "asked_on": asked_on,
        "answer_due_on": draw(st.none() | days(first)),
        "outcome": draw(one_of_field(schema.Track, "outcome")),
        "outcome_on": draw(st.none() | days(first, TODAY)),
        "notes": draw(texts(500)),
        "clock_started_at": draw(st.none() | moments),
        "fast_asked_at": draw(st.none() | moments),
        "fast_accepted": draw(yes_no),
        "fast_hours": draw(st.none() | st.integers(1, 720)),
    }


def stated_facts() -> st.SearchStrategy[dict[str, Any]]:
    return st.fixed_dictionaries(
        {
            "source": one_of_field(schema.StatedFacts, "source"),
            "stated_by": texts(150),
            "stated_on": st.none() | past,
            "diagnosis_codes": code_lists,
            "service_codes": code_lists,
            "starts_on": st.none() | days(),
            "amount": st.none() | st.integers(1, 999),
            "level_of_care": one_of_field(schema.StatedFacts, "level_of_care"),
            "provider_npi": NPIS,
            "waiting_harms": yes_no,
        }
    )


def settlements() -> st.SearchStrategy[dict[str, Any]]:
    return st.fixed_dictionaries(
        {
            "topic": st.sampled_from(["CODES", "DATES"]),
            "source": one_of_field(schema.Settlement, "source"),
            "choice": one_of_field(schema.Settlement, "choice"),
            "ours": texts(300),
            "theirs": texts(300),
            "owed_by": st.sampled_from(["", "CLINICIAN"]),
        }
    )


@st.composite
def questions(draw: st.DrawFn) -> dict[str, Any]:
    asked_on = draw(past)
    answer = draw(one_of_field(schema.NetworkQuestion, "answer"))
    answered_on = draw(days(asked_on, TODAY)) if answer else None
    return {
        "about_name": draw(NAMES),
        "about_npi": draw(NPIS),
        "asked_on": asked_on,
        "way": draw(one_of_field(schema.NetworkQuestion, "way")),
        "due_on": draw(st.none() | days(asked_on)),
        "answer": answer,
        "answered_on": answered_on,
        "answer_text": draw(texts(500)),
    }


@st.composite
def benefit_checks(draw: st.DrawFn) -> dict[str, Any]:
    since = draw(st.none() | days())
    found: dict[str, Any] = draw(costs())
    del found["as_of"]
    return found | {
        "way": draw(one_of_field(schema.BenefitCheck, "way")),
        "checked_on": draw(past),
        "said_by": draw(texts(100)),
        "reference": draw(texts(50)),
        "coverage_active": draw(yes_no),
        "coverage_from": since,
        "coverage_until": draw(st.none() | days(since or date(1900, 1, 1))),
        "network": draw(one_of_field(schema.BenefitCheck, "network")),
        "limits": draw(texts(300)),
        "knows_gap_path": draw(yes_no),
        "notes": draw(texts(2000)),
        "made_by": draw(one_of_field(schema.BenefitCheck, "made_by")),
    }
