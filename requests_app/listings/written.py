"""Ask in writing “is this provider in network?”, and write down what came back."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils import translation
from django.utils.translation import gettext as _

from requests_app.audit import log
from requests_app.cases import services as cases
from requests_app.common.actor import Actor
from requests_app.common.time_zones import day_at
from requests_app.documents.inspection import ReadFile
from requests_app.documents.services import remove_document, store_document
from requests_app.drafts.clash import check_version
from requests_app.followups import services as followups
from requests_app.listings import queries
from requests_app.listings.clock import Clock
from requests_app.listings.services import ListingRefused, check_can_write, refuse_when_removed
from requests_app.listings.shown import shown_answer
from requests_app.models import Case, DocumentKind, FollowUp, FollowUpKind, NetworkQuestion

MOST_OPEN = 100


@transaction.atomic
def ask_question(
    *, case: Case, typed: Mapping[str, Any], clock: Clock | None, by: Actor, at: datetime
) -> NetworkQuestion:
    """Note that the question was sent, and remind of the day on which an answer is due, when a rule sets one.

    `typed`: office (public id or empty), about_name, about_npi, asked_on, way, sent_to.
    """
    check_can_write(case, by)
    if case.network_questions.filter(removed_at__isnull=True).count() >= MOST_OPEN:
        raise ListingRefused(_("You wrote down enough questions. Remove one first."))
    due_on = clock.due_on(typed["asked_on"], typed["way"]) if clock else None
    question = NetworkQuestion.objects.create(
        organization_id=case.organization_id,
        case=case,
        due_on=due_on,
        due_rule=clock.record.id if clock and due_on else "",
        **{**typed, "office": queries.office_or_none(case, typed["office"])},
    )
    details = {"due_on": str(question.due_on) if question.due_on else ""}
    log.record(action="listings.question_asked", target=question, by=by, at=at, details=details)
    cases.touch(case=case, at=at)
    _remind(question, by=by, at=at)
    return question


@transaction.atomic
def save_answer(
    *,
    question: NetworkQuestion,
    typed: Mapping[str, Any],
    read: ReadFile | None,
    shown_version: str | None,
    by: Actor,
    at: datetime,
) -> NetworkQuestion:
    """`typed`: answer, answered_on, answer_text, reference. A new file takes the place of an older one."""
    check_can_write(question.case, by)
    fresh = queries.locked_question(question)
    refuse_when_removed(fresh)
    if typed["answered_on"] < fresh.asked_on:
        raise ListingRefused(_("The answer cannot be older than the question."))
    stored = shown_answer(fresh)
    check_version(stored, shown_version, typed)
    changed = sorted(name for name, value in typed.items() if stored[name] != value)
    for name in changed:
        setattr(fresh, name, typed[name])
    if read is not None:
        older = fresh.document
        fresh.document = store_document(
            case=question.case, kind=DocumentKind.PLAN_ANSWER, read=read, by=by, at=at
        )
        changed.append("document")
        if older is not None:
            older.case = question.case
            remove_document(document=older, by=by, at=at)
    if changed:
        fresh.save(update_fields=changed)
        details = {"fields": changed, "answer": fresh.answer}
        log.record(action="listings.question_answered", target=fresh, by=by, at=at, details=details)
        cases.touch(case=fresh.case, at=at)
        _stop_reminding(fresh, by=by, at=at)
    return fresh


@transaction.atomic
def remove_question(*, question: NetworkQuestion, by: Actor, at: datetime) -> None:
    check_can_write(question.case, by)
    fresh = queries.locked_question(question)
    refuse_when_removed(fresh)
    fresh.removed_at = at
    fresh.save(update_fields=["removed_at"])
    log.record(action="listings.question_removed", target=fresh, by=by, at=at)
    cases.touch(case=fresh.case, at=at)
    if fresh.document is not None:
        fresh.document.case = question.case
        remove_document(document=fresh.document, by=by, at=at)
    if not fresh.answer:
        _stop_reminding(fresh, by=by, at=at, was_answered=False)


def _remind(question: NetworkQuestion, *, by: Actor, at: datetime) -> None:
    """One reminder a day is enough, however many questions are due on it."""
    case, due_on = question.case, question.due_on
    if due_on is None or due_on < day_at(at, zone=case.time_zone):
        return
    if _reminder(case, due_on) is None:
        followups.plan_own(case=case, what=_what(case), due_on=due_on, by=by, at=at)


def _stop_reminding(question: NetworkQuestion, *, by: Actor, at: datetime, was_answered: bool = True) -> None:
    case, due_on = question.case, question.due_on
    if due_on is None:
        return
    waiting = case.network_questions.filter(due_on=due_on, answer="", removed_at__isnull=True)
    reminder = _reminder(case, due_on)
    if reminder is None or waiting.exclude(pk=question.pk).exists():
        return
    settle = followups.complete if was_answered else followups.cancel
    settle(follow_up=reminder, by=by, at=at)


def _reminder(case: Case, due_on: date) -> FollowUp | None:
    """Known by its words and its day, or by the day it had before the person moved it."""
    own = case.follow_ups.filter(kind=FollowUpKind.OWN, state=FollowUp.State.OPEN, what=_what(case))
    found = own.filter(Q(due_on=due_on) | Q(moved_from=due_on)).first()
    if found is not None:
        found.case = case
    return found


def _what(case: Case) -> str:
    """Neutral, in the language of the case: it is stored, and read by everybody in it."""
    with translation.override(case.language):
        return _("The answer to your written question is due")
