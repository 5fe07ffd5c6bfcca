"""Whoever holds bills against the answers looks again when one of them changed."""

from __future__ import annotations

from datetime import datetime

from requests_app.models import Case
from requests_app.outbox import services as outbox

KIND = "bills-look-again"


def look_again(case: Case, *, at: datetime) -> None:
    """Call it in the transaction of the change. A case without bills has nothing to look at."""
    if case.eobs.filter(removed_at__isnull=True, finished_at__isnull=False).exists():
        outbox.call_off(kind=KIND, subject_id=case.pk, at=at)
        outbox.promise(kind=KIND, subject_id=case.pk, due_at=at, organization_id=case.organization_id, now=at)
