from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from requests_app.messaging import checks, filling
from requests_app.messaging.checks import Meter, Point
from requests_app.models import MessageTemplate, TemplateUse, TemplateVersion

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

# What a preview puts into the blanks: plainly invented.
SAMPLE = {
    "first_name": "Ana",
    "team": "Example Center",
    "phone": "602-555-0100",
    "reference": "7F3K-2M",
}


@dataclass(frozen=True)
class Row:
    template: MessageTemplate
    url: str
    state: StrOrPromise
    status: str
    is_in_use: bool


@dataclass(frozen=True)
class Side:
    """One language of a version as its page shows it."""

    lang: str
    title: StrOrPromise
    text: str
    preview: str
    points: list[Point]
    meter: Meter | None


def rows(templates: Iterable[MessageTemplate]) -> list[Row]:
    found = list(templates)
    used = _used_outside(found)
    return [_row(one, is_in_use=one.pk in used) for one in found]


def _row(template: MessageTemplate, *, is_in_use: bool) -> Row:
    versions = list(template.versions.all())
    newest = versions[0]
    has_published = any(one.published_at for one in versions)
    if template.retired_at is not None:
        state, status = _("Put away"), "CANNOT_START"
    elif newest.published_at is not None:
        state, status = _("Published"), "DONE"
    elif has_published:
        state, status = _("Published, with changes not published yet"), "STARTED"
    else:
        state, status = _("Draft"), "TO_DO"
    url = reverse("message_templates:template_detail", args=[template.public_id])
    return Row(template, url, state, status, is_in_use)


def _used_outside(templates: list[MessageTemplate]) -> set[int]:
    """Of the notices that leave the app, the one published last for each facility and way."""
    newest: dict[tuple[int, str], tuple[datetime, int]] = {}
    for template in templates:
        if template.use == TemplateUse.IN_APP or template.retired_at is not None:
            continue
        for version in template.versions.all():
            key = (template.organization_id, template.use)
            if version.published_at is not None:
                newest[key] = max(
                    newest.get(key, (version.published_at, 0)), (version.published_at, template.pk)
                )
    return {pk for _at, pk in newest.values()}


def sides(version: TemplateVersion, *, use: str, service_name: str) -> list[Side]:
    texts = {"en": version.text_en, "es": version.text_es}
    points = checks.points(texts, use=use)
    return [
        Side(
            lang=lang,
            title=_("English") if lang == "en" else _("Spanish"),
            text=text,
            preview=_preview(text, use, service_name),
            points=[point for point in points if point.field == f"text_{lang}"],
            meter=checks.meter(text, service_name=service_name) if use == TemplateUse.TEXT else None,
        )
        for lang, text in texts.items()
    ]


def _preview(text: str, use: str, service_name: str) -> str:
    if use == TemplateUse.IN_APP:
        return filling.filled(text, SAMPLE)
    return checks.filled_outside(text, service_name)


def meter_facts(service_name: str = "") -> dict[str, str]:
    """What the meter on the page fills into the blanks."""
    return {"meter_service": service_name or settings.SERVICE_NAME, "meter_url": settings.SITE_URL}


def blanks(use: str) -> list[tuple[str, StrOrPromise]]:
    """(what to type, what stands there later)"""
    meanings = {
        "first_name": _("the patient’s first name"),
        "team": _("the name of your facility"),
        "phone": _("the phone number of your facility"),
        "reference": _("the case number"),
        "service": _("the neutral name of this service"),
        "url": _("the address to sign in"),
    }
    return [(f"{{{name}}}", meanings[name]) for name in filling.blanks_for(use)]
