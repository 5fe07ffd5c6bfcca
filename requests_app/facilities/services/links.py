"""Links and codes for many patients: on a website, a poster, a card. They are no secrets."""

from __future__ import annotations

import secrets
from datetime import datetime

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from requests_app.accounts import permissions
from requests_app.accounts.roles import Right
from requests_app.audit import log
from requests_app.common import scope
from requests_app.common.actor import Actor
from requests_app.facilities import queries
from requests_app.facilities.services.sites import FacilityRefused
from requests_app.models import OpeningHours, Organization, PatientLink, Site

# Without letters that look like digits: the key stands on paper below the code, and people type it.
LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"
KEY_LENGTH = 10


@transaction.atomic
def add_link(
    *, organization: Organization, label: str, site: Site | None, language: str, by: Actor, at: datetime
) -> PatientLink:
    permissions.check_right(by, organization.pk, Right.OPEN)
    if site is not None and (site.organization_id != organization.pk or site.closed_at):
        raise FacilityRefused(_("Choose a site of this facility."))
    link = PatientLink.objects.create(
        organization=organization,
        key="".join(secrets.choice(LETTERS) for _place in range(KEY_LENGTH)),
        label=label,
        site=site,
        language=language,
        made_by_id=by.person_id,
        made_at=at,
    )
    log.record(action="facilities.link_added", target=link, by=by, at=at)
    return link


@transaction.atomic
def end_link(*, link: PatientLink, by: Actor, at: datetime) -> None:
    """Who comes by it from now on is told so; requests begun with it go on."""
    permissions.check_right(by, link.organization_id, Right.OPEN)
    if PatientLink.objects.filter(pk=link.pk, ended_at__isnull=True).update(ended_at=at):
        log.record(action="facilities.link_ended", target=link, by=by, at=at)


@transaction.atomic
def find_link(*, key: str, by: Actor) -> PatientLink | None:
    """The link of this key while it is used. Changes nothing."""
    if not by.is_signed_in:
        scope.set_scope(())
    scope.show_link(key)
    found = (
        PatientLink.objects.select_related("organization")
        .filter(key=key, ended_at__isnull=True, organization__is_active=True)
        .first()
    )
    if found is not None and found.site_id is not None:
        with scope.beside(found.organization_id):
            found.site = Site.objects.filter(pk=found.site_id, closed_at__isnull=True).first()
    return found


def hours_for_all(organization: Organization, site: Site | None) -> list[OpeningHours]:
    """When the phone is answered, for whoever opens a link of the facility."""
    with scope.beside(organization.pk):
        own = queries.hours_of(organization, site) if site else []
        return own or queries.hours_of(organization)


def count_opened(*, link: PatientLink) -> None:
    """Called in the transaction that opens a case by this link."""
    PatientLink.objects.filter(pk=link.pk).update(opened_cases=F("opened_cases") + 1)
