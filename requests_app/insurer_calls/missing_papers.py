"""What the plan says is missing becomes things to do, each with its day."""

from __future__ import annotations

from datetime import date, datetime

from requests_app.cases import services as cases
from requests_app.common.actor import Actor
from requests_app.common.time_zones import day_at
from requests_app.insurer_calls.wanted import LONGEST_LINE, want
from requests_app.models import InsurerCall, MoreWanted, NextAction, WaitingOn
from requests_app.models.insurer_calls import CallKind

MOST_LINES = 12
AFTER_SENDING = frozenset({NextAction.CALL_2, NextAction.CALL_3, NextAction.CALL_4, NextAction.ADD_MORE})
NEEDS_MORE = "NEEDS_MORE"


def plan_missing(call: InsurerCall, *, by: Actor, at: datetime) -> int:
    """One thing for each line, by the plan’s day; a line that is there from this call already stays as it is.

    The case then waits for our side. Returns how many things are new.
    """
    lines = missing_lines(call)
    if not lines:
        return 0
    case, wanted_by = call.case, _day(call.answers.get("missing_by"))
    there = set(MoreWanted.objects.filter(call=call).values_list("what", flat=True))
    new = [line for line in lines if line not in there]
    for line in new:
        want(
            case=case,
            what=line,
            call=call,
            due_on=wanted_by,
            asked_on=call.called_on or day_at(at, zone=case.time_zone),
            plan_says_paused=str(call.answers.get("clock_stops") or ""),
            by=by,
            at=at,
        )
    if new:
        cases.advance(
            case=case,
            past=AFTER_SENDING,
            to=NextAction.ADD_MORE,
            waiting_on=WaitingOn.PATIENT,
            due_on=wanted_by,
            by=by,
            at=at,
        )
    return len(new)


def missing_lines(call: InsurerCall) -> list[str]:
    """Nothing when the plan has everything, or when it has nothing at all."""
    if not _wants_more(call):
        return []
    told = str(call.answers.get("missing") or "").splitlines()
    lines = [line.strip()[:LONGEST_LINE] for line in told if line.strip()]
    return list(dict.fromkeys(lines))[:MOST_LINES]


def _wants_more(call: InsurerCall) -> bool:
    said = call.answers
    match call.kind:
        case CallKind.CALL_2:
            return bool(said.get("is_complete") == "NO" and said.get("received") == "YES")
        case CallKind.CALL_3:
            return bool(said.get("status") == NEEDS_MORE)
        case CallKind.CALL_4:
            return bool(said.get("answer") == NEEDS_MORE)
    return False


def _day(iso: object) -> date | None:
    try:
        return date.fromisoformat(str(iso))
    except ValueError:
        return None
