"""Rows of the queue as its pages show them; computes, asks nothing."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from requests_app.common.states import STATE_NAMES
from requests_app.desk.filters import (
    DUE_CHOICES,
    LANGUAGE_CHOICES,
    OUTCOME_CHOICES,
    RUNNING_CHOICES,
    SORTS,
    STAGE_CHOICES,
    VIEWS,
    Filters,
)
from requests_app.models import (
    CareKind,
    Case,
    CaseOutcome,
    CaseStatus,
    NextAction,
    User,
    WaitingOn,
)

SOON_DAYS = 2


@dataclass(frozen=True)
class Row:
    case: Case
    url: str
    priority: str
    stage: str
    next_action: str
    waiting_on: str
    days_late: int
    patient: str
    offices_logged: int


@dataclass(frozen=True)
class Header:
    label: str
    query: str
    order: str


def rows(cases: Iterable[Case], *, today: date) -> list[Row]:
    return [_row(case, today) for case in cases]


def _row(case: Case, today: date) -> Row:
    return Row(
        case=case,
        url=reverse("staff:case", kwargs={"case_id": case.public_id}),
        priority=priority(case, today),
        stage=stage_text(case),
        next_action=next_action_text(case),
        waiting_on=str(WaitingOn(case.waiting_on).label),
        days_late=max((today - case.due_on).days, 0) if case.due_on else 0,
        patient=short_name(case),
        offices_logged=getattr(case, "offices_logged", 0),
    )


def priority(case: Case, today: date) -> str:
    """A key of common.marks: late comes before urgent, because somebody is already waiting."""
    if case.due_on is not None and case.due_on < today:
        return "LATE"
    if case.is_urgent:
        return "URGENT"
    if case.due_on is not None and (case.due_on - today).days <= SOON_DAYS:
        return "SOON"
    return "NORMAL"


def stage_text(case: Case) -> str:
    """Where it is and what was decided, which are two things: “Under appeal · Denied”."""
    stage = str(CaseStatus(case.status).label)
    return f"{stage} · {CaseOutcome(case.outcome).label}" if case.outcome else stage


def next_action_text(case: Case) -> str:
    if case.next_action == NextAction.OWN and case.next_action_text:
        return case.next_action_text
    return str(NextAction(case.next_action).label)


def short_name(case: Case) -> str:
    """Ana R.: enough to know the case in a list that others may see over the shoulder."""
    first, last = case.patient.first_name, case.patient.last_name
    if not first and not last:
        return _("No name yet")
    return f"{first} {last[:1]}.".strip() if last else first


def headers(filters: Filters) -> dict[str, Header]:
    """Sort links: the first click sorts upwards, the next one turns it around."""
    found = {}
    for key, (_column, label) in SORTS.items():
        is_up, is_down = filters.sort == key, filters.sort == f"-{key}"
        found[key] = Header(
            label=str(label),
            query=filters.query(sort=f"-{key}" if is_up else key),
            order="ascending" if is_up else "descending" if is_down else "",
        )
    return found


def views(counts: dict[str, int], filters: Filters) -> list[dict[str, Any]]:
    return [
        {
            "name": view.name,
            "count": counts.get(view.key, 0),
            "query": view.filters.query(),
            "is_here": view.filters.query() == filters.query(sort=""),
        }
        for view in VIEWS
    ]


def active_filters(filters: Filters, owners: Iterable[User]) -> list[dict[str, str]]:
    """The filters in force, each with the address that drops it."""
    names = {str(one.pk): one.full_name or one.email for one in owners}
    names |= {"me": _("Me"), "nobody": _("Nobody")}
    shown: list[tuple[str, str, str]] = []
    if filters.stage != "open":
        shown.append((_("Stage"), str(CaseStatus(filters.stage).label), filters.query(stage="open")))
    if filters.outcome:
        label = str(dict(OUTCOME_CHOICES)[filters.outcome])
        shown.append((_("Decision"), label, filters.query(outcome="")))
    if filters.running:
        label = str(dict(RUNNING_CHOICES)[filters.running])
        shown.append((_("Clock"), label, filters.query(running="")))
    if filters.owner:
        shown.append((_("Owner"), names.get(filters.owner, filters.owner), filters.query(owner="")))
    if filters.waiting_on:
        label = str(WaitingOn(filters.waiting_on).label)
        shown.append((_("Waiting on"), label, filters.query(waiting_on="")))
    if filters.due:
        shown.append((_("Due"), str(dict(DUE_CHOICES)[filters.due]), filters.query(due="")))
    if filters.urgent:
        shown.append((_("Urgent"), _("Yes"), filters.query(urgent=False)))
    if filters.state:
        shown.append((_("State"), STATE_NAMES[filters.state], filters.query(state="")))
    if filters.care:
        shown.append((_("Kind of care"), str(CareKind(filters.care).label), filters.query(care="")))
    if filters.language:
        label = str(dict(LANGUAGE_CHOICES)[filters.language])
        shown.append((_("Language"), label, filters.query(language="")))
    if filters.plan:
        shown.append((_("Plan"), filters.plan, filters.query(plan="")))
    if filters.text:
        shown.append((_("Search"), filters.text, filters.query(text="")))
    return [{"name": name, "value": value, "query": query} for name, value, query in shown]


def choices(owners: Iterable[User]) -> dict[str, list[tuple[str, Any]]]:
    """The lists of the filter form."""
    return {
        "stage": list(STAGE_CHOICES),
        "outcome": list(OUTCOME_CHOICES),
        "running": list(RUNNING_CHOICES),
        "owner": [
            ("me", _("Me")),
            ("nobody", _("Nobody")),
            *((str(one.pk), one.full_name or one.email) for one in owners),
        ],
        "waiting_on": list(WaitingOn.choices),
        "due": list(DUE_CHOICES),
        "state": sorted(STATE_NAMES.items(), key=lambda pair: pair[1]),
        "care": list(CareKind.choices),
        "language": list(LANGUAGE_CHOICES),
    }
