"""The days of a leave come and go: cases move to who covers, and back. A promise rings on each day."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from requests_app.accounts.roles import ONLY_LOOKING
from requests_app.audit import log
from requests_app.common.actor import Actor, job
from requests_app.common.scope import scoped
from requests_app.common.time_zones import day_at
from requests_app.facilities.services.hand_over import hand_over
from requests_app.models import HandOver, Leave, Membership
from requests_app.outbox import services as outbox
from requests_app.outbox.worker import Outcome, Work

KIND = "leave"


def promise_next(leave: Leave, *, at: datetime) -> None:
    """Ring when the next thing is due: the first day, or the day after the last."""
    zone = leave.organization.time_zone
    next_on = leave.from_on if not _has_started(leave) else leave.until_on + timedelta(days=1)
    outbox.promise(
        kind=KIND,
        subject_id=leave.pk,
        due_at=max(_morning(next_on, zone), at),
        organization_id=leave.organization_id,
        now=at,
    )


def keep(work: Work, now: datetime) -> Outcome:
    with scoped(work.scope):
        leave = (
            Leave.objects.select_for_update(of=("self",))
            .select_related("organization", "user", "covered_by")
            .filter(pk=work.subject_id)
            .first()
        )
        if leave is None or leave.ended_at is not None:
            return Outcome.NOT_WANTED
        by = job("leave", scope=frozenset(work.scope))
        if begin_or_end(leave, by=by, at=now):
            promise_next(leave, at=now)
        return Outcome.DONE


def begin_or_end(leave: Leave, *, by: Actor, at: datetime) -> bool:
    """Do what the day asks for; True: the leave is still ahead or running, so ring again."""
    today = day_at(at, zone=leave.organization.time_zone)
    if today > leave.until_on:
        end(leave, by=by, at=at)
        return False
    if today >= leave.from_on and not _has_started(leave) and leave.covered_by is not None:
        hand_over(
            organization_id=leave.organization_id,
            from_user=leave.user,
            to_user=leave.covered_by,
            why=HandOver.Why.LEAVE,
            leave=leave,
            by=by,
            at=at,
        )
    return True


def end(leave: Leave, *, by: Actor, at: datetime) -> None:
    """What was handed over and is still with who covered goes back, if the person still works on cases."""
    Leave.objects.filter(pk=leave.pk).update(ended_at=at)
    log.record(action="facilities.leave_ended", target=leave, by=by, at=at)
    gone = leave.hand_overs.filter(why=HandOver.Why.LEAVE).order_by("pk").last()
    still_here = Membership.objects.filter(
        organization_id=leave.organization_id, user_id=leave.user_id, is_active=True
    ).exclude(role__in=ONLY_LOOKING)
    if gone is None or leave.covered_by is None or not still_here.exists():
        return
    hand_over(
        organization_id=leave.organization_id,
        from_user=leave.covered_by,
        to_user=leave.user,
        why=HandOver.Why.BACK,
        leave=leave,
        only=gone.case_ids,
        by=by,
        at=at,
    )


def _has_started(leave: Leave) -> bool:
    return leave.hand_overs.filter(why=HandOver.Why.LEAVE).exists()


def _morning(day: date, zone: str) -> datetime:
    return datetime.combine(day, time(0, 5), tzinfo=ZoneInfo(zone))
