"""Is the same care on another claim, or twice on this one?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date

from requests_app.claims.amounts import total_owes
from requests_app.claims.claim import Claim, ClaimLine, Found, found, owed
from requests_app.claims.findings import Fact, Kind, Result, Step
from requests_app.claims.netting import is_history, is_same, takes_back
from requests_app.claims.others import Key, key_of
from requests_app.claims.pairing import kind_of, modifiers
from requests_app.claims.statement import Statement

DUPLICATE = "18"
# With these the provider itself says that it was done again, or apart from the other.
AGAIN = frozenset({"59", "76", "77", "91", "XE", "XP", "XS", "XU"})
ASK = (Step.TELL_OFFICE, Step.CALL_PLAN)


def check(claim: Claim) -> Iterator[Found]:
    yield from _plan_says(claim)
    yield from _on_another_claim(claim)
    yield from _twice_here(claim)


def repeated(claim: Claim) -> frozenset[int]:
    """Places of lines that tell once more of what is told on another claim, or on an earlier line here."""
    elsewhere = {place for each in _on_another_claim(claim) for place in each.finding.lines}
    again = {place for each in _twice_here(claim) for place in each.finding.lines}
    firsts: dict[Key, int] = {}
    for line in claim.lines:
        if line.place in again:
            firsts.setdefault(key_of(line.line, claim.statement), line.place)
    return frozenset(elsewhere | (again - set(firsts.values())))


def _plan_says(claim: Claim) -> Iterator[Found]:
    whole = any(one.code == DUPLICATE for one in claim.reasons)
    lines = [one for one in claim.lines if whole or any(each.code == DUPLICATE for each in one.reasons)]
    if lines:
        facts: dict[str, Fact] = {"code": DUPLICATE}
        yield found(Kind.DUPLICATE, Result.CANNOT_TELL, "plan_says", lines=lines, facts=facts, steps=ASK)


def _on_another_claim(claim: Claim) -> Iterator[Found]:
    """Told at the later of the two only, and of each line once, so that no money is in question twice."""
    mine = [(one, key_of(one.line, claim.statement)) for one in claim.lines if _can_repeat(one)]
    for other, keys in claim.others.alike(claim.statement) if mine else ():
        if not mine:
            return
        if not _may_repeat(claim.statement, other):
            continue
        left = Counter(keys)
        lines = []
        for line, key in mine:
            if left[key] > 0:
                left[key] -= 1
                lines.append(line)
        if lines:
            mine = [(line, key) for line, key in mine if line not in lines]
            yield _repeated(claim, other, lines)


def _repeated(claim: Claim, other: Statement, lines: list[ClaimLine]) -> Found:
    facts: dict[str, Fact] = {"number": other.claim_number, "processed": other.processed_on}
    steps = (Step.DO_NOT_PAY_YET, Step.TELL_OFFICE, Step.CALL_PLAN)
    if claim.kind and kind_of(other) and claim.kind != kind_of(other):
        return found(Kind.DUPLICATE, Result.CANNOT_TELL, "other_kind", lines=lines, facts=facts, steps=steps)
    if not _same_biller(claim.statement, other):
        return found(Kind.DUPLICATE, Result.CANNOT_TELL, "maybe", lines=lines, facts=facts, steps=steps)
    if claim.statement.frequency == "REPLACEMENT":
        # It corrects a claim that it does not name: most likely this one.
        slug = "other_claim"
        return found(Kind.DUPLICATE, Result.CANNOT_TELL, slug, lines=lines, facts=facts, steps=steps)
    return found(
        Kind.DUPLICATE, Result.WRONG, "other_claim", lines=lines, facts=facts, shares=owed(lines), steps=steps
    )


def _twice_here(claim: Claim) -> Iterator[Found]:
    seen: dict[Key, ClaimLine] = {}
    again: list[ClaimLine] = []
    for line in claim.lines:
        if not _can_repeat(line):
            continue
        same = key_of(line.line, claim.statement)
        if same in seen:
            again += [one for one in (seen[same], line) if one not in again]
        seen[same] = line
    if again:
        yield found(Kind.DUPLICATE, Result.CANNOT_TELL, "twice_here", lines=again, steps=ASK)


def _may_repeat(statement: Statement, other: Statement) -> bool:
    """Two claims that stand beside each other, and this one is the later."""
    if takes_back(statement) or takes_back(other) or _order(other) > _order(statement):
        return False
    if _is_sent_again(other) or _is_of_another_plan(statement, other):
        return False
    if is_same(statement, other) or is_history(other, statement) or is_history(statement, other):
        return False
    return _order(other) < _order(statement) or _tie(other) < _tie(statement)


def _is_sent_again(other: Statement) -> bool:
    """Nothing came of it: a claim that was denied is sent again under a new number."""
    return other.status in ("DENIED", "PENDING") or (other.plan_paid == 0 and total_owes(other) == 0)


def _is_of_another_plan(statement: Statement, other: Statement) -> bool:
    """A second plan processes the same care after the first."""
    orders = {statement.payer_order, other.payer_order}
    return len(orders) > 1 and bool(orders & {"SECONDARY", "TERTIARY"})


def _order(statement: Statement) -> tuple[date, str]:
    return (statement.processed_on or date.min, statement.claim_number)


def _tie(statement: Statement) -> str:
    return statement.model_dump_json()


def _can_repeat(line: ClaimLine) -> bool:
    """A line that shows what was done, on which day and for how much, and not that it was done again."""
    shown = line.line
    if not (shown.code or shown.revenue_code) or line.first_day is None:
        return False
    return bool(shown.billed) and (shown.billed or 0) > 0 and not modifiers(shown.modifier) & AGAIN


def _same_biller(one: Statement, other: Statement) -> bool:
    pairs = ((one.billing_npi, other.billing_npi), (one.billing_tax_id, other.billing_tax_id))
    return any(ours and ours == theirs for ours, theirs in pairs)
