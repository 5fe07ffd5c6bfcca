"""Two sites with their hours, a colleague of one of them, days off, a link on a poster. Made once."""

from __future__ import annotations

import hashlib
from datetime import datetime, time, timedelta

from requests_app.common.scope import scoped
from requests_app.facilities.services import leave
from requests_app.management.demo.people import ADMIN, INTAKE, LEAD, WORKER, staff_actor
from requests_app.models import (
    Case,
    Membership,
    OpeningHours,
    Organization,
    PatientLink,
    Role,
    Site,
    StaffInvitation,
    User,
)

WORK_DAYS, SATURDAY = range(1, 6), 6
INVITED = "demo-invitation-of-a-colleague"
LINK = "demo23link"


def keep_facility(*, facility: Organization, users: dict[str, User], at: datetime) -> None:
    by = staff_actor(users[ADMIN], facility, Role.ADMIN)
    with scoped({facility.pk}):
        if Site.objects.filter(organization=facility).exists():
            return
        places = [
            Site.objects.create(
                organization=facility,
                name=name,
                street=street,
                city="Phoenix",
                state="AZ",
                zip_code="85004",
                phone=phone,
                time_zone=facility.time_zone,
            )
            for name, street, phone in (
                ("North campus", "12 Example Street", "602-555-0151"),
                ("South campus", "80 Sample Avenue", "602-555-0152"),
            )
        ]
        _hours(facility, places[0])
        _cases(facility, places)
        Membership.objects.filter(organization=facility, user=users[INTAKE]).update(site_ids=[places[0].pk])
        leave.add_leave(
            membership=Membership.objects.get(organization=facility, user=users[WORKER]),
            from_on=(at + timedelta(days=20)).date(),
            until_on=(at + timedelta(days=27)).date(),
            covered_by=users[LEAD],
            by=by,
            at=at,
        )
        own = {"organization": facility, "made_by": users[LEAD], "made_at": at}
        PatientLink.objects.create(**own, key=LINK, label="Poster in the lobby", site=places[0])
        PatientLink.objects.create(**own, key="demo45casa", label="Website, Spanish pages", language="es")
        StaffInvitation.objects.create(
            organization=facility,
            token_hash=hashlib.sha256(INVITED.encode()).hexdigest(),
            email="nia@example.org",
            full_name="Nia Example",
            role=Role.CASE_WORKER,
            invited_by=users[ADMIN],
            invited_at=at,
            expires_at=at + timedelta(days=14),
        )


def _hours(facility: Organization, site: Site) -> None:
    week = {day: (time(8), time(17)) for day in WORK_DAYS}
    for place, days in ((None, week), (site, {**week, SATURDAY: (time(9), time(12))})):
        OpeningHours.objects.bulk_create(
            OpeningHours(organization=facility, site=place, weekday=day, opens=opens, closes=closes)
            for day, (opens, closes) in days.items()
        )


def _cases(facility: Organization, places: list[Site]) -> None:
    """Every third case belongs to no site yet."""
    for number, case in enumerate(Case.objects.filter(organization=facility).order_by("pk")):
        if number % 3 < len(places):
            Case.objects.filter(pk=case.pk).update(site=places[number % 3])
