"""A colleague’s look at a packet before it goes: ready, or sent back with what to mend."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from requests_app.accounts import permissions
from requests_app.audit import log
from requests_app.cases import services as cases
from requests_app.cases.queries import locked
from requests_app.common.actor import Actor
from requests_app.common.errors import DomainError
from requests_app.messaging.services import write_message
from requests_app.models import Case, MessageSide, NextAction, Packet, PacketCheck, PacketState, WaitingOn


class CheckRefused(DomainError):
    """The text is shown to the person as it is."""


def checks_of(packet: Packet) -> list[PacketCheck]:
    """Newest first."""
    return list(PacketCheck.objects.filter(packet=packet).select_related("checked_by"))


def is_own(packet: Packet, by: Actor) -> bool:
    """Who signed a packet is not its second pair of eyes."""
    return packet.signed_by_id == by.user_id


def why_not_yet(case: Case, packet: Packet, *, by: Actor) -> str:
    """Why staff may not send this packet yet; "" when they may. It binds staff, never the patient’s side."""
    if not permissions.works_for(by, case) or not case.organization.two_look_at_packets:
        return ""
    values = {"number": packet.number}
    newest = PacketCheck.objects.filter(packet=packet).exclude(checked_by_id=packet.signed_by_id).first()
    if newest is None:
        return _("A second colleague has to look at packet %(number)s before it is sent.") % values
    if not newest.is_ready:
        return _("Packet %(number)s was sent back. Make a new one, and have it looked at.") % values
    return ""


@transaction.atomic
def record_check(
    *, packet: Packet, is_ready: bool, comment: str, mended_by: str, by: Actor, at: datetime
) -> PacketCheck:
    """`mended_by`: what is not ready goes back to US, or to the PATIENT with the comment as a message.

    Raises CheckRefused; MessageRefused when the patient cannot be written to.
    """
    case = packet.case
    permissions.check_is_staff_of(by, case)
    fresh = locked(case)
    if not fresh.is_open or packet.state != PacketState.READY:
        raise CheckRefused(_("This packet cannot be looked over now."))
    if case.organization.two_look_at_packets and is_own(packet, by):
        raise CheckRefused(_("You signed this packet. A colleague has to look at it."))
    check = PacketCheck.objects.create(
        organization_id=case.organization_id,
        case=case,
        packet=packet,
        is_ready=is_ready,
        comment=comment,
        checked_by_id=by.person_id,
        checked_at=at,
    )
    details = {"number": packet.number, "ready": is_ready}
    log.record(action="packets.looked_over", target=check, by=by, at=at, details=details)
    cases.touch(case=case, at=at)
    if not is_ready:
        _send_back(case, comment, WaitingOn(mended_by), by, at)
    return check


def _send_back(case: Case, comment: str, mended_by: WaitingOn, by: Actor, at: datetime) -> None:
    cases.set_next_step(
        case=case, action=NextAction.MAKE_PACKET, waiting_on=mended_by, due_on=None, by=by, at=at
    )
    if mended_by == WaitingOn.PATIENT:
        write_message(case=case, side=MessageSide.STAFF, text=comment, is_answer=False, by=by, at=at)
