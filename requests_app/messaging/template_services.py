"""Templates of a facility: written, published, put away. A published version never changes.

Raises PermissionDenied for everybody but leads and admins of the facility.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from requests_app.accounts import permissions
from requests_app.accounts.roles import Right
from requests_app.audit import log
from requests_app.common.actor import Actor
from requests_app.common.errors import DomainError
from requests_app.drafts.clash import check_version
from requests_app.drafts.versions import version_of
from requests_app.messaging import checks, notices, queries
from requests_app.models import MessageTemplate, Organization, TemplateUse, TemplateVersion
from requests_app.notifications.services import queue_mail
from requests_app.texts import services as texts
from requests_app.texts import wording

WORDS = ("name", "text_en", "text_es")
MOST = 100


class TemplateRefused(DomainError):
    """The text is shown to the person as it is."""


@transaction.atomic
def make_template(
    *, organization: Organization, typed: Mapping[str, Any], by: Actor, at: datetime
) -> MessageTemplate:
    """`typed`: name, use, text_en, text_es. It is a draft until it is published."""
    permissions.check_right(by, organization.pk, Right.TEAM)
    in_use = MessageTemplate.objects.filter(organization=organization, retired_at__isnull=True)
    if in_use.count() >= MOST:
        raise TemplateRefused(_("There are many templates already. Put one away first."))
    template = MessageTemplate.objects.create(
        organization=organization, name=typed["name"], use=typed["use"], made_by_id=by.person_id
    )
    _new_version(template, 1, typed, by=by, at=at)
    log.record(action="messaging.template_made", target=template, by=by, at=at)
    return template


@transaction.atomic
def save_template(
    *,
    template: MessageTemplate,
    typed: Mapping[str, Any],
    shown_version: str | None,
    by: Actor,
    at: datetime,
) -> TemplateVersion:
    """`typed`: the names of WORDS. After a published version a new draft begins. Raises Clash."""
    fresh, newest = _held(template, by)
    check_version(shown(fresh, newest), shown_version, typed)
    MessageTemplate.objects.filter(pk=fresh.pk).update(name=typed["name"])
    if newest.published_at is None:
        newest.text_en, newest.text_es = typed["text_en"], typed["text_es"]
        newest.written_by_id, newest.written_at = by.person_id, at
        newest.save(update_fields=["text_en", "text_es", "written_by", "written_at"])
    elif (newest.text_en, newest.text_es) != (typed["text_en"], typed["text_es"]):
        newest = _new_version(fresh, newest.number + 1, typed, by=by, at=at)
    details = {"version": newest.number}
    log.record(action="messaging.template_saved", target=fresh, by=by, at=at, details=details)
    return newest


@transaction.atomic
def publish(*, template: MessageTemplate, shown_version: str, by: Actor, at: datetime) -> TemplateVersion:
    """From now on these words are used. `shown_version` is that of the words the person looked at."""
    fresh, newest = _held(template, by)
    if newest.published_at is not None:
        return newest
    if version_of_words(newest) != shown_version:
        raise TemplateRefused(_("The text was changed meanwhile. Look at it again."))
    found = checks.points({"en": newest.text_en, "es": newest.text_es}, use=fresh.use)
    if wrong := next((point for point in found if point.blocks), None):
        raise TemplateRefused(str(wrong.text))
    newest.published_at, newest.published_by_id = at, by.person_id
    newest.save(update_fields=["published_at", "published_by"])
    details = {"version": newest.number}
    log.record(action="messaging.template_published", target=fresh, by=by, at=at, details=details)
    return newest


@transaction.atomic
def retire(*, template: MessageTemplate, by: Actor, at: datetime) -> None:
    """Nobody picks it any more; messages that were written with it stay."""
    fresh, _newest = _held(template, by)
    MessageTemplate.objects.filter(pk=fresh.pk).update(retired_at=at)
    log.record(action="messaging.template_retired", target=fresh, by=by, at=at)


@transaction.atomic
def try_out(*, template: MessageTemplate, by: Actor, at: datetime) -> bool:
    """Send the newest words to the person who asks, as patients would get them; False: it stays inside."""
    fresh, newest = _held(template, by)
    if fresh.use == TemplateUse.IN_APP:
        return False
    found = checks.points({"en": newest.text_en, "es": newest.text_es}, use=fresh.use)
    person = queries.user_of(by.person_id)
    if wrong := next((point for point in found if point.blocks), None):
        raise TemplateRefused(str(wrong.text))
    words = notices.in_language(newest, person.language)
    if fresh.use == TemplateUse.TEXT:
        sent = texts.queue_text(
            user=person,
            template=wording.OWN_WORDS,
            context={"words": words},
            organization_id=fresh.organization_id,
            at=at,
        )
        if sent is None:
            raise TemplateRefused(_("You get no text messages. Turn them on under “How we reach you”."))
    else:
        name = fresh.organization.service_name or settings.SERVICE_NAME
        queue_mail(
            template=notices.MAIL,
            to_email=person.email,
            language=person.language,
            context={"words": wording.filled_in(words, service_name=name)},
            organization_id=fresh.organization_id,
            at=at,
        )
    log.record(action="messaging.template_tried", target=fresh, by=by, at=at)
    return True


def shown(template: MessageTemplate, newest: TemplateVersion) -> dict[str, str]:
    """What the page for editing shows, by name."""
    return {"name": template.name, "text_en": newest.text_en, "text_es": newest.text_es}


def version_of_words(version: TemplateVersion) -> str:
    """Changes with every word: a draft is written over in its place."""
    return version_of({"number": version.number, "text_en": version.text_en, "text_es": version.text_es})


def _held(template: MessageTemplate, by: Actor) -> tuple[MessageTemplate, TemplateVersion]:
    permissions.check_right(by, template.organization_id, Right.TEAM)
    fresh = queries.locked_template(template.pk)
    if fresh.retired_at is not None:
        raise TemplateRefused(_("This template was put away. Make a new one."))
    return fresh, queries.newest_version(fresh)


def _new_version(
    template: MessageTemplate, number: int, typed: Mapping[str, Any], *, by: Actor, at: datetime
) -> TemplateVersion:
    return TemplateVersion.objects.create(
        organization_id=template.organization_id,
        template=template,
        number=number,
        text_en=typed["text_en"],
        text_es=typed["text_es"],
        written_by_id=by.person_id,
        written_at=at,
    )
