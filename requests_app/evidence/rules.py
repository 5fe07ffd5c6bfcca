"""Every rule on file for the plan and the care of one case, each with its record."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from requests_app.knowledge.library import Match, applicable
from requests_app.knowledge.plan_kinds import named_plan_of
from requests_app.knowledge.plans import PlanFacts, plan_facts_of, plan_types
from requests_app.knowledge.regulators import RegulatorAnswer, regulators_for
from requests_app.knowledge.reviews import reviews_for
from requests_app.knowledge.standards import Standards, standards_for
from requests_app.knowledge.vocabulary import Fit, Kind, fit_of
from requests_app.models import Case


@dataclass(frozen=True)
class RulesOfCase:
    plan: PlanFacts
    standards: Standards
    rights: tuple[Match, ...]
    documents: tuple[Match, ...]
    plan_clocks: tuple[Match, ...]
    own_clocks: tuple[Match, ...]
    reviews: tuple[Match, ...]
    regulators: RegulatorAnswer
    public_address: tuple[str, str] | None

    @property
    def is_outside_state_law(self) -> bool:
        """Surely paid for by a private employer itself: no state limit can be cited to it."""
        return plan_types(self.plan).surely_fits(("erisa_self_funded",))

    @property
    def main_limits(self) -> tuple[Match, ...]:
        """The wait and the distance that count first."""
        limits = (self.standards.wait, self.standards.distance)
        return tuple(Match(limit.record, limit.is_certain) for limit in limits if limit is not None)


def rules_of(case: Case, *, on: date) -> RulesOfCase:
    plan = plan_facts_of(case.coverage, case.care)

    def fitting(*kinds: str) -> tuple[Match, ...]:
        return _surest_first(match for match in applicable(plan, *kinds, on=on) if _concerns(match, plan))

    standards = standards_for(plan, on)
    return RulesOfCase(
        plan=plan,
        standards=standards,
        rights=tuple(
            match
            for match in fitting(Kind.OON_RIGHT, Kind.CONTINUITY)
            if match.record not in standards.fallback
        ),
        documents=tuple(
            match for match in fitting(Kind.RIGHT_TO_DOCUMENTS) if match.record not in standards.fallback
        ),
        plan_clocks=fitting(Kind.DEADLINE_PLAN),
        own_clocks=fitting(Kind.DEADLINE_PATIENT),
        reviews=reviews_for(plan, on),
        regulators=regulators_for(plan, on),
        public_address=_public_address(plan),
    )


def _concerns(match: Match, plan: PlanFacts) -> bool:
    fit = fit_of(match.record.care, care_kind=plan.care_kind, level_of_care=plan.level_of_care)
    return fit != Fit.NO


def _surest_first(matches: Iterable[Match]) -> tuple[Match, ...]:
    return tuple(sorted(matches, key=lambda match: (not match.is_certain, match.record.needs_confirming)))


def _public_address(plan: PlanFacts) -> tuple[str, str] | None:
    """The page anybody may keep or send: it holds the state and the kind of plan, nothing of the person."""
    named = named_plan_of(plan)
    if named is None or not plan.plan_state:
        return None
    return plan.plan_state.lower(), named.slug
