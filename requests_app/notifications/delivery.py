"""Send one mail. That it leaves is noted before, so a worker that dies earlier leaves it to the next one.

When nobody can know whether it went out (a worker died after the note, the server went silent, the database
failed after the sending) it is UNCLEAR and not sent again blindly; a person who waits for a code asks for a
new one.
"""

from __future__ import annotations

import logging
from datetime import datetime
from email.utils import formataddr, parseaddr
from smtplib import SMTPException, SMTPServerDisconnected
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.db import DatabaseError
from django.template.loader import render_to_string
from django.utils import translation

from requests_app.common.scope import scoped
from requests_app.models import Organization, OutgoingEmail
from requests_app.outbox import gates
from requests_app.outbox import services as outbox
from requests_app.outbox.gates import Gates
from requests_app.outbox.worker import Handler, Outcome, Work

log = logging.getLogger(__name__)
KIND = "mail"
# Noted with the mail before it leaves: whoever finds it was not the one who sent it.
SENDING = "sending"


def handler(known: Gates) -> Handler:
    """`known` are those who are asked whether a mail that is about something is still wanted."""

    def send(work: Work, now: datetime) -> Outcome:
        return deliver(work, now, known)

    return send


def deliver(work: Work, now: datetime, known: Gates | None = None) -> Outcome:
    with scoped(work.scope):
        mail = OutgoingEmail.objects.select_for_update().filter(pk=work.subject_id).first()
        if mail is None:
            return Outcome.NOT_WANTED
        if mail.sent_at is not None:
            return Outcome.DONE
        if SENDING in mail.context:
            return Outcome.UNCLEAR
        allowed = gates.ask(known or {}, mail.context, now)
        if isinstance(allowed, datetime):
            _put_off(mail, allowed, now)
        if allowed is not True:
            return Outcome.NOT_WANTED
        message = _message(mail)
        _keep(mail, {**mail.context, SENDING: True})
    outcome = _send(message)
    if outcome is Outcome.TRY_AGAIN:
        with scoped(work.scope):
            _keep(mail, mail.context)
    if outcome is not Outcome.DONE:
        log.warning("mail not sent", extra={"mail": str(mail.public_id), "outcome": outcome.value})
        return outcome
    try:
        with scoped(work.scope):
            # The code in a sign-in mail has done its work once the mail is out.
            OutgoingEmail.objects.filter(pk=mail.pk).update(sent_at=now, context={})
    except DatabaseError:
        log.exception("mail sent and not noted", extra={"mail": str(mail.public_id)})
        return Outcome.UNCLEAR
    return Outcome.DONE


def _keep(mail: OutgoingEmail, context: dict[str, Any]) -> None:
    OutgoingEmail.objects.filter(pk=mail.pk).update(context=context)


def _put_off(mail: OutgoingEmail, due_at: datetime, now: datetime) -> None:
    outbox.promise(
        kind=KIND, subject_id=mail.pk, due_at=due_at, organization_id=mail.organization_id, now=now
    )


def _send(message: EmailMessage) -> Outcome:
    """A server that cannot be reached, or that says no, has not sent it; one that goes silent may have."""
    connection = get_connection()
    try:
        connection.open()
    except (SMTPException, OSError):
        return Outcome.TRY_AGAIN
    try:
        connection.send_messages([message])
    except (SMTPServerDisconnected, TimeoutError):
        return Outcome.UNCLEAR
    except SMTPException:
        return Outcome.TRY_AGAIN
    except OSError:
        return Outcome.UNCLEAR
    finally:
        connection.close()
    return Outcome.DONE


def _message(mail: OutgoingEmail) -> EmailMessage:
    facility = Organization.objects.filter(pk=mail.organization_id or 0).first()
    service_name = (facility.service_name if facility else "") or settings.SERVICE_NAME
    context = {"service_name": service_name, "site_url": settings.SITE_URL, **mail.context}
    with translation.override(mail.language):
        subject = render_to_string(f"emails/{mail.template}_subject.txt", context)
        body = render_to_string(f"emails/{mail.template}_body.txt", context)
    domain = settings.DEFAULT_FROM_EMAIL.rpartition("@")[2].rstrip(">")
    return EmailMessage(
        subject=" ".join(subject.split()),
        body=body.strip() + "\n",
        from_email=_sender(facility),
        to=[mail.to_email],
        headers={"Message-ID": f"<{mail.message_key}@{domain}>", "Content-Language": mail.language},
    )


def _sender(facility: Organization | None) -> str:
    """The name on a locked screen; the address stays ours, or the mail would look forged."""
    if facility is None or not facility.sender_name:
        return settings.DEFAULT_FROM_EMAIL
    return formataddr((facility.sender_name, parseaddr(settings.DEFAULT_FROM_EMAIL)[1]))
