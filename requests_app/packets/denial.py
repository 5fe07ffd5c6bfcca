"""What the records say of a decision against the request: from call 4, the linked requests and the papers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from requests_app.casefile import schema
from requests_app.packets.calls import answer

AGAINST = ("NO", "PART")


@dataclass(frozen=True)
class Denial:
    """Empty values are not known. `reason` is in the plan’s words, as they were told or written."""

    is_recorded: bool = False
    in_part: bool = False
    decided_on: date | None = None
    reason: str = ""
    letter_dated: date | None = None
    has_letter: bool = False
    call: schema.InsurerCall | None = None


def denial_of(case: schema.CaseFile) -> Denial:
    call = next((one for one in reversed(case.insurer_calls) if _is_against(one)), None)
    track = next((one for one in case.tracks if one.outcome in ("DENIED", "PARTLY")), None)
    letters = [one for one in case.papers if one.kind == "DENIAL_LETTER"]
    told_on = _day(answer(call, "decided_on")) if call else None
    reason = (answer(call, "denial_reason") or answer(call, "left_out_reason")) if call else ""
    return Denial(
        is_recorded=bool(call or track or letters),
        in_part=bool(
            (call and call.answers.get("answer") == "PART")
            or (not call and track and track.outcome == "PARTLY")
        ),
        decided_on=told_on or (track.outcome_on if track else None),
        reason=reason,
        letter_dated=letters[-1].dated_on if letters else None,
        has_letter=bool(letters),
        call=call,
    )


def _is_against(call: schema.InsurerCall) -> bool:
    return call.kind == "CALL_4" and call.answers.get("answer") in AGAINST


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
