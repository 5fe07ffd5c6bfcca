"""How far the person is with telling us what a packet needs. Pure, over a case with its sections loaded.

What is asked on which page stands in `intake/steps.py`; here is only what must be there, and in which words
it is missing.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _

from requests_app.models import Case, ForWhom

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

TO_DO, STARTED, DONE = "TO_DO", "STARTED", "DONE"
SECTIONS = ("patient", "coverage", "care", "provider", "story")

TASK_TITLES: dict[str, StrOrPromise] = {
    "you": _("Tell us about you"),
    "plan": _("Tell us about your plan"),
    "care": _("Describe the care"),
    "provider": _("Name the provider you want"),
    "why": _("Say why this provider"),
    "story": _("Tell your story"),
}
FOR_THE_PACKET = ("you", "plan", "care", "provider")
# Who the member is, and which plan: what was done and by whom, the claim itself says.
FOR_A_CLAIM = ("you", "plan")
# With so many offices logged the packet is worth making; more can follow at any time.
ENOUGH_OFFICES = 3


def _always(_case: Case) -> bool:
    return True


@dataclass(frozen=True)
class Need:
    """One fact of a task. `words` finish the sentence “Still needed: …”."""

    path: str
    words: StrOrPromise
    is_required: bool = True
    if_: Callable[[Case], bool] = _always

    def is_given(self, case: Case) -> bool:
        return value_at(case, self.path) not in (None, "", [])


@dataclass(frozen=True)
class TaskState:
    """`missing` keeps a packet from being made; `helpful` makes it stronger. Both in words."""

    status: str
    missing: tuple[StrOrPromise, ...] = ()
    helpful: tuple[StrOrPromise, ...] = ()

    @property
    def is_done(self) -> bool:
        return self.status == DONE


def value_at(case: Case, path: str) -> Any:
    section, _dot, column = path.partition(".")
    return getattr(getattr(case, section), column)


def _has_caregiver(case: Case) -> bool:
    return case.for_whom != ForWhom.ME


def _is_on_somebody_elses_plan(case: Case) -> bool:
    return case.coverage.is_subscriber is False


NEEDS: dict[str, tuple[Need, ...]] = {
    "you": (
        Need("patient.first_name", _("the name")),
        Need("patient.birth_date", _("the date of birth")),
        Need("patient.caregiver_name", _("your own name"), if_=_has_caregiver),
        Need("patient.street", _("the street address")),
        Need("patient.city", _("the city")),
        Need("patient.state", _("the state")),
        Need("patient.zip_code", _("the ZIP code")),
        Need("patient.phone", _("a phone number"), is_required=False),
        Need("patient.reading_language", _("the language for letters"), is_required=False),
    ),
    "plan": (
        Need("coverage.insurer", _("the insurance company")),
        Need("coverage.member_id", _("the member ID")),
        Need("coverage.is_subscriber", _("who the main person on the plan is")),
        Need(
            "coverage.subscriber_first_name",
            _("the name of the main person"),
            if_=_is_on_somebody_elses_plan,
        ),
        Need("coverage.plan_kind", _("the type of plan")),
        Need("coverage.plan_phone", _("the plan’s phone number"), is_required=False),
    ),
    "care": (
        Need("care.description", _("what care it is")),
        Need("care.level_of_care", _("how the care is given")),
        Need("care.starts_on", _("the start date")),
        Need("care.amount", _("how many visits or days")),
        Need(
            "care.clinician_says_waiting_harms", _("what a clinician said about waiting"), is_required=False
        ),
        Need("care.codes_known", _("the codes, if you know them"), is_required=False),
    ),
    "provider": (
        Need("provider.name", _("the provider’s name")),
        Need("provider.city", _("the provider’s city")),
        Need("provider.state", _("the provider’s state")),
        Need("provider.phone", _("the provider’s phone number")),
        Need("provider.agreed", _("whether they agreed to see you"), is_required=False),
        Need("provider.npi", _("the NPI"), is_required=False),
        Need("provider.tax_id", _("the tax ID"), is_required=False),
    ),
    "why": (Need("provider.reasons", _("at least one reason")),),
    "story": (
        Need("story.need_now", _("what you need and why now"), is_required=False),
        Need("story.tried", _("what you tried"), is_required=False),
        Need("story.waiting", _("what waiting does to you"), is_required=False),
    ),
}


def task_state(case: Case, task: str) -> TaskState:
    asked = [need for need in NEEDS[task] if need.if_(case)]
    open_needs = [need for need in asked if not need.is_given(case)]
    missing = tuple(need.words for need in open_needs if need.is_required)
    helpful = tuple(need.words for need in open_needs if not need.is_required)
    if len(open_needs) == len(asked):
        return TaskState(TO_DO, missing, helpful)
    # Nobody has to tell more of their story than they want; only they know when it is told.
    goes_on = task == "story" and task not in case.parts_done and bool(helpful)
    return TaskState(STARTED if missing or goes_on else DONE, missing, helpful)


def task_states(case: Case) -> dict[str, TaskState]:
    return {task: task_state(case, task) for task in NEEDS}


def ready_for_packet(case: Case) -> bool:
    return all(task_state(case, task).is_done for task in FOR_THE_PACKET)


def is_urgent(case: Case) -> bool:
    """Care needed within days, or a clinician who said that waiting could cause harm, and not over yet."""
    care = case.care
    is_soon = care.how_soon in ("EMERGENCY", "DAYS_3")
    return care.timing != "OVER" and (is_soon or care.clinician_says_waiting_harms == "YES")


def asks_for_speed(case: Case) -> bool:
    """A clinician said that waiting harms, and the care is not over: then nothing waits any more."""
    return case.care.clinician_says_waiting_harms == "YES" and case.care.timing != "OVER"
