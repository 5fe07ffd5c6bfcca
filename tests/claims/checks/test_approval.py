"""Dates, codes, units: does the approval reach this claim?"""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from requests_app.claims.findings import Kind, Result
from requests_app.claims.pairing import service_of
from requests_app.claims.statement import Line
from requests_app.claims.terms import NOTHING_APPROVED, ApprovedService, Said, Terms
from tests.claims.checks.making import (
    ENDS,
    FIRST,
    SECOND,
    STARTS,
    UNPAID,
    D,
    check,
    claim,
    line,
    nothing_known,
    of,
    service,
    slugs,
    terms,
    the,
)

DAY = timedelta(days=1)
LATER = ENDS + 30 * DAY

# first and last day of the care, start and end of the approval -> finding
DATES = [
    (FIRST, None, STARTS, ENDS, "inside"),
    (STARTS, ENDS, STARTS, ENDS, "inside"),
    (STARTS - DAY, None, STARTS, ENDS, "before"),
    (ENDS + DAY, None, STARTS, ENDS, "after"),
    (STARTS - DAY, STARTS, STARTS, ENDS, "partly"),
    (ENDS, ENDS + DAY, STARTS, ENDS, "partly"),
    (STARTS - DAY, ENDS + DAY, STARTS, ENDS, "partly"),
    (FIRST, None, STARTS, None, "not_stated"),
    (STARTS - DAY, None, STARTS, None, "before"),
    (ENDS + DAY, None, None, ENDS, "after"),
    (FIRST, None, None, ENDS, "not_stated"),
    (FIRST, None, None, None, "not_stated"),
]


@pytest.mark.parametrize(("first", "last", "starts_on", "ends_on", "slug"), DATES)
def test_dates(
    first: date, last: date | None, starts_on: date | None, ends_on: date | None, slug: str
) -> None:
    statement = claim(line(service_from=first, service_to=last))
    found = check(statement, terms(starts_on=starts_on, ends_on=ends_on))
    assert slugs(found, Kind.DATES) == {slug: (1,)}


def test_a_line_without_days_has_those_of_its_claim() -> None:
    whole = {"service_from": STARTS - DAY, "service_to": STARTS - DAY}
    assert slugs(check(claim(line(service_from=None), **whole)), Kind.DATES) == {"before": (1,)}
    nowhere = {"service_from": None, "service_to": None}
    assert slugs(check(claim(line(service_from=None), **nowhere)), Kind.DATES) == {"not_shown": (1,)}


def test_an_approved_line_has_days_of_its_own() -> None:
    approved = terms(service(ends_on=FIRST))
    assert slugs(check(claim(), approved), Kind.DATES) == {"inside": (1,), "after": (2,)}


@pytest.mark.parametrize(
    ("day", "slug"),
    [(FIRST, "inside"), (LATER + DAY, "inside"), (ENDS + DAY, "between"), (STARTS - DAY, "before")],
)
def test_two_stretches_of_one_code(day: date, slug: str) -> None:
    approved = terms(service(), service(starts_on=LATER, ends_on=LATER + 60 * DAY))
    assert list(slugs(check(claim(line(service_from=day)), approved), Kind.DATES)) == [slug]


# what line 1 shows, approved lines (code, modifier, is it a revenue code) -> finding
REVENUE = {"code": "", "revenue_code": "0905"}
CODES = [
    ({}, [("H0015", "", False)], "covered"),
    ({"modifier": "HO"}, [("H0015", "", False)], "covered"),
    ({"modifier": "HO-95"}, [("H0015", "HO", False)], "covered"),
    ({"modifier": "95-HO"}, [("H0015", "HO-95", False)], "covered"),
    ({"modifier": "HF"}, [("H0015", "HO", False)], "other_modifier"),
    ({}, [("H0015", "HO", False)], "modifier_not_shown"),
    ({"code": "90837"}, [("H0015", "", False)], "not_approved"),
    ({"code": "90837"}, [("H0015", "", False), ("90837", "", False)], "covered"),
    ({"code": ""}, [("H0015", "", False)], "not_shown"),
    (REVENUE, [("0905", "", True)], "covered"),
    (REVENUE, [("905", "", True)], "covered"),
    (REVENUE, [("0906", "", True)], "not_approved"),
    (REVENUE, [("H0015", "", False)], "not_shown"),
    ({"revenue_code": "0905"}, [("0906", "", True)], "not_approved"),
    ({"revenue_code": "0905"}, [("0906", "", True), ("H0015", "", False)], "covered"),
    ({}, [("0906", "", True)], "not_shown"),
    ({"code": "90837", "revenue_code": "0900"}, [("0906", "", True), ("H0015", "", False)], "not_approved"),
    ({}, [("", "", False)], "not_stated"),
    ({"code": "90837"}, [("H0015", "", False), ("", "", False)], "not_stated"),
]


@pytest.mark.parametrize(("shown", "approved", "slug"), CODES)
def test_codes(shown: dict[str, Any], approved: list[tuple[str, str, bool]], slug: str) -> None:
    services = [
        ApprovedService(code=code, modifier=modifier, is_revenue=is_revenue)
        for code, modifier, is_revenue in approved
    ]
    assert slugs(check(claim(line(**shown)), terms(*services)), Kind.CODE) == {slug: (1,)}


def test_an_approval_without_lines_names_no_code() -> None:
    assert slugs(check(claim(), nothing_known()), Kind.CODE) == {"not_stated": (1, 2)}


def test_a_facility_and_a_professional_line_of_one_code_are_told_apart() -> None:
    facility = service(key="facility", covers="FACILITY")
    professional = service(key="professional", covers="PROFESSIONAL")
    approved = terms(facility, professional)
    for kind, key in (("FACILITY", "facility"), ("PROFESSIONAL", "professional")):
        statement = claim(kind=kind)
        found = service_of(statement.lines[0], statement, approved)
        assert found is not None
        assert found.key == key


@pytest.mark.parametrize(
    ("shown", "fits"),
    [({}, True), ({"code": "90837"}, False), ({"service_from": ENDS + DAY}, False), ({"code": ""}, False)],
)
def test_the_approved_line_of_a_billed_line(shown: dict[str, Any], fits: bool) -> None:
    statement = claim(line(**shown))
    assert (service_of(statement.lines[0], statement, terms()) is not None) == fits


def test_a_line_below_zero_that_takes_back_only_a_part_is_nothing_used_and_no_rate() -> None:
    """It cancels no line, so what it comes to cannot be told."""
    back = {"billed": "-400.00", "allowed": "-350.00", "plan_paid": "-280.00", "patient_owes": "-70.00"}
    found = check(claim(line(), line(service_from=SECOND), line(**back, coinsurance="-70.00")))
    assert slugs(found, Kind.UNITS) == {"not_comparable": (1, 2, 3)}
    assert slugs(found, Kind.RATE) == {"agreed": (1, 2), "units_not_known": (3,)}


# units of line 1, used before, approved, counted in -> finding, what is left, what is over
UNITS = [
    (1, 4, 36, "DAYS", "left", "31", "0"),
    (1, 35, 36, "DAYS", "left", "0", "0"),
    (1, 36, 36, "DAYS", "over", "0", "1"),
    (3, 35, 36, "DAYS", "over", "0", "2"),
    (1, None, 36, "DAYS", "left", "35", "0"),
    (None, 4, 36, "DAYS", "left", "31", "0"),
    (None, 4, 36, "UNITS", "not_shown", None, None),
    (8, 4, 36, "HOURS", "not_comparable", None, None),
    (4, 4, 36, "UNITS", "left", "28", "0"),
    (1, 4, 36, "", "left", "31", "0"),
    (3, 4, 36, "", "not_comparable", None, None),
]


@pytest.mark.parametrize(("units", "used", "approved", "unit", "slug", "left", "over"), UNITS)
def test_units(
    units: int | None,
    used: int | None,
    approved: int,
    unit: str,
    slug: str,
    left: str | None,
    over: str | None,
) -> None:
    line_of = service(units=approved, unit=unit, used=D(used) if used is not None else None)
    (one,) = of(check(claim(line(units=units)), terms(line_of)), Kind.UNITS)
    assert one.slug == f"units.{slug}"
    assert (one.facts.get("left"), one.facts.get("over")) == (left, over)


def test_lines_of_one_approved_line_are_counted_together() -> None:
    found = check(claim(), terms(service(used=D(35))))
    assert slugs(found, Kind.UNITS) == {"over": (1, 2)}


def test_a_line_that_was_not_paid_uses_nothing_up() -> None:
    statement = claim(line(**UNPAID), line(service_from=SECOND))
    assert the(check(statement, terms(service(used=D(35)))), "units.left").facts["left"] == "0"
    denied = claim(line(**{**UNPAID, "plan_paid": None, "allowed": None}), status="DENIED")
    assert of(check(denied), Kind.UNITS) == []


def test_units_that_were_not_stated_are_not_counted() -> None:
    assert of(check(claim(), terms(service(units=None))), Kind.UNITS) == []


@pytest.mark.parametrize("kind", [Kind.DATES, Kind.CODE, Kind.UNITS, Kind.PROVIDER, Kind.FEES, Kind.RATE])
def test_without_an_approval_these_say_nothing(kind: Kind) -> None:
    assert of(check(claim(), NOTHING_APPROVED), kind) == []


def test_a_claim_without_lines_is_checked_as_a_whole() -> None:
    statement = claim().model_copy(update={"lines": (), "network": "OUT_OF_NETWORK", "patient_owes": D(900)})
    found = check(
        statement, Terms(is_given=True, in_network_cost_share=Said.YES, starts_on=STARTS, ends_on=ENDS)
    )
    assert the(found, "network.out").lines == ()
    assert the(found, "network.out").result == Result.WRONG
    assert found.in_question == D("900.00")


def test_lines_that_take_each_other_back_are_not_looked_at() -> None:
    back = {name: f"-{value}" for name, value in line().model_dump().items() if name in _AMOUNTS and value}
    taken_back = Line.model_validate({**line(code="90837").model_dump(), **back})
    statement = claim(line(code="90837"), taken_back, line())
    assert slugs(check(statement), Kind.CODE) == {"covered": (3,)}


_AMOUNTS = ("billed", "allowed", "plan_paid", "coinsurance", "patient_owes")
