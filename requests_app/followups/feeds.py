"""A secret address that a calendar program reads. Only the hash of its key is kept; it ends at any time.

Through it the person’s own cases are read and nothing else: what a facility lets its staff see stays behind
the second factor, and what somebody only helps with stays in the portal.
"""

from __future__ import annotations

import hashlib
import secrets
from datetime import datetime, timedelta

from django.db import transaction

from requests_app.audit import log
from requests_app.cases.queries import cases_of
from requests_app.common import scope
from requests_app.common.actor import Actor
from requests_app.models import CalendarFeed, CaseAccess, CaseStatus, FollowUp, User

KEY_BYTES = 24
NOTED_EVERY = timedelta(days=1)
MOST_EVENTS = 500
OWN = (CaseAccess.Relation.PATIENT, CaseAccess.Relation.CAREGIVER)


def feed_of(user_id: int) -> CalendarFeed | None:
    return CalendarFeed.objects.filter(user_id=user_id, revoked_at__isnull=True).first()


@transaction.atomic
def make(*, by: Actor, at: datetime) -> str:
    """A new key, told this once; an older address ends with it."""
    User.objects.select_for_update().get(pk=by.person_id)
    _end(by.person_id, at)
    key = secrets.token_urlsafe(KEY_BYTES)
    feed = CalendarFeed.objects.create(user_id=by.person_id, key_sha256=_hash_of(key), made_at=at)
    log.record(action="followups.feed_made", target=feed, by=by, at=at)
    return key


@transaction.atomic
def revoke(*, by: Actor, at: datetime) -> None:
    feed = feed_of(by.person_id)
    _end(by.person_id, at)
    if feed is not None:
        log.record(action="followups.feed_ended", target=feed, by=by, at=at)


def reader_of(key: str, *, at: datetime) -> User | None:
    """Whose calendar this is, with this transaction scoped to the person’s own cases; else None."""
    scope.set_scope([])
    feed = (
        CalendarFeed.objects.select_related("user")
        .filter(key_sha256=_hash_of(key), revoked_at__isnull=True, user__is_active=True)
        .first()
    )
    if feed is None:
        return None
    if feed.read_at is None or at - feed.read_at > NOTED_EVERY:
        CalendarFeed.objects.filter(pk=feed.pk).update(read_at=at)
    return feed.user


def days_of(user: User) -> list[FollowUp]:
    """The open follow-ups of this person’s own open cases, the next first."""
    rows = scope.enter(user_id=user.pk, as_staff=False)
    own = {
        row.case_id: (row.relation, row.level)
        for row in rows
        if row.case_id is not None and row.relation in OWN
    }
    reader = Actor(user_id=user.pk, own_cases=own)
    open_cases = cases_of(reader).exclude(status=CaseStatus.CLOSED)
    found = FollowUp.objects.filter(case__in=open_cases.values("pk"), state=FollowUp.State.OPEN)
    return [one for one in found.order_by("due_on", "id") if _is_for(one, user)][:MOST_EVENTS]


def _is_for(follow_up: FollowUp, user: User) -> bool:
    return follow_up.asked_by_id in (None, user.pk)


def _end(user_id: int, at: datetime) -> None:
    CalendarFeed.objects.filter(user_id=user_id, revoked_at__isnull=True).update(revoked_at=at)


def _hash_of(key: str) -> str:
    return hashlib.sha256(key.encode()).hexdigest()
