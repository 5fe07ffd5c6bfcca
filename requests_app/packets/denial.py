"""What the records say of a decision against the request.

From the answers that were written down; from call 4, the tracks and the papers where nobody wrote one.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from requests_app.casefile import about_bills, schema
from requests_app.packets.calls import answer

AGAINST = ("NO", "PART")
NO = ("DENIED", "PARTLY")
OPEN = ("PREPARING", "SENT")


@dataclass(frozen=True)
class Denial:
    """Empty values are not known. `reason` is in the plan’s words, `kind` the reason as it was coded.

    `has_letter`: it is among the papers. `in_writing`: the plan gave it in writing, here or not.
    """

    is_recorded: bool = False
    in_part: bool = False
    decided_on: date | None = None
    reason: str = ""
    letter_dated: date | None = None
    has_letter: bool = False
    in_writing: bool = False
    call: schema.InsurerCall | None = None
    kind: str = ""


def appeal_in(case: schema.CaseFile, key: str = "") -> schema.Appeal | None:
    """The one that is named, else the newest that is open."""
    if key:
        return next((one for one in case.appeals if str(one.key) == key), None)
    return next((one for one in reversed(case.appeals) if one.state in OPEN), None)


def is_external(case: schema.CaseFile, key: str = "") -> bool:
    appeal = appeal_in(case, key)
    return appeal is not None and appeal.level == "EXTERNAL"


def denial_of(case: schema.CaseFile, about: str = "") -> Denial:
    """`about`: the key of the appeal that is made; without one the newest answer that says no."""
    decision = _decision(case, appeal_in(case, about))
    return _written(case, decision) if decision else _heard(case)


def _decision(case: schema.CaseFile, appeal: schema.Appeal | None) -> schema.Decision | None:
    if appeal is not None:
        return next((one for one in case.decisions if one.key == appeal.decision_key), None)
    found = about_bills.answers(case)
    return next((one for one in reversed(found) if one.is_current and one.answer in NO), None)


def _written(case: schema.CaseFile, decision: schema.Decision) -> Denial:
    papers = {one.sha256 for one in case.papers}
    attached = decision.letter_sha256 in papers if decision.letter_sha256 else False
    # Call 4 is about the request: what was said on it is no reason of an answer to an appeal.
    heard = _call(case) if decision.about == "REQUEST" else None
    return Denial(
        is_recorded=True,
        in_part=decision.answer == "PARTLY",
        decided_on=decision.letter_dated_on or decision.decided_on or decision.heard_on,
        reason=decision.reason_words or decision.left_out_reason or _said(heard),
        letter_dated=decision.letter_dated_on,
        has_letter=attached or any(one.kind == "DENIAL_LETTER" for one in case.papers),
        in_writing=decision.is_in_writing or attached,
        call=None if decision.is_in_writing else heard,
        kind=decision.reason,
    )


def _heard(case: schema.CaseFile) -> Denial:
    call = _call(case)
    track = next((one for one in case.tracks if one.outcome in NO), None)
    letters = [one for one in case.papers if one.kind == "DENIAL_LETTER"]
    told_on = _day(answer(call, "decided_on")) if call else None
    return Denial(
        is_recorded=bool(call or track or letters),
        in_part=bool(
            (call and call.answers.get("answer") == "PART")
            or (not call and track and track.outcome == "PARTLY")
        ),
        decided_on=told_on or (track.outcome_on if track else None),
        reason=_said(call),
        letter_dated=letters[-1].dated_on if letters else None,
        has_letter=bool(letters),
        in_writing=bool(letters),
        call=call,
    )


def _call(case: schema.CaseFile) -> schema.InsurerCall | None:
    """The newest call on which a no was said."""
    return next((one for one in reversed(case.insurer_calls) if _is_against(one)), None)


def _said(call: schema.InsurerCall | None) -> str:
    return (answer(call, "denial_reason") or answer(call, "left_out_reason")) if call else ""


def _is_against(call: schema.InsurerCall) -> bool:
    return call.kind == "CALL_4" and call.answers.get("answer") in AGAINST


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
