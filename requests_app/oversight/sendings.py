"""Mails and texts of a case that left: their rows name addresses of its people and nothing that they did."""

from __future__ import annotations

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
    """Rows of what is sent, to people of this case; what still waits, for whatever, is left to its worker."""
    people = CaseAccess.objects.filter(case=case).values("user_id")
    addresses = {
        *User.objects.filter(pk__in=people).values_list("email", flat=True),
        *Invitation.objects.filter(case=case).values_list("email", flat=True),
        *ClinicianRequest.objects.filter(case=case).values_list("email", flat=True),
    }
    here = {"organization_id": case.organization_id}
    mails = OutgoingEmail.objects.filter(**here, to_email__in=addresses, sent_at__isnull=False)
    texts = OutgoingText.objects.filter(**here, user_id__in=people).exclude(state=OutgoingText.State.WAITING)
    told = {"outgoingemail": mails.delete()[0], "outgoingtext": texts.delete()[0]}
    return {name: count for name, count in told.items() if count}
