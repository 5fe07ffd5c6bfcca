"""Addresses, days, calls and sendings as the tests of the track pages need them."""

from __future__ import annotations

import html
from datetime import date

from django.urls import reverse

from requests_app.models import Case, InsurerCall, Packet, Submission


def list_url(case: Case) -> str:
    return reverse("tracks:track_list", args=[case.public_id])


def edit_url(case: Case, slug: str) -> str:
    return reverse("tracks:track_edit", args=[case.public_id, slug])


def text_of(response) -> str:
    return html.unescape(response.content.decode())


def day(name: str, when: date) -> dict[str, str]:
    return {f"{name}_month": str(when.month), f"{name}_day": str(when.day), f"{name}_year": str(when.year)}


def call(case: Case, kind: str, **columns) -> InsurerCall:
    return InsurerCall.objects.create(
        organization_id=case.organization_id,
        case=case,
        kind=kind,
        called_on=columns.pop("called_on", date(2026, 11, 17)),
        **columns,
    )


def send(case: Case, sent_on: date, *, is_expedited: bool = False, to: str = "INSURER") -> Submission:
    own = {"organization_id": case.organization_id, "case": case}
    packet = Packet.objects.create(
        **own,
        number=1,
        recipient=to,
        contents={},
        contents_sha256="0" * 64,
        template_version="1",
        signed_name="Ana Sample",
        signed_by=case.opened_by,
        signed_at="2026-11-18T18:00:00Z",
    )
    return Submission.objects.create(
        **own,
        packet=packet,
        sent_on=sent_on,
        way="FAX",
        recorded_at="2026-11-18T18:00:00Z",
        is_expedited=is_expedited,
    )
