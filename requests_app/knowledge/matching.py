"""Which records fit a plan on a day."""

from __future__ import annotations

from datetime import date

from requests_app.knowledge import store
from requests_app.knowledge.plans import PlanFacts, PlanTypes, plan_types
from requests_app.knowledge.records import Match, Record


def applicable(plan: PlanFacts, *kinds: str, on: date) -> tuple[Match, ...]:
    """Records of these kinds in force on this day: of the plan’s state or federal, for this kind of plan.

    A record of another state never fits, and no record fits a state that is not known. Which care a record is
    about is not looked at here: `standards` does that.
    """
    types = plan_types(plan)
    return tuple(
        Match(record, is_certain=types.surely_fits(record.plan_types))
        for kind in kinds
        for record in store.records(kind=kind)
        if _fits(record, plan, types, on)
    )


def _fits(record: Record, plan: PlanFacts, types: PlanTypes, on: date) -> bool:
    if record.jurisdiction not in {"US", plan.plan_state}:
        return False
    return record.is_in_force(on) and types.fits(record.plan_types)
