"""One of each thing that a facility's own pages can name."""

from __future__ import annotations

import hashlib
from datetime import timedelta
from typing import Any

from django.utils import timezone

from requests_app.common.files import write_whole
from requests_app.models import (
    Case,
    Leave,
    Membership,
    Organization,
    PatientLink,
    Site,
    StaffInvitation,
    User,
)
from tests.factories.people import make_user

JOIN = "sample-token-of-a-place"
LINK = "samplelink"
OTHER_SITE = "South campus"


def facility_parts_of(case: Case, user: User) -> dict[str, Any]:
    """A site with the case, another one without, a colleague who will be away, a link, an invitation."""
    facility, now = case.organization, timezone.now()
    Site.objects.create(organization=facility, name=OTHER_SITE, time_zone="America/Phoenix")
    site = Site.objects.create(organization=facility, name="North campus", time_zone="America/Phoenix")
    Case.objects.filter(pk=case.pk).update(site=site)
    colleague = make_user(full_name="Cory Example")
    member = Membership.objects.create(organization=facility, user=colleague, role="CASE_WORKER")
    leave = Leave.objects.create(
        organization=facility,
        user=colleague,
        from_on=now.date() + timedelta(days=30),
        until_on=now.date() + timedelta(days=40),
        made_by=colleague,
    )
    link = PatientLink.objects.create(
        organization=facility, key=LINK, label="Poster", made_by=user, made_at=now, site=site
    )
    invitation = StaffInvitation.objects.create(
        organization=facility,
        token_hash=hashlib.sha256(JOIN.encode()).hexdigest(),
        email="colleague@example.com",
        role="INTAKE",
        invited_by=user,
        invited_at=now,
        expires_at=now + timedelta(days=1),
    )
    return {
        "site_id": site.public_id,
        "membership_id": member.public_id,
        "leave_id": leave.public_id,
        "link_id": link.public_id,
        "invitation_id": invitation.public_id,
    }


def logo_of(facility: Organization, picture: bytes) -> None:
    key = f"logos/{facility.public_id}/sample.png"
    write_whole(key, picture)
    Organization.objects.filter(pk=facility.pk).update(logo_key=key, logo_words="Example")


def special_of_facility(facility: Organization) -> dict[str, dict[str, Any]]:
    return {
        "facilities:join": {"token": JOIN},
        "facilities:site_close": {
            "site_id": Site.objects.get(organization=facility, name=OTHER_SITE).public_id
        },
        "intake:link": {"link_key": LINK},
    }
