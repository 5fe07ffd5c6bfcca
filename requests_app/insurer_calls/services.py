"""Keep calls: a draft while the person is on the phone, the finished call, and what follows from it."""

from __future__ import annotations

from collections.abc import Mapping
from copy import copy
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from requests_app.accounts import permissions
from requests_app.audit import log
from requests_app.cases import services as cases
from requests_app.cases.ownership import hides_notes, is_staff_here
from requests_app.cases.queries import locked as locked_case
from requests_app.common.actor import Actor
from requests_app.common.errors import DomainError
from requests_app.common.time_zones import day_at
from requests_app.drafts.clash import check_version
from requests_app.followups import queries as follow_up_queries
from requests_app.followups import services as followups
from requests_app.followups.schedule import Contact, Sending
from requests_app.insurer_calls import queries
from requests_app.insurer_calls.answers import (
    COLUMNS,
    LONGEST_REQUEST_NUMBER,
    PAGE,
    REQUEST_NUMBER,
    TYPED,
    kept_values,
    to_json,
)
from requests_app.insurer_calls.missing_papers import plan_missing
from requests_app.models import Case, FollowUp, InsurerCall, NextAction, WaitingOn
from requests_app.models.followups import FollowUpKind
from requests_app.models.insurer_calls import CallKind

LONGEST_WHAT = 200
EMPTY = {"called_on": None, "promised_on": None, "minutes": None, "reference_refused": False}


class CallRefused(DomainError):
    """The text is shown to the person as it is."""


@transaction.atomic
def save_draft(
    *,
    case: Case,
    kind: str,
    call_id: UUID,
    values: Mapping[str, Any],
    typed: Mapping[str, str],
    page_key: str,
    shown_version: str | None,
    by: Actor,
    at: datetime,
) -> InsurerCall:
    """Keep a half-filled card: the answers that can be read, and all that was typed, letter by letter.

    The same page saves its draft again and again, so its own earlier draft is no clash.
    """
    _check_can_write(case, by)
    call = queries.locked(case, call_id)
    if call is None:
        call = InsurerCall(
            organization_id=case.organization_id, case=case, kind=kind, public_id=call_id, is_draft=True
        )
        action = "insurer_calls.drafted"
    else:
        _check_is_kept(call, by)
        if not call.is_draft:
            raise CallRefused(_("This call is finished. Open it to change it."))
        if call.answers.get(PAGE) != page_key:
            check_version(kept_values(call), shown_version, _all_keys(call, values))
        action = "insurer_calls.draft_changed"
    _fill(call, values, by=by)
    call.answers |= {TYPED: dict(typed), PAGE: page_key}
    call.save()
    log.record(action=action, target=call, by=by, at=at, details={"kind": kind})
    cases.touch(case=case, at=at)
    return call


@transaction.atomic
def finish_call(
    *,
    case: Case,
    kind: str,
    call_id: UUID,
    values: Mapping[str, Any],
    page_key: str,
    shown_version: str | None,
    by: Actor,
    at: datetime,
) -> InsurerCall:
    """The call is over, or its answers are put right later. The first time it moves the case on."""
    _check_can_write(case, by)
    call = queries.locked(case, call_id)
    if call is None:
        call = InsurerCall(
            organization_id=case.organization_id, case=case, kind=kind, public_id=call_id, is_draft=True
        )
    else:
        _check_is_kept(call, by)
        if not (call.is_draft and call.answers.get(PAGE) == page_key):
            check_version(kept_values(call), shown_version, _all_keys(call, values))
    is_first = call.is_draft
    was = copy(call)
    _fill(call, values, by=by)
    call.is_draft = False
    call.save()
    action = "insurer_calls.saved" if is_first else "insurer_calls.changed"
    log.record(action=action, target=call, by=by, at=at, details={"kind": kind})
    cases.touch(case=case, at=at)
    if is_first:
        _move_on(call, by=by, at=at)
    else:
        _follow_correction(call, was=was, by=by, at=at)
    return call


@transaction.atomic
def remove_call(*, call: InsurerCall, by: Actor, at: datetime) -> None:
    """Take it out of the list and of later packets; the row stays, so what was sent can be explained."""
    _check_can_write(call.case, by)
    kept = queries.locked(call.case, call.public_id)
    if kept is None or kept.removed_at is not None:
        return
    InsurerCall.objects.filter(pk=call.pk).update(removed_at=at)
    log.record(action="insurer_calls.removed", target=call, by=by, at=at, details={"kind": call.kind})
    cases.touch(case=call.case, at=at)
    if not kept.is_draft:
        _recount(kept, was=kept, start=queries.last_start(call.case), by=by, at=at)


@transaction.atomic
def remind_of_promise(*, call: InsurerCall, by: Actor, at: datetime) -> FollowUp:
    """A follow-up for what was promised on this call. Asked twice, it is one."""
    _check_can_write(call.case, by)
    if call.promised_on is None:
        raise CallRefused(_("Write down by when they promised it first."))
    return followups.plan_promised(
        case=call.case, promised_on=call.promised_on, what=what_was_promised(call), by=by, at=at
    )


def what_was_promised(call: InsurerCall) -> str:
    return call.promised[:LONGEST_WHAT]


def _check_can_write(case: Case, by: Actor) -> None:
    """Holds the case before the call: the other order lets two calls saved at once wait for each other."""
    permissions.check_can_edit_case(by, case)
    if not locked_case(case).is_open:
        raise CallRefused(_("This request is closed, so nothing was saved. Open it again first."))


def _check_is_kept(call: InsurerCall, by: Actor) -> None:
    if call.removed_at is not None:
        raise CallRefused(_("Somebody took this call out of the list."))
    if hides_notes(call.case, call.made_by, for_staff=is_staff_here(call.case, by)):
        raise CallRefused(staff_call_text())


def staff_call_text() -> str:
    """Who cannot read all of it would overwrite what they do not see."""
    return _("The team made this call, so only the team changes it. Write them a message.")


def _all_keys(call: InsurerCall, values: Mapping[str, Any]) -> dict[str, Any]:
    return {key: values.get(key) for key in kept_values(call)}


def _fill(call: InsurerCall, values: Mapping[str, Any], *, by: Actor) -> None:
    for column in COLUMNS:
        value = values.get(column)
        setattr(call, column, EMPTY.get(column, "") if value is None else value)
    call.answers = to_json({key: value for key, value in values.items() if key not in COLUMNS})
    call.request_number = str(call.answers.get(REQUEST_NUMBER, ""))[:LONGEST_REQUEST_NUMBER]
    if call.is_draft:
        call.made_by = _made_by(call.case, by)


def _made_by(case: Case, by: Actor) -> str:
    relation = queries.relation_of(case, by.user_id) if by.user_id is not None else ""
    if relation:
        return "PATIENT" if relation == "PATIENT" else "CAREGIVER"
    return "STAFF" if permissions.works_for(by, case) else "PATIENT"


def _move_on(call: InsurerCall, *, by: Actor, at: datetime) -> None:
    """What the first saving of a finished call changes: the next step and the follow-ups."""
    case = call.case
    if call.kind == CallKind.CALL_1:
        cases.advance(
            case=case,
            past={NextAction.CALL_1},
            to=queries.step_before_packet(case),
            waiting_on=WaitingOn.PATIENT,
            by=by,
            at=at,
        )
    elif call.kind in queries.AFTER_SENDING:
        if case.is_sent:
            _after_sending(call, by=by, at=at)
        plan_missing(call, by=by, at=at)


def _after_sending(call: InsurerCall, *, by: Actor, at: datetime) -> None:
    case = call.case
    said = call.answers
    has_answer = said.get("answer") in queries.ANSWERED
    if has_answer or said.get("status") == "DECIDED":
        for open_call in follow_up_queries.of_case(case).open:
            if open_call.kind in follow_up_queries.CALLS:
                open_call.case = case
                followups.cancel(follow_up=open_call, by=by, at=at)
        cases.advance(
            case=case,
            past={NextAction.CALL_2, NextAction.CALL_3},
            to=NextAction.CALL_4,
            waiting_on=WaitingOn.PATIENT,
            by=by,
            at=at,
        )
        return
    contact = queries.contact_of(call) or Contact(day_at(at, zone=case.time_zone))
    followups.record_contact(
        case=case,
        contacted_on=contact.called_on,
        kind=FollowUpKind.CALL_2 if call.kind == CallKind.CALL_2 else FollowUpKind.CALL_3,
        was_found=contact.was_found,
        promised_by=contact.promised_on,
        by=by,
        at=at,
    )


def _follow_correction(call: InsurerCall, *, was: InsurerCall, by: Actor, at: datetime) -> None:
    """What was counted from a day that was written down wrong is counted from the right one."""
    _recount(call, was=was, start=queries.contact_of(call), by=by, at=at)
    if call.kind in queries.AFTER_SENDING:
        plan_missing(call, by=by, at=at)
    before, now = (was.promised_on, what_was_promised(was)), (call.promised_on, what_was_promised(call))
    if was.promised_on is not None and call.promised_on is not None and before != now:
        followups.recount_promise(
            case=call.case,
            was_on=was.promised_on,
            was_what=what_was_promised(was),
            promised_on=call.promised_on,
            what=what_was_promised(call),
            by=by,
            at=at,
        )


def _recount(
    call: InsurerCall, *, was: InsurerCall, start: Contact | Sending | None, by: Actor, at: datetime
) -> None:
    counted_from = queries.contact_of(was)
    if counted_from is None or start is None or start == counted_from or not call.case.is_sent:
        return
    if not queries.has_later_twin(call, called_on=counted_from.called_on):
        followups.recount(case=call.case, was=counted_from, start=start, by=by, at=at)
