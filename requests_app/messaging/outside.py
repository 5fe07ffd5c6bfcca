"""What leaves the app when a message goes out: to whom, in which way, and the very words."""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import translation

from requests_app.followups.queries import people_to_remind
from requests_app.messaging import notices, queries
from requests_app.models import Case, TemplateUse, TemplateVersion, User
from requests_app.notifications.services import HIDDEN
from requests_app.texts import queries as text_choices
from requests_app.texts import service as text_service
from requests_app.texts import wording


@dataclass(frozen=True)
class Notice:
    """One person who is told. `text` is empty for those who want no text messages."""

    language: str
    subject: str
    mail: str
    text: str


def notices_of(case: Case) -> list[Notice]:
    mail = queries.notice_version(case.organization_id, use=TemplateUse.MAIL)
    text = queries.notice_version(case.organization_id, use=TemplateUse.TEXT)
    name = case.organization.service_name or settings.SERVICE_NAME
    return [_notice(person, mail, text, name) for person in people_to_remind(case)]


def _notice(person: User, mail: TemplateVersion | None, text: TemplateVersion | None, name: str) -> Notice:
    own = ""
    if mail is not None and not person.hides_previews:
        own = wording.filled_in(notices.in_language(mail, person.language), service_name=name)
    subject, body = mail_words(person.language, hides=person.hides_previews, own=own)
    wants = text_service.is_set_up() and text_choices.wants_texts(text_choices.choice_of(person.pk))
    return Notice(person.language, subject, body, _text_words(person, text) if wants else "")


def mail_words(language: str, *, hides: bool, own: str) -> tuple[str, str]:
    template = HIDDEN if hides else notices.MAIL
    context = {"service_name": settings.SERVICE_NAME, "site_url": settings.SITE_URL, "words": own}
    with translation.override(language):
        subject = render_to_string(f"emails/{template}_subject.txt", context)
        body = render_to_string(f"emails/{template}_body.txt", context)
    return subject.strip(), body.strip()


def _text_words(person: User, own: TemplateVersion | None) -> str:
    if person.hides_previews:
        return wording.written(wording.HIDDEN, language=person.language, context={}, tells_how_to_stop=False)
    if own is None:
        return wording.written(wording.MESSAGE, language=person.language, context={}, tells_how_to_stop=False)
    return wording.written(
        wording.OWN_WORDS,
        language=person.language,
        context={"words": notices.in_language(own, person.language)},
        tells_how_to_stop=False,
    )
