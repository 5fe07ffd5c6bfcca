"""Mails and texts of a case that left: their rows name addresses of its people and nothing that they did."""

from __future__ import annotations

from typing import Any

from django.db import models

from requests_app.models import (
    Case,
    CaseAccess,
    ClinicianRequest,
    Invitation,
    OutgoingEmail,
    OutgoingText,
    User,
)


def forget(case: Case) -> dict[str, int]:
    """Rows of what is sent, to people of this case; what still waits, for whatever, is left to its worker.

    Which case a mail was about is not kept: to people of another case, too, it stays.
    """
    here = {"organization_id": case.organization_id}
    people = _only_here(CaseAccess.objects.filter(**here), case, "user_id")
    addresses = {
        *User.objects.filter(pk__in=people).values_list("email", flat=True),
        *_only_here(Invitation.objects.filter(**here), case, "email"),
        *_only_here(ClinicianRequest.objects.filter(**here), case, "email"),
    }
    elsewhere = CaseAccess.objects.filter(**here).exclude(case=case).values("user_id")
    addresses -= set(
        User.objects.filter(pk__in=elsewhere, email__in=addresses).values_list("email", flat=True)
    )
    mails = OutgoingEmail.objects.filter(**here, to_email__in=addresses, sent_at__isnull=False)
    texts = OutgoingText.objects.filter(**here, user_id__in=people).exclude(state=OutgoingText.State.WAITING)
    told = {"outgoingemail": mails.delete()[0], "outgoingtext": texts.delete()[0]}
    return {name: count for name, count in told.items() if count}


def _only_here(rows: models.QuerySet[Any], case: Case, name: str) -> set[Any]:
    """What rows of this case name and rows of no other case do."""
    own = set(rows.filter(case=case).values_list(name, flat=True))
    elsewhere = rows.exclude(case=case).filter(case__isnull=False, **{f"{name}__in": own})
    return own - set(elsewhere.values_list(name, flat=True))
