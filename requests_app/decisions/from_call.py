"""What a call with the plan already says, so that nobody types it twice. Pure."""

from __future__ import annotations

from datetime import date
from typing import Any

from requests_app.decisions.shown import POINTS
from requests_app.models import Answer, InsurerCall

ANSWERS = {
    "YES": Answer.APPROVED,
    "PART": Answer.PARTLY,
    "NO": Answer.DENIED,
    "NEEDS_MORE": Answer.NEEDS_MORE,
    "NOTHING_YET": Answer.NOT_WRITTEN,
}
STATED = ("YES", "NO", "NOT_STATED")


def answer_of(call: InsurerCall) -> dict[str, Any]:
    """For the page that asks what the plan said; empty when the call heard no answer."""
    answer = ANSWERS.get(str(call.answers.get("answer", "")))
    if answer is None and call.answers.get("status") == "NEEDS_MORE":
        answer = Answer.NEEDS_MORE
    if answer is None:
        return {}
    return {
        "answer": answer,
        "heard_on": call.called_on,
        "is_in_writing": "NO",
        "decided_on": day_of(call, "decided_on"),
        "notes": call.notes,
    }


def terms_of(call: InsurerCall | None) -> dict[str, Any]:
    if call is None:
        return {}
    points = {name: str(call.answers.get(name, "")) for name in POINTS}
    found: dict[str, Any] = {name: said for name, said in points.items() if said in STATED}
    return found | {
        "starts_on": day_of(call, "approved_from"),
        "ends_on": day_of(call, "approved_to"),
        "renew_by": day_of(call, "renew_by"),
        "authorization_number": _text(call, "authorization_number", 50),
    }


def left_out_of(call: InsurerCall | None) -> dict[str, Any]:
    if call is None:
        return {}
    told = (_text(call, "left_out", 500), _text(call, "left_out_reason", 500))
    return {"left_out_reason": "\n".join(text for text in told if text)[:500]}


def denial_of(call: InsurerCall | None) -> dict[str, Any]:
    """The page says beside it that the day in the letter counts, not the one on the phone."""
    if call is None:
        return {}
    possible = str(call.answers.get("peer_to_peer_possible", ""))
    return {
        "reason_words": _text(call, "denial_reason", 800),
        "appeal_way": _text(call, "appeal_way", 200),
        "appeal_by": day_of(call, "appeal_by"),
        "peer_possible": {"UNSURE": "NOT_STATED"}.get(possible, possible),
        "peer_phone": _text(call, "peer_to_peer_phone", 40),
        "peer_by": day_of(call, "peer_to_peer_by"),
    }


def filled(stored: dict[str, Any], heard: dict[str, Any]) -> tuple[dict[str, Any], bool]:
    """What is kept, and where nothing is, what the call said; and whether anything came from the call."""
    used = {name: value for name, value in heard.items() if value and not stored.get(name)}
    return {**stored, **used}, bool(used)


def day_of(call: InsurerCall, key: str) -> date | None:
    try:
        return date.fromisoformat(str(call.answers.get(key, "")))
    except ValueError:
        return None


def _text(call: InsurerCall, key: str, most: int) -> str:
    return str(call.answers.get(key) or "").strip()[:most]
