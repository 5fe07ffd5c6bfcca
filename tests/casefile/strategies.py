"""Case files of every allowed shape, small enough to write many."""

from __future__ import annotations

from datetime import date
from typing import Any

from hypothesis import strategies as st

from requests_app.casefile import schema
from requests_app.cases.plan_details import details_for
from requests_app.insurer_calls.cards import CARDS, FieldKind
from tests.casefile import asking
from tests.casefile.fields import NAMES, NPIS, PHONES, births, days, flags, one_of_field, past, texts, yes_no

CODES = {
    "DIAGNOSIS": ["F33.2", "F43.12", "I10", "C4A.1"],
    "SERVICE": ["H0015", "S9480", "90837", "0362T"],
    "REVENUE": ["0905", "0912"],
}


addresses = st.fixed_dictionaries(
    {
        "street": texts(150),
        "unit": texts(50),
        "city": texts(100),
        "state": st.sampled_from(["", "AZ", "NY"]),
        "zip_code": st.sampled_from(["", "85004", "85004-1234"]),
    }
)
patients = st.fixed_dictionaries(
    {
        "first_name": texts(100),
        "last_name": texts(100),
        "birth_date": births,
        "caregiver_name": texts(200),
        "phone": PHONES,
        "address": addresses,
        "reading_language": one_of_field(schema.Patient, "reading_language"),
        "access_needs": texts(300),
    }
)


def _with_detail(coverage: dict[str, Any]) -> st.SearchStrategy[dict[str, Any]]:
    details = ["", *map(str, details_for(coverage["source"]))]
    return st.sampled_from(details).map(lambda detail: coverage | {"source_detail": detail})


coverages = st.fixed_dictionaries(
    {
        "source": one_of_field(schema.Coverage, "source"),
        "is_self_funded": yes_no,
        "insurer": texts(120),
        "plan_kind": one_of_field(schema.Coverage, "plan_kind"),
        "member_id": st.sampled_from(["", "SMH204417890", "W12 345-6789"]),
        "plan_phone": PHONES,
        "is_subscriber": st.none() | flags,
        "subscriber": st.fixed_dictionaries(
            {
                "first_name": texts(100),
                "birth_date": births,
                "relation": one_of_field(schema.Subscriber, "relation"),
            }
        ),
    }
).flatmap(_with_detail)


def _code(pair: tuple[str, str]) -> st.SearchStrategy[dict[str, Any]]:
    kind, code = pair
    modifiers = ["", "HQ", "HQ-U1"] if kind == "SERVICE" else [""]
    return st.fixed_dictionaries(
        {
            "kind": st.just(kind),
            "code": st.just(code),
            "modifier": st.sampled_from(modifiers),
            "own_words": texts(120),
            "units": st.none() | st.integers(1, 999),
            "added_by": one_of_field(schema.CareCode, "added_by"),
        }
    )


codes = st.lists(
    st.sampled_from([(kind, code) for kind, found in CODES.items() for code in found]).flatmap(_code),
    unique_by=lambda one: (one["kind"], one["code"], one["modifier"]),
    max_size=5,
)


@st.composite
def cares(draw: st.DrawFn) -> dict[str, Any]:
    kind = draw(one_of_field(schema.Care, "kind"))
    starts_on = draw(st.none() | days())
    amount = draw(st.none() | st.integers(1, 999))
    reasons = ["NONE_OFFERS", "WAIT", "DISTANCE", "CONTINUITY"]
    return {
        "kind": kind,
        "kind_text": "something" if kind == "OTHER" else draw(texts(80)),
        "timing": draw(one_of_field(schema.Care, "timing")),
        "how_soon": draw(one_of_field(schema.Care, "how_soon")),
        "gap_reasons": draw(st.lists(st.sampled_from(reasons), unique=True)),
        "description": draw(texts(300)),
        "starts_on": starts_on,
        "ends_on": draw(st.none() | days(starts_on or date(1900, 1, 1))),
        "amount": amount,
        "amount_unit": "VISITS" if amount else draw(st.sampled_from(["", "DAYS"])),
        "clinician_says_waiting_harms": draw(yes_no),
        "codes": draw(codes),
    }


providers = st.fixed_dictionaries(
    {
        "name": texts(150),
        "npi": NPIS,
        "tax_id": st.sampled_from(["", "12-3456789", "123456789"]),
        "phone": PHONES,
        "address": addresses,
        "agreed": yes_no,
        "first_date": st.none() | days(),
        "price": st.none() | st.decimals(0, 9_999_999, places=2).map(str),
        "reasons": st.lists(st.sampled_from(["TREATS_THIS", "CLOSE", "OTHER"]), unique=True),
        "why_text": texts(500),
    }
)


@st.composite
def offices(draw: st.DrawFn) -> dict[str, Any]:
    attempts: list[dict[str, Any]] = draw(
        st.lists(
            st.fixed_dictionaries(
                {
                    "contacted_on": past,
                    "day_part": one_of_field(schema.Attempt, "day_part"),
                    "channel": one_of_field(schema.Attempt, "channel"),
                    "spoke_with": texts(100),
                    "outcome": one_of_field(schema.Attempt, "outcome"),
                }
            ),
            max_size=3,
        )
    )
    result = draw(one_of_field(schema.Office, "result")) if attempts else ""
    gave_no_date = draw(flags)
    first = min((attempt["contacted_on"] for attempt in attempts), default=date(1900, 1, 1))
    distance = draw(st.none() | st.decimals(0, 500, places=1).map(str))
    return {
        "name": draw(NAMES),
        "kind": draw(one_of_field(schema.Office, "kind")),
        "npi": draw(NPIS),
        "street": draw(texts(150)),
        "state": draw(st.sampled_from(["", "AZ", "PR"])),
        "found_at": draw(texts(300)),
        "listed_accepting": draw(one_of_field(schema.Office, "listed_accepting")),
        "found_in": draw(one_of_field(schema.Office, "found_in")),
        "found_on": draw(st.none() | past),
        "attempts": attempts,
        "result": result,
        "result_text": "their words" if result == "OTHER" else draw(texts(300)),
        "gave_no_date": gave_no_date,
        "first_open_on": None if gave_no_date else draw(st.none() | days(first)),
        "distance": distance,
        "distance_unit": "MILES" if distance else draw(st.sampled_from(["", "MINUTES"])),
        "gives_all_care": draw(yes_no),
        "notes": draw(texts(2000)),
        "questions": draw(st.lists(asking.questions(), max_size=2)),
    }


@st.composite
def calls(draw: st.DrawFn) -> dict[str, Any]:
    kind = draw(one_of_field(schema.InsurerCall, "kind"))
    answers: dict[str, Any] = {}
    for field in draw(st.lists(st.sampled_from(CARDS[kind].fields), unique_by=id, max_size=4)):
        if field.kind == FieldKind.TICK:
            answers[field.key] = draw(flags)
        elif field.options:
            answers[field.key] = draw(st.sampled_from([code for code, _label in field.options]))
        elif field.kind == FieldKind.DATE:
            answers[field.key] = str(draw(days()))
        else:
            answers[field.key] = draw(texts(field.max_length or 20))
    return {
        "kind": kind,
        "called_on": draw(past),
        "started_at": draw(texts(20)),
        "minutes": draw(st.none() | st.integers(0, 999)),
        "reference": draw(texts(50)),
        "reference_refused": draw(flags),
        "promised_on": draw(st.none() | days()),
        "answers": answers,
        "made_by": draw(one_of_field(schema.InsurerCall, "made_by")),
    }


case_files = st.fixed_dictionaries(
    {
        "format": st.just(schema.FORMAT),
        "version": st.just(schema.VERSION),
        "for_whom": one_of_field(schema.CaseFile, "for_whom"),
        "language": one_of_field(schema.CaseFile, "language"),
        "time_zone": st.sampled_from(["America/Phoenix", "America/New_York", "Pacific/Honolulu"]),
        "path": st.sampled_from(["", "GAP_EXCEPTION", "SINGLE_CASE_AGREEMENT", "BOTH"]),
        "already_asked": st.sampled_from(["", "NO", "SAID_NO"]),
        "patient": patients,
        "coverage": coverages,
        "care": cares(),
        "provider": providers,
        "story": st.fixed_dictionaries({"need_now": texts(800), "tried": texts(800), "waiting": texts(800)}),
        "offices": st.lists(offices(), max_size=4),
        "insurer_calls": st.lists(calls(), max_size=3),
        "costs": asking.costs(),
        "tracks": st.lists(asking.tracks(), unique_by=lambda one: one["kind"], max_size=3),
        "stated_facts": st.lists(asking.stated_facts(), unique_by=lambda one: one["source"], max_size=2),
        "settlements": st.lists(asking.settlements(), max_size=3),
        "benefit_checks": st.lists(asking.benefit_checks(), max_size=2),
        "questions": st.lists(asking.questions(), max_size=2),
    }
)
