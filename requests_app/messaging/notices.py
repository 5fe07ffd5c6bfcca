"""“You have a new message”, by mail and by text: that there is one, and never a word of it.

Asked again just before it leaves (`gate`): who was let out of the case, or read it meanwhile, gets none; at
night it waits; of several that waited only the last one goes.
"""

from __future__ import annotations

from datetime import datetime

from django.conf import settings

from requests_app.common.health_words import words_kept_inside
from requests_app.followups.queries import people_to_remind
from requests_app.followups.schedule import first_moment_to_send
from requests_app.messaging import queries
from requests_app.models import CaseMessage, MessageSide, TemplateUse, TemplateVersion, User
from requests_app.notifications.services import write_to
from requests_app.outbox.gates import ABOUT
from requests_app.texts import services as texts
from requests_app.texts import wording

KIND = "message"
MAIL = "messaging/new"


def tell(message: CaseMessage, *, at: datetime) -> None:
    """Promise the notices for everybody on the patient’s side who can sign in."""
    people = people_to_remind(message.case)
    if not people:
        return
    mail = queries.notice_version(message.organization_id, use=TemplateUse.MAIL)
    text = queries.notice_version(message.organization_id, use=TemplateUse.TEXT)
    about = {ABOUT: f"{KIND}:{message.pk}"}
    for person in people:
        own = {"words": _for_mail(mail, person.language, message)} if mail else {}
        write_to(
            user=person,
            template=MAIL,
            context={**about, **own},
            organization_id=message.organization_id,
            at=at,
        )
        _text(person, text, message, about, at)


def _text(
    person: User, own: TemplateVersion | None, message: CaseMessage, about: dict[str, str], at: datetime
) -> None:
    template, context = wording.MESSAGE, dict(about)
    if own is not None:
        template = wording.OWN_WORDS
        context["words"] = in_language(own, person.language)
    texts.queue_text(
        user=person,
        template=template,
        context=context,
        organization_id=message.organization_id,
        at=at,
    )


def in_language(version: TemplateVersion, language: str) -> str:
    return version.text_es if language == "es" else version.text_en


def _for_mail(version: TemplateVersion, language: str, message: CaseMessage) -> str:
    """Looked over once more, whatever stands in the table; nothing: then the mail has our own words."""
    words = in_language(version, language)
    if words_kept_inside(words):
        return ""
    name = message.organization.service_name or settings.SERVICE_NAME
    return wording.filled_in(words, service_name=name)


def gate(message_id: int, now: datetime) -> bool | datetime:
    """Is this notice still wanted, and is it day there?"""
    message = CaseMessage.objects.select_related("case").filter(pk=message_id).first()
    if message is None or message.sent_at is None:
        return False
    case = message.case
    newest = queries.last_message(case, side=MessageSide.STAFF)
    if newest is None or newest.pk != message.pk or not people_to_remind(case):
        return False
    if queries.reads_of(case).first_after(MessageSide.PATIENT, message.sent_at) is not None:
        return False
    allowed = first_moment_to_send(now, zone=case.time_zone)
    return True if allowed <= now else allowed
