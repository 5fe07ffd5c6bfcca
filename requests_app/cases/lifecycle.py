"""The one table of allowed moves of a case. `docs/reference/case-states.md` is written from it."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from requests_app.audit import log
from requests_app.common.actor import Actor
from requests_app.common.errors import DomainError
from requests_app.models import Case, CaseStatus, CaseTransition

MOVES: dict[tuple[str, str], str] = {
    (CaseStatus.PREPARING, "sent"): CaseStatus.SENT,
    (CaseStatus.SENT, "sent"): CaseStatus.SENT,
    (CaseStatus.PREPARING, "closed"): CaseStatus.CLOSED,
    (CaseStatus.SENT, "closed"): CaseStatus.CLOSED,
    (CaseStatus.CLOSED, "reopened_unsent"): CaseStatus.PREPARING,
    (CaseStatus.CLOSED, "reopened_sent"): CaseStatus.SENT,
}


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
