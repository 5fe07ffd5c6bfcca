"""Each regulator route: 51 jurisdictions, every kind of plan, every network, held against a table to read.

The table (`tables/regulator_routes.txt`) is written by hand from the sources; when a route or an office
changes, the row to look at is named here.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from pathlib import Path

import pytest

from requests_app.common.states import STATE_NAMES
from requests_app.knowledge import regulators, store
from requests_app.knowledge.plan_kinds import all_plans
from requests_app.knowledge.regulators import regulators_for

TABLE = Path(__file__).with_name("tables") / "regulator_routes.txt"
TODAY = date(2026, 11, 22)
NETWORKS = {"HMO": "HMO", "PPO": "PPO", "EPO": "EPO", "POS": "POS", "?": "UNSURE"}
QUESTIONS = {
    "funding": regulators.ASK_FUNDING,
    "kind": regulators.ASK_KIND,
    "card": regulators.ASK_CALIFORNIA,
    "hmo": regulators.ASK_HMO,
    "church": regulators.ASK_CHURCH,
}


@dataclass(frozen=True)
class Route:
    main: frozenset[str]
    also: frozenset[str]
    is_sure: bool
    asks: frozenset[str]


@cache
def tables() -> dict[str, list[dict[str, str]]]:
    found: dict[str, list[dict[str, str]]] = {}
    heads: list[str] = []
    rows: list[dict[str, str]] = []
    for line in TABLE.read_text().splitlines():
        if not line.strip() or line.startswith("#"):
            continue
        if line.startswith("["):
            rows, heads = found.setdefault(line.strip("[]"), []), []
        elif not heads:
            heads = [cell.strip() for cell in line.split("|")]
        else:
            rows.append(dict(zip(heads, (cell.strip() for cell in line.split("|")), strict=True)))
    return found


def words(cell: str) -> list[str]:
    return [] if cell == "-" else cell.split()


def insured(state: str, network: str) -> Route:
    for row in tables()["insured"]:
        if row["state"] == state and (row["network"] == "any" or network in row["network"].split()):
            offices = {
                "regulator": f"{state.lower()}-regulator",
                "second": f"{state.lower()}-regulator-second",
            }
            main = frozenset(offices[one] for one in row["decides"].split(" or "))
            also = frozenset(offices[one] for one in words(row["can also have a say"]))
            return Route(main, also, len(main) == 1, frozenset(words(row["asks"])))
    return Route(frozenset({f"{state.lower()}-regulator"}), frozenset(), True, frozenset())


def expected(plan: dict[str, str], state: str, network: str) -> Route:
    office = next(row for row in tables()["offices"] if row["state"] == state)
    names = {
        "STATE": f"{state.lower()}-regulator",
        "MEDICAID": f"{state.lower()}-medicaid-agency",
        "TRICARE": f"us-tricare-{office['region']}-complaints",
    }
    goes_to = plan["goes to"].split(" or ")
    by_state = insured(state, network) if "INSURED" in goes_to else None
    main = {names.get(one, one) for one in goes_to if one != "INSURED"}
    also, asks = set(words(plan["can also have a say"])), set(words(plan["asks"]))
    is_sure = plan["sure"] == "yes"
    if by_state is not None:
        main |= by_state.main
        also |= by_state.also
        asks |= by_state.asks
        is_sure = is_sure and by_state.is_sure
    return Route(frozenset(main), frozenset(also - main), is_sure, frozenset(asks))


def routed(slug: str, state: str, network: str) -> Route:
    plan = next(one for one in all_plans() if one.slug == slug)
    answer = regulators_for(replace(plan.facts(state=state), plan_kind=NETWORKS[network]), TODAY)
    slugs = {str(text): name for name, text in QUESTIONS.items()}
    return Route(
        frozenset(one.record.id for one in answer.main),
        frozenset(one.record.id for one in answer.also),
        answer.is_certain,
        frozenset(slugs.get(str(one), str(one)) for one in answer.ask),
    )


def differences(state: str) -> Iterator[str]:
    for plan in tables()["plans"]:
        for network in NETWORKS:
            wanted, found = expected(plan, state, network), routed(plan["plan"], state, network)
            if wanted != found:
                yield f"{state} {plan['plan']} {network}: the table says {wanted}, the library {found}"


@pytest.mark.parametrize("state", sorted(STATE_NAMES))
def test_every_route_is_that_of_the_table(state: str) -> None:
    assert list(differences(state)) == []


def test_the_table_has_every_plan_and_every_jurisdiction_once() -> None:
    assert [row["plan"] for row in tables()["plans"]] == list(dict.fromkeys(one.slug for one in all_plans()))
    assert [row["state"] for row in tables()["offices"]] == sorted(STATE_NAMES)
    assert len(STATE_NAMES) == 51


@pytest.mark.parametrize("state", sorted(STATE_NAMES))
def test_the_offices_are_called_as_in_the_table(state: str) -> None:
    row = next(one for one in tables()["offices"] if one["state"] == state)
    kinds = {"regulator": "regulator", "second": "regulator-second", "Medicaid agency": "medicaid-agency"}
    for column, kind in kinds.items():
        record = store.find(f"{state.lower()}-{kind}")
        assert (str(record.place.name) if record and record.place else "-") == row[column], column


@pytest.mark.parametrize("state", sorted(STATE_NAMES))
def test_no_complaint_goes_to_an_office_of_another_state_or_to_one_that_cannot_be_reached(state: str) -> None:
    for plan in tables()["plans"]:
        for network in NETWORKS:
            route = routed(plan["plan"], state, network)
            assert route.main, plan["plan"]
            for record_id in route.main | route.also:
                record = store.record(record_id)
                assert record.jurisdiction in {"US", state}
                reach = record.place
                assert reach is not None
                assert reach.phones or reach.complaint_url or reach.website or reach.address
