"""Promise a mail. Templates and contexts hold no health word; a test reads every one of them."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import uuid4

from django.db import transaction

from requests_app.models import OutgoingEmail
from requests_app.outbox import services as outbox

KIND = "mail"


@transaction.atomic
def queue_mail(
    *,
    template: str,
    to_email: str,
    language: str,
    context: dict[str, Any],
    organization_id: int | None,
    at: datetime,
) -> OutgoingEmail:
    """Write a mail and the promise to send it. `template` is a folder/name below `templates/emails/`."""
    mail = OutgoingEmail.objects.create(
        organization_id=organization_id,
        to_email=to_email,
        template=template,
        language=language,
        context=context,
        message_key=uuid4(),
    )
    outbox.promise(
        kind=KIND,
        subject_id=mail.pk,
        due_at=at,
        organization_id=organization_id,
        now=at,
        dedupe_key=f"mail:{mail.message_key}",
    )
    return mail
