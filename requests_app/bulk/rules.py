"""When a case is left out of a job, and why. Plain values in, a reason out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from requests_app.models import BulkKind, Case, NextAction, Role

MOST_CASES = 2000
UNDOABLE = frozenset({BulkKind.ASSIGN, BulkKind.ADD_TAG, BulkKind.SNOOZE, BulkKind.NEXT_ACTION})
# A list is read, and a tag sorts: both are of use for closed cases as well.
ALSO_CLOSED = frozenset({BulkKind.EXPORT, BulkKind.ADD_TAG, BulkKind.REMOVE_TAG})
WITHOUT_OPTIONS = frozenset({BulkKind.EXPORT})


class Reason(StrEnum):
    GONE = "GONE"
    NOT_YOURS = "NOT_YOURS"
    CLOSED = "CLOSED"
    ALREADY = "ALREADY"
    NOT_TAGGED = "NOT_TAGGED"
    NO_READER = "NO_READER"
    CHANGED = "CHANGED"
    BUSY = "BUSY"
    NO_ACCESS = "NO_ACCESS"
    REFUSED = "REFUSED"
    ERROR = "ERROR"
    TOUCHED = "TOUCHED"


# With these nothing is wrong with the job itself, and trying again may do it.
TRY_AGAIN = frozenset({Reason.CHANGED, Reason.BUSY, Reason.NO_ACCESS, Reason.REFUSED, Reason.ERROR})


@dataclass(frozen=True)
class Facts:
    """What a look at one case tells; no case: this person does not see it (any more)."""

    case: Case | None = None
    has_tag: bool = False
    has_reader: bool = False


def why_not(
    *, kind: str, options: Mapping[str, Any], seen: Mapping[str, Any], facts: Facts, role: str, user_id: int
) -> Reason | None:
    """None: it can be done. `seen` is what the person saw when the cases were chosen."""
    case = facts.case
    if case is None:
        return Reason.GONE
    if not case.is_open and kind not in ALSO_CLOSED:
        return Reason.CLOSED
    is_others = case.owner_id not in (None, user_id)
    if is_others and role == Role.CASE_WORKER and kind != BulkKind.EXPORT:
        return Reason.NOT_YOURS
    if kind == BulkKind.ADD_TAG:
        return Reason.ALREADY if facts.has_tag else None
    if kind == BulkKind.REMOVE_TAG:
        return None if facts.has_tag else Reason.NOT_TAGGED
    if kind == BulkKind.MESSAGE and not facts.has_reader:
        return Reason.NO_READER
    now = state_of(case, kind)
    if now and now == state_after(kind, options):
        return Reason.ALREADY
    return Reason.CHANGED if now != dict(seen) else None


def state_of(case: Case, kind: str) -> dict[str, Any]:
    """The values a job of this kind changes: what a person saw, and what an undo brings back."""
    if kind == BulkKind.ASSIGN:
        return {"owner": case.owner_id}
    if kind == BulkKind.SNOOZE:
        return {"until": _day(case.snoozed_until), "because": case.snoozed_because}
    if kind == BulkKind.NEXT_ACTION:
        return {
            "next_action": str(case.next_action),
            "own_text": case.next_action_text,
            "waiting_on": str(case.waiting_on),
            "due_on": _day(case.due_on),
        }
    if kind == BulkKind.CLOSE:
        # A message that came in after the choosing is read before its case is closed.
        return {
            "status": str(case.status),
            "outcome": str(case.outcome),
            "unanswered": _day(case.unanswered_since),
        }
    return {}


def state_after(kind: str, options: Mapping[str, Any]) -> dict[str, Any]:
    """What `state_of` tells when the job is done; nothing for what cannot be undone."""
    if kind == BulkKind.ASSIGN:
        return {"owner": options.get("owner")}
    if kind == BulkKind.SNOOZE:
        return {"until": options.get("until"), "because": options.get("because", "")}
    if kind == BulkKind.NEXT_ACTION:
        is_own = options.get("next_action") == NextAction.OWN
        return {
            "next_action": options.get("next_action"),
            "own_text": options.get("own_text", "") if is_own else "",
            "waiting_on": options.get("waiting_on"),
            "due_on": options.get("due_on"),
        }
    return {}


def may_undo(*, kind: str, options: Mapping[str, Any], facts: Facts) -> bool:
    """Nobody has changed since what the job changed."""
    if facts.case is None:
        return False
    if kind == BulkKind.ADD_TAG:
        return facts.has_tag
    return state_of(facts.case, kind) == state_after(kind, options)


def _day(value: Any) -> str | None:
    return value.isoformat() if value else None
