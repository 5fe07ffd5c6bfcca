"""Put right, settle and take away what the plan still wants; the next step goes with it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from requests_app.audit import log
from requests_app.cases import services as cases
from requests_app.common.actor import Actor
from requests_app.common.time_zones import day_at
from requests_app.decisions import follow, queries, services, shown
from requests_app.drafts.clash import merged
from requests_app.drafts.versions import plain
from requests_app.followups import services as followups
from requests_app.followups.days import call_off
from requests_app.insurer_calls import wanted as wants
from requests_app.models import Case, Decision, MoreWanted, NextAction, WaitingOn

MOST_WANTED = 40


@transaction.atomic
def add_wanted(*, decision: Decision, typed: Mapping[str, Any], by: Actor, at: datetime) -> MoreWanted:
    """`typed`: what, owed_by, due_on."""
    fresh = services.held(decision, by)
    if fresh.wanted.filter(removed_at__isnull=True).count() >= MOST_WANTED:
        raise services.DecisionRefused(
            _("There can be %(count)s things in this list. Remove one first.") % {"count": MOST_WANTED}
        )
    row = wants.want(
        case=fresh.case,
        decision=fresh,
        call=fresh.call,
        asked_on=fresh.decided_on or fresh.heard_on,
        by=by,
        at=at,
        **typed,
    )
    _follow(row, by=by, at=at)
    return row


@transaction.atomic
def change_wanted(
    *, wanted: MoreWanted, typed: Mapping[str, Any], shown_version: str | None, by: Actor, at: datetime
) -> MoreWanted:
    """Raises Clash when somebody else changed the same box meanwhile."""
    row = _held(wanted, by)
    stored = {name: getattr(row, name) for name in shown.WANTED}
    answers = merged(stored, shown_version, {**stored, **typed})
    changed = sorted(name for name, value in answers.items() if plain(value) != plain(stored[name]))
    if changed:
        wants.drop_pause(row, by=by, at=at)
        for name in changed:
            setattr(row, name, answers[name])
        row.save(update_fields=changed)
        if row.done_on is None:
            wants.remind(row, by=by, at=at)
            wants.pause_clock(row, by=by, at=at)
        _record("decisions.wanted_changed", row, by, at)
        _follow(row, by=by, at=at)
    return row


@transaction.atomic
def mark_done(*, wanted: MoreWanted, by: Actor, at: datetime) -> MoreWanted:
    """The plan has it now. After the last one somebody makes sure that it does. Twice is once."""
    row = _held(wanted, by)
    if row.done_on is not None:
        return row
    row.done_on = day_at(at, zone=row.case.time_zone)
    row.save(update_fields=["done_on"])
    # Called off, not settled: a follow-up that is done for its day would not come back with `mark_open`.
    call_off(case=row.case, about_prefix=wants.about(row), by=by, at=at)
    wants.end_pause(row, on=row.done_on, by=by, at=at)
    _record("decisions.wanted_sent", row, by, at)
    _follow(row, by=by, at=at)
    return row


@transaction.atomic
def mark_open(*, wanted: MoreWanted, by: Actor, at: datetime) -> MoreWanted:
    """It was marked by mistake: the plan does not have it yet."""
    row = _held(wanted, by)
    if row.done_on is not None:
        row.done_on = None
        row.save(update_fields=["done_on"])
        wants.remind(row, by=by, at=at)
        wants.pause_clock(row, by=by, at=at)
        _record("decisions.wanted_changed", row, by, at)
        _follow(row, by=by, at=at)
    return row


@transaction.atomic
def remove_wanted(*, wanted: MoreWanted, by: Actor, at: datetime) -> None:
    services.check_can_write(wanted.case, by)
    if MoreWanted.objects.filter(pk=wanted.pk, removed_at__isnull=True).update(removed_at=at):
        call_off(case=wanted.case, about_prefix=wants.about(wanted), by=by, at=at)
        wants.drop_pause(wanted, by=by, at=at)
        _record("decisions.wanted_removed", wanted, by, at)
        _follow(wanted, by=by, at=at)


def _held(wanted: MoreWanted, by: Actor) -> MoreWanted:
    case = services.check_can_write(wanted.case, by)
    row = MoreWanted.objects.select_for_update(of=("self",)).get(pk=wanted.pk)
    row.case = case
    if row.removed_at is not None:
        raise services.DecisionRefused(_("Somebody took this out of the list."))
    return row


def _follow(row: MoreWanted, *, by: Actor, at: datetime) -> None:
    """The answer’s own day is the first of its things; the case waits for whoever owes the next one."""
    case, decision = row.case, row.decision
    if decision is not None:
        decision.case = case
        rows = decision.wanted.filter(removed_at__isnull=True, done_on__isnull=True, due_on__isnull=False)
        decision.needs_by = min((one.due_on for one in rows if one.due_on), default=None)
        decision.save(update_fields=["needs_by"])
    waiting = queries.wanted_of(case)
    if waiting:
        first = waiting[0]
        cases.advance(
            case=case,
            past=follow.past() - follow.NOT_UNDONE,
            to=NextAction.ADD_MORE,
            waiting_on=WaitingOn(first.owed_by),
            due_on=first.due_on,
            by=by,
            at=at,
        )
    elif case.next_action == NextAction.ADD_MORE and row.done_on is not None:
        _make_sure_they_have_it(case, row.done_on, by=by, at=at)


def _make_sure_they_have_it(case: Case, sent_on: date, *, by: Actor, at: datetime) -> None:
    call = followups.plan_after_sending(
        case=case, submission_sent_on=sent_on, is_expedited=case.is_urgent, by=by, at=at
    )
    cases.advance(
        case=case,
        past={NextAction.ADD_MORE},
        to=NextAction.CALL_2,
        waiting_on=WaitingOn.PLAN,
        due_on=call.due_on,
        by=by,
        at=at,
    )


def _record(action: str, row: MoreWanted, by: Actor, at: datetime) -> None:
    log.record(action=action, target=row, by=by, at=at)
    cases.touch(case=row.case, at=at)
