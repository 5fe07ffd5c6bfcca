"""The pages of the check: what each shows, what it changes, and which page follows. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from requests_app.eobcheck import typed
from requests_app.eobcheck.state import MOST_CLAIMS, MOST_LINES, Claim, State


class Step(StrEnum):
    NUMBERS = "numbers"
    PARTS = "parts"
    LINE = "line"
    APPROVED = "approved"
    WHAT = "what"
    COST = "cost"
    ASKED = "asked"
    FILE = "file"
    PERSON = "person"
    REVIEW = "review"


@dataclass(frozen=True)
class At:
    """One page: of which claim, and for a line which one; both from 0 on."""

    step: Step
    claim: int = 0
    line: int = 0


BY_LINE, ONE_MORE_LINE = "by_line", "one_more"


def initial(state: State, at: At) -> dict[str, Any]:
    """What the page shows, from what was told before."""
    claim = typed.claim_at(state, at.claim)
    match at.step:
        case Step.NUMBERS:
            return typed.numbers_of(claim, is_new=at.claim >= len(state.claims))
        case Step.PARTS:
            return typed.parts_of(claim)
        case Step.LINE:
            return typed.line_of(claim, at.line)
        case Step.ASKED:
            return typed.asked_of(claim)
    return typed.approval_of(state)


def applied(state: State, at: At, cleaned: Mapping[str, Any]) -> State:
    claim = typed.claim_at(state, at.claim)
    match at.step:
        case Step.NUMBERS:
            claim = typed.with_numbers(claim, cleaned)
        case Step.PARTS:
            claim = typed.with_parts(claim, cleaned)
        case Step.LINE:
            claim = typed.with_line(claim, at.line, cleaned)
        case Step.ASKED:
            claim = typed.with_asked(claim, cleaned)
        case _:
            return typed.with_approval(state, cleaned)
    return typed.with_claim(state, at.claim, claim)


def following(state: State, at: At, *, wish: str = "") -> At:
    """The page after this one. `wish`: a second button that was pressed."""
    claim = typed.claim_at(state, at.claim)
    match at.step:
        case Step.NUMBERS:
            return At(Step.LINE if claim.lines else Step.PARTS, at.claim)
        case Step.PARTS if wish == BY_LINE:
            return At(Step.LINE, at.claim)
        case Step.LINE if wish == ONE_MORE_LINE or at.line + 1 < len(claim.lines):
            return At(Step.LINE, at.claim, at.line + 1)
        case Step.PARTS | Step.LINE:
            return At(Step.ASKED if state.approval.said else Step.APPROVED, at.claim)
        case Step.APPROVED if state.approval.said == "YES":
            return At(Step.WHAT, at.claim)
        case Step.WHAT:
            return At(Step.COST, at.claim)
        case Step.APPROVED | Step.COST:
            return _open_claim(state, At(Step.ASKED, at.claim))
    return first_open(state)


def first_open(state: State) -> At:
    """What was read from the text of a paper is looked over claim by claim, then the review comes."""
    open_claims = (place for place, one in enumerate(state.claims) if not is_told(one))
    place = next(open_claims, None)
    return At(Step.REVIEW) if place is None else At(Step.NUMBERS, place)


def is_told(claim: Claim) -> bool:
    return claim.is_read or claim.was_asked


def was_read_from_text(state: State, at: At) -> bool:
    """What this page shows was read from the text of a paper, which is easily read wrongly."""
    is_of_claim = at.step in (Step.NUMBERS, Step.PARTS, Step.LINE)
    return is_of_claim and typed.claim_at(state, at.claim).top.source == "PDF"


def without_open_claims(state: State) -> State:
    return state.model_copy(update={"claims": tuple(one for one in state.claims if is_told(one))})


def before(state: State, at: At) -> At | None:
    """The page before this one; None at the first."""
    claim = typed.claim_at(state, at.claim)
    is_read = claim.is_read
    match at.step:
        case Step.NUMBERS:
            return At(Step.REVIEW) if at.claim > 0 else None
        case Step.PARTS:
            return At(Step.NUMBERS, at.claim)
        case Step.LINE if at.line:
            return At(Step.LINE, at.claim, at.line - 1)
        case Step.LINE:
            return At(Step.NUMBERS if claim.lines else Step.PARTS, at.claim)
        case Step.APPROVED:
            return None if is_read else _last_of_claim(state, at.claim)
        case Step.WHAT:
            return At(Step.APPROVED, at.claim)
        case Step.COST:
            return At(Step.WHAT, at.claim)
        case Step.ASKED if at.claim > 0:
            return _last_of_claim(state, at.claim)
        case Step.ASKED:
            return At(Step.COST if state.approval.said == "YES" else Step.APPROVED)
    return None


def can_be_shown(state: State, at: At) -> bool:
    """Steps come back in forms, so that they are looked at like any other text."""
    if at.step in (Step.REVIEW, Step.APPROVED, Step.WHAT, Step.COST):
        return bool(state.claims)
    if at.claim >= MOST_CLAIMS or at.claim > len(state.claims):
        return False
    claim = typed.claim_at(state, at.claim)
    if at.step is Step.NUMBERS:
        return not claim.is_read
    if at.claim == len(state.claims):
        return False
    if at.step is Step.LINE and at.line >= len(claim.lines) and _lines_of(state) >= MOST_LINES:
        return False
    return at.step is Step.ASKED or (not claim.is_read and at.line <= len(claim.lines))


def _lines_of(state: State) -> int:
    return sum(len(one.lines) + len(one.top.lines) for one in state.claims)


def _open_claim(state: State, asked: At) -> At:
    """Of a file with many claims the provider’s bill is not asked claim by claim."""
    claim = typed.claim_at(state, asked.claim)
    return At(Step.REVIEW) if claim.is_read and len(state.claims) > 1 else asked


def _last_of_claim(state: State, place: int) -> At:
    lines = len(typed.claim_at(state, place).lines)
    return At(Step.LINE, place, lines - 1) if lines else At(Step.PARTS, place)
