"""Messages inside the app, templates of a facility, and checks of the benefits."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

from django.utils import timezone

from requests_app.models import (
    BenefitCheck,
    Case,
    CaseMessage,
    MessageSide,
    MessageTemplate,
    Organization,
    TemplateUse,
    TemplateVersion,
    User,
)

TEXTS = {
    TemplateUse.IN_APP: (
        "Hello {first_name}. We got your papers. Call us at {phone}.",
        "Hola, {first_name}. Recibimos sus papeles. Llame al {phone}.",
    ),
    TemplateUse.TEXT: (
        "{service}: we wrote to you. Sign in: {url}",
        "{service}: le escribimos. Entre en {url}",
    ),
    TemplateUse.MAIL: ("We wrote to you. Sign in: {url}", "Le escribimos. Entre en {url}"),
}


def make_template(
    facility: Organization, by: User, *, use: str = TemplateUse.IN_APP, published: bool = True, name: str = ""
) -> TemplateVersion:
    now = timezone.now()
    template = MessageTemplate.objects.create(
        organization=facility, name=name or "Papers are here", use=use, made_by=by
    )
    english, spanish = TEXTS[TemplateUse(use)]
    return TemplateVersion.objects.create(
        organization=facility,
        template=template,
        number=1,
        text_en=english,
        text_es=spanish,
        written_by=by,
        written_at=now,
        published_at=now if published else None,
        published_by=by if published else None,
    )


def make_message(
    case: Case, by: User, *, side: str = MessageSide.PATIENT, waits: bool = False
) -> CaseMessage:
    """Sent a moment ago, or one that goes out tomorrow."""
    now = timezone.now()
    message = CaseMessage.objects.create(
        organization=case.organization,
        case=case,
        side=side,
        author=by,
        text="When do you send the request?" if side == MessageSide.PATIENT else "We send it this week.",
        written_at=now,
        send_at=now + timedelta(days=1) if waits else now,
        sent_at=None if waits else now,
    )
    if side == MessageSide.PATIENT:
        Case.objects.filter(pk=case.pk, unanswered_since__isnull=True).update(unanswered_since=now)
    return message


def make_check(case: Case, by: User, **fields: object) -> BenefitCheck:
    values = {
        "checked_on": date(2026, 11, 16),
        "said_by": "Jo S.",
        "team": "Member services",
        "reference": "R-1",
        "network": "OUT_OF_NETWORK",
        "in_deductible": Decimal("1500.00"),
        "in_deductible_met": Decimal("300.00"),
        "in_coinsurance": Decimal(20),
        "has_out_benefits": "NO",
        "needs_approval": "YES",
        "approval_fax": "800-555-0142",
        "knows_gap_path": "YES",
        "notes": "They read it from the screen.",
        "recorded_by": by,
        "recorded_at": timezone.now(),
    } | fields
    return BenefitCheck.objects.create(organization=case.organization, case=case, **values)
