"""Who outside the plan reviews a refusal. Pure.

An insured plan goes through the process of its state; other plans have a federal one of their own.
"""

from __future__ import annotations

from datetime import date

from requests_app.knowledge import store
from requests_app.knowledge.matching import applicable
from requests_app.knowledge.plans import PlanFacts, plan_types
from requests_app.knowledge.records import Match
from requests_app.knowledge.vocabulary import Kind

FEDERAL = (
    "us-aca-external-window",
    "us-medicaid-fair-hearing",
    "us-fehb-opm-review",
    "us-ma-appeal-window",
)


def reviews_for(plan: PlanFacts, on: date) -> tuple[Match, ...]:
    state = applicable(plan, Kind.EXTERNAL_REVIEW, on=on)
    worlds = plan_types(plan).worlds
    federal = []
    for record in map(store.record, FEDERAL):
        fits = ["fully_insured" not in world and not world.isdisjoint(record.plan_types) for world in worlds]
        if any(fits) and record.is_in_force(on):
            federal.append(Match(record, is_certain=all(fits)))
    return (*state, *federal)
