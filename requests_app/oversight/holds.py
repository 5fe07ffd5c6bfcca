"""A legal hold: while one is open, nothing deletes the case, whoever asked for it."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from requests_app.accounts.permissions import check_is_staff_of
from requests_app.audit import log
from requests_app.cases.queries import locked
from requests_app.common.actor import Actor
from requests_app.common.errors import DomainError
from requests_app.models import Case, LegalHold
from requests_app.oversight import erasing, queries


class HoldRefused(DomainError):
    """The text is shown to the person as it is."""


@transaction.atomic
def place_hold(*, case: Case, reason: str, by: Actor, at: datetime) -> LegalHold:
    check_is_staff_of(by, case)
    held = locked(case)
    if queries.open_hold(held) is not None:
        raise HoldRefused(_("This request is on hold already."))
    hold = LegalHold.objects.create(
        organization_id=held.organization_id,
        case=held,
        reason=reason,
        placed_by_id=by.person_id,
        placed_at=at,
    )
    log.record(action="oversight.hold_placed", target=hold, by=by, at=at)
    return hold


@transaction.atomic
def end_hold(*, hold: LegalHold, by: Actor, at: datetime) -> None:
    """What was planned before the hold goes on where it stood."""
    case = locked(hold.case)
    check_is_staff_of(by, case)
    fresh = LegalHold.objects.select_for_update().get(pk=hold.pk)
    if fresh.ended_at is not None:
        raise HoldRefused(_("Somebody ended this hold meanwhile."))
    fresh.ended_at, fresh.ended_by_id = at, by.person_id
    fresh.save(update_fields=["ended_at", "ended_by"])
    log.record(action="oversight.hold_ended", target=fresh, by=by, at=at)
    planned = queries.deletion_of(case)
    if planned is not None:
        erasing.promise_at(planned, due_at=max(planned.not_before, at), now=at)
