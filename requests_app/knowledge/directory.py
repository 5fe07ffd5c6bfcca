"""Who helps with a plan, free of charge, state by state: the records that name somebody to reach. Pure.

What is only remembered, in no source, is not in the directory.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from requests_app.knowledge import store
from requests_app.knowledge.records import Record
from requests_app.knowledge.regulators import Place
from requests_app.knowledge.vocabulary import Kind

BEHAVIORAL = "behavioral_health"
REGULATORS = (Kind.REGULATOR, Kind.REGULATOR_SECOND)
# Each helps people in every state; the plan decides which. In the order of how many people they are for.
NATIONAL = (
    "us-consumer-assistance",
    "us-ebsa",
    "us-marketplace",
    "us-medicare",
    "us-ship",
    "us-cms-nonfederal",
    "us-nsa-helpdesk",
    "us-fehb-opm-address",
    "us-va-patient-advocate",
    "us-hhs-ocr",
)


@dataclass(frozen=True)
class StateHelp:
    """`free` explains and helps with appeals; `behavioral` is for mental-health and substance-use care."""

    free: tuple[Place, ...]
    behavioral: tuple[Place, ...]
    regulators: tuple[Place, ...]
    medicaid: tuple[Place, ...]
    marketplace: tuple[Place, ...]


def help_in(state: str, on: date) -> StateHelp:
    """`state`: its two letters. One that nobody knows has no help of its own."""
    own = _sourced(state, on)
    return StateHelp(
        free=_of(own, Kind.CONSUMER_ASSISTANCE),
        behavioral=_behavioral(own),
        regulators=_of(own, *REGULATORS),
        medicaid=_of(own, Kind.MEDICAID_AGENCY),
        marketplace=_of(own, Kind.MARKETPLACE),
    )


def help_everywhere(on: date) -> tuple[Place, ...]:
    found = (store.find(record_id) for record_id in NATIONAL)
    return tuple(Place(one) for one in found if one is not None and one.place and one.is_in_force(on))


def parity_help_everywhere(on: date) -> tuple[Place, ...]:
    return _behavioral(_sourced("US", on))


def states_with_behavioral_help(on: date) -> tuple[str, ...]:
    """Two letters of each, in their order."""
    named = {
        record.jurisdiction
        for record in store.records(kind=Kind.CONTACT)
        if record.care == BEHAVIORAL and record.place and record.is_in_force(on)
    }
    return tuple(sorted(named - {"US"}))


def _sourced(jurisdiction: str, on: date) -> list[Record]:
    return [
        one
        for one in store.all_records()
        if one.jurisdiction == jurisdiction and one.source and one.is_in_force(on)
    ]


def _of(records: list[Record], *kinds: Kind) -> tuple[Place, ...]:
    return tuple(Place(one) for kind in kinds for one in records if one.kind == kind and one.place)


def _behavioral(records: list[Record]) -> tuple[Place, ...]:
    return tuple(
        Place(one) for one in records if one.kind == Kind.CONTACT and one.care == BEHAVIORAL and one.place
    )
