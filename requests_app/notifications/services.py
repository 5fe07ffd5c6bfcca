"""Promise a mail. Templates and contexts hold no health word; a test reads every one of them."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import uuid4

from django.db import transaction

from requests_app.models import OutgoingEmail, User
from requests_app.notifications.delivery import KIND
from requests_app.outbox import services as outbox
from requests_app.outbox.gates import ABOUT

# “You have a message”, for people who share their screen with others.
HIDDEN = "notifications/hidden"


def write_to(
    *, user: User, template: str, context: dict[str, Any], organization_id: int | None, at: datetime
) -> OutgoingEmail:
    """A mail to somebody with an account, in their language, and saying no more than they want it to say."""
    if user.hides_previews:
        template, context = HIDDEN, {name: value for name, value in context.items() if name == ABOUT}
    return queue_mail(
        template=template,
        to_email=user.email,
        language=user.language,
        context=context,
        organization_id=organization_id,
        at=at,
    )


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
