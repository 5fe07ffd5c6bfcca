"""Where an appeal goes, and what stands in the way of a review outside the plan. Pure: a plan and a day in.

Every world that fits what is known about the plan gets its own answer. Nothing here says that a review will
take place: each point names its record, and what is not sure is to be confirmed by phone.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from requests_app.knowledge import library
from requests_app.knowledge.plans import PlanFacts, World, plan_types
from requests_app.knowledge.records import Record
from requests_app.models import AppealLevel, DenialReason

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


class Route(StrEnum):
    PLAN = "PLAN"
    STATE = "STATE"
    FEDERAL = "FEDERAL"
    HEARING = "HEARING"
    OPM = "OPM"
    MEDICARE = "MEDICARE"
    LETTER = "LETTER"


NAMES: dict[str, StrOrPromise] = {
    Route.PLAN: _("The plan’s appeals department"),
    Route.STATE: _("The external review of your state"),
    Route.FEDERAL: _("The federal external review"),
    Route.HEARING: _("A state fair hearing"),
    Route.OPM: _("The US Office of Personnel Management (OPM)"),
    Route.MEDICARE: _("Medicare’s independent reviewer"),
    Route.LETTER: _("Where the plan’s letter says"),
}
FEDERAL = "us-aca-external-window"
OF_GROUPS = frozenset({"erisa_self_funded", "nonfederal_self_funded"})
SCOPE = "us-aca-appeal-scope"
JUDGMENT = "us-aca-external-medical-judgment"
AT_ONCE = "us-aca-external-simultaneous"
EXAMPLE = "us-aca-external-oon-example"
OF_REASON = {
    DenialReason.NECESSITY: _(
        "The plan says that the care is not medically needed. That is a question of medical judgment."
    ),
    DenialReason.NETWORK: _(
        "The plan says that its network has somebody. Ask whether it counts that as medical judgment, and "
        "write the appeal as a clinical question: can this care effectively be given in network?"
    ),
    DenialReason.NOT_COVERED: _(
        "A refusal that rests on the contract alone is outside this review. Ask the plan which words of the "
        "contract it means, and whether any clinical question was decided."
    ),
    DenialReason.LATE: _(
        "A refusal because of the time it was asked is usually about the contract. Ask the plan which way is "
        "open."
    ),
    DenialReason.PAPERS: _(
        "When papers are missing, sending them with the plan’s own appeal is usually quicker. Ask the plan "
        "which way is open."
    ),
    DenialReason.OTHER: _("Ask the plan whether its reason counts as medical judgment."),
}


@dataclass(frozen=True)
class Way:
    """`record` says so; None: no record does, the letter and the plan have to."""

    route: Route
    record: Record | None = None
    is_sure: bool = False

    @property
    def name(self) -> StrOrPromise:
        return NAMES[self.route]


@dataclass(frozen=True)
class Point:
    """One thing to look at before a review outside the plan."""

    text: StrOrPromise
    record: Record | None = None


def ways(plan: PlanFacts, *, level: str, on: date) -> tuple[Way, ...]:
    """One for each world; a way that every world has and whose record may be printed is sure."""
    if level != AppealLevel.EXTERNAL:
        return (Way(Route.PLAN, is_sure=True),)
    worlds = plan_types(plan).worlds
    found = [_of_world(world, plan) for world in worlds]
    is_one = len({way.route for way in found}) == 1
    shown = {
        way.route: Way(
            way.route,
            _in_force(way.record, on),
            is_one and way.record is not None and way.record.is_printable,
        )
        for way in found
    }
    return tuple(shown.values())


def points(plan: PlanFacts, *, reason: str, is_urgent: bool, had_first_appeal: bool) -> tuple[Point, ...]:
    """What decides whether a review outside the plan can take place; in the order to look at it."""
    types = plan_types(plan)
    found: list[Point] = []
    if not had_first_appeal:
        found.append(
            Point(_("The plan’s own appeal usually comes first. Ask the plan if it must, in your case."))
        )
        if is_urgent:
            found += _told(plan, AT_ONCE)
    if types.fits(library.record(SCOPE).plan_types):
        found += [*_told(plan, SCOPE), *_told(plan, JUDGMENT)]
        if reason in OF_REASON:
            record = library.find(EXAMPLE) if reason == DenialReason.NETWORK else None
            found.append(Point(OF_REASON[DenialReason(reason)], record))
    return tuple(found)


def _of_world(world: World, plan: PlanFacts) -> Way:
    if "fehb" in world:
        return Way(Route.OPM, library.find("us-fehb-opm-review"))
    if "medicaid_mco" in world:
        return Way(Route.HEARING, library.find("us-medicaid-fair-hearing"))
    if "medicare_advantage" in world:
        return Way(Route.MEDICARE, library.find("us-ma-appeal-window"))
    if "fully_insured" in world:
        own = f"{plan.plan_state.lower()}-external-review" if plan.plan_state else ""
        return Way(Route.STATE, library.find(own) if own else None)
    if world & OF_GROUPS:
        return Way(Route.FEDERAL, library.find(FEDERAL))
    return Way(Route.LETTER)


def _told(plan: PlanFacts, record_id: str) -> Iterator[Point]:
    record = library.find(record_id)
    if record is not None and plan_types(plan).fits(record.plan_types):
        yield Point(str(record.text), record)


def _in_force(record: Record | None, on: date) -> Record | None:
    return record if record is not None and record.is_in_force(on) else None
