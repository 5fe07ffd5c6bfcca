"""How many points a reviewer would miss in each case that is not sent yet, counted in the background.

The checks read a whole case, so no list asks them: the number is kept on the case, with the time of counting.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db.models import F, Q, QuerySet

from requests_app.common.scope import scoped
from requests_app.common.time_zones import day_at
from requests_app.desk.waking import wake
from requests_app.models import Case, CaseStatus, Organization, Promise
from requests_app.outbox.services import promise
from requests_app.outbox.worker import Outcome, Work
from requests_app.strength.findings import MUST
from requests_app.strength.queries import findings_of

KIND = "must-fix"
AT_ONCE, BATCHES = 20, 5
AGAIN_AFTER = timedelta(minutes=5)


def plan(*, now: datetime) -> int:
    """Promise a counting to every facility that has none in this hour; returns how many were promised."""
    hour = f"{now:%Y%m%d%H}"
    with scoped(frozenset(), purpose="sweep"):
        planned = Promise.objects.filter(kind=KIND, dedupe_key__endswith=f":{hour}").values("subject_id")
        facilities = Organization.objects.filter(kind=Organization.Kind.FACILITY, is_active=True)
        wanted = list(facilities.exclude(pk__in=planned).values_list("pk", flat=True))
    for pk in wanted:
        with scoped({pk}):
            _ask(pk, due_at=now, key=hour, now=now)
    return len(wanted)


def keep(work: Work, now: datetime) -> Outcome:
    """Some hundred cases; where there were any, the facility is at work, so it is looked at again soon."""
    wake(organization_id=work.subject_id, now=now)
    number = count_some(organization_id=work.subject_id, now=now)
    if number:
        with scoped({work.subject_id}):
            later = now + AGAIN_AFTER
            _ask(work.subject_id, due_at=later, key=f"{later:%Y%m%d%H%M}m", now=now)
    return Outcome.DONE


def count_some(*, organization_id: int, now: datetime) -> int:
    """Count cases that changed since they were counted last, a few in each transaction; how many."""
    number = 0
    for _ in range(BATCHES):
        with scoped({organization_id}):
            cases = list(_to_count(organization_id)[:AT_ONCE])
            for case in cases:
                _count(case, now)
        number += len(cases)
        if len(cases) < AT_ONCE:
            break
    return number


def _to_count(organization_id: int) -> QuerySet[Case]:
    is_old = Q(must_fix_at__isnull=True) | Q(changed_at__gt=F("must_fix_at"))
    return Case.objects.filter(is_old, organization_id=organization_id, status=CaseStatus.PREPARING).order_by(
        "pk"
    )


def _count(case: Case, now: datetime) -> None:
    found = findings_of(case, day_at(now, zone=case.time_zone))
    number = sum(one.group == MUST for one in found)
    Case.objects.filter(pk=case.pk).update(must_fix=number, must_fix_at=max(now, case.changed_at))


def _ask(organization_id: int, *, due_at: datetime, key: str, now: datetime) -> None:
    promise(
        kind=KIND,
        subject_id=organization_id,
        due_at=due_at,
        organization_id=organization_id,
        now=now,
        dedupe_key=f"{KIND}:{organization_id}:{key}",
    )
