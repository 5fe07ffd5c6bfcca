"""Make a complaint ready, write down that it was sent, and what came back. What was sent stays."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from requests_app.accounts import permissions
from requests_app.audit import log
from requests_app.cases import services as cases
from requests_app.cases.queries import locked as locked_case
from requests_app.common.actor import Actor
from requests_app.common.errors import DomainError
from requests_app.common.time_zones import day_at
from requests_app.complaints import queries
from requests_app.complaints.clock import ask_on
from requests_app.complaints.offices import Office
from requests_app.drafts.clash import check_version
from requests_app.followups.closed import closed_days_of
from requests_app.followups.services import call_off, plan_for, settle
from requests_app.models import Appeal, Case, Complaint, ComplaintState, FollowUpKind, Submission

State = ComplaintState
STATEMENT = ("reasons", "statement")
SENT = ("sent_on", "way", "number", "person", "answer_due_on", "answer_due_from")
ANSWERED = ("answered_on", "answer")
MOST = 40
WAY_OF_SENDING = {"PORTAL": "ONLINE", "FAX": "FAX", "MAIL": "MAIL"}


class ComplaintRefused(DomainError):
    """The text is shown to the person as it is."""


@transaction.atomic
def start_complaints(
    *, case: Case, offices: Iterable[Office], by: Actor, at: datetime, appeal: Appeal | None = None
) -> list[Complaint]:
    """One for each office. One to the same office that is not sent yet is taken up again."""
    _check_can_write(case, by)
    if case.complaints.count() >= MOST:
        raise ComplaintRefused(_("There are many complaints here already. Use one of them."))
    return [_start(case, office, appeal, by=by, at=at) for office in offices]


@transaction.atomic
def save_statement(
    *, complaint: Complaint, typed: Mapping[str, Any], shown_version: str | None, by: Actor, at: datetime
) -> Complaint:
    """`typed`: reasons, statement. Raises Clash."""
    fresh = _to_change(complaint, by)
    if fresh.state != State.PREPARING:
        raise ComplaintRefused(_("This complaint was sent. What it says can’t be changed any more."))
    return _written(fresh, STATEMENT, typed, shown_version, "complaints.statement_saved", by=by, at=at)


@transaction.atomic
def record_sent(
    *, complaint: Complaint, typed: Mapping[str, Any], shown_version: str | None, by: Actor, at: datetime
) -> Complaint:
    """`typed`: the names of SENT. The second time it puts right what was written. Raises Clash."""
    fresh = _to_change(complaint, by)
    if fresh.state == State.WITHDRAWN:
        raise ComplaintRefused(_("This complaint was taken back. Start a new one."))
    is_first = fresh.state == State.PREPARING
    stored = {name: getattr(fresh, name) for name in SENT}
    check_version(stored, shown_version, typed)
    if is_first:
        fresh.state = State.SENT
    _set(fresh, typed, "state")
    action = "complaints.sent" if is_first else "complaints.sending_changed"
    log.record(action=action, target=fresh, by=by, at=at, details={"way": fresh.way})
    cases.touch(case=fresh.case, at=at)
    _remind(fresh, by=by, at=at)
    return fresh


def after_submission(submission: Submission, by: Actor, at: datetime) -> None:
    """Its packet was sent: so is the complaint, unless somebody wrote so before. Hold the case first."""
    complaint = submission.packet.complaint
    if complaint is None:
        return
    complaint.case = submission.case
    fresh = queries.locked(complaint)
    if fresh.state != State.PREPARING:
        return
    fresh.state = State.SENT
    # The number on a fax report is not the number the office gives its complaint.
    values = {"sent_on": submission.sent_on, "way": WAY_OF_SENDING.get(submission.way, "")}
    _set(fresh, values, "state")
    log.record(action="complaints.sent", target=fresh, by=by, at=at, details={"way": fresh.way})
    _remind(fresh, by=by, at=at)


@transaction.atomic
def record_answer(
    *, complaint: Complaint, typed: Mapping[str, Any], shown_version: str | None, by: Actor, at: datetime
) -> Complaint:
    """`typed`: answered_on, answer. Raises Clash."""
    fresh = _to_change(complaint, by)
    if fresh.state not in (State.SENT, State.ANSWERED) or fresh.sent_on is None:
        raise ComplaintRefused(_("Write down first when the complaint was sent."))
    if typed["answered_on"] < fresh.sent_on:
        raise ComplaintRefused(_("The answer cannot be older than the complaint."))
    fresh.state = State.ANSWERED
    _written(fresh, ANSWERED, typed, shown_version, "complaints.answered", "state", by=by, at=at)
    settle(case=fresh.case, about_prefix=about(fresh), by=by, at=at)
    return fresh


@transaction.atomic
def withdraw(*, complaint: Complaint, by: Actor, at: datetime) -> None:
    """Taken back: it stays in the list, nothing reminds of it, and the office is told by the person."""
    fresh = _to_change(complaint, by)
    if fresh.state == State.WITHDRAWN:
        return
    fresh.state, fresh.withdrawn_at = State.WITHDRAWN, at
    fresh.save(update_fields=["state", "withdrawn_at"])
    log.record(action="complaints.withdrawn", target=fresh, by=by, at=at)
    cases.touch(case=fresh.case, at=at)
    call_off(case=fresh.case, about_prefix=about(fresh), by=by, at=at)


def shown(complaint: Complaint, names: Iterable[str]) -> dict[str, Any]:
    """What a page shows of it, for its version."""
    return {name: getattr(complaint, name) for name in names}


def about(complaint: Complaint) -> str:
    return f"complaint:{complaint.pk}"


def _start(case: Case, office: Office, appeal: Appeal | None, *, by: Actor, at: datetime) -> Complaint:
    begun = case.complaints.filter(office_id=office.id, state=State.PREPARING).first()
    if begun is not None:
        begun.case = case
        return begun
    complaint = Complaint.objects.create(
        organization_id=case.organization_id,
        case=case,
        appeal=appeal,
        office_id=office.id,
        office_name=office.name,
        started_by_id=by.person_id,
        started_at=at,
    )
    log.record(action="complaints.started", target=complaint, by=by, at=at)
    cases.touch(case=case, at=at)
    return complaint


def _to_change(complaint: Complaint, by: Actor) -> Complaint:
    _check_can_write(complaint.case, by)
    return queries.locked(complaint)


def _check_can_write(case: Case, by: Actor) -> None:
    """Holds the case, as every writer does before its rows, so that two at once wait and never deadlock."""
    permissions.check_can_edit_case(by, case)
    if not locked_case(case).is_open:
        raise ComplaintRefused(_("This request is closed, so nothing was saved. Open it again first."))


def _written(
    fresh: Complaint,
    names: Iterable[str],
    typed: Mapping[str, Any],
    shown_version: str | None,
    action: str,
    *more: str,
    by: Actor,
    at: datetime,
) -> Complaint:
    check_version(shown(fresh, names), shown_version, typed)
    changed = sorted(name for name, value in typed.items() if getattr(fresh, name) != value)
    if changed or more:
        _set(fresh, typed, *more)
        log.record(action=action, target=fresh, by=by, at=at, details={"fields": changed})
        cases.touch(case=fresh.case, at=at)
    return fresh


def _set(fresh: Complaint, typed: Mapping[str, Any], *more: str) -> None:
    for name, value in typed.items():
        setattr(fresh, name, value)
    fresh.save(update_fields=[*typed, *more])


def _remind(complaint: Complaint, *, by: Actor, at: datetime) -> None:
    """Ask after the day the office named, or after our own; a day that is over asks tomorrow."""
    case = complaint.case
    if complaint.state != State.SENT or complaint.sent_on is None or not case.is_open:
        return
    closed = closed_days_of(case.organization_id, complaint.sent_on)
    found = ask_on(sent_on=complaint.sent_on, named_day=complaint.answer_due_on, closed=closed)
    today = day_at(at, zone=case.time_zone)
    plan_for(
        case=case,
        kind=FollowUpKind.COMPLAINT,
        due_on=max(found.day, today),
        about=about(complaint),
        by=by,
        at=at,
    )
