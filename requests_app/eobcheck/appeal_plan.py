"""Getting ready to ask again, and to appeal: what to gather, which day to look for, whom to ask.

A time limit is named only from a record that surely applies to this plan; else one asks by phone.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, cast

from django.utils.translation import gettext_lazy as _

from requests_app.claims.findings import Kind, Result, Review
from requests_app.decisions.appeal_days import Known, RuleDay, days_to_appeal
from requests_app.eobcheck.state import State
from requests_app.knowledge.plans import PlanFacts
from requests_app.knowledge.presenters import ShownPlace, shown_places
from requests_app.knowledge.regulators import Place, RegulatorAnswer, regulators_for

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

MOST_PLACES = 3
MOST_MAYBE = 2
OF_ONE_KIND = {"us-ship"}


@dataclass(frozen=True)
class AppealPlan:
    """`days`: rules that surely hold, each with its day where one can be counted; `maybe`: without a day."""

    gather: tuple[StrOrPromise, ...]
    days: tuple[RuleDay, ...]
    maybe: tuple[RuleDay, ...]
    places: tuple[ShownPlace, ...]
    state: str


def plan(state: State, reviews: Sequence[Review], *, today: date) -> AppealPlan:
    facts = PlanFacts(source=state.coverage, is_self_funded=state.funding, plan_state=state.plan_state)
    answer = regulators_for(facts, today)
    days = _days(state, facts, today)
    return AppealPlan(
        gather=tuple(_gather(state, _wrong_kinds(reviews))),
        days=tuple(one for one in days if one.is_sure),
        maybe=tuple(one for one in days if not one.is_sure)[:MOST_MAYBE],
        places=tuple(shown_places(_places(state, answer), on=today)),
        state=state.plan_state,
    )


def _places(state: State, answer: RegulatorAnswer) -> tuple[Place, ...]:
    """Help for one kind of plan only to those who said that they have it."""
    if not state.coverage:
        return tuple(one for one in answer.free_help if one.record.id not in OF_ONE_KIND)[:MOST_PLACES]
    return answer.free_help[:MOST_PLACES]


def _wrong_kinds(reviews: Sequence[Review]) -> frozenset[Kind]:
    return frozenset(one.kind for review in reviews for one in review.findings if one.result == Result.WRONG)


def _gather(state: State, wrong: frozenset[Kind]) -> Iterator[StrOrPromise]:
    yield _("The statement (EOB), all pages, with the notes at the end")
    if state.approval.said == "YES":
        yield _("The approval letter, with its number, its dates and what it says about cost")
    else:
        yield _("Anything in writing that says your plan approved this care, if there is something")
    if state.approval.kind == "AGREEMENT" or state.approval.rate is not None:
        yield _("The signed single case agreement. The provider’s office has a copy")
    if any(one.provider_asks is not None for one in state.statements):
        yield _("The provider’s bill, and an itemized one if it shows one sum only")
    yield _("Each call: the day, who you spoke with, what they said, and the reference number")
    if wrong & {Kind.CODE, Kind.UNITS, Kind.DENIAL}:
        yield _("A short letter from the clinician: why this care, and which codes were asked for")
    if Kind.TIMELY in wrong:
        yield _("Proof from the provider’s office of the day it first sent the claim")
    yield _("The reason in writing, with the rule behind it. Ask the plan for its whole file on the claim")


def _days(state: State, facts: PlanFacts, today: date) -> tuple[RuleDay, ...]:
    """Counted from the day the plan processed a claim, which comes before any letter about it."""
    if not state.coverage:
        return ()
    processed = [one.processed_on for one in state.statements if one.processed_on is not None]
    known = Known(decided_on=min(processed)) if processed else Known()
    found = days_to_appeal(facts, cast(Any, known), on=today).rules
    return tuple({one.record.id: one for one in found}.values())
