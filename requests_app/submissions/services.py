"""Record that a packet was sent; the first check-in with the plan follows from it."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from requests_app.accounts import permissions
from requests_app.audit import log
from requests_app.cases import lifecycle
from requests_app.cases import services as cases
from requests_app.cases.queries import locked
from requests_app.common.actor import Actor
from requests_app.common.errors import DomainError
from requests_app.followups.services import plan_after_sending
from requests_app.models import Case, NextAction, Packet, PacketState, Submission, WaitingOn

# A step that staff set by hand stays; every other step before the plan's answer is over once it is sent.
BEFORE_CHECK_IN = tuple(
    action for action in NextAction if action not in (NextAction.OWN, NextAction.CALL_4, NextAction.NONE)
)


class SubmissionRefused(DomainError):
    """The text is shown to the person as it is."""


@transaction.atomic
def record_submission(
    *,
    case: Case,
    packet: Packet,
    sent_on: date,
    way: str,
    sent_to: str,
    confirmation_number: str,
    confirmation_refused: bool,
    is_expedited: bool,
    proof_note: str,
    by: Actor,
    at: datetime,
) -> Submission:
    """Sent: the case moves on, and call 2 is planned on its business day. Can happen again."""
    permissions.check_can_edit_case(by, case)
    fresh = locked(case)
    if packet.case_id != fresh.pk or packet.state != PacketState.READY:
        raise SubmissionRefused(_("This packet is not ready. Choose one that is."))
    submission = Submission.objects.create(
        organization_id=fresh.organization_id,
        case=fresh,
        packet=packet,
        sent_on=sent_on,
        way=way,
        sent_to=sent_to,
        confirmation_number=confirmation_number,
        confirmation_refused=confirmation_refused,
        is_expedited=is_expedited,
        proof_note=proof_note,
        recorded_at=at,
    )
    lifecycle.move(case=fresh, event="sent", by=by, at=at)
    log.record(
        action="submissions.recorded",
        target=submission,
        by=by,
        at=at,
        details={"way": way, "packet": packet.number, "expedited": is_expedited},
    )
    _plan_check_in(fresh, submission, by=by, at=at)
    case.status = fresh.status
    return submission


def _plan_check_in(case: Case, submission: Submission, *, by: Actor, at: datetime) -> None:
    follow_up = plan_after_sending(
        case=case,
        submission_sent_on=submission.sent_on,
        is_expedited=submission.is_expedited,
        by=by,
        at=at,
    )
    cases.advance(
        case=case,
        past=BEFORE_CHECK_IN,
        to=NextAction.CALL_2,
        waiting_on=WaitingOn.PLAN,
        due_on=follow_up.due_on,
        by=by,
        at=at,
    )
    cases.touch(case=case, at=at)
