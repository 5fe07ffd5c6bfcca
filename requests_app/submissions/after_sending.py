"""What else happens when a packet was sent: one small table, reader by reader.

The plan’s part (the move of the case, the check-in) is `services`; here is what the packet itself was about.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from requests_app.appeals.services import after_submission as appeal_sent
from requests_app.common.actor import Actor
from requests_app.complaints.services import after_submission as complaint_sent
from requests_app.models import Recipient, Submission
from requests_app.renewals.services import mark_sent as renewal_sent
from requests_app.reprocessing.services import after_submission as bill_sent

Told = Callable[[Submission, Actor, datetime], None]

# Event of `cases.lifecycle` for a packet that goes to the plan; the others are no move of the case.
EVENTS: dict[str, str] = {Recipient.INSURER: "sent", Recipient.RENEWAL: "sent", Recipient.APPEAL: "sent"}


def event_of(submission: Submission) -> str:
    """Empty: the packet’s own area moves the case, or nothing does. An appeal has its own clock."""
    if submission.packet.recipient == Recipient.APPEAL and submission.packet.appeal_id is not None:
        return ""
    return EVENTS.get(submission.packet.recipient, "")


def _renewal(submission: Submission, by: Actor, at: datetime) -> None:
    if submission.packet.renewal is not None:
        renewal_sent(renewal=submission.packet.renewal, sent_on=submission.sent_on, by=by, at=at)


AFTER: dict[str, Told] = {
    Recipient.RENEWAL: _renewal,
    Recipient.APPEAL: appeal_sent,
    Recipient.REGULATOR: complaint_sent,
    Recipient.BILL: bill_sent,
}


def tell(submission: Submission, *, by: Actor, at: datetime) -> None:
    """Called with the case held, in the transaction of the submission; also for a case that is closed."""
    told = AFTER.get(submission.packet.recipient)
    if told is not None:
        told(submission, by, at)
