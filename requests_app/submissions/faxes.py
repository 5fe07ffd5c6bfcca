"""What staff do with faxes: ask for one, stop one that waits, say what became of one nobody is sure about."""

from __future__ import annotations

from datetime import datetime
from uuid import uuid4

from django.db import transaction
from django.utils.translation import gettext as _

from requests_app.accounts import permissions
from requests_app.audit import log
from requests_app.cases import services as cases
from requests_app.cases.queries import locked
from requests_app.common.actor import Actor
from requests_app.common.time_zones import day_at
from requests_app.models import (
    Case,
    CopyKind,
    Fax,
    FaxState,
    Packet,
    PacketState,
    SendingWay,
    SentFile,
    Submission,
)
from requests_app.outbox import services as outbox
from requests_app.packets.checks import why_not_yet
from requests_app.packets.queries import copy_of
from requests_app.submissions import fax_service, queries
from requests_app.submissions.services import SubmissionRefused, record_submission

KIND, STATUS_KIND = "fax", "fax-status"
# On its way, or perhaps: a second one of the same packet to the same number would be sent blindly.
UNDECIDED = (FaxState.WAITING, FaxState.SENDING, FaxState.UNCLEAR)
# What a person may settle. One that is with the service is waited for.
SETTLED_BY_HAND = (FaxState.UNCLEAR, FaxState.PARTLY, FaxState.FAILED)


class FaxRefused(SubmissionRefused):
    """The text is shown to the person as it is."""


@transaction.atomic
def ask_for_fax(
    *,
    case: Case,
    packet: Packet,
    to_number: str,
    to_name: str,
    is_expedited: bool,
    by: Actor,
    at: datetime,
) -> Fax:
    """Promise to send the frozen fax copy of this packet to this number, once."""
    permissions.check_is_staff_of(by, case)
    fresh = locked(case)
    if not fresh.is_open:
        raise FaxRefused(_("This request is closed, so nothing was sent. Open it again first."))
    if not fax_service.is_set_up():
        raise FaxRefused(_("No fax service is set up. Send it yourself, then record it."))
    copy = copy_of(packet, CopyKind.FAX)
    if packet.case_id != fresh.pk or packet.state != PacketState.READY or copy is None or not copy.pages:
        raise FaxRefused(_("This packet has no copy for a fax machine. Make a new packet."))
    if why := why_not_yet(case, packet, by=by):
        raise FaxRefused(why)
    if copy.byte_size > fax_service.MOST_FILE:
        raise FaxRefused(_("This packet is too large for the fax service. Send it another way."))
    if Fax.objects.filter(packet=packet, to_number=to_number, state__in=UNDECIDED).exists():
        raise FaxRefused(_("This packet is already on its way to this number."))
    fax = Fax.objects.create(
        organization_id=fresh.organization_id,
        case=fresh,
        packet=packet,
        to_number=to_number,
        to_name=to_name,
        is_expedited=is_expedited,
        file_key=copy.file_key,
        file_sha256=copy.sha256,
        file_pages=copy.pages,
        request_key=uuid4(),
        service=fax_service.SERVICE,
        asked_by_id=by.person_id,
        asked_at=at,
    )
    log.record(action="submissions.fax_asked", target=fax, by=by, at=at, details={"packet": packet.number})
    cases.touch(case=fresh, at=at)
    promise(fax, due_at=at, now=at)
    return fax


@transaction.atomic
def stop_fax(*, fax: Fax, by: Actor, at: datetime) -> None:
    """Nothing more is sent. Of one that is with the service already, it cannot be said."""
    permissions.check_is_staff_of(by, fax.case)
    fresh = _held(fax)
    if fresh.state not in (FaxState.WAITING, *SETTLED_BY_HAND) and not queries.is_stuck(fresh):
        raise FaxRefused(_("This fax is with the fax service now. Look again in some minutes."))
    _settle(fresh, FaxState.STOPPED, by=by, at=at)


@transaction.atomic
def say_it_arrived(
    *, fax: Fax, confirmation_number: str, proof_note: str, by: Actor, at: datetime
) -> Submission:
    """Somebody made sure that the other side has it: that is the sending, of the exact file that went out."""
    permissions.check_is_staff_of(by, fax.case)
    fresh = _held(fax)
    _refuse_when_settled(fresh)
    submission = record_delivery(
        fax=fresh,
        confirmation_number=confirmation_number or fresh.service_id,
        proof_note=proof_note,
        arrived_at=fresh.handed_over_at or at,
        by=by,
        at=at,
    )
    fresh.submission = submission
    _settle(fresh, FaxState.DELIVERED, by=by, at=at)
    return submission


@transaction.atomic
def send_again(*, fax: Fax, by: Actor, at: datetime) -> Fax:
    """A person decides that it goes out a second time. The first one stays in the list, stopped."""
    permissions.check_is_staff_of(by, fax.case)
    fresh = _held(fax)
    _refuse_when_settled(fresh)
    _settle(fresh, FaxState.STOPPED, by=by, at=at)
    return ask_for_fax(
        case=fresh.case,
        packet=fresh.packet,
        to_number=fresh.to_number,
        to_name=fresh.to_name,
        is_expedited=fresh.is_expedited,
        by=by,
        at=at,
    )


def record_delivery(
    *, fax: Fax, confirmation_number: str, proof_note: str, arrived_at: datetime, by: Actor, at: datetime
) -> Submission:
    return record_submission(
        case=fax.case,
        packet=fax.packet,
        sent_on=day_at(min(arrived_at, at), zone=fax.case.time_zone),
        way=SendingWay.FAX,
        sent_to=fax.to_number,
        confirmation_number=confirmation_number[:50],
        confirmation_refused=False,
        is_expedited=fax.is_expedited,
        proof_note=proof_note,
        sent_file=SentFile.FAX,
        recorded_by_id=fax.asked_by_id,
        by=by,
        at=at,
    )


def promise(fax: Fax, *, due_at: datetime, now: datetime) -> None:
    """One promise for each try."""
    outbox.promise(
        kind=KIND,
        subject_id=fax.pk,
        due_at=due_at,
        organization_id=fax.organization_id,
        now=now,
        dedupe_key=f"{KIND}:{fax.pk}:{fax.tries}",
    )


def _settle(fax: Fax, state: FaxState, *, by: Actor, at: datetime) -> None:
    was = fax.state
    fax.state, fax.settled_at, fax.settled_by_id = state, at, by.user_id
    fax.save(update_fields=["state", "settled_at", "settled_by", "submission"])
    outbox.call_off(kind=KIND, subject_id=fax.pk, at=at)
    outbox.call_off(kind=STATUS_KIND, subject_id=fax.pk, at=at)
    log.record(
        action="submissions.fax_settled",
        target=fax,
        by=by,
        at=at,
        details={"packet": fax.packet.number, "was": was, "state": str(state)},
    )
    cases.touch(case=fax.case, at=at)


def _held(fax: Fax) -> Fax:
    """The case first, then the row, as every writer does."""
    case = locked(fax.case)
    fresh = Fax.objects.select_for_update(of=("self",)).select_related("packet").get(pk=fax.pk)
    fresh.case = fresh.packet.case = case
    return fresh


def _refuse_when_settled(fax: Fax) -> None:
    if fax.state not in SETTLED_BY_HAND and not queries.is_stuck(fax):
        raise FaxRefused(_("Somebody settled this fax meanwhile, or it goes on by itself. Look again."))
