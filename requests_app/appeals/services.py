"""Begin an appeal, get it ready, note that it was sent, and write down what came of it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from requests_app.accounts import permissions
from requests_app.appeals import after, queries
from requests_app.appeals.parts import PARTS, WHILE_PREPARING
from requests_app.audit import log
from requests_app.cases import services as cases
from requests_app.cases.queries import locked as locked_case
from requests_app.common.actor import Actor
from requests_app.common.errors import DomainError
from requests_app.decisions import services as decisions
from requests_app.drafts.clash import merged
from requests_app.drafts.versions import plain
from requests_app.models import (
    Answer,
    Appeal,
    AppealOutcome,
    AppealState,
    Case,
    Decision,
    Submission,
)

ANSWERS: dict[str, Answer] = {
    AppealOutcome.OVERTURNED: Answer.APPROVED,
    AppealOutcome.PARTLY: Answer.PARTLY,
    AppealOutcome.UPHELD: Answer.DENIED,
    AppealOutcome.REFUSED: Answer.DENIED,
}
# The days, as the plan’s letter has them: columns of the answer that is appealed.
OF_THE_LETTER = ("letter_dated_on", "appeal_by", "appeal_by_not_stated")


class AppealRefused(DomainError):
    """The text is shown to the person as it is."""


@transaction.atomic
def start_appeal(
    *, case: Case, decision: Decision, level: str, is_expedited: bool, by: Actor, at: datetime
) -> Appeal:
    """Against this answer, at this level; the one that is already open when there is one."""
    case = _held_case(case, by)
    fresh = Decision.objects.select_for_update(of=("self",)).get(pk=decision.pk)
    if fresh.case_id != case.pk or fresh.removed_at is not None or fresh.answer not in queries.AGAINST:
        raise AppealRefused(_("This answer is not in the list any more. Look at the answers again."))
    standing = queries.open_against(fresh, level)
    if standing is not None:
        return standing
    try:
        with transaction.atomic():
            appeal = Appeal.objects.create(
                organization_id=case.organization_id,
                case=case,
                decision=fresh,
                level=level,
                is_expedited=is_expedited,
                started_by_id=by.person_id,
                started_at=at,
            )
    except IntegrityError:
        raise AppealRefused(_("Somebody else just began this appeal. Open the list of appeals.")) from None
    _record("appeals.started", appeal, by, at)
    after.started(appeal, by=by, at=at)
    return appeal


@transaction.atomic
def save_part(
    *, appeal: Appeal, part: str, typed: Mapping[str, Any], shown_version: str | None, by: Actor, at: datetime
) -> None:
    """The answers of one page. Raises Clash when two people gave different ones."""
    fresh = _held(appeal, by)
    if part in WHILE_PREPARING and fresh.state != AppealState.PREPARING:
        raise AppealRefused(
            _("This appeal was sent. What was sent stays as it was, so nothing was changed here.")
        )
    stored = {name: getattr(fresh, name) for name in PARTS[part]}
    wanted = merged(stored, shown_version, {name: typed[name] for name in stored})
    changed = sorted(name for name, value in wanted.items() if plain(value) != plain(stored[name]))
    if not changed:
        return
    for name in changed:
        setattr(fresh, name, wanted[name])
    fresh.save(update_fields=changed)
    _record("appeals.changed", fresh, by, at, part=part, fields=changed)
    after.changed(fresh, part, by=by, at=at)


@transaction.atomic
def save_deadline(
    *, appeal: Appeal, typed: Mapping[str, Any], shown_version: str | None, by: Actor, at: datetime
) -> None:
    """The days of the letter, kept with the answer they stand in; the rule’s day is counted from them anew.

    `typed`: letter_dated_on, appeal_by, appeal_by_not_stated. Raises Clash.
    """
    fresh = _held(appeal, by)
    row = Decision.objects.select_for_update(of=("self",)).get(pk=fresh.decision_id)
    stored = {name: getattr(row, name) for name in OF_THE_LETTER}
    wanted = merged(stored, shown_version, {name: typed[name] for name in stored})
    changed = sorted(name for name, value in wanted.items() if plain(value) != plain(stored[name]))
    for name in changed:
        setattr(row, name, wanted[name])
    if changed:
        row.save(update_fields=changed)
        _record("appeals.deadline_saved", fresh, by, at, fields=changed)
    fresh.decision = row
    after.started(fresh, by=by, at=at)


@transaction.atomic
def mark_sent(*, appeal: Appeal, sent_on: date, is_expedited: bool, by: Actor, at: datetime) -> None:
    """Its packet went out. Sent again, the first day stays: that is the day that keeps the deadline.

    A packet may go out after the appeal was taken back: it is out, so it waits for an answer.
    """
    permissions.check_can_edit_case(by, appeal.case)
    case = locked_case(appeal.case)
    fresh = _with(queries.locked(appeal), case)
    if fresh.state == AppealState.WITHDRAWN and queries.open_against(fresh.decision, fresh.level) is None:
        fresh.state, fresh.withdrawn_at = AppealState.PREPARING, None
    if fresh.state == AppealState.PREPARING:
        fresh.state, fresh.sent_on, fresh.sent_at = AppealState.SENT, fresh.sent_on or sent_on, at
        fresh.is_expedited = fresh.is_expedited or is_expedited
        fresh.save(update_fields=["state", "sent_on", "sent_at", "is_expedited", "withdrawn_at"])
        _record("appeals.sent", fresh, by, at)
    if fresh.state == AppealState.SENT and case.is_open:
        if fresh.decision.eob_id is None:
            cases.mark_appealed(case=case, by=by, at=at)
        after.sent(fresh, by=by, at=at)
    appeal.case.status = case.status


def after_submission(submission: Submission, by: Actor, at: datetime) -> None:
    """What `submissions` does when an appeal’s packet was sent."""
    appeal = submission.packet.appeal
    if appeal is not None:
        appeal.case = submission.case
        mark_sent(
            appeal=appeal, sent_on=submission.sent_on, is_expedited=submission.is_expedited, by=by, at=at
        )


@transaction.atomic
def record_outcome(
    *,
    appeal: Appeal,
    outcome: str,
    heard_on: date,
    decided_on: date | None,
    is_in_writing: bool,
    by: Actor,
    at: datetime,
) -> Decision:
    """What was decided about it, as an answer like any other. A second one takes the place of the first."""
    fresh = _held(appeal, by)
    if fresh.state not in (AppealState.SENT, AppealState.DECIDED) or fresh.sent_on is None:
        raise AppealRefused(_("This appeal was not sent yet. Write down first when it was sent."))
    if (decided_on or heard_on) < fresh.sent_on:
        raise AppealRefused(_("The decision cannot come before the appeal was sent"))
    fresh.state, fresh.outcome = AppealState.DECIDED, AppealOutcome(outcome)
    fresh.decided_on = decided_on or heard_on
    fresh.save(update_fields=["state", "outcome", "decided_on"])
    _record("appeals.decided", fresh, by, at, outcome=outcome)
    after.decided(fresh, by=by, at=at)
    return decisions.record_answer(
        case=fresh.case,
        answer=ANSWERS[outcome],
        heard_on=heard_on,
        appeal=fresh,
        values={"decided_on": decided_on, "is_in_writing": is_in_writing},
        by=by,
        at=at,
    )


@transaction.atomic
def withdraw(*, appeal: Appeal, by: Actor, at: datetime) -> None:
    """Taken back: not sent, or the plan was told. The row stays; the day to appeal runs on."""
    fresh = _held(appeal, by)
    if fresh.state == AppealState.WITHDRAWN:
        return
    if fresh.state == AppealState.DECIDED:
        raise AppealRefused(_("This appeal was decided, so it cannot be taken back."))
    was_sent = fresh.state == AppealState.SENT
    fresh.state, fresh.withdrawn_at = AppealState.WITHDRAWN, at
    fresh.save(update_fields=["state", "withdrawn_at"])
    _record("appeals.withdrawn", fresh, by, at)
    if was_sent and fresh.decision.eob_id is None:
        cases.mark_appeal_withdrawn(case=fresh.case, by=by, at=at)
    after.withdrawn(fresh, by=by, at=at)


def _held_case(case: Case, by: Actor) -> Case:
    permissions.check_can_edit_case(by, case)
    fresh = locked_case(case)
    if not fresh.is_open:
        raise AppealRefused(_("This request is closed, so nothing was saved. Open it again first."))
    return fresh


def _held(appeal: Appeal, by: Actor) -> Appeal:
    case = _held_case(appeal.case, by)
    return _with(queries.locked(appeal), case)


def _with(appeal: Appeal, case: Case) -> Appeal:
    appeal.case = appeal.decision.case = case
    return appeal


def _record(action: str, appeal: Appeal, by: Actor, at: datetime, **details: Any) -> None:
    details = {"kind": str(appeal.level), **details}
    log.record(action=action, target=appeal, case=appeal.case, by=by, at=at, details=details)
    cases.touch(case=appeal.case, at=at)
