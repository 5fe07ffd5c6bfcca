"""A fax of the main case that nobody is sure about, so that its pages can be shown."""

from __future__ import annotations

from typing import Any
from uuid import uuid4


def fax_of(case: Any) -> Any:
    """Made once. No fax service is needed: nothing waits to be sent."""
    from django.utils import timezone

    from requests_app.models import Fax

    found = case.faxes.order_by("pk").first()
    if found is not None:
        return found
    now, packet = timezone.now(), case.packets.order_by("pk").first()
    return Fax.objects.create(
        organization_id=case.organization_id,
        case=case,
        packet=packet,
        state="UNCLEAR",
        fault="TIMEOUT",
        to_number="800-555-0112",
        to_name=case.coverage.insurer,
        file_key="packets/none.pdf",
        file_sha256="0" * 64,
        file_pages=packet.pdf_pages or 1,
        request_key=uuid4(),
        service="sinch-v3",
        tries=1,
        asked_by=case.opened_by,
        asked_at=now,
        handed_over_at=now,
    )
