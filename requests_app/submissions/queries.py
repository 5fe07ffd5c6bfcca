"""What was sent, and what is on its way."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404

from requests_app.accounts.policy import ONLY_LOOKING
from requests_app.models import (
    Case,
    Fax,
    FaxState,
    FollowUp,
    Membership,
    Organization,
    Packet,
    PacketState,
    Promise,
    Recipient,
    Submission,
)
from requests_app.packets.queries import ready_packets

FAX_KINDS = ("fax", "fax-status")
ON_THE_WAY = (FaxState.WAITING, FaxState.SENDING)
NEEDS_A_PERSON = (FaxState.UNCLEAR, FaxState.PARTLY, FaxState.FAILED)


def submissions_of(case: Case) -> list[Submission]:
    """Newest first."""
    found = Submission.objects.filter(case=case).select_related("packet", "recorded_by", "proof")
    return list(found.defer("packet__contents", "packet__evidence").order_by("-sent_on", "-id"))


def get_submission_or_404(case: Case, submission_id: UUID) -> Submission:
    found = Submission.objects.select_related("packet", "recorded_by", "proof")
    try:
        submission = found.defer("packet__contents", "packet__evidence").get(
            case=case, public_id=submission_id
        )
    except Submission.DoesNotExist:
        raise Http404 from None
    submission.case = case
    return submission


def packets_to_send(case: Case) -> list[Packet]:
    """Newest first. The patient’s own copy is for nobody else."""
    return [packet for packet in ready_packets(case) if packet.recipient != Recipient.PATIENT]


def has_facility(case: Case) -> bool:
    return Organization.objects.filter(pk=case.organization_id, kind=Organization.Kind.FACILITY).exists()


def first_check_in(case: Case) -> FollowUp | None:
    """The next open call to the plan."""
    open_ones = FollowUp.objects.filter(case=case, state=FollowUp.State.OPEN)
    return open_ones.filter(kind__in=["CALL_2", "CALL_3"]).order_by("due_on", "id").first()


def faxes_of(case: Case) -> list[Fax]:
    """Newest first."""
    found = Fax.objects.filter(case=case).select_related("packet", "asked_by", "settled_by", "submission")
    faxes = list(found.defer("packet__contents", "packet__evidence"))
    for fax in faxes:
        fax.case = case
    return faxes


def get_fax_or_404(case: Case, fax_id: UUID) -> Fax:
    found = next((one for one in faxes_of(case) if one.public_id == fax_id), None)
    if found is None:
        raise Http404
    return found


def held_fax(fax_id: int) -> Fax:
    """With its case and packet, held until the transaction ends: the case before the row."""
    case_id = Fax.objects.values_list("case_id", flat=True).get(pk=fax_id)
    case = Case.objects.select_for_update(of=("self",)).get(pk=case_id)
    fax = (
        Fax.objects.select_for_update(of=("self",))
        .select_related("packet", "asked_by")
        .defer("packet__contents", "packet__evidence")
        .get(pk=fax_id)
    )
    fax.case = fax.packet.case = case
    return fax


def is_stuck(fax: Fax) -> bool:
    """Its worker died each time, so that nobody could say what became of it: nobody is at it any more."""
    if fax.state not in ON_THE_WAY:
        return False
    open_ones = (Promise.State.WAITING, Promise.State.RUNNING)
    owed = Promise.objects.filter(kind__in=FAX_KINDS, subject_id=fax.pk, state__in=open_ones)
    return not owed.exists()


def needs_a_person(fax: Fax) -> bool:
    return (fax.state in NEEDS_A_PERSON and fax.settled_at is None) or is_stuck(fax)


def has_newer_packet(packet: Packet) -> bool:
    """Somebody made a newer one for the same reader: what waits is out of date."""
    return Packet.objects.filter(
        case_id=packet.case_id,
        recipient=packet.recipient,
        number__gt=packet.number,
        state=PacketState.READY,
    ).exists()


def may_still_send(fax: Fax) -> bool:
    """Whoever asked for it works there now and may change things."""
    works_there = Membership.objects.filter(
        organization_id=fax.organization_id, user_id=fax.asked_by_id, is_active=True, user__is_active=True
    )
    return works_there.exclude(role__in=ONLY_LOOKING).exists()
