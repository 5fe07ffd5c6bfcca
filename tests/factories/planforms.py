"""Plan forms that are kept: read by the real reader once, then stored as often as a test likes."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import lru_cache
from typing import Any

from django.utils import timezone

from requests_app.models import Case, PlanForm, User
from requests_app.planforms.about import About
from requests_app.planforms.queries import slots_of
from requests_app.planforms.reading import ReadForm, read_form
from requests_app.planforms.services import add_case_form, add_form
from requests_app.planforms.slots import Slot
from requests_app.planforms.suggestions import suggest
from tests.databases import see_everything
from tests.factories.people import actor_for, make_member
from tests.planforms.forms import flat_form, longest_form, small_form

ABOUT = About(
    insurer="Sample Health Plan",
    title="Out-of-network exception request",
    source="https://plan.example.com/forms",
    checked_on=date(2026, 11, 2),
)


@lru_cache(maxsize=8)
def read_of(kind: str) -> ReadForm:
    made = {"small": small_form, "longest": longest_form, "flat": flat_form}[kind]
    return read_form(made())


def suggested(slots: tuple[Slot, ...]) -> dict[str, str]:
    """A mapping somebody would make who takes every suggestion."""
    return {slot.key: value for slot in slots if slot.can_be_filled and (value := suggest(slot))}


def make_form(
    organization: Any, *, by: User, kind: str = "small", mapped: bool = True, **about: Any
) -> PlanForm:
    """Of a facility. `by` works there."""
    form = add_form(
        organization=organization,
        about=replace(ABOUT, **about),
        read=read_of(kind),
        by=actor_for(by, facility=organization),
        at=timezone.now(),
    )
    return _mapped(form, mapped)


def make_case_form(case: Case, *, by: User, kind: str = "small", mapped: bool = True) -> PlanForm:
    form = add_case_form(case=case, about=ABOUT, read=read_of(kind), by=actor_for(by), at=timezone.now())
    return _mapped(form, mapped)


def plan_forms_of(case: Case, patient: User) -> PlanForm:
    """One of the case itself, and the returned one of its facility."""
    make_case_form(case, by=patient)
    worker = make_member(case.organization)
    see_everything()
    return make_form(case.organization, by=worker)


def _mapped(form: PlanForm, mapped: bool) -> PlanForm:
    if mapped:
        form.mapping = suggested(slots_of(form))
        form.mapped_at = form.uploaded_at
        form.save()
    return form
