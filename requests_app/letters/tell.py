"""Mails about a letter that say nothing of it: to the people of the case, and to the clinician."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import translation

from requests_app.common.dates import long_date, short_date
from requests_app.common.time_zones import day_at
from requests_app.followups.queries import people_to_remind
from requests_app.models import Case, CaseAccess, ClinicianRequest, Membership, User
from requests_app.notifications.services import queue_mail, write_to

NEWS = "letters/news"
LINK = "letters/link"
# Offices read English first; the pages behind the link can be switched.
CLINICIANS_LANGUAGE = "en"


def people_of_case(case: Case, *, asked_by_id: int, at: datetime, but: int | None = None) -> None:
    """“You have a new message” to the patient’s side, to whoever asked, and to the colleague in charge."""
    for person in _people(case, asked_by_id):
        if person.pk != but:
            write_to(user=person, template=NEWS, context={}, organization_id=case.organization_id, at=at)


def clinician(
    letter_request: ClinicianRequest, *, template: str, case: Case, at: datetime, key: str = ""
) -> None:
    if not letter_request.email:
        return
    context: dict[str, Any] = {}
    if letter_request.expires_at is not None:
        day = day_at(letter_request.expires_at, zone=case.time_zone)
        with translation.override(CLINICIANS_LANGUAGE):
            context |= {"day": long_date(day), "short_day": short_date(day)}
    if key:
        context["path"] = f"/c/{key}/"
    queue_mail(
        template=template,
        to_email=letter_request.email,
        language=CLINICIANS_LANGUAGE,
        context=context,
        organization_id=letter_request.organization_id,
        at=at,
    )


def _people(case: Case, asked_by_id: int) -> list[User]:
    """Only who can still open the case: a colleague who left, a helper whose time ended, get no mail."""
    found = {person.pk: person for person in people_to_remind(case)}
    others = {asked_by_id, case.owner_id} - set(found) - {None}
    ways = CaseAccess.objects.current().filter(case=case, user_id__in=others, user__is_active=True)
    helpers = ways.select_related("user")
    found |= {way.user_id: way.user for way in helpers}
    works = Membership.objects.filter(
        organization_id=case.organization_id, user_id__in=others, is_active=True, user__is_active=True
    ).select_related("user")
    found |= {member.user_id: member.user for member in works}
    return list(found.values())


@dataclass(frozen=True)
class Preview:
    subject: str
    body: str


def preview(letter_request: ClinicianRequest, *, case: Case, at: datetime) -> Preview:
    """The email as it goes out, or went out, with marks where the secret part of the address stands."""
    ends_at = letter_request.expires_at or at + settings.CLINICIAN_LINK_KEPT
    with translation.override(CLINICIANS_LANGUAGE):
        day = day_at(ends_at, zone=case.time_zone)
        context = {
            "service_name": settings.SERVICE_NAME,
            "site_url": settings.SITE_URL,
            "day": long_date(day),
            "short_day": short_date(day),
            "path": "/c/•••••/",
        }
        subject = render_to_string(f"emails/{LINK}_subject.txt", context)
        body = render_to_string(f"emails/{LINK}_body.txt", context)
    return Preview(" ".join(subject.split()), body.strip())
