"""From what a person knows about a plan to the words the records use. Pure: plain values in and out.

What is not known stays open: a plan is described by every world that fits the answers. A rule applies for
certain when it applies in each of these worlds, and possibly when it applies in one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from requests_app.knowledge import store

World = frozenset[str]

UNKNOWN = frozenset({"", "UNSURE"})
PRIVATE = frozenset({"all", "all_private", "commercial"})


@dataclass(frozen=True)
class PlanFacts:
    """Codes of the models, “” where not known."""

    source: str = ""
    detail: str = ""
    is_self_funded: str = ""
    plan_state: str = ""
    plan_kind: str = ""
    care_kind: str = ""
    level_of_care: str = ""


@dataclass(frozen=True)
class PlanTypes:
    certain: frozenset[str]
    possible: frozenset[str]
    worlds: tuple[World, ...]

    def fits(self, wanted: Iterable[str]) -> bool:
        """At least one world has one of these plan types."""
        return any(not world.isdisjoint(wanted) for world in self.worlds)

    def surely_fits(self, wanted: Iterable[str]) -> bool:
        wanted = frozenset(wanted)
        return all(not world.isdisjoint(wanted) for world in self.worlds)


def plan_facts_of(coverage: Any, care: Any = None) -> PlanFacts:
    """From rows or from parts of a case file: anything that has these attributes."""
    return PlanFacts(
        source=coverage.source,
        detail=coverage.source_detail,
        is_self_funded=coverage.is_self_funded,
        plan_state=coverage.plan_state,
        plan_kind=coverage.plan_kind,
        care_kind=getattr(care, "kind", ""),
        level_of_care=getattr(care, "level_of_care", ""),
    )


def plan_types(plan: PlanFacts) -> PlanTypes:
    worlds = tuple(dict.fromkeys(_worlds(plan)))
    return PlanTypes(
        certain=frozenset.intersection(*worlds), possible=frozenset.union(*worlds), worlds=worlds
    )


def _worlds(plan: PlanFacts) -> Iterator[World]:
    sources = _SOURCES.values() if plan.source in UNKNOWN else [_SOURCES[plan.source]]
    for worlds_of in sources:
        yield from worlds_of(plan)


def _details(plan: PlanFacts, *known: str) -> tuple[str, ...]:
    """The detail that was given, or all that fit the source."""
    return (plan.detail,) if plan.detail in known else known


def _fundings(plan: PlanFacts) -> tuple[bool, ...]:
    """Whether the plan may pay its claims itself."""
    return {"YES": (True,), "NO": (False,)}.get(plan.is_self_funded, (True, False))


def _job(plan: PlanFacts) -> Iterator[World]:
    for detail in _details(plan, "PRIVATE_EMPLOYER", "FEDERAL_JOB", "STATE_LOCAL_JOB", "CHURCH_JOB"):
        if detail == "FEDERAL_JOB":
            yield frozenset({"all", "commercial", "fehb"})
            continue
        for is_self_funded in _fundings(plan):
            yield from _employer(plan, detail, is_self_funded=is_self_funded)


def _employer(plan: PlanFacts, detail: str, *, is_self_funded: bool) -> Iterator[World]:
    funded, insured = {
        "PRIVATE_EMPLOYER": ({"erisa_self_funded"}, {"group_fully_insured"}),
        "STATE_LOCAL_JOB": (
            {"nonfederal_government", "nonfederal_self_funded"},
            {"nonfederal_government"},
        ),
        "CHURCH_JOB": ({"church_self_funded"}, set()),
    }[detail]
    own = [PRIVATE | funded] if is_self_funded else list(_insured(plan, insured))
    yield from own
    if detail == "STATE_LOCAL_JOB" and plan.plan_state == "NY":
        yield from (world | {"nyship"} for world in own)


def _marketplace(plan: PlanFacts) -> Iterator[World]:
    for detail in _details(plan, "ON_MARKETPLACE", "OFF_MARKETPLACE"):
        if detail == "OFF_MARKETPLACE":
            yield from _insured(plan, {"individual_off_exchange"})
            continue
        for kind in store.marketplace_kinds(plan.plan_state):
            yield from _insured(plan, {"individual_on_exchange", kind})
        if plan.plan_state == "NY":
            yield PRIVATE | {"essential_plan"}


def _school(plan: PlanFacts) -> Iterator[World]:
    for is_self_funded in _fundings(plan):
        if is_self_funded:
            yield PRIVATE | {"student_self_funded"}
        else:
            yield from _insured(plan, {"student_insured"})


def _medicaid(plan: PlanFacts) -> Iterator[World]:
    for detail in _details(plan, "MEDICAID_PLAN", "MEDICAID_STATE"):
        yield frozenset({"all", "medicaid", "medicaid_mco" if detail == "MEDICAID_PLAN" else "medicaid_ffs"})


def _medicare(plan: PlanFacts) -> Iterator[World]:
    for detail in _details(plan, "MEDICARE_ADVANTAGE", "ORIGINAL_MEDICARE"):
        yield frozenset({"all", "medicare", detail.lower()})


def _military(plan: PlanFacts) -> Iterator[World]:
    for detail in _details(plan, "TRICARE", "VA"):
        yield frozenset({"all", detail.lower()})


def _none(_plan: PlanFacts) -> Iterator[World]:
    yield frozenset({"all"})


_SOURCES = {
    "JOB": _job,
    "MARKETPLACE": _marketplace,
    "SCHOOL": _school,
    "MEDICAID": _medicaid,
    "MEDICARE": _medicare,
    "MILITARY": _military,
    "NONE": _none,
}
_NETWORKS: dict[str, tuple[frozenset[str], ...]] = {
    "HMO": (frozenset({"fully_insured_hmo", "fully_insured_managed_care"}),),
    "PPO": (
        frozenset({"fully_insured_ppo"}),
        frozenset({"fully_insured_ppo", "fully_insured_managed_care"}),
    ),
    "EPO": (
        frozenset({"fully_insured_epo"}),
        frozenset({"fully_insured_epo", "fully_insured_managed_care"}),
    ),
    # A point-of-service plan is an HMO with an outside benefit in some states, a kind of its own in others.
    "POS": (
        frozenset(),
        frozenset({"fully_insured_managed_care"}),
        frozenset({"fully_insured_hmo", "fully_insured_managed_care"}),
    ),
}


def _insured(plan: PlanFacts, types: Iterable[str]) -> Iterator[World]:
    """A policy under state law, for every kind of network it may have."""
    base = PRIVATE | {"fully_insured"} | frozenset(types)
    networks = _NETWORKS.get(plan.plan_kind) or tuple(
        network for networks in _NETWORKS.values() for network in networks
    )
    for network in networks:
        yield base | network
        is_hmo = "fully_insured_hmo" in network
        if plan.plan_state == "CA" and not is_hmo:
            yield base | network | {"fully_insured_cdi_regulated"}
        if plan.plan_state == "NV" and "fully_insured_ppo" in network and "group_fully_insured" in base:
            yield base | network | {"fully_insured_small_group_ppo"}
