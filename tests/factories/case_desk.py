"""What staff keep about one case: tasks, consents, tags."""

from __future__ import annotations

from typing import Any

from django.utils import timezone

from requests_app.models import Case, CaseTask, Consent, User


def make_task(case: Case, user: User, **fields: Any) -> CaseTask:
    columns: dict[str, Any] = {
        "kind": "CALL_PATIENT",
        "words": "Ask for the insurance card",
        "made_at": timezone.now(),
        **fields,
    }
    return CaseTask.objects.create(organization_id=case.organization_id, case=case, made_by=user, **columns)


def make_consent(case: Case, user: User, **fields: Any) -> Consent:
    columns: dict[str, Any] = {
        "to_what": "KEEP",
        "given_by": "Ana Sample",
        "how": "VERBAL",
        "words": "You may keep what I tell you.",
        "given_at": timezone.now(),
        **fields,
    }
    return Consent.objects.create(
        organization_id=case.organization_id, case=case, recorded_by=user, **columns
    )
