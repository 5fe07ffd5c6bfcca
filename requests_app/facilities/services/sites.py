"""The places of a facility, when each answers the phone, and which one a case belongs to."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime, time
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from requests_app.accounts import permissions
from requests_app.accounts.roles import Right
from requests_app.audit import log
from requests_app.cases.queries import locked
from requests_app.common.actor import Actor
from requests_app.common.errors import DomainError
from requests_app.drafts.clash import check_version, merged
from requests_app.facilities import queries
from requests_app.models import (
    Case,
    CaseStatus,
    Membership,
    OpeningHours,
    Organization,
    PatientLink,
    Role,
    Site,
)

SHOWN = ("name", "street", "city", "state", "zip_code", "phone", "fax", "npi", "time_zone")
# weekday (Monday is 1) -> opens, closes
Week = Mapping[int, tuple[time, time]]


class FacilityRefused(DomainError):
    """The text is shown to the person as it is."""


def shown_values(site: Site) -> dict[str, Any]:
    return {name: getattr(site, name) for name in SHOWN}


def shown_week(hours: Sequence[OpeningHours]) -> dict[str, Any]:
    """The first span of each day, as the page asks for it."""
    week: dict[str, Any] = {}
    for weekday in range(1, 8):
        found = next((one for one in hours if one.weekday == weekday), None)
        week[f"opens_{weekday}"] = found.opens if found else None
        week[f"closes_{weekday}"] = found.closes if found else None
    return week


@transaction.atomic
def add_site(*, organization: Organization, typed: Mapping[str, Any], by: Actor, at: datetime) -> Site:
    permissions.check_right(by, organization.pk, Right.FACILITY)
    with _name_once():
        site = Site.objects.create(organization=organization, **{name: typed[name] for name in SHOWN})
    log.record(action="facilities.site_added", target=site, by=by, at=at)
    return site


@transaction.atomic
def change_site(
    *, site: Site, typed: Mapping[str, Any], shown_version: str | None, by: Actor, at: datetime
) -> None:
    fresh = _held(site, by)
    stored = shown_values(fresh)
    wanted = merged(stored, shown_version, {name: typed[name] for name in SHOWN})
    changed = sorted(name for name in SHOWN if wanted[name] != stored[name])
    with _name_once():
        Site.objects.filter(pk=fresh.pk).update(**wanted)
    log.record(action="facilities.site_changed", target=fresh, by=by, at=at, details={"fields": changed})


@transaction.atomic
def close_site(*, site: Site, by: Actor, at: datetime) -> None:
    """It takes no new cases. Refused while open cases, links or colleagues hang on it alone."""
    fresh = _held(site, by)
    if Case.objects.filter(site=fresh).exclude(status=CaseStatus.CLOSED).exists():
        raise FacilityRefused(_("Open cases belong to this site. Move them to another site first."))
    if PatientLink.objects.filter(site=fresh, ended_at__isnull=True).exists():
        raise FacilityRefused(_("A link for patients leads to this site. End the link first."))
    others = queries.open_sites([fresh.organization_id]).exclude(pk=fresh.pk)
    open_ones = set(others.values_list("pk", flat=True))
    people = Membership.objects.filter(organization_id=fresh.organization_id, is_active=True)
    limits = people.exclude(role=Role.ADMIN).values_list("site_ids", flat=True)
    if any(fresh.pk in one and open_ones.isdisjoint(one) for one in limits):
        raise FacilityRefused(_("A colleague works for this site alone. Change that first."))
    Site.objects.filter(pk=fresh.pk).update(closed_at=at)
    log.record(action="facilities.site_closed", target=fresh, by=by, at=at)


@transaction.atomic
def set_hours(
    *,
    organization: Organization,
    site: Site | None,
    week: Week,
    shown_version: str | None,
    by: Actor,
    at: datetime,
) -> None:
    """When the phone is answered; a day without hours is a closed one. Raises Clash."""
    permissions.check_right(by, organization.pk, Right.FACILITY)
    Organization.objects.select_for_update().get(pk=organization.pk)
    stored = shown_week(queries.hours_of(organization, site))
    typed: dict[str, Any] = {f"{name}_{day}": None for day in range(1, 8) for name in ("opens", "closes")}
    for day, (opens, closes) in week.items():
        typed |= {f"opens_{day}": opens, f"closes_{day}": closes}
    check_version(stored, shown_version, typed)
    OpeningHours.objects.filter(organization=organization, site=site).delete()
    OpeningHours.objects.bulk_create(
        OpeningHours(organization=organization, site=site, weekday=day, opens=opens, closes=closes)
        for day, (opens, closes) in sorted(week.items())
    )
    target = site or organization
    log.record(action="facilities.hours", target=target, by=by, at=at, details={"days": len(week)})


@transaction.atomic
def set_case_site(
    *, case: Case, site: Site | None, shown_version: str | None, by: Actor, at: datetime
) -> None:
    """Which site a case belongs to; people of other sites alone do not see it any more. Raises Clash."""
    permissions.check_is_staff_of(by, case)
    fresh = locked(case)
    new = site.pk if site else None
    check_version({"site": str(fresh.site_id or "")}, shown_version, {"site": str(new or "")})
    if site is not None and (site.organization_id != fresh.organization_id or site.closed_at):
        raise FacilityRefused(_("Choose a site of this facility."))
    if new == fresh.site_id:
        return
    holder = Membership.objects.filter(
        organization_id=fresh.organization_id, user_id=fresh.owner_id or 0, is_active=True
    ).first()
    if holder is not None and not holder.reaches(new):
        raise FacilityRefused(_("Who has this case does not work for that site. Assign it first."))
    Case.objects.filter(pk=fresh.pk).update(site=site)
    details = {"from": fresh.site_id, "to": new}
    log.record(action="facilities.case_site", target=fresh, by=by, at=at, details=details)


def _held(site: Site, by: Actor) -> Site:
    permissions.check_right(by, site.organization_id, Right.FACILITY)
    fresh = Site.objects.select_for_update(of=("self",)).get(pk=site.pk)
    if fresh.closed_at is not None:
        raise FacilityRefused(_("Somebody closed this site meanwhile."))
    return fresh


@contextmanager
def _name_once() -> Iterator[None]:
    """Two sites of one facility with the same name would be told apart by nobody."""
    try:
        with transaction.atomic():
            yield
    except IntegrityError as fault:
        if "site_name_once" not in str(fault):
            raise
        raise FacilityRefused(_("There is a site with this name already.")) from None
