"""Rows and panels as the staff pages show them; computes, asks nothing."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from requests_app.cases import history
from requests_app.common.dates import long_date, short_date
from requests_app.common.marks import last_four
from requests_app.common.states import STATE_NAMES
from requests_app.letters.queries import STATE_WORDS
from requests_app.letters.standing import Standing
from requests_app.models import (
    CareKind,
    Case,
    CaseNote,
    CaseOutcome,
    CaseStatus,
    DocumentKind,
    InsurerCall,
    NextAction,
    User,
    WaitingOn,
)
from requests_app.papers.presenters import owed_lines, summary_text
from requests_app.papers.wanted import Wanted
from requests_app.staff.filters import (
    DUE_CHOICES,
    LANGUAGE_CHOICES,
    OUTCOME_CHOICES,
    RUNNING_CHOICES,
    SORTS,
    STAGE_CHOICES,
    VIEWS,
    Filters,
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


def notes(found: Iterable[CaseNote]) -> list[history.Event]:
    return [
        history.Event(
            at=one.written_at,
            title=_("Note"),
            who=one.author.full_name or one.author.email,
            kind="",
            is_internal=True,
            text=one.text,
        )
        for one in found
    ]


def facts(case: Case, calls: Iterable[InsurerCall]) -> list[dict[str, Any]]:
    """What one needs while on the phone about this case; the member ID masked, the packet shows it whole."""
    request_number = next((one.request_number for one in calls if one.request_number), "")
    patient, coverage, care, provider = case.patient, case.coverage, case.care, case.provider
    rows: list[tuple[str, Any]] = [
        (_("Patient"), patient.full_name),
        (_("Date of birth"), long_date(patient.birth_date) if patient.birth_date else ""),
        (_("Phone"), patient.phone),
        (_("Speaks"), patient.speaking_language or case.get_language_display()),
        (_("Plan"), coverage.insurer),
        (_("Member ID"), last_four(coverage.member_id)),
        (_("Plan phone"), coverage.plan_phone),
        (_("Request number"), request_number),
        (_("Care"), care.description),
        (_("Level of care"), care.get_level_of_care_display()),
        (_("Start date"), long_date(care.starts_on) if care.starts_on else ""),
        (_("Provider"), provider.name),
        (_("NPI"), provider.npi),
    ]
    return [{"label": label, "value": value} for label, value in rows]


def letters(standing: Standing) -> list[dict[str, Any]]:
    """Each clinician who was asked: how it stands, and for how long the letter has been owed."""
    owed = {one.letter_request.pk: one for one in standing.owed}
    return [
        {
            "name": one.clinician_name,
            "state": STATE_WORDS[state],
            "since": short_date(owed[one.pk].since) if one.pk in owed else "",
            "days": owed[one.pk].business_days if one.pk in owed else None,
            "asks": one in standing.asks,
            "request_id": one.public_id,
        }
        for one, state in zip(standing.requests, standing.states, strict=True)
    ]


def papers(found: Sequence[Wanted]) -> dict[str, Any]:
    """What is there, and what is owed by whom and for how long; letters of clinicians stand by themselves."""
    open_ones = [one for one in found if one.kind.kind != DocumentKind.CLINICIAN_LETTER]
    return {"summary": summary_text(found), "owed": owed_lines(open_ones)}
