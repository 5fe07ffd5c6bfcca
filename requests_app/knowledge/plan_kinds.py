"""The kinds of plan a person can name, and their part of an address that can be kept and sent."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from requests_app.knowledge.plans import PlanFacts

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


@dataclass(frozen=True)
class PlanChoice:
    slug: str
    label: StrOrPromise
    source: str
    detail: str = ""
    asks_funding: bool = False


CHOICES: tuple[PlanChoice, ...] = (
    PlanChoice("job", _("Through a job at a company or a nonprofit"), "JOB", "PRIVATE_EMPLOYER", True),
    PlanChoice("federal-job", _("Through a job with the federal government"), "JOB", "FEDERAL_JOB"),
    PlanChoice(
        "public-job",
        _("Through a job with a state, county, city or public school"),
        "JOB",
        "STATE_LOCAL_JOB",
        True,
    ),
    PlanChoice(
        "church-job", _("Through a job with a church or a church-run employer"), "JOB", "CHURCH_JOB", True
    ),
    PlanChoice(
        "marketplace",
        _("Bought through HealthCare.gov or the state’s Marketplace"),
        "MARKETPLACE",
        "ON_MARKETPLACE",
    ),
    PlanChoice("direct", _("Bought directly from the insurer or a broker"), "MARKETPLACE", "OFF_MARKETPLACE"),
    PlanChoice("school", _("A student plan of a college or university"), "SCHOOL", "", True),
    PlanChoice("medicaid-plan", _("A Medicaid health plan"), "MEDICAID", "MEDICAID_PLAN"),
    PlanChoice("medicaid-state", _("Medicaid straight from the state"), "MEDICAID", "MEDICAID_STATE"),
    PlanChoice("medicare-advantage", _("A Medicare Advantage plan"), "MEDICARE", "MEDICARE_ADVANTAGE"),
    PlanChoice("original-medicare", _("Original Medicare"), "MEDICARE", "ORIGINAL_MEDICARE"),
    PlanChoice("tricare", _("TRICARE"), "MILITARY", "TRICARE"),
    PlanChoice("va", _("VA health care"), "MILITARY", "VA"),
    PlanChoice("not-sure", _("I’m not sure"), ""),
)
BY_SLUG = {choice.slug: choice for choice in CHOICES}
FUNDINGS = {"-self-funded": "YES", "-insured": "NO", "": ""}
NAMES_OF_FUNDING: dict[str, StrOrPromise] = {
    "YES": _("The employer or school pays the claims itself"),
    "NO": _("An insurance company pays the claims"),
    "UNSURE": _("I’m not sure"),
}


@dataclass(frozen=True)
class NamedPlan:
    choice: PlanChoice
    is_self_funded: str = ""

    @property
    def slug(self) -> str:
        ending = next(ending for ending, value in FUNDINGS.items() if value == self.is_self_funded)
        return f"{self.choice.slug}{ending}"

    @property
    def funding(self) -> StrOrPromise:
        return NAMES_OF_FUNDING[self.is_self_funded or "UNSURE"] if self.choice.asks_funding else ""

    def facts(self, *, state: str) -> PlanFacts:
        choice = self.choice
        return PlanFacts(choice.source, choice.detail, self.is_self_funded, plan_state=state)


def named_plan(slug: str) -> NamedPlan | None:
    """The plan of an address, or None when nobody could have made this address."""
    if slug in BY_SLUG:
        return NamedPlan(BY_SLUG[slug])
    for ending, value in FUNDINGS.items():
        choice = BY_SLUG.get(slug.removesuffix(ending)) if ending else None
        if choice is not None and slug.endswith(ending) and choice.asks_funding:
            return NamedPlan(choice, value)
    return None


def plan_of(slug: str, funding: str) -> NamedPlan:
    """From the answers of the form; who pays counts only where it makes a difference."""
    choice = BY_SLUG[slug]
    known = funding if choice.asks_funding and funding in {"YES", "NO"} else ""
    return NamedPlan(choice, known)


def named_plan_of(plan: PlanFacts) -> NamedPlan | None:
    """The plan of a case, as an address can name it; None when its kind is not known."""
    for choice in CHOICES:
        if choice.source and (choice.source, choice.detail) == (plan.source, plan.detail or choice.detail):
            same_source = [other for other in CHOICES if other.source == choice.source]
            if plan.detail or len(same_source) == 1:
                return plan_of(choice.slug, plan.is_self_funded)
    return None


def all_plans() -> tuple[NamedPlan, ...]:
    """Every plan an address can name."""
    return tuple(
        NamedPlan(choice, value)
        for choice in CHOICES
        for value in (FUNDINGS.values() if choice.asks_funding else ("",))
    )
