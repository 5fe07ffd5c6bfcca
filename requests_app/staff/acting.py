"""One form, one transaction: what happens next, a message to the patient, a note."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from requests_app.accounts import permissions
from requests_app.accounts.roles import Right
from requests_app.cases import services as cases
from requests_app.cases.queries import locked
from requests_app.common.actor import Actor
from requests_app.common.errors import ChangedMeanwhile
from requests_app.drafts.clash import Clash
from requests_app.messaging import services as messaging
from requests_app.models import Case, MessageSide, MessageTemplate
from requests_app.staff import services

KEEP, SET, CLOSE = "KEEP", "SET", "CLOSE"


class NewMessage(ChangedMeanwhile):
    """The patient wrote something that was not on the page."""


@transaction.atomic
def take_action(
    *,
    case: Case,
    what: str,
    step: Mapping[str, Any],
    because: str,
    message: str,
    message_language: str,
    template: MessageTemplate | None,
    note: str,
    shown_step: str,
    shown_thread: str,
    by: Actor,
    at: datetime,
) -> None:
    """All of it or nothing. `what`: KEEP the next action, SET it to `step`, or CLOSE the request `because`.

    Raises Clash, NewMessage, CaseRefused, MessageRefused, MoveRefused; PermissionDenied without the right
    to close.
    """
    permissions.check_is_staff_of(by, case)
    if what == KEEP and not message and not note:
        raise cases.CaseRefused(_("Set a next action, write a message or write a note."))
    if what == CLOSE:
        permissions.check_right(by, case.organization_id, Right.CLOSE)
        _check_thread(case, shown_thread)
    if what == SET:
        services.set_next_action(case=case, shown_version=shown_step, by=by, at=at, **step)
    if message:
        _send(case, message, message_language, template, shown_thread, by, at)
    if note:
        cases.add_note(case=case, text=note, by=by, at=at)
    if what == CLOSE:
        cases.close_case(case=case, because=because, by=by, at=at)


def _check_thread(case: Case, shown_thread: str) -> None:
    """Nobody closes a request over a message they have not seen."""
    if messaging.version_of_thread(locked(case), side=MessageSide.STAFF) != shown_thread:
        raise NewMessage


def _send(
    case: Case,
    message: str,
    language: str,
    template: MessageTemplate | None,
    shown_thread: str,
    by: Actor,
    at: datetime,
) -> None:
    """An answer settles only what its writer has seen."""
    permissions.check_right(by, case.organization_id, Right.MESSAGES)
    try:
        messaging.write_message(
            case=case,
            side=MessageSide.STAFF,
            text=message,
            language=language,
            template=template,
            shown_version=shown_thread,
            by=by,
            at=at,
        )
    except Clash:
        raise NewMessage from None
