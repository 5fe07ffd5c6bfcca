"""What the addresses of oversight and of the directory of insurers name."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import uuid4

from django.utils import timezone

from requests_app.models import Case, Erasure, InsurerProfile, LegalHold, Promise, User


def oversight_of(case: Case, user: User) -> dict[str, Any]:
    """A hold on the case, so that nothing here deletes it, a planned deletion and work that failed."""
    own, now = {"organization": case.organization}, timezone.now()
    hold = LegalHold.objects.create(
        **own, case=case, reason="A letter of a court", placed_by=user, placed_at=now
    )
    erasure = Erasure.objects.create(
        **own,
        case_public_id=uuid4(),
        reference_end="AB12",
        why="TIME",
        asked_by=user,
        asked_at=now,
        not_before=now + timedelta(days=1),
    )
    failed = Promise.objects.create(
        **own,
        kind="packet",
        subject_id=0,
        dedupe_key="sample-failed",
        state="FAILED",
        due_at=now,
        attempts=3,
        finished_at=now,
        last_error="OSError",
    )
    insurer = InsurerProfile.objects.create(
        **own,
        name=case.coverage.insurer,
        other_names=["SHP"],
        states=["AZ"],
        source="Provider manual",
        checked_on=now.date(),
        checked_by=user,
    )
    return {
        "hold_id": hold.public_id,
        "erasure_id": erasure.public_id,
        "promise_id": failed.public_id,
        "insurer_id": insurer.public_id,
    }
