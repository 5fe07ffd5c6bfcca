"""From what a page was answered to the state, and back to what the page shows. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from requests_app.claims.statement import Adjustment, Line, Reading, Statement
from requests_app.eobcheck.state import MOST_NOTES, MOST_READ, Approval, Claim, State
from requests_app.eobs.codes import read_codes, service_columns

NUMBERS = ("service_from", "billed", "allowed", "plan_paid", "patient_owes")
PARTS = ("deductible", "copay", "coinsurance", "not_covered", "units")
KINDS = ("GAP", "AGREEMENT")
AMOUNTS = ("billed", "allowed", "plan_paid", "patient_owes")


def claim_at(state: State, place: int) -> Claim:
    return state.claims[place] if place < len(state.claims) else Claim()


def with_claim(state: State, place: int, claim: Claim) -> State:
    """In its place, or as one more at the end."""
    kept = list(state.claims)
    kept[place : place + 1] = [claim]
    return state.model_copy(update={"claims": tuple(kept)})


def with_numbers(claim: Claim, typed: Mapping[str, Any]) -> Claim:
    top = Statement.model_validate(
        {
            **claim.top.model_dump(),
            **{name: typed[name] for name in NUMBERS},
            "service_to": _last_day(claim, typed),
            "network": "" if typed["network"] == "NOT_SHOWN" else typed["network"],
        }
    )
    return claim.model_copy(update={"top": top})


def numbers_of(claim: Claim, *, is_new: bool) -> dict[str, Any]:
    shown = {name: getattr(claim.top, name) for name in NUMBERS}
    return shown if is_new else {**shown, "network": claim.top.network or "NOT_SHOWN"}


def with_parts(claim: Claim, typed: Mapping[str, Any]) -> Claim:
    """The reasons of a claim with one line are kept once, with the claim."""
    codes = read_codes(typed["reasons"])
    top = claim.top.model_copy(update={"adjustments": _adjustments(codes.reasons), "remarks": codes.notes})
    return claim.model_copy(update={"top": top, "parts": _line(typed, PARTS, codes=False), "lines": ()})


def parts_of(claim: Claim) -> dict[str, Any]:
    if len(claim.lines) == 1:
        return _shown(claim.lines[0], PARTS) | {"reasons": _codes_text(claim.lines[0])}
    return _shown(claim.parts, PARTS) | {"reasons": _codes_text(claim.top)}


def with_line(claim: Claim, place: int, typed: Mapping[str, Any]) -> Claim:
    """What was told of the whole claim is in the first line from now on, and there only."""
    lines = list(claim.lines)
    top = claim.top if lines else claim.top.model_copy(update={"adjustments": (), "remarks": ()})
    day = claim.top.service_from
    lines[place : place + 1] = [
        _line(typed, PARTS + AMOUNTS).model_copy(update={"service_from": day, "service_to": day})
    ]
    return claim.model_copy(update={"top": top, "lines": tuple(lines), "parts": Line()})


def line_of(claim: Claim, place: int) -> dict[str, Any]:
    """The first line begins with what was told of the whole claim, should that have come before."""
    if place >= len(claim.lines):
        return {} if place else parts_of(claim)
    line = claim.lines[place]
    return _shown(line, PARTS + AMOUNTS) | {"reasons": _codes_text(line)}


def with_approval(state: State, typed: Mapping[str, Any]) -> State:
    said = typed.get("said", "")
    told = {"said": "YES", "kind": said} if said in KINDS else {"kind": ""} if said else {}
    approval = Approval.model_validate({**state.approval.model_dump(), **typed, **told})
    return state.model_copy(update={"approval": approval})


def approval_of(state: State) -> dict[str, Any]:
    approval = state.approval
    said = approval.kind or approval.said
    return approval.model_dump() | {"codes": ", ".join(approval.codes), "said": said}


def with_asked(claim: Claim, typed: Mapping[str, Any]) -> Claim:
    asks = typed["provider_asks"] if typed["has_bill"] == "YES" else None
    top = claim.top.model_copy(update={"provider_asks": asks})
    return claim.model_copy(update={"top": top, "was_asked": True})


def asked_of(claim: Claim) -> dict[str, Any]:
    if not claim.was_asked:
        return {}
    asks = claim.top.provider_asks
    return {"has_bill": "NO" if asks is None else "YES", "provider_asks": asks}


def from_file(reading: Reading, approval: Approval) -> State:
    """The newest claims; those of the text of a PDF are looked over as if they had been typed."""
    found = sorted(reading.statements, key=_newest_first)
    is_text = reading.format == "PDF"
    claims = tuple(_to_look_over(one) if is_text else Claim(top=one, is_read=True) for one in found)
    return State(
        claims=claims[:MOST_READ],
        notes=reading.notes[:MOST_NOTES],
        approval=approval,
        left_out=max(0, len(claims) - MOST_READ),
    )


def _to_look_over(statement: Statement) -> Claim:
    top = statement.model_copy(update={"lines": ()})
    if len(statement.lines) > 1:
        return Claim(top=top, lines=statement.lines)
    return Claim(top=top, parts=statement.lines[0] if statement.lines else Line())


def _newest_first(statement: Statement) -> int:
    day = statement.service_to or statement.service_from
    return -day.toordinal() if day else 0


def _last_day(claim: Claim, typed: Mapping[str, Any]) -> Any:
    """A page that asks for the first day only does not forget the last one that a paper showed."""
    last, first = claim.top.service_to, typed["service_from"]
    return last if last and first and last >= first and claim.top.service_from == first else first


def _line(typed: Mapping[str, Any], names: tuple[str, ...], *, codes: bool = True) -> Line:
    read = read_codes(typed["reasons"])
    found: dict[str, Any] = {name: typed[name] for name in names} | service_columns(typed["code"])
    if codes:
        found |= {"adjustments": _adjustments(read.reasons), "remarks": read.notes}
    return Line.model_validate(found)


def _shown(line: Line, names: tuple[str, ...]) -> dict[str, Any]:
    code = "-".join(filter(None, (line.code, line.modifier))) or line.revenue_code
    shown = {name: getattr(line, name) for name in names}
    if line.units is not None:
        shown["units"] = line.units.normalize().to_integral_value() if line.units == int(line.units) else None
    return shown | {"code": code}


def _adjustments(found: tuple[tuple[str, str], ...]) -> tuple[Adjustment, ...]:
    return tuple(Adjustment.model_validate({"group": group, "code": code}) for group, code in found)


def _codes_text(one: Statement | Line) -> str:
    reasons = ("-".join(filter(None, (each.group, each.code))) for each in one.adjustments)
    return ", ".join([*reasons, *one.remarks])
