"""What staff do with one case from its page, with an eye on what colleagues did meanwhile."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from requests_app.accounts import permissions
from requests_app.audit import log
from requests_app.cases import services as cases
from requests_app.cases.queries import locked
from requests_app.common.actor import Actor
from requests_app.drafts.clash import check_version
from requests_app.models import Case, NextAction, WaitingOn


def shown_step(case: Case) -> dict[str, Any]:
    """As the pages ask it: the words are asked for an own step only."""
    return {
        "next_action": "" if case.next_action == NextAction.NONE else case.next_action,
        "own_text": case.next_action_text,
        "waiting_on": case.waiting_on,
        "due_on": case.due_on,
    }


@transaction.atomic
def set_next_action(
    *,
    case: Case,
    next_action: str,
    own_text: str,
    waiting_on: str,
    due_on: date,
    shown_version: str | None,
    by: Actor,
    at: datetime,
) -> None:
    """A step set by hand. What happens later moves on only the steps the product set itself."""
    permissions.check_is_staff_of(by, case)
    fresh = locked(case)
    if not fresh.is_open:
        raise cases.CaseRefused(_("This request is closed. Open it again first."))
    text = own_text if next_action == NextAction.OWN else ""
    typed = {"next_action": next_action, "own_text": text, "waiting_on": waiting_on, "due_on": due_on}
    check_version(shown_step(fresh), shown_version, typed)
    cases.set_next_step(
        case=case,
        action=NextAction(next_action),
        waiting_on=WaitingOn(waiting_on),
        due_on=due_on,
        by=by,
        at=at,
        text=text,
    )


@transaction.atomic
def note_ids_shown(*, case: Case, by: Actor, at: datetime) -> None:
    """Somebody asked for the whole numbers of the case’s page."""
    log.record(action="cases.ids_shown", target=case, by=by, at=at)
