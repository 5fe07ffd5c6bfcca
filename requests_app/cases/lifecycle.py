"""The one table of allowed moves of a case. `docs/reference/case-states.md` is written from it."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from requests_app.audit import log
from requests_app.common.actor import Actor
from requests_app.common.errors import DomainError
from requests_app.models import Case, CaseStatus, CaseTransition
from requests_app.outbox import webhooks

# A fact is never refused: somebody may come with the plan's answer, or with an appeal, and no packet of ours.
MOVES: dict[tuple[str, str], str] = {
    (CaseStatus.PREPARING, "sent"): CaseStatus.SENT,
    (CaseStatus.PREPARING, "answered"): CaseStatus.ANSWERED,
    (CaseStatus.PREPARING, "appealed"): CaseStatus.APPEALING,
    (CaseStatus.PREPARING, "closed"): CaseStatus.CLOSED,
    (CaseStatus.SENT, "sent"): CaseStatus.SENT,
    (CaseStatus.SENT, "answered"): CaseStatus.ANSWERED,
    (CaseStatus.SENT, "appealed"): CaseStatus.APPEALING,
    (CaseStatus.SENT, "closed"): CaseStatus.CLOSED,
    (CaseStatus.ANSWERED, "sent"): CaseStatus.SENT,
    (CaseStatus.ANSWERED, "answered"): CaseStatus.ANSWERED,
    (CaseStatus.ANSWERED, "answer_removed_unsent"): CaseStatus.PREPARING,
    (CaseStatus.ANSWERED, "answer_removed_sent"): CaseStatus.SENT,
    (CaseStatus.ANSWERED, "answer_removed_appealing"): CaseStatus.APPEALING,
    (CaseStatus.ANSWERED, "appealed"): CaseStatus.APPEALING,
    (CaseStatus.ANSWERED, "closed"): CaseStatus.CLOSED,
    (CaseStatus.APPEALING, "sent"): CaseStatus.APPEALING,
    (CaseStatus.APPEALING, "answered"): CaseStatus.ANSWERED,
    (CaseStatus.APPEALING, "answered_beside"): CaseStatus.APPEALING,
    (CaseStatus.APPEALING, "appealed"): CaseStatus.APPEALING,
    (CaseStatus.APPEALING, "appeal_withdrawn_unsent"): CaseStatus.PREPARING,
    (CaseStatus.APPEALING, "appeal_withdrawn_sent"): CaseStatus.SENT,
    (CaseStatus.APPEALING, "appeal_withdrawn"): CaseStatus.ANSWERED,
    (CaseStatus.APPEALING, "closed"): CaseStatus.CLOSED,
    (CaseStatus.CLOSED, "reopened_unsent"): CaseStatus.PREPARING,
    (CaseStatus.CLOSED, "reopened_sent"): CaseStatus.SENT,
    (CaseStatus.CLOSED, "reopened_answered"): CaseStatus.ANSWERED,
    (CaseStatus.CLOSED, "reopened_appealing"): CaseStatus.APPEALING,
}
# Which of them tell whether the plan owes an answer to what it was last sent.
ANSWERS = ("answered", "answered_beside")
REOPENED_TO = {after: event for (before, event), after in MOVES.items() if before == CaseStatus.CLOSED}


def event_of_answer(
    status: str, *, has_outcome: bool, is_new: bool, has_appeal_out: bool, was_sent: bool
) -> str:
    """Which move an answer makes, when one came, was put right or was taken away; "" for none.

    A closed case gives an event that is in no row of the table, so that `move` refuses it.
    """
    if status == CaseStatus.CLOSED:
        return "answered"
    if has_appeal_out and status == CaseStatus.APPEALING:
        return "answered_beside" if is_new and has_outcome else ""
    if has_appeal_out:
        return "answer_removed_appealing" if status == CaseStatus.ANSWERED else "appealed"
    if has_outcome:
        return "answered" if is_new or status in (CaseStatus.PREPARING, CaseStatus.APPEALING) else ""
    if status in (CaseStatus.PREPARING, CaseStatus.SENT):
        return ""
    kind = "appeal_withdrawn" if status == CaseStatus.APPEALING else "answer_removed"
    return f"{kind}_sent" if was_sent else f"{kind}_unsent"


def event_of_withdrawal(
    status: str, *, has_outcome: bool, has_appeal_out: bool, was_sent: bool, owes_answer: bool
) -> str:
    """Which move the taking back of an appeal makes; "" while another one is out or none ever went out."""
    if status == CaseStatus.CLOSED:
        return "appeal_withdrawn"
    if status != CaseStatus.APPEALING or has_appeal_out:
        return ""
    if has_outcome and not owes_answer:
        return "appeal_withdrawn"
    return "appeal_withdrawn_sent" if was_sent else "appeal_withdrawn_unsent"


class MoveRefused(DomainError):
    """The case is not in a state that allows this, or somebody was faster."""


@transaction.atomic
def move(*, case: Case, event: str, by: Actor, at: datetime) -> None:
    """Move `case` by `event`; writes the transition and the audit entry with it.

    Raises MoveRefused when the table has no such move or the case has moved meanwhile.
    """
    before = case.status
    after = MOVES.get((before, event))
    if after is None:
        raise MoveRefused(_("This request is closed, so this cannot be done now. Open it again first."))
    if not Case.objects.filter(pk=case.pk, status=before).update(status=after):
        raise MoveRefused(_("Somebody else changed this request at the same time. Look at it again."))
    case.status = after
    CaseTransition.objects.create(
        organization_id=case.organization_id,
        case=case,
        from_status=before,
        to_status=after,
        event=event,
        actor=by.label,
        at=at,
    )
    log.record(action=f"cases.{event}", target=case, by=by, at=at)
    webhooks.tell(case=case, event=webhooks.STATUS, at=at)
