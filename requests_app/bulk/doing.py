"""What each kind of job does to one case, and how it is brought back. The case is locked."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _

from requests_app.accounts import permissions
from requests_app.audit import log
from requests_app.cases import services as cases
from requests_app.cases import snoozing, tags
from requests_app.cases.services import CaseRefused
from requests_app.common.actor import Actor
from requests_app.followups.services import plan_reminders_again
from requests_app.messaging import services as messaging
from requests_app.messaging.filling import text_for
from requests_app.models import (
    BulkKind,
    Case,
    MessageSide,
    NextAction,
    Tag,
    TemplateVersion,
    User,
    WaitingOn,
)

Values = Mapping[str, Any]
Deed = Callable[[Case, Values, Actor, datetime], None]


def do(kind: str, case: Case, options: Values, *, by: Actor, at: datetime) -> None:
    """Raises DomainError or PermissionDenied; then the case is as it was."""
    permissions.check_is_staff_of(by, case)
    DEEDS[BulkKind(kind)](case, options, by, at)


def undo(kind: str, case: Case, options: Values, seen: Values, *, by: Actor, at: datetime) -> None:
    """`seen` is what `rules.state_of` told before the job."""
    permissions.check_is_staff_of(by, case)
    if kind == BulkKind.ADD_TAG:
        tags.remove_tag(case=case, tag=_tag(options), by=by, at=at)
    elif kind == BulkKind.SNOOZE and not seen["until"]:
        snoozing.end_snooze(case=case, by=by, at=at)
    else:
        DEEDS[BulkKind(kind)](case, seen, by, at)


def _assign(case: Case, options: Values, by: Actor, at: datetime) -> None:
    owner = User.objects.filter(pk=options["owner"]).first() if options["owner"] else None
    if options["owner"] and owner is None:
        raise CaseRefused(_("Choose a colleague who works here."))
    cases.assign_owner(case=case, owner=owner, by=by, at=at)
    plan_reminders_again(case=case, by=by, at=at)


def _add_tag(case: Case, options: Values, by: Actor, at: datetime) -> None:
    tags.add_tag(case=case, tag=_tag(options), by=by, at=at)


def _remove_tag(case: Case, options: Values, by: Actor, at: datetime) -> None:
    tags.remove_tag(case=case, tag=_tag(options), by=by, at=at)


def _next_action(case: Case, options: Values, by: Actor, at: datetime) -> None:
    cases.set_next_step(
        case=case,
        action=NextAction(options["next_action"]),
        waiting_on=WaitingOn(options["waiting_on"]),
        due_on=_day(options["due_on"]),
        text=options["own_text"] if options["next_action"] == NextAction.OWN else "",
        by=by,
        at=at,
    )


def _snooze(case: Case, options: Values, by: Actor, at: datetime) -> None:
    until = date.fromisoformat(options["until"])
    snoozing.snooze(case=case, until=until, because=options["because"], by=by, at=at)


def _message(case: Case, options: Values, by: Actor, at: datetime) -> None:
    """In the patient’s language. One text for many is no answer to what one of them asked."""
    version = TemplateVersion.objects.select_related("template").get(pk=options["version"])
    if version.template.retired_at is not None:
        raise CaseRefused(_("This template is no longer in use."))
    text, language = text_for(version, case)
    messaging.write_message(
        case=case,
        side=MessageSide.STAFF,
        text=text,
        template=version.template,
        language=language,
        is_answer=False,
        by=by,
        at=at,
    )


def _export(case: Case, options: Values, by: Actor, at: datetime) -> None:
    """The file is made when it is fetched, of what the cases say then."""
    log.record(action="bulk.listed", target=case, by=by, at=at)


def _close(case: Case, options: Values, by: Actor, at: datetime) -> None:
    cases.close_case(case=case, because=options["because"], by=by, at=at)


DEEDS: dict[BulkKind, Deed] = {
    BulkKind.ASSIGN: _assign,
    BulkKind.ADD_TAG: _add_tag,
    BulkKind.REMOVE_TAG: _remove_tag,
    BulkKind.NEXT_ACTION: _next_action,
    BulkKind.SNOOZE: _snooze,
    BulkKind.MESSAGE: _message,
    BulkKind.EXPORT: _export,
    BulkKind.CLOSE: _close,
}


def _tag(options: Values) -> Tag:
    return Tag.objects.get(pk=options["tag"])


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
