"""What every writer of a claim sent back does first and last: hold the case, then say what was done."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from requests_app.accounts import permissions
from requests_app.audit import log
from requests_app.cases import services as cases
from requests_app.cases.queries import locked as locked_case
from requests_app.common.actor import Actor
from requests_app.common.errors import DomainError
from requests_app.models import Case, Reprocessing, ReprocessingState
from requests_app.reprocessing import queries


class BackRefused(DomainError):
    """The text is shown to the person as it is."""


def check_can_write(case: Case, by: Actor) -> Case:
    """Holds the case, as every writer does before its rows, so that two at once wait and never deadlock."""
    permissions.check_can_edit_case(by, case)
    fresh = locked_case(case)
    if not fresh.is_open:
        raise BackRefused(_("This request is closed, so nothing was saved. Open it again first."))
    return fresh


def held(back: Reprocessing, by: Actor) -> Reprocessing:
    """The row, locked and as it is now. One that was taken back stays as it is, but for being taken back."""
    check_can_write(back.case, by)
    return queries.locked(back)


def refuse_when_withdrawn(back: Reprocessing) -> None:
    if back.state == ReprocessingState.WITHDRAWN:
        raise BackRefused(_("This was taken back meanwhile, so nothing was saved."))


def note(action: str, back: Reprocessing, *, by: Actor, at: datetime, **details: Any) -> None:
    log.record(action=action, target=back, case=back.case, by=by, at=at, details=details)
    cases.touch(case=back.case, at=at)
