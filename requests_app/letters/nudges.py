"""Ask again after three business days without a letter, and once more; then tell who owes it.

Each is a promise of its own, looked at anew when it is due: a letter that came meanwhile, a link taken back
or run out, a closed case end it, and a pause only puts it off. A nudge brings a new link, because only the
hash of the first is kept; the older link ends with it.
"""

from __future__ import annotations

from datetime import datetime

from requests_app.accounts.link_door import hash_of
from requests_app.audit import log
from requests_app.cases.queries import locked
from requests_app.common.actor import Actor, job
from requests_app.common.business_days import add_business_days
from requests_app.common.scope import scoped
from requests_app.common.time_zones import day_at
from requests_app.followups.closed import closed_days_of
from requests_app.followups.schedule import first_moment_to_send, reminder_after
from requests_app.letters import codes, queries, tell
from requests_app.models import AskWay, Case, ClinicianRequest, ClinicianState
from requests_app.outbox import services as outbox
from requests_app.outbox.worker import Outcome, Work

KIND = "clinician-nudge"
EVERY_BUSINESS_DAYS = 3
MOST_NUDGES = 2
TEMPLATE = "letters/nudge"
WAITING = (ClinicianState.SENT, ClinicianState.OPENED, ClinicianState.STARTED)


def plan(letter_request: ClinicianRequest, *, case: Case, at: datetime) -> None:
    """Counted from now, whatever was planned before."""
    outbox.call_off(kind=KIND, subject_id=letter_request.pk, at=at)
    _promise(letter_request, case, now=at, days=EVERY_BUSINESS_DAYS, nudges=0)


def stop(letter_request: ClinicianRequest, *, at: datetime) -> None:
    outbox.call_off(kind=KIND, subject_id=letter_request.pk, at=at)
    _set(letter_request, nudge_at=None)


def keep(work: Work, now: datetime) -> Outcome:
    """What the worker does when a nudge is due."""
    with scoped(work.scope):
        found = _held(work.subject_id)
        if found is None or not _is_wanted(found, now):
            return Outcome.NOT_WANTED
        by = job(KIND, scope=work.scope)
        allowed = first_moment_to_send(now, zone=found.case.time_zone)
        if allowed > now:
            _promise_at(found, allowed, now=now)
            return Outcome.NOT_WANTED
        if found.case.reminders_paused:
            _promise(found, found.case, now=now, days=1, nudges=found.nudges)
        elif found.way == AskWay.PAPER or found.nudges >= MOST_NUDGES:
            _tell_who_owes(found, by, now)
        else:
            _nudge(found, by, now)
    return Outcome.DONE


def _held(request_pk: int) -> ClinicianRequest | None:
    """The case first, then the row, as every writer does, so that two at once wait and never deadlock."""
    found = ClinicianRequest.objects.select_related("case").filter(pk=request_pk).first()
    if found is None:
        return None
    case = locked(found.case)
    fresh = queries.held(found)
    fresh.case = case
    return fresh


def _is_wanted(found: ClinicianRequest, now: datetime) -> bool:
    """A promise that a newer one stands for comes too early, and does nothing."""
    is_alive = found.expires_at is None or found.expires_at > now
    return (
        found.state in WAITING
        and found.revoked_at is None
        and found.case.is_open
        and is_alive
        and found.nudge_at is not None
        and found.nudge_at <= now
    )


def _nudge(found: ClinicianRequest, by: Actor, now: datetime) -> None:
    key = codes.new_key()
    _set(found, key_sha256=hash_of(key), nudged_at=now)
    tell.clinician(found, template=TEMPLATE, case=found.case, at=now, key=key)
    _promise(found, found.case, now=now, days=EVERY_BUSINESS_DAYS, nudges=found.nudges + 1)
    log.record(action="letters.nudged", target=found, by=by, at=now, details={"times": found.nudges})


def _tell_who_owes(found: ClinicianRequest, by: Actor, now: datetime) -> None:
    """The last step: the people of the case read on their page who owes the letter, and since when."""
    _set(found, nudge_at=None)
    tell.people_of_case(found.case, asked_by_id=found.asked_by_id, at=now)
    log.record(action="letters.overdue", target=found, by=by, at=now)


def _promise(found: ClinicianRequest, case: Case, *, now: datetime, days: int, nudges: int) -> None:
    today = day_at(now, zone=case.time_zone)
    due_on = add_business_days(today, days, closed_days_of(case.organization_id, today))
    _set(found, nudges=nudges)
    _promise_at(found, reminder_after(now, due_on=due_on, zone=case.time_zone), now=now)


def _promise_at(found: ClinicianRequest, due_at: datetime, *, now: datetime) -> None:
    _set(found, nudge_at=due_at)
    outbox.promise(
        kind=KIND, subject_id=found.pk, due_at=due_at, organization_id=found.organization_id, now=now
    )


def _set(found: ClinicianRequest, **columns: object) -> None:
    for name, value in columns.items():
        setattr(found, name, value)
    ClinicianRequest.objects.filter(pk=found.pk).update(**columns)
