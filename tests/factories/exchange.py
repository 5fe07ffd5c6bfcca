"""Keys, addresses that are told, and files to take along, as tests need them."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

from django.utils import timezone

from requests_app.accounts.api_door import Scope, hash_of
from requests_app.common import sealed
from requests_app.common.files import write_whole
from requests_app.exchange.webhooks_work import SEALED_FOR
from requests_app.models import ApiToken, Case, ExportRun, Organization, User, Webhook
from requests_app.outbox.webhooks import EVENTS

SECRET = "whs_sample"


def make_token(facility: Organization, made_by: User, **columns: Any) -> tuple[ApiToken, str]:
    """The row and the key that opens."""
    key, now = f"sca_{uuid4().hex}", timezone.now()
    values = {
        "name": "Admissions system",
        "scopes": [scope.value for scope in Scope],
        "made_at": now,
        "expires_at": now + timedelta(days=30),
        **columns,
    }
    token = ApiToken.objects.create(
        organization=facility, token_sha256=hash_of(key), end=key[-4:], made_by=made_by, **values
    )
    return token, key


def make_webhook(facility: Organization, made_by: User, **columns: Any) -> Webhook:
    values = {"url": "https://ehr.example.org/told", "events": list(EVENTS), **columns}
    return Webhook.objects.create(
        organization=facility,
        secret=sealed.seal(SECRET, purpose=SEALED_FOR),
        made_by=made_by,
        made_at=timezone.now(),
        **values,
    )


def make_export(
    facility: Organization, asked_by: User, *, case: Case | None = None, at: datetime | None = None
) -> ExportRun:
    """A file that is ready."""
    now = at or timezone.now()
    key = f"exports/{uuid4()}/whole.zip"
    write_whole(key, b"PK sample")
    return ExportRun.objects.create(
        organization=facility,
        case=case,
        asked_by=asked_by,
        asked_at=now,
        state=ExportRun.State.READY,
        done=1,
        total=1,
        file_key=key,
        byte_size=9,
        ready_at=now,
        keep_until=now + timedelta(days=7),
    )
