"""Ways to reach two invented insurers, as the staff of the demo facility keep them: one is old by now."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

from requests_app.common.scope import scoped
from requests_app.insurers.services import add_contact
from requests_app.management.demo.people import LEAD, staff_actor
from requests_app.models import ContactPurpose, ContactWay, InsurerContact, Organization, Role, User

MAIN = "Sample Mutual Health Plan"
CONTACTS: tuple[tuple[int, dict[str, Any]], ...] = (
    (
        12,
        {
            "insurer": MAIN,
            "scope": "All its plans through a job",
            "purpose": ContactPurpose.GAP_REQUEST,
            "way": ContactWay.FAX,
            "value": "800-555-0142",
            "notes": "Write “network gap” on the first page",
            "source": "Jo at provider services, by phone",
        },
    ),
    (
        201,
        {
            "insurer": MAIN,
            "scope": "All its plans",
            "purpose": ContactPurpose.SCA,
            "way": ContactWay.PORTAL,
            "value": "provider.example.com/agreements",
            "notes": "",
            "source": "Provider manual, page 12",
        },
    ),
    (
        40,
        {
            "insurer": "Placeholder Marketplace Health",
            "scope": "Marketplace plans",
            "purpose": ContactPurpose.MEMBER_SERVICES,
            "way": ContactWay.PHONE,
            "value": "800-555-0150",
            "notes": "Press 3, then ask for the gap team",
            "source": "Back of a member’s card",
        },
    ),
)


def keep_contacts(*, facility: Organization, users: dict[str, User], today: date, at: datetime) -> None:
    """Adds what is not there yet."""
    by = staff_actor(users[LEAD], facility, Role.LEAD)
    with scoped([facility.pk]):
        for days, contact in CONTACTS:
            if not InsurerContact.objects.filter(organization=facility, value=contact["value"]).exists():
                typed = {"state": "", "checked_on": today - timedelta(days=days), **contact}
                add_contact(organization=facility, typed=typed, by=by, at=at)
