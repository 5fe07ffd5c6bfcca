"""What every writer of a bill does first and last: hold the case, then say what was done."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from requests_app.accounts import permissions
from requests_app.audit import log
from requests_app.cases import services as cases
from requests_app.cases.queries import locked
from requests_app.common.actor import Actor
from requests_app.common.errors import DomainError
from requests_app.models import Case, EobSource, ExplanationOfBenefits
from requests_app.models.base import BaseModel

# What a person typed or took over from a paper’s text may be put right by hand. A file stays as it came.
BY_HAND = (EobSource.TYPED, EobSource.PDF)


class EobRefused(DomainError):
    """The text is shown to the person as it is."""


def check_can_write(case: Case, by: Actor) -> Case:
    """Holds the case, as every writer does before its rows, so that two at once wait and never deadlock."""
    permissions.check_can_edit_case(by, case)
    fresh = locked(case)
    if not fresh.is_open:
        raise EobRefused(_("This request is closed, so nothing was saved. Open it again first."))
    return fresh


def person(by: Actor) -> int:
    if by.user_id is None:
        raise EobRefused(_("Sign in again first."))
    return by.user_id


def held(eob: ExplanationOfBenefits, by: Actor) -> ExplanationOfBenefits:
    """The row, locked and as it is now."""
    check_can_write(eob.case, by)
    fresh = ExplanationOfBenefits.objects.select_for_update(of=("self",)).get(pk=eob.pk)
    if fresh.removed_at is not None:
        raise EobRefused(_("Somebody took this statement out of the list."))
    fresh.case = eob.case
    return fresh


def held_by_hand(eob: ExplanationOfBenefits, by: Actor) -> ExplanationOfBenefits:
    """Of one whose numbers may be changed by hand."""
    fresh = held(eob, by)
    if fresh.source not in BY_HAND:
        raise EobRefused(
            _("These numbers came from a file, so they stay as they came. A new file replaces them.")
        )
    if fresh.replaced_at is not None:
        raise EobRefused(_("A corrected statement took the place of this one, so it stays as it was."))
    return fresh


def note(action: str, target: BaseModel, case: Case, *, by: Actor, at: datetime, **details: Any) -> None:
    log.record(action=action, target=target, case=case, by=by, at=at, details=details)
    cases.touch(case=case, at=at)
