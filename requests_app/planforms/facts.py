"""Contents page of what a plan’s form can be filled from. Pure: a told case in, text or ticks out."""

from __future__ import annotations

from requests_app.planforms import facts_care as care
from requests_app.planforms import facts_people as people
from requests_app.planforms import facts_search as search
from requests_app.planforms.fact_kinds import GROUPS, Fact, TickFact, Told
from requests_app.planforms.facts_ticks import ALWAYS, TICKS

__all__ = ["ALWAYS", "FACTS", "GROUPS", "TICK_FACTS", "Fact", "TickFact", "Told"]

FACTS: dict[str, Fact] = {
    fact.key: fact
    for facts in (
        care.REQUEST,
        people.MEMBER,
        people.SUBSCRIBER,
        people.PLAN,
        people.PROVIDER,
        people.FACILITY,
        people.CLINICIAN,
        care.CARE,
        care.DIAGNOSIS,
        care.SERVICE,
        care.WHY,
        search.NETWORK,
        search.CALLS,
        people.SIGNER,
    )
    for fact in facts
}
TICK_FACTS: dict[str, TickFact] = {fact.key: fact for fact in TICKS}
