"""Send one mail. A worker that dies between sending and saving leaves the mail UNCLEAR: it is not sent
again blindly; staff see it, and a person who waits for a code asks for a new one."""

from __future__ import annotations

import logging
from datetime import datetime
from smtplib import SMTPException

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.utils import translation

from requests_app.common.scope import scoped
from requests_app.models import OutgoingEmail
from requests_app.outbox.worker import Outcome, Work

log = logging.getLogger(__name__)


def deliver(work: Work, now: datetime) -> Outcome:
    with scoped(work.scope):
        mail = OutgoingEmail.objects.filter(pk=work.subject_id).first()
    if mail is None:
        return Outcome.NOT_WANTED
    if mail.sent_at is not None:
        return Outcome.DONE
    if work.after_crash:
        return Outcome.UNCLEAR
    try:
        _message(mail).send()
    except (SMTPException, OSError):
        log.warning("mail not accepted", extra={"mail": str(mail.public_id)})
        return Outcome.TRY_AGAIN
    with scoped(work.scope):
        # The code in a sign-in mail has done its work once the mail is out.
        OutgoingEmail.objects.filter(pk=mail.pk).update(sent_at=now, context={})
    return Outcome.DONE


def _message(mail: OutgoingEmail) -> EmailMessage:
    context = {"service_name": settings.SERVICE_NAME, "site_url": settings.SITE_URL, **mail.context}
    with translation.override(mail.language):
        subject = render_to_string(f"emails/{mail.template}_subject.txt", context)
        body = render_to_string(f"emails/{mail.template}_body.txt", context)
    domain = settings.DEFAULT_FROM_EMAIL.rpartition("@")[2].rstrip(">")
    return EmailMessage(
        subject=" ".join(subject.split()),
        body=body.strip() + "\n",
        to=[mail.to_email],
        headers={"Message-ID": f"<{mail.message_key}@{domain}>", "Content-Language": mail.language},
    )
