from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from requests_app.accounts import permissions
from requests_app.accounts.roles import Right
from requests_app.common.actor import Actor
from requests_app.common.dates import clock_time
from requests_app.facilities import queries
from requests_app.facilities.weekdays import WEEKDAYS
from requests_app.models import OpeningHours, Organization, PatientLink, Site


@dataclass(frozen=True)
class SiteLine:
    site: Site
    hours: list[str]


@dataclass(frozen=True)
class FacilityShown:
    """One facility of the overview, and what this person may do there."""

    facility: Organization
    role: str
    hours: list[str]
    sites: list[SiteLine]
    may_set_up: bool
    may_read_log: bool
    may_lead: bool
    may_open: bool
    is_named: bool
    membership_id: Any


def sites_by_facility(facilities: Sequence[Organization]) -> dict[int, list[Site]]:
    """Two queries, however many facilities."""
    found: dict[int, list[Site]] = {one.pk: [] for one in facilities}
    for site in queries.open_sites(list(found)).prefetch_related("hours"):
        found[site.organization_id].append(site)
    return found


def overview(facility: Organization, sites: Sequence[Site], *, actor: Actor) -> FacilityShown:
    own = next((one for one in queries.own_places(actor) if one.organization_id == facility.pk), None)

    def may(right: Right) -> bool:
        return permissions.has_right(actor, facility.pk, right)

    return FacilityShown(
        facility=facility,
        role=own.get_role_display() if own else "",
        hours=hours_lines(queries.hours_of(facility)),
        sites=[SiteLine(site, hours_lines(list(site.hours.all()))) for site in sites],
        may_set_up=may(Right.FACILITY),
        may_read_log=may(Right.LOG),
        may_lead=may(Right.TEAM),
        may_open=may(Right.OPEN),
        is_named=bool(facility.service_name or facility.sender_name),
        membership_id=own.public_id if own else None,
    )


def hours_lines(hours: Sequence[OpeningHours]) -> list[str]:
    """“Monday to Friday, 8:00 am to 5:00 pm”: days in a row with the same hours are one line."""
    lines: list[tuple[int, int, str]] = []
    for one in sorted(hours, key=lambda span: (span.weekday, span.opens)):
        span = _("%(opens)s to %(closes)s") % {
            "opens": clock_time(one.opens),
            "closes": clock_time(one.closes),
        }
        if lines and lines[-1][2] == span and lines[-1][1] == one.weekday - 1:
            lines[-1] = (lines[-1][0], one.weekday, span)
        else:
            lines.append((one.weekday, one.weekday, span))
    return [f"{_days(first, last)}, {span}" for first, last, span in lines]


def _days(first: int, last: int) -> str:
    if first == last:
        return capfirst(str(WEEKDAYS[first]))
    return capfirst(_("%(first)s to %(last)s") % {"first": WEEKDAYS[first], "last": WEEKDAYS[last]})


def address_of(link: PatientLink) -> str:
    """The whole address, as a code and a poster show it."""
    return settings.SITE_URL + reverse("intake:link", kwargs={"link_key": link.key})
