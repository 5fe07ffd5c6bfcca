"""Approvals, offices and addresses as the tests of renewals need them."""

from __future__ import annotations

import html
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils import timezone

from requests_app.drafts.versions import version_of
from requests_app.models import ApprovedLine, Case, Decision, OutreachAttempt, OutreachOffice, Renewal
from requests_app.renewals import services
from requests_app.renewals.queries import values_of
from tests.factories.people import actor_for

APPROVED_ON, STARTS, ENDS = date(2026, 12, 1), date(2026, 12, 7), date(2027, 2, 5)


def approve(case: Case, *, units: int | None = 36, **columns: Any) -> Decision:
    """A written yes with one line, as the page for answers writes it."""
    own = {"organization": case.organization, "case": case}
    values = {
        "answer": "APPROVED",
        "heard_on": APPROVED_ON,
        "decided_on": APPROVED_ON,
        "is_in_writing": True,
        "authorization_number": "AUTH-7",
        "starts_on": STARTS,
        "ends_on": ENDS,
        "recorded_by": case.opened_by,
        "recorded_at": timezone.now(),
    }
    decision = Decision.objects.create(**own, **{**values, **columns})
    ApprovedLine.objects.create(
        **own, decision=decision, code="H0015", words="program day", units=units, unit="DAYS"
    )
    return decision


def office(case: Case, name: str, result: str, *tried: date) -> OutreachOffice:
    made = OutreachOffice.objects.create(
        organization=case.organization, case=case, name=name, phone="602-555-0101", result=result
    )
    for day in tried:
        OutreachAttempt.objects.create(
            organization=case.organization, office=made, contacted_on=day, channel="PHONE", outcome="REACHED"
        )
    return made


def begin(case: Case, decision: Decision) -> Renewal:
    made = services.start_renewal(
        case=case, decision=decision, by=actor_for(case.opened_by), at=timezone.now()
    )
    made.case = case
    return made


def save(renewal: Renewal, names: tuple[str, ...], **typed: Any) -> Renewal:

    stored = values_of(renewal, names)
    return services.save_part(
        renewal=renewal,
        names=names,
        typed={**stored, **typed},
        shown_version=version_of(stored),
        by=actor_for(renewal.case.opened_by),
        at=timezone.now(),
    )


def url(name: str, case: Case, *ids: Any) -> str:
    return reverse(f"renewals:{name}", args=[case.public_id, *ids])


def text_of(response: Any) -> str:
    return html.unescape(response.content.decode())


def day(name: str, when: date) -> dict[str, str]:
    return {f"{name}_month": str(when.month), f"{name}_day": str(when.day), f"{name}_year": str(when.year)}
