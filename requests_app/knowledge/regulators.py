"""Who regulates a plan, and whom to complain to. Pure: a plan and a day in, places out.

Every world that fits what is known about the plan gets its own answer. Where they differ, all are given, with
the question to ask the plan.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from requests_app.knowledge import store
from requests_app.knowledge.plans import UNKNOWN, PlanFacts, World, plan_types
from requests_app.knowledge.records import Contactable, Record
from requests_app.knowledge.vocabulary import Kind

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


@dataclass(frozen=True)
class Place:
    """Somebody to call or to complain to, with the record we read it in."""

    record: Record

    @property
    def reach(self) -> Contactable:
        if self.record.place is None:
            raise ValueError(f"{self.record.id} names nobody to reach")
        return self.record.place

    @property
    def name(self) -> str:
        return str(self.reach.name)


@dataclass(frozen=True)
class RegulatorAnswer:
    """`main` decides about complaints; `also` can have a say; `rules` are records that explain the answer."""

    main: tuple[Place, ...]
    also: tuple[Place, ...]
    free_help: tuple[Place, ...]
    why: tuple[StrOrPromise, ...]
    rules: tuple[Record, ...]
    is_certain: bool
    ask: tuple[StrOrPromise, ...]


@dataclass(frozen=True)
class _Route:
    """The answer for one kind of plan. Places of the plan’s state are named by what follows its code."""

    why: StrOrPromise
    main: tuple[str, ...] = ()
    main_of_state: tuple[str, ...] = ()
    also: tuple[str, ...] = ()
    also_of_state: tuple[str, ...] = ()
    rules: tuple[str, ...] = ()
    is_settled: bool = True  # False: no source names one office that decides


_INSURED = _Route(
    why=_(
        "When a plan is insurance bought from an insurer, the insurance regulator of the state where it was "
        "sold makes the insurer keep the rules."
    ),
    main_of_state=("regulator",),
    also_of_state=("regulator-second",),
    rules=("us-states-regulate-insurers",),
)
_ROUTES: dict[str, _Route] = {
    "erisa_self_funded": _Route(
        why=_(
            "When a private employer pays the claims itself, state insurance rules do not reach the plan. "
            "The US Department of Labor watches over it."
        ),
        main=("us-ebsa",),
        rules=("us-self-funded-who",),
    ),
    "nonfederal_self_funded": _Route(
        why=_(
            "When a state, county, city or public school pays the claims itself, the federal agency CMS "
            "makes the plan keep the federal rules."
        ),
        main=("us-cms-nonfederal",),
        rules=("us-nonfederal-who", "us-nonfederal-parity"),
    ),
    "church_self_funded": _Route(
        why=_(
            "When a church pays the claims itself, the plan is outside the federal law on job plans unless "
            "it chose to be under it, and no single agency takes all complaints. Ask the plan which law it "
            "is under, then ask the state’s regulator whether it can help."
        ),
        main_of_state=("regulator",),
        also=("us-ebsa",),
        rules=("us-church-plan-who",),
        is_settled=False,
    ),
    "student_self_funded": _Route(
        why=_(
            "When a school pays the claims itself, no federal office watches over the plan, as the federal "
            "health department has said, and states differ. Start with the school’s own appeal, then ask the "
            "state’s regulator whether it can help."
        ),
        main_of_state=("regulator",),
        rules=("us-student-self-funded-who",),
        is_settled=False,
    ),
    "fehb": _Route(
        why=_(
            "For a plan of federal employees, the US Office of Personnel Management reviews denials. State "
            "regulators and the Department of Labor have no role."
        ),
        main=("us-fehb-opm-address",),
        rules=("us-fehb-opm-review",),
    ),
    "medicaid": _Route(
        why=_("Medicaid is run by the state. Its Medicaid office makes the plans keep the rules."),
        main_of_state=("medicaid-agency",),
        rules=("us-medicaid-oon-must-cover", "us-medicaid-fair-hearing"),
    ),
    "medicare": _Route(
        why=_(
            "Medicare is a federal program. Medicare itself takes complaints about it and about its plans."
        ),
        main=("us-medicare",),
        rules=("us-ma-oon-at-in-network",),
    ),
    "tricare": _Route(
        why=_(
            "TRICARE is run by the Department of Defense. The company that runs your region takes complaints."
        ),
        rules=("us-tricare-regions",),
    ),
    "va": _Route(
        why=_(
            "VA health care is run by the Department of Veterans Affairs. Each VA medical center has a "
            "patient advocate."
        ),
        main=("us-va-patient-advocate",),
        also=("us-va-health",),
        rules=("us-va-wait-mental-health", "us-va-wait-specialty"),
    ),
    "uninsured": _Route(
        why=_("There is no plan to regulate. These places help people to find coverage and care."),
        main=("us-marketplace", "us-medicaid-agency"),
        also=("us-health-centers",),
    ),
}

ASK_FUNDING = _(
    "Ask the plan or the employer: “Is this plan self-funded, or is it insured by an insurance company?”"
)
ASK_KIND = _("Ask the plan: “What kind of plan is this, and who regulates it?”")
ASK_STATE = _("Ask the plan: “Which state’s law is this plan under?”")
ASK_CALIFORNIA = _("Look at the card, or ask the plan: “Does the DMHC or the CDI regulate this plan?”")
ASK_HMO = _("Look at the card, or ask the plan: “Is this plan an HMO?”")
ASK_CHURCH = _("Ask the plan: “Has this church plan chosen to be under ERISA, the federal law on job plans?”")
ASK_REGION = _("Ask TRICARE: “Which region am I in, East or West?”")


def regulators_for(plan: PlanFacts, on: date) -> RegulatorAnswer:
    worlds = plan_types(plan).worlds
    answers = [_answer(world, plan) for world in worlds]
    main = _unique(record for answer in answers for record in answer.main)
    also = _unique(record for answer in answers for record in answer.also if record not in main)
    rules = _unique(record for answer in answers for record in answer.rules)
    return RegulatorAnswer(
        main=_places(main, on),
        also=_places(also, on),
        free_help=_places(_free_help(plan), on),
        why=tuple(dict.fromkeys(answer.why for answer in answers)),
        rules=tuple(record for record in rules if record.is_in_force(on)),
        is_certain=_agree(answers) and bool(main),
        ask=tuple(_questions(plan, worlds)),
    )


@dataclass(frozen=True)
class _Answer:
    why: StrOrPromise
    main: tuple[Record, ...]
    also: tuple[Record, ...]
    rules: tuple[Record, ...]
    is_settled: bool


def _agree(answers: Sequence[_Answer]) -> bool:
    same = len({tuple(record.id for record in answer.main) for answer in answers}) == 1
    return same and all(answer.is_settled for answer in answers)


def _answer(world: World, plan: PlanFacts) -> _Answer:
    route = next((route for word, route in _ROUTES.items() if word in world), None)
    if route is None:
        route = _INSURED if "fully_insured" in world or "essential_plan" in world else _ROUTES["uninsured"]
    main = [*_named(route.main), *_of_state(plan, *route.main_of_state)]
    also = [*_named(route.also), *_of_state(plan, *route.also_of_state)]
    if "tricare" in world:
        main = list(_tricare(plan))
    if route is _INSURED:
        main, also = _second_regulator(world, plan, main, also)
    if "group_fully_insured" in world:
        also += _named(("us-ebsa",))
    if "individual_on_exchange" in world:
        also += _named(("us-marketplace",))
    rules = _named((*route.rules, *(("us-ma-grievance-window",) if "medicare_advantage" in world else ())))
    return _Answer(route.why, tuple(main), tuple(also), tuple(rules), route.is_settled)


def _named(ids: Iterable[str]) -> list[Record]:
    return [store.record(record_id) for record_id in ids]


def _of_state(plan: PlanFacts, *kinds: str) -> list[Record]:
    if not plan.plan_state:
        return []
    found = (store.find(f"{plan.plan_state.lower()}-{kind}") for kind in kinds)
    return [record for record in found if record is not None]


def _second_regulator(
    world: World, plan: PlanFacts, main: list[Record], also: list[Record]
) -> tuple[list[Record], list[Record]]:
    """In two states another office regulates the plans of its kind; elsewhere it only has a say."""
    second = [record for record in also if not world.isdisjoint(record.plan_types)]
    if plan.plan_state == "CA":
        is_hmo = "fully_insured_hmo" in world
        is_other = "fully_insured_cdi_regulated" in world
        return (main, second) if is_other and not is_hmo else (second, main)
    if plan.plan_state == "MN" and "fully_insured_hmo" in world:
        return second, main
    return main, second


def _tricare(plan: PlanFacts) -> Iterator[Record]:
    west = store.record("us-tricare-regions").value["west"]
    if plan.plan_state not in west:
        yield store.record("us-tricare-east-complaints")
    if not plan.plan_state or plan.plan_state in west:
        yield store.record("us-tricare-west-complaints")


def _free_help(plan: PlanFacts) -> list[Record]:
    types = plan_types(plan)
    own = [
        record
        for record in store.records(kind=Kind.CONSUMER_ASSISTANCE)
        if record.jurisdiction == plan.plan_state and types.fits(record.plan_types)
    ]
    general = ["us-consumer-assistance"]
    if "medicare" in types.possible:
        general.insert(0, "us-ship")
    behavioral = [
        record
        for record in store.records(kind=Kind.CONTACT)
        if record.jurisdiction == plan.plan_state
        and record.care == "behavioral_health"
        and record.place
        and plan.care_kind in {"", "BEHAVIORAL"}
    ]
    return _unique([*own, *behavioral, *_named(general)])


def _questions(plan: PlanFacts, worlds: tuple[World, ...]) -> Iterator[StrOrPromise]:
    possible = frozenset().union(*worlds)
    certain = frozenset.intersection(*worlds)
    if plan.source in UNKNOWN or (
        plan.source != "SCHOOL" and plan.source != "NONE" and plan.detail in UNKNOWN
    ):
        yield ASK_KIND
    funded = {"erisa_self_funded", "nonfederal_self_funded", "church_self_funded", "student_self_funded"}
    if possible & funded and not certain & funded and "fully_insured" in possible:
        yield ASK_FUNDING
    if not plan.plan_state and possible & {"fully_insured", "medicaid"}:
        yield ASK_STATE
    if plan.plan_state == "CA" and "fully_insured_cdi_regulated" in possible:
        yield ASK_CALIFORNIA
    if plan.plan_state == "MN" and plan.plan_kind != "HMO" and "fully_insured_hmo" in possible - certain:
        yield ASK_HMO
    if "church_self_funded" in possible:
        yield ASK_CHURCH
    if "tricare" in possible and not plan.plan_state:
        yield ASK_REGION


def _places(records: Iterable[Record], on: date) -> tuple[Place, ...]:
    return tuple(Place(record) for record in records if record.is_in_force(on))


def _unique(records: Iterable[Record]) -> list[Record]:
    return list({record.id: record for record in records}.values())
