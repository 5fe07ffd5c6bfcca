"""Write down what the plan answered. What follows from it is in `follow`; lines and wants have their own."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from requests_app.accounts import permissions
from requests_app.audit import log
from requests_app.cases import services as cases
from requests_app.cases.queries import locked as locked_case
from requests_app.common.actor import Actor
from requests_app.common.errors import DomainError
from requests_app.decisions import follow, queries
from requests_app.decisions.shown import ANSWER, DENIAL, LEFT_OUT, TERMS
from requests_app.documents.inspection import ReadFile
from requests_app.drafts.clash import merged
from requests_app.drafts.versions import plain
from requests_app.models import (
    Answer,
    Appeal,
    Case,
    Decision,
    Document,
    DocumentKind,
    ExplanationOfBenefits,
    InsurerCall,
    Renewal,
    Track,
)
from requests_app.papers import services as papers
from requests_app.tracks import queries as tracks
from requests_app.tracks.rules import main_kind


class DecisionRefused(DomainError):
    """The text is shown to the person as it is."""


@transaction.atomic
def record_answer(
    *,
    case: Case,
    answer: Answer | str,
    heard_on: date,
    track: Track | str = "",
    appeal: Appeal | None = None,
    renewal: Renewal | None = None,
    eob: ExplanationOfBenefits | None = None,
    call: InsurerCall | None = None,
    values: Mapping[str, Any] | None = None,
    by: Actor,
    at: datetime,
) -> Decision:
    """One answer more. A later answer to the same thing takes the place of the one before; both are kept.

    `track` is for an answer to the request: without it, the track the request's own calls are about. `eob`
    is for an answer about a bill; the answer to an appeal of one is about that bill as well.
    `values` are further columns of Decision. Raises DecisionRefused.
    """
    case = check_can_write(case, by)
    if by.user_id is None:
        raise DecisionRefused(_("Sign in again first."))
    eob = appeal.decision.eob if appeal is not None else eob
    decision = Decision(
        organization_id=case.organization_id,
        case=case,
        track=None if eob is not None else _track_of(case, track, appeal, renewal),
        appeal=appeal,
        renewal=renewal,
        eob=eob,
        call=call,
        answer=answer,
        heard_on=heard_on,
        recorded_by_id=by.user_id,
        recorded_at=at,
        **(values or {}),
    )
    check_days(decision)
    decision.save()
    if call is not None:
        # What the call already told to be missing belongs to the answer it was heard with.
        case.more_wanted.filter(call=call, decision__isnull=True).update(decision=decision)
    _record("decisions.recorded", decision, by, at)
    follow.after_change(decision, is_new=True, by=by, at=at)
    return queries.get_decision_or_404(case, decision.public_id)


@transaction.atomic
def change_answer(
    *, decision: Decision, typed: Mapping[str, Any], shown_version: str | None, by: Actor, at: datetime
) -> Decision:
    """What was written down wrong is put right; for a new answer of the plan use `record_answer`."""
    return _change(decision, ANSWER, typed, shown_version, by, at, action="decisions.changed")


@transaction.atomic
def save_terms(
    *, decision: Decision, typed: Mapping[str, Any], shown_version: str | None, by: Actor, at: datetime
) -> Decision:
    """What a yes says of each point, and its days. Raises Clash when two people said otherwise."""
    return _change(decision, TERMS, typed, shown_version, by, at, action="decisions.terms_saved")


@transaction.atomic
def save_left_out(
    *, decision: Decision, typed: Mapping[str, Any], shown_version: str | None, by: Actor, at: datetime
) -> Decision:
    return _change(decision, LEFT_OUT, typed, shown_version, by, at, action="decisions.choice_saved")


@transaction.atomic
def save_denial(
    *, decision: Decision, typed: Mapping[str, Any], shown_version: str | None, by: Actor, at: datetime
) -> Decision:
    return _change(decision, DENIAL, typed, shown_version, by, at, action="decisions.denial_saved")


@transaction.atomic
def remove_answer(*, decision: Decision, by: Actor, at: datetime) -> None:
    """Written down by mistake: the one before it counts again. The row stays. Done twice, it is done once."""
    fresh = held(decision, by, may_be_removed=True)
    if fresh.removed_at is not None:
        return
    if fresh.appeals_against.exclude(state="WITHDRAWN").exists():
        raise DecisionRefused(
            _("There is an appeal against this answer, so it stays. Take back the appeal first.")
        )
    if fresh.renewals_of.exclude(state="WITHDRAWN").exists():
        raise DecisionRefused(
            _("There is a renewal of this approval, so it stays. Take back the renewal first.")
        )
    fresh.removed_at = at
    fresh.save(update_fields=["removed_at"])
    fresh.wanted.filter(removed_at__isnull=True).update(removed_at=at)
    _record("decisions.removed", fresh, by, at)
    follow.after_removal(fresh, by=by, at=at)


@transaction.atomic
def add_letter(
    *,
    decision: Decision,
    read: ReadFile | None,
    document: Document | None = None,
    dated_on: date | None,
    by: Actor,
    at: datetime,
) -> Decision:
    """The plan's paper: a new file, or one of the papers that are there. Then it is in writing."""
    fresh = held(decision, by)
    if read is not None:
        document = papers.add_paper(case=fresh.case, kind=letter_kind(fresh), read=read, by=by, at=at)
    elif document is None or document.case_id != fresh.case_id or document.removed_at is not None:
        raise DecisionRefused(_("Somebody took this paper out of the list."))
    if dated_on is not None and document.dated_on != dated_on:
        document.dated_on = dated_on
        document.save(update_fields=["dated_on"])
    if not fresh.is_in_writing:
        # What nobody said on the phone may well stand in the letter.
        fresh.appeal_by_not_stated = False
    fresh.letter, fresh.is_in_writing = document, True
    fresh.letter_dated_on = dated_on or document.dated_on or fresh.letter_dated_on
    check_days(fresh)
    fresh.save(update_fields=["letter", "is_in_writing", "letter_dated_on", "appeal_by_not_stated"])
    _record("decisions.letter_added", fresh, by, at)
    follow.after_change(fresh, is_new=False, by=by, at=at)
    return fresh


def letter_kind(decision: Decision) -> DocumentKind:
    """A no goes with an appeal by itself as a denial letter; a yes, even in part, is an answer."""
    return DocumentKind.DENIAL_LETTER if decision.answer == Answer.DENIED else DocumentKind.PLAN_ANSWER


def check_can_write(case: Case, by: Actor) -> Case:
    """The case, held before its rows, as every writer does."""
    permissions.check_can_edit_case(by, case)
    fresh = locked_case(case)
    if not fresh.is_open:
        raise DecisionRefused(_("This request is closed, so nothing was saved. Open it again first."))
    return fresh


def held(decision: Decision, by: Actor, *, may_be_removed: bool = False) -> Decision:
    decision.case = check_can_write(decision.case, by)
    fresh = queries.locked(decision)
    if fresh.removed_at is not None and not may_be_removed:
        raise DecisionRefused(_("Somebody took this answer out of the list."))
    return fresh


def check_days(decision: Decision) -> None:
    """Days that cannot be: two people may each have written down one of two that do not fit together."""
    if decision.starts_on and decision.ends_on and decision.ends_on < decision.starts_on:
        raise DecisionRefused(_("End date must be on or after the start date"))
    asked_on = decision.track.asked_on if decision.track else None
    answered_on = decision.decided_on or decision.heard_on
    if decision.answer in queries.DECIDED and asked_on and answered_on < asked_on:
        raise DecisionRefused(_("The answer cannot come before it was asked for"))


def _track_of(case: Case, track: Track | str, appeal: Appeal | None, renewal: Renewal | None) -> Track | None:
    if appeal is not None:
        return appeal.decision.track
    if renewal is not None:
        return renewal.decision.track
    if isinstance(track, Track):
        return track
    row = tracks.locked(case, track or main_kind(case.path))
    if row._state.adding:
        row.save()
    return row


def _change(
    decision: Decision,
    names: tuple[str, ...],
    typed: Mapping[str, Any],
    shown_version: str | None,
    by: Actor,
    at: datetime,
    *,
    action: str,
) -> Decision:
    fresh = held(decision, by)
    stored = {name: getattr(fresh, name) for name in names}
    wanted = merged(stored, shown_version, {**stored, **typed})
    changed = sorted(name for name, value in wanted.items() if plain(value) != plain(stored[name]))
    for name in changed:
        setattr(fresh, name, wanted[name])
    if not changed:
        return fresh
    check_days(fresh)
    fresh.save(update_fields=changed)
    _record(action, fresh, by, at, fields=changed)
    follow.after_change(fresh, is_new=False, was=str(stored.get("answer", "")), by=by, at=at)
    return fresh


def _record(action: str, decision: Decision, by: Actor, at: datetime, **details: Any) -> None:
    details = {"answer": str(decision.answer), **details}
    log.record(action=action, target=decision, by=by, at=at, details=details)
    cases.touch(case=decision.case, at=at)
