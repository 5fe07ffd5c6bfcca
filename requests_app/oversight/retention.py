"""How long a facility keeps a request. A day that was told to a patient is only ever moved to later."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.db import connection, transaction

from requests_app.accounts.permissions import check_right
from requests_app.accounts.roles import Right
from requests_app.audit import log
from requests_app.common.actor import Actor, job
from requests_app.common.scope import scoped
from requests_app.drafts.clash import check_version
from requests_app.models import Organization
from requests_app.outbox import services as outbox
from requests_app.outbox.worker import Outcome, Work

KIND = "keep-days"
SHORTEST, LONGEST = 30, 36_500
AT_ONCE = 2_000


def kept_days(organization: Organization) -> int:
    return organization.keep_days or settings.CASE_KEPT.days


@transaction.atomic
def set_keep_days(
    *,
    organization: Organization,
    days: int,
    also_there: bool,
    shown_version: str | None,
    by: Actor,
    at: datetime,
) -> None:
    """For requests opened from now on; with `also_there`, those there are get a later day, never a sooner.

    Raises Clash when somebody changed it meanwhile.
    """
    check_right(by, organization.pk, Right.FACILITY)
    fresh = Organization.objects.select_for_update().get(pk=organization.pk)
    check_version({"days": kept_days(fresh)}, shown_version, {"days": days})
    if fresh.keep_days != days:
        Organization.objects.filter(pk=fresh.pk).update(keep_days=days)
        log.record(action="oversight.keep_days_set", target=fresh, by=by, at=at, details={"days": days})
    if also_there:
        outbox.promise(kind=KIND, subject_id=fresh.pk, due_at=at, organization_id=fresh.pk, now=at)


def lengthen(work: Work, now: datetime) -> Outcome:
    """The requests there are, some at a time; safe to begin again."""
    changed = 0
    while True:
        with scoped(work.scope):
            organization = Organization.objects.get(pk=work.subject_id)
            some = _some_to_lengthen(organization)
            changed += some
            if some == 0:
                by = job(KIND, scope=work.scope)
                log.record(
                    action="oversight.kept_longer_all",
                    target=organization,
                    by=by,
                    at=now,
                    details={"count": changed},
                )
                return Outcome.DONE


def _some_to_lengthen(organization: Organization) -> int:
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE requests_app_case SET keep_until = (created_at + make_interval(days => %(days)s))::date"
            " WHERE id IN (SELECT id FROM requests_app_case WHERE organization_id = %(facility)s"
            " AND keep_until < (created_at + make_interval(days => %(days)s))::date"
            " LIMIT %(limit)s FOR UPDATE)",
            {
                "days": kept_days(organization),
                "facility": organization.pk,
                "limit": AT_ONCE,
            },
        )
        return int(cursor.rowcount)
