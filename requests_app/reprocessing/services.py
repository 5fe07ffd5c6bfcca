"""Send a claim back, and follow it: what is asked about, when it was asked, what came of it.

What was sent stays as it was. What the plan answers about a bill is an answer of its own (`Decision.eob`).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from requests_app.claims.findings import Finding, Review
from requests_app.common.actor import Actor
from requests_app.decisions import bill_step
from requests_app.drafts.clash import check_version
from requests_app.drafts.versions import plain
from requests_app.eobs import next_step
from requests_app.eobs.queries import is_current
from requests_app.followups.services import call_off, settle
from requests_app.models import (
    ExplanationOfBenefits,
    Reprocessing,
    ReprocessingOutcome,
    ReprocessingState,
    Submission,
)
from requests_app.reprocessing import after, points, queries
from requests_app.reprocessing.clock import about
from requests_app.reprocessing.holding import BackRefused as BackRefused
from requests_app.reprocessing.holding import check_can_write, held, note, refuse_when_withdrawn
from requests_app.reprocessing.ways import OF_A_PACKET

State = ReprocessingState
STATEMENT = ("statement", "send_to")
ASKED = ("sent_on", "way", "number", "person", "answer_due_on", "answer_due_from")
OFFICE = ("office_told_on",)
WAITING = ("asked_again_on", "answer_due_on", "answer_due_from", "number")
OUTCOME = ("outcome", "decided_on", "answer")


@transaction.atomic
def start(
    *, eob: ExplanationOfBenefits, review: Review, chosen: Sequence[Finding], by: Actor, at: datetime
) -> Reprocessing:
    """Of this claim; the one that is open already, where there is one."""
    case = check_can_write(eob.case, by)
    fresh = ExplanationOfBenefits.objects.select_for_update(of=("self",)).get(pk=eob.pk)
    if not is_current(fresh):
        raise BackRefused(_("This statement is not the newest one of its claim. Look at the newest one."))
    standing = queries.open_for(eob)
    if standing is not None:
        return standing
    back = Reprocessing.objects.create(
        organization_id=case.organization_id,
        case=case,
        eob=fresh,
        started_by_id=by.person_id,
        started_at=at,
        **points.as_columns(review, chosen),
    )
    back.eob = eob
    note("reprocessing.started", back, by=by, at=at)
    bill_step.show(case, by=by, at=at)
    return back


@transaction.atomic
def save_points(
    *,
    back: Reprocessing,
    review: Review,
    chosen: Sequence[Finding],
    shown_version: str | None,
    by: Actor,
    at: datetime,
) -> None:
    """Raises Clash."""
    fresh = _preparing(back, by)
    typed = {"points": sorted(points.key_of(one) for one in chosen) or [points.OWN_WORDS]}
    check_version({"points": sorted(points.kept_keys(fresh))}, shown_version, typed)
    _write(fresh, points.as_columns(review, chosen), "reprocessing.points_saved", by=by, at=at)


@transaction.atomic
def save_statement(
    *, back: Reprocessing, typed: Mapping[str, Any], shown_version: str | None, by: Actor, at: datetime
) -> None:
    """`typed`: statement, send_to. Raises Clash."""
    fresh = _preparing(back, by)
    check_version(shown(fresh, STATEMENT), shown_version, typed)
    _write(fresh, typed, "reprocessing.statement_saved", by=by, at=at)


@transaction.atomic
def record_asked(
    *, back: Reprocessing, typed: Mapping[str, Any], shown_version: str | None, by: Actor, at: datetime
) -> None:
    """`typed`: the names of ASKED. The second time it puts right what was written. Raises Clash."""
    fresh = held(back, by)
    if fresh.state not in queries.OPEN:
        raise BackRefused(_("This is over already, so nothing was changed."))
    is_first = fresh.state == State.PREPARING
    check_version(shown(fresh, ASKED), shown_version, typed)
    if is_first:
        fresh.state, fresh.sent_at = State.SENT, at
    action = "reprocessing.asked" if is_first else "reprocessing.asking_changed"
    _write(fresh, typed, action, "state", "sent_at", by=by, at=at)
    after.sent(fresh, by=by, at=at)


def after_submission(submission: Submission, by: Actor, at: datetime) -> None:
    """Its packet was sent: so the plan was asked, unless somebody wrote so before. Hold the case first."""
    back = submission.packet.reprocessing
    if back is None:
        return
    back.case = submission.case
    fresh = queries.locked(back)
    if fresh.state != State.PREPARING:
        return
    fresh.state, fresh.sent_at = State.SENT, at
    values = {"sent_on": submission.sent_on, "way": str(OF_A_PACKET.get(submission.way, ""))}
    _write(fresh, values, "reprocessing.asked", "state", "sent_at", by=by, at=at)
    after.sent(fresh, by=by, at=at)


@transaction.atomic
def record_office_told(
    *, back: Reprocessing, typed: Mapping[str, Any], shown_version: str | None, by: Actor, at: datetime
) -> None:
    """The billing office knows that the claim is looked at again. Raises Clash."""
    fresh = held(back, by)
    refuse_when_withdrawn(fresh)
    check_version(shown(fresh, OFFICE), shown_version, typed)
    _write(fresh, typed, "reprocessing.office_told", by=by, at=at)


@transaction.atomic
def record_still_waiting(
    *, back: Reprocessing, typed: Mapping[str, Any], shown_version: str | None, by: Actor, at: datetime
) -> None:
    """Somebody asked where it is: the next day to ask counts from then. Raises Clash."""
    fresh = held(back, by)
    if fresh.state != State.SENT or fresh.sent_on is None:
        raise BackRefused(_("Write down first when you asked the plan."))
    if typed["asked_again_on"] < fresh.sent_on:
        raise BackRefused(_("This day cannot be before the day you asked first."))
    check_version(shown(fresh, WAITING), shown_version, typed)
    _write(fresh, typed, "reprocessing.asked_again", by=by, at=at)
    settle(case=fresh.case, about_prefix=about(fresh), by=by, at=at)
    after.sent(fresh, by=by, at=at)


@transaction.atomic
def record_outcome(
    *, back: Reprocessing, typed: Mapping[str, Any], shown_version: str | None, by: Actor, at: datetime
) -> Reprocessing:
    """`typed`: outcome, decided_on, answer. The corrected claim is linked where it is there. Raises Clash."""
    fresh = held(back, by)
    if fresh.state not in (State.SENT, State.DECIDED) or fresh.sent_on is None:
        raise BackRefused(_("Write down first when you asked the plan."))
    if typed["decided_on"] < fresh.sent_on:
        raise BackRefused(_("The answer cannot be older than the day you asked."))
    check_version(shown(fresh, OUTCOME), shown_version, typed)
    fresh.state = State.DECIDED
    fresh.corrected = _corrected(fresh, str(typed["outcome"]))
    _write(fresh, typed, "reprocessing.decided", "state", "corrected", by=by, at=at)
    settle(case=fresh.case, about_prefix=about(fresh), by=by, at=at)
    bill_step.show(fresh.case, by=by, at=at)
    next_step.show(case=fresh.case, by=by, at=at)
    return fresh


@transaction.atomic
def withdraw(*, back: Reprocessing, by: Actor, at: datetime) -> None:
    """Taken back: it stays in the list, and nobody is reminded of it. Done twice, it is done once."""
    fresh = held(back, by)
    if fresh.state == State.WITHDRAWN:
        return
    if fresh.state == State.DECIDED:
        raise BackRefused(_("The plan has answered this already."))
    fresh.state, fresh.withdrawn_at = State.WITHDRAWN, at
    fresh.save(update_fields=["state", "withdrawn_at"])
    note("reprocessing.withdrawn", fresh, by=by, at=at)
    call_off(case=fresh.case, about_prefix=about(fresh), by=by, at=at)
    bill_step.show(fresh.case, by=by, at=at)
    next_step.show(case=fresh.case, by=by, at=at)


def shown(back: Reprocessing, names: Sequence[str]) -> dict[str, Any]:
    return {name: getattr(back, name) for name in names}


def _preparing(back: Reprocessing, by: Actor) -> Reprocessing:
    fresh = held(back, by)
    if fresh.state != State.PREPARING:
        raise BackRefused(_("The plan has this already. What it says can’t be changed any more."))
    return fresh


def _corrected(back: Reprocessing, outcome: str) -> ExplanationOfBenefits | None:
    return None if outcome == ReprocessingOutcome.REFUSED else queries.correction_of(back.eob)


def _write(
    back: Reprocessing, values: Mapping[str, Any], action: str, *more: str, by: Actor, at: datetime
) -> None:
    """`more`: columns that were set before and are written whatever changed."""
    changed = [name for name, value in values.items() if plain(getattr(back, name)) != plain(value)]
    for name in changed:
        setattr(back, name, values[name])
    if changed or more:
        back.save(update_fields=[*changed, *more])
        note(action, back, by=by, at=at, fields=sorted(changed))
