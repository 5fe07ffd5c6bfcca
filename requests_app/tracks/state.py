"""Where a track stands, from its row, the calls, the sending and the rules that are on file."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from requests_app.followups.calendar import closed_days_from
from requests_app.knowledge import library
from requests_app.knowledge.plans import plan_facts_of
from requests_app.models import Case, InsurerCall, Submission, Track, TrackKind
from requests_app.tracks import queries
from requests_app.tracks.rules import (
    Clock,
    From,
    common_clock,
    is_part,
    main_kind,
    rule_clock,
    rule_ids,
)

OUTCOME_OF_ANSWER = {"YES": "APPROVED", "PART": "PARTLY", "NO": "DENIED"}


@dataclass(frozen=True)
class State:
    """`asked_on`: the day on the row, else the day the packet was sent. `calls`: those about this track."""

    track: Track
    is_part: str
    asked_on: date | None
    clock: Clock | None
    calls: tuple[InsurerCall, ...]


def states_of(case: Case) -> tuple[State, ...]:
    """The three, in their order. Load the case with coverage and care."""
    calls = queries.calls_of(case)
    sent = queries.last_sending(case)
    needed = queries.approval_needed(case, calls)
    return tuple(_state(case, track, calls, sent, needed) for track in queries.tracks_of(case))


def heard_of(case: Case, track: Track, calls: Sequence[InsurerCall]) -> dict[str, Any]:
    """Answers of calls that this track lacks; only for the one the request’s own calls are about."""
    if track.kind != main_kind(case.path):
        return {}
    found: dict[str, Any] = {}
    for call in calls:
        found.setdefault("reference", call.request_number)
        found["reference"] = found["reference"] or call.request_number
        for name, value in _said(call).items():
            found.setdefault(name, value)
    fresh = {name: value for name, value in found.items() if value and getattr(track, name) in (None, "")}
    if "answer_due_on" in fresh:
        fresh["answer_due_from"] = From.PHONE.value
    return fresh


def _said(call: InsurerCall) -> dict[str, Any]:
    answers = call.answers
    found: dict[str, Any] = {}
    if due := day_of(answers.get("decide_by")):
        found["answer_due_on"] = due
    if outcome := OUTCOME_OF_ANSWER.get(str(answers.get("answer", ""))):
        found["outcome"] = outcome
        found["outcome_on"] = day_of(answers.get("decided_on")) or call.called_on
    if number := str(answers.get("authorization_number") or "")[:50]:
        found["authorization_number"] = number
    return found


def day_of(value: Any) -> date | None:
    """An import may have brought a day in words: then it is none."""
    try:
        return date.fromisoformat(str(value))
    except ValueError:
        return None


def _state(
    case: Case, track: Track, calls: Sequence[InsurerCall], sent: Submission | None, needed: str
) -> State:
    is_main = track.kind == main_kind(case.path)
    in_request = track.kind != TrackKind.PRIOR_AUTH
    has_begun = bool(track.asked_on or track.reference or track.outcome)
    part = is_part(
        track.kind, wanted=track.is_wanted, path=case.path, approval_needed=needed, has_begun=has_begun
    )
    asked_on = track.asked_on
    if asked_on is None and sent is not None and in_request and part == "YES":
        asked_on = sent.sent_on
    own_calls = tuple(calls) if is_main else ()
    is_urgent = sent.is_expedited if sent is not None else case.is_urgent
    clock = None
    if part == "YES" and not track.outcome:
        clock = _clock(case, track, own_calls, asked_on, is_urgent=is_urgent)
    return State(track, part, asked_on, clock, own_calls)


def _clock(
    case: Case, track: Track, calls: Sequence[InsurerCall], asked_on: date | None, *, is_urgent: bool
) -> Clock | None:
    """What was written down, else what the plan said, else a rule on file, else what is common."""
    if track.answer_due_on is not None:
        known = {one.value for one in From}
        source = From(track.answer_due_from) if track.answer_due_from in known else From.OTHER
        return Clock(track.answer_due_on, source, source_text=track.answer_due_from)
    for call in calls:
        if due := day_of(call.answers.get("decide_by")):
            return Clock(due, From.PHONE, heard_on=call.called_on)
    if asked_on is None:
        return None
    return _clock_of_rule(case, track.kind, asked_on, is_urgent=is_urgent) or (
        common_clock(asked_on=asked_on, is_urgent=is_urgent, closed=closed_days_from)
        if track.kind != TrackKind.PRIOR_AUTH
        else None
    )


def _clock_of_rule(case: Case, kind: str, asked_on: date, *, is_urgent: bool) -> Clock | None:
    """Only a rule that surely binds this plan and is checked: all others are asked for by phone."""
    wanted = rule_ids(kind, is_urgent=is_urgent)
    if not wanted or case.care.timing == "OVER":
        return None
    plan = plan_facts_of(case.coverage, case.care)
    for match in library.applicable(plan, "deadline_plan", on=asked_on):
        if match.record.id in wanted and match.is_certain and match.record.is_printable:
            return rule_clock(match.record, asked_on=asked_on)
    return None
