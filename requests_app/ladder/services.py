"""Write down a step that was taken. What it brought feeds the follow-ups, the clock and the timeline."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from requests_app.accounts import permissions
from requests_app.audit import log
from requests_app.cases import services as cases
from requests_app.cases.queries import locked as locked_case
from requests_app.common.actor import Actor
from requests_app.common.errors import DomainError
from requests_app.drafts.clash import check_version
from requests_app.followups import queries as follow_ups
from requests_app.followups import services as followups
from requests_app.ladder import queries
from requests_app.models import Case, Escalation, FollowUpKind, Rung, Track

LONGEST_WHAT = 200
MOST = 300


class StepRefused(DomainError):
    """The text is shown to the person as it is."""


@transaction.atomic
def log_step(
    *, case: Case, rung: str, typed: Mapping[str, Any], by: Actor, at: datetime, track: Track | None = None
) -> Escalation:
    """`typed`: the names of `queries.SHOWN`. A step that is not open yet is kept just the same."""
    _check_can_write(case, by)
    if case.escalations.filter(removed_at__isnull=True).count() >= MOST:
        raise StepRefused(_("There are very many steps here already. Remove one first."))
    entry = Escalation.objects.create(
        organization_id=case.organization_id,
        case=case,
        track=track if track is not None and track.pk else None,
        rung=rung,
        recorded_by_id=by.person_id,
        recorded_at=at,
        **typed,
    )
    log.record(action="ladder.taken", target=entry, by=by, at=at, details={"kind": rung})
    cases.touch(case=case, at=at)
    _plan_next(entry, by=by, at=at)
    return entry


@transaction.atomic
def change_step(
    *, entry: Escalation, typed: Mapping[str, Any], shown_version: str | None, by: Actor, at: datetime
) -> Escalation:
    """Raises Clash. What was counted from a promise that was written down wrong is counted anew."""
    fresh = _to_change(entry, by)
    stored = {name: getattr(fresh, name) for name in queries.SHOWN}
    check_version(stored, shown_version, typed)
    changed = sorted(name for name, value in typed.items() if stored[name] != value)
    if not changed:
        return fresh
    was_on, was_what = fresh.promised_on, what_was_promised(fresh)
    for name in changed:
        setattr(fresh, name, typed[name])
    fresh.save(update_fields=changed)
    details = {"kind": fresh.rung, "fields": changed}
    log.record(action="ladder.changed", target=fresh, by=by, at=at, details=details)
    cases.touch(case=fresh.case, at=at)
    if was_on is not None and (was_on, was_what) != (fresh.promised_on, what_was_promised(fresh)):
        _move_promise(fresh, was_on, was_what, by=by, at=at)
    elif was_on is None:
        _plan_promise(fresh, by=by, at=at)
    return fresh


@transaction.atomic
def remove_step(*, entry: Escalation, by: Actor, at: datetime) -> None:
    """Out of the list and of later packets; the row stays, so that what was sent can be explained."""
    fresh = _to_change(entry, by)
    fresh.removed_at = at
    fresh.save(update_fields=["removed_at"])
    log.record(action="ladder.removed", target=fresh, by=by, at=at, details={"kind": fresh.rung})
    cases.touch(case=fresh.case, at=at)
    if fresh.promised_on is not None:
        _forget_promise(fresh, by=by, at=at)


def what_was_promised(entry: Escalation) -> str:
    """As the follow-up says it: the words that were written down, else which step it was."""
    with translation.override(entry.case.language):
        return entry.result[:LONGEST_WHAT] or str(Rung(entry.rung).label)[:LONGEST_WHAT]


def _check_can_write(case: Case, by: Actor) -> None:
    """Holds the case, as every writer does before its rows, so that two at once wait and never deadlock."""
    permissions.check_can_edit_case(by, case)
    if not locked_case(case).is_open:
        raise StepRefused(_("This request is closed, so nothing was saved. Open it again first."))


def _to_change(entry: Escalation, by: Actor) -> Escalation:
    _check_can_write(entry.case, by)
    fresh = queries.locked(entry)
    if fresh.removed_at is not None:
        raise StepRefused(_("Somebody took this out of the list."))
    return fresh


def _plan_next(entry: Escalation, *, by: Actor, at: datetime) -> None:
    """It was a contact with the plan: the next check-in counts from it, unless a later one did already."""
    case = entry.case
    is_newest = all(one.done_on <= entry.done_on for one in queries.entries_of(case))
    check_in = follow_ups.of_case(case).next_call
    counted_later = check_in is not None and (check_in.counted_from or entry.done_on) > entry.done_on
    if case.is_sent and is_newest and not counted_later:
        followups.record_contact(
            case=case,
            contacted_on=entry.done_on,
            kind=FollowUpKind.CALL_3,
            promised_by=entry.promised_on,
            by=by,
            at=at,
        )
    _plan_promise(entry, by=by, at=at)


def _plan_promise(entry: Escalation, *, by: Actor, at: datetime) -> None:
    if entry.promised_on is not None:
        followups.plan_promised(
            case=entry.case, promised_on=entry.promised_on, what=what_was_promised(entry), by=by, at=at
        )


def _move_promise(entry: Escalation, was_on: Any, was_what: str, *, by: Actor, at: datetime) -> None:
    if entry.promised_on is None:
        _cancel(entry.case, was_on, was_what, by=by, at=at)
        return
    followups.recount_promise(
        case=entry.case,
        was_on=was_on,
        was_what=was_what,
        promised_on=entry.promised_on,
        what=what_was_promised(entry),
        by=by,
        at=at,
    )


def _forget_promise(entry: Escalation, *, by: Actor, at: datetime) -> None:
    _cancel(entry.case, entry.promised_on, what_was_promised(entry), by=by, at=at)


def _cancel(case: Case, promised_on: Any, what: str, *, by: Actor, at: datetime) -> None:
    planned = follow_ups.promise_of(case, promised_on=promised_on, what=what)
    if planned is not None:
        planned.case = case
        followups.cancel(follow_up=planned, by=by, at=at)
