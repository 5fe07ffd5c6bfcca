"""Warn before the day until which a case is kept, and let cases of nobody’s facility go after it.

Once a day the worker looks who is to be warned. A facility’s cases are never deleted by the day alone: its
admins do that, in two steps.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db.models import Exists, OuterRef, Q, QuerySet

from requests_app.audit import log
from requests_app.common.actor import job
from requests_app.common.scope import scoped
from requests_app.common.time_zones import day_at
from requests_app.followups.schedule import first_moment_to_send
from requests_app.models import Case, Erasure, LegalHold, Organization, Promise
from requests_app.outbox import services as outbox
from requests_app.outbox.worker import Outcome, Work
from requests_app.oversight import erasing, erasures

KIND = "keeping"
WARNING_KIND = "keep-warning"
WARN_BEFORE = (1, 7, 30)
# A case that somebody worked on lately is not over, whatever day was set when it was opened.
STILL_USED = timedelta(days=30)
KEPT_ON = timedelta(days=90)
AT_ONCE = 500
# When the worker was down on the day, it still tells for so long.
STILL_TOLD = timedelta(days=7)


def plan(*, now: datetime) -> None:
    """Asked at every beat; the day’s promise is made once."""
    name = f"{KIND}:{now.date().isoformat()}"
    if not Promise.objects.filter(dedupe_key=name).exists():
        outbox.promise(kind=KIND, subject_id=0, due_at=now, organization_id=None, now=now, dedupe_key=name)


def look(work: Work, now: datetime) -> Outcome:
    """Every organization, some hundred at a time."""
    with scoped(frozenset()):
        everybody = list(Organization.objects.order_by("pk").values_list("pk", "kind"))
    for start in range(0, len(everybody), AT_ONCE):
        some = everybody[start : start + AT_ONCE]
        own_spaces = {pk for pk, kind in some if kind == Organization.Kind.PERSONAL}
        with scoped({pk for pk, _kind in some}):
            for case in _ending(own_spaces, now).iterator(chunk_size=AT_ONCE):
                _promise_warning(case, now)
                if case.organization_id in own_spaces:
                    _let_go(case, now)
    return Outcome.DONE


def warn(work: Work, now: datetime) -> Outcome:
    """The mails of one warning, at a time of day when mails are read."""
    with scoped(work.scope):
        case = Case.objects.select_for_update().filter(pk=work.subject_id).first()
        if case is None or _warning_of(case, now) is None:
            return Outcome.NOT_WANTED
        allowed = first_moment_to_send(now, zone=case.time_zone)
        if allowed > now:
            outbox.promise(
                kind=WARNING_KIND,
                subject_id=case.pk,
                due_at=allowed,
                organization_id=case.organization_id,
                now=now,
                dedupe_key=f"{_name(case, now)}:day",
            )
            return Outcome.NOT_WANTED
        today = day_at(now, zone=case.time_zone)
        told = erasures.tell_patient_side(case, on=max(case.keep_until, today + timedelta(days=1)), at=now)
        by = job(WARNING_KIND, scope=work.scope)
        details = {"people": told, "days": (case.keep_until - today).days}
        log.record(action="oversight.warned", target=case, by=by, at=now, details=details)
    return Outcome.DONE


def _ending(own_spaces: set[int], now: datetime) -> QuerySet[Case]:
    """A facility’s requests whose day is long over were told, and wait for its admins."""
    before = now.date() + timedelta(days=max(WARN_BEFORE) + 1)
    lately = now.date() - STILL_TOLD
    wanted = Q(organization_id__in=own_spaces) | Q(keep_until__gte=lately)
    held = LegalHold.objects.filter(case=OuterRef("pk"), ended_at=None)
    planned = Erasure.objects.filter(
        case_public_id=OuterRef("public_id"), state__in=[Erasure.State.ASKED, Erasure.State.RUNNING]
    )
    found = Case.objects.filter(wanted, ~Exists(held), ~Exists(planned), keep_until__lt=before)
    return found.order_by("pk")


def _promise_warning(case: Case, now: datetime) -> None:
    if _warning_of(case, now) is not None:
        outbox.promise(
            kind=WARNING_KIND,
            subject_id=case.pk,
            due_at=now,
            organization_id=case.organization_id,
            now=now,
            dedupe_key=_name(case, now),
        )


def _warning_of(case: Case, now: datetime) -> int | None:
    """Which of the warnings is due: the last one whose day has come."""
    left = (case.keep_until - day_at(now, zone=case.time_zone)).days
    return next((days for days in WARN_BEFORE if left <= days), None)


def _name(case: Case, now: datetime) -> str:
    return f"{WARNING_KIND}:{case.pk}:{case.keep_until.isoformat()}:{_warning_of(case, now)}"


def _let_go(case: Case, now: datetime) -> None:
    """In a space of one’s own: when the day is over, the last warning is a day old and nobody uses it."""
    if case.keep_until >= day_at(now, zone=case.time_zone):
        return
    by = job(KIND, scope=frozenset({case.organization_id}))
    if case.changed_at > now - STILL_USED:
        until = day_at(now, zone=case.time_zone) + KEPT_ON
        Case.objects.filter(pk=case.pk).update(keep_until=until)
        log.record(action="oversight.kept_longer", target=case, by=by, at=now)
        return
    name = f"{WARNING_KIND}:{case.pk}:{case.keep_until.isoformat()}:{min(WARN_BEFORE)}"
    warned = Promise.objects.filter(
        dedupe_key__in=[name, f"{name}:day"],
        state=Promise.State.DONE,
        finished_at__lt=now - timedelta(days=1),
    )
    if not warned.exists():
        return
    erasure = erasures.plan(case, Erasure.Why.TIME, by=by, at=now, not_before=now)
    erasing.promise_at(erasure, due_at=now, now=now)
    log.record(action="oversight.deletion_put_forward", target=erasure, case=case, by=by, at=now)
