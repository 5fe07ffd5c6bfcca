"""Which tests of insurers fit a plan: its insurer's own, then what any insurer looks for."""

from __future__ import annotations

from requests_app.knowledge.insurer_names import is_named, is_one_of_many, same_company, states_in
from requests_app.knowledge.plans import PlanFacts, plan_types
from requests_app.knowledge.readiness_records import Insurer, Need, ReadinessTest
from requests_app.knowledge.store import readiness

__all__ = ["Insurer", "Need", "ReadinessTest", "insurer_name", "insurer_of", "same_insurer", "tests_for"]


def insurer_of(typed: str) -> Insurer | None:
    """The company a typed name means; None when we do not know it for certain."""
    return next((one for one in readiness().insurers if is_named(typed, (one.name, *one.names))), None)


def same_insurer(one: str, other: str) -> bool:
    """Do two typed names mean one insurer? In doubt they do not: papers would go to strangers."""
    known = insurer_of(one)
    if known is not None and known == insurer_of(other):
        return True
    if is_one_of_many(one) or is_one_of_many(other):
        return states_in(one) == states_in(other) != frozenset() and same_company(one, other)
    return same_company(one, other)


def tests_for(insurer: str, plan: PlanFacts | None) -> tuple[ReadinessTest, ...]:
    """The tests of this insurer, then those of any, as far as they fit the plan; one of each kind.

    The insurer's own test stands in for the general one of the same kind. What is not known of a plan's kind
    hides nothing, but a test of one state is shown only to a plan of that state.
    """
    company = insurer_of(insurer)
    places = states_in(insurer) or frozenset({plan.plan_state} if plan is not None else ())
    fitting = [one for one in readiness().tests if _fits(one, plan, places)]
    own = [one for one in fitting if company is not None and one.insurer == company.id]
    said = {one.needs for one in own}
    general = [one for one in fitting if not one.insurer and one.needs not in said]
    return (*own, *general)


def insurer_name(test: ReadinessTest) -> str:
    """Whose test it is; empty for a general one."""
    return next((one.name for one in readiness().insurers if one.id == test.insurer), "")


def _fits(test: ReadinessTest, plan: PlanFacts | None, places: frozenset[str]) -> bool:
    if test.states and places.isdisjoint(test.states):
        return False
    if plan is None:
        return not (test.plan_types or test.plan_kinds or test.care_kinds)
    if test.care_kinds and plan.care_kind not in test.care_kinds:
        return False
    if test.plan_kinds and plan.plan_kind not in test.plan_kinds:
        return False
    return not test.plan_types or plan_types(plan).fits(test.plan_types)
