"""Where a track stands, from its row, the calls, the sending and the rules that are on file."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from requests_app.models import Case, InsurerCall, Track
from requests_app.tracks import queries
from requests_app.tracks.clock import Clock, work_out
from requests_app.tracks.clock_facts import Background, background_of, day_of, facts_of
from requests_app.tracks.clock_parts import From
from requests_app.tracks.rules import is_part, main_kind

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
    needed = queries.approval_needed(case, calls)
    background = background_of(case, calls)
    return tuple(_state(case, track, calls, background, needed) for track in queries.tracks_of(case))


def state_of(case: Case, kind: str) -> State:
    return next(one for one in states_of(case) if one.track.kind == kind)


def clock_of(case: Case, kind: str) -> Clock | None:
    """None: not asked for, answered, or nothing to count from. Load the case with coverage and care."""
    return state_of(case, kind).clock


def main_clock_of(case: Case) -> Clock | None:
    """The clock of what the request’s own calls are about."""
    return clock_of(case, main_kind(case.path))


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


def _state(
    case: Case, track: Track, calls: Sequence[InsurerCall], background: Background, needed: str
) -> State:
    is_main = track.kind == main_kind(case.path)
    has_begun = bool(track.asked_on or track.reference or track.outcome)
    part = is_part(
        track.kind, wanted=track.is_wanted, path=case.path, approval_needed=needed, has_begun=has_begun
    )
    own_calls = tuple(calls) if is_main else ()
    facts = facts_of(track, own_calls, background, is_part=part == "YES")
    asked_on = track.asked_on or (facts.start.sent_on if facts.start else None)
    clock = work_out(facts) if part == "YES" and not track.outcome else None
    return State(track, part, asked_on, clock, own_calls)
