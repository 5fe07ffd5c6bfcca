"""What the addresses outside a case name, and the rows they need."""

from __future__ import annotations

import hashlib
from datetime import timedelta
from typing import Any

OF_ALL_INSURERS = ("insurers:contact_list", "insurers:contact_add")


def values_for(route: str, case: Any, *, staff: str) -> dict[str, Any]:
    """`staff` is the address of somebody who works for the facility of this case."""
    from allauth.mfa.models import Authenticator

    if route.startswith("insurers:"):
        contact = _insurer_contact(case, staff)
        return {} if route in OF_ALL_INSURERS else {"contact_id": contact.public_id}
    if route == "intake:facility":
        return {"slug": "example-valley"}
    if route == "knowledge:why":
        return {"record_id": "us-nsa-directory-clock"}
    if route == "knowledge:regulator":
        return {"state": "ca", "plan": "marketplace"}
    if route == "mfa_remove_webauthn":
        return {"pk": Authenticator.objects.get(user__email=case.opened_by.email, type="webauthn").pk}
    if route == "intake:invitation":
        return {"token": _invitation(staff)}
    return {}


def _invitation(staff: str) -> str:
    from django.utils import timezone

    from requests_app.models import Invitation, Organization, User

    token = "an-invitation-of-the-demo"
    Invitation.objects.get_or_create(
        token_hash=hashlib.sha256(token.encode()).hexdigest(),
        defaults={
            "organization": Organization.objects.get(slug="example-valley"),
            "email": "invited@example.com",
            "invited_by": User.objects.get(email=staff),
            "expires_at": timezone.now() + timedelta(days=7),
        },
    )
    return token


def _insurer_contact(case: Any, staff: str) -> Any:
    """A fresh one for the insurer of the case; beside it an old one, and one of another insurer."""
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
                "checked_by": User.objects.get(email=staff),
            },
        )
    return InsurerContact.objects.order_by("pk").first()
