from __future__ import annotations

from uuid import UUID

from django.http import Http404

from requests_app.models import Case, Complaint, ComplaintState, Packet, Recipient

OPEN = (ComplaintState.PREPARING, ComplaintState.SENT)


def complaints_of(case: Case) -> list[Complaint]:
    """Newest first, those taken back too; one query."""
    found = list(case.complaints.select_related("started_by").order_by("-id"))
    for one in found:
        one.case = case
    return found


def open_complaints_of(case: Case) -> list[Complaint]:
    """Being made ready, or waiting for an answer."""
    return [one for one in complaints_of(case) if one.state in OPEN]


def get_complaint_or_404(case: Case, complaint_id: UUID) -> Complaint:
    found = case.complaints.filter(public_id=complaint_id).first()
    if found is None:
        raise Http404
    found.case = case
    return found


def locked(complaint: Complaint) -> Complaint:
    """Fresh, and held until the transaction ends. Call it with the case held."""
    fresh = Complaint.objects.select_for_update(of=("self",)).get(pk=complaint.pk)
    fresh.case = complaint.case
    return fresh


def packets_of(complaint: Complaint) -> list[Packet]:
    """Made for this complaint, newest first."""
    found = Packet.objects.filter(case=complaint.case, recipient=Recipient.REGULATOR, complaint=complaint)
    return list(found.defer("contents", "evidence").order_by("-number"))
