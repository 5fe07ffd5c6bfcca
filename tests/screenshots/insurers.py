"""Ways to reach insurers, for the pictures: a fresh one, an old one, and one of another insurer."""

from __future__ import annotations

from datetime import timedelta
from typing import Any


def contact_of(case: Any, *, kept_by: str) -> Any:
    """The fresh one, of the insurer of this case."""
    from django.utils import timezone

    from requests_app.models import InsurerContact, User

    today = timezone.now().date()
    for way, value, days, insurer in (
        ("FAX", "800-555-0142", 20, case.coverage.insurer),
        ("PORTAL", "provider.example.com/requests", 200, case.coverage.insurer),
        ("PHONE", "800-555-0177", 3, "Another Example Health"),
    ):
        InsurerContact.objects.get_or_create(
            organization_id=case.organization_id,
            value=value,
            defaults={
                "insurer": insurer,
                "scope": "All its plans",
                "purpose": "GAP_REQUEST",
                "way": way,
                "notes": "Write “network gap” on the first page",
                "source": "Jo at provider services, by phone",
                "checked_on": today - timedelta(days=days),
                "checked_by": User.objects.get(email=kept_by),
            },
        )
    return InsurerContact.objects.order_by("pk").first()
