"""Rows of the demo facility that its own pages name."""

from __future__ import annotations

from typing import Any

SLUG = "example-valley"


def values_for(route: str) -> dict[str, Any]:
    from requests_app.models import Leave, Membership, Organization, PatientLink, Site, StaffInvitation

    facility = Organization.objects.get(slug=SLUG)
    own = {"organization": facility}
    place = Membership.objects.get(**own, user__email="intake@example.org")
    return {
        "organization_id": facility.public_id,
        "site_id": Site.objects.filter(**own)[0].public_id,
        "membership_id": place.public_id,
        "leave_id": Leave.objects.filter(**own)[0].public_id,
        "link_id": PatientLink.objects.filter(**own)[0].public_id,
        "invitation_id": StaffInvitation.objects.filter(**own)[0].public_id,
        "token": "demo-invitation-of-a-colleague",
    }
