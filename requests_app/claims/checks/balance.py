"""Is the person asked for more than the plan says they owe, or for what is above the allowed amount?"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from requests_app.claims.amounts import NOTHING
from requests_app.claims.claim import Claim, ClaimLine, Found, found
from requests_app.claims.findings import Fact, Kind, Result, Step
from requests_app.claims.terms import Said

OVER_ALLOWED = "45"
ASK = (Step.DO_NOT_PAY_YET, Step.TELL_OFFICE, Step.CALL_PLAN)
REST_IN_STATEMENT = (Step.SEND_BACK, Step.CALL_PLAN, Step.DO_NOT_PAY_YET)


def check(claim: Claim) -> Iterator[Found]:
    yield from _of_the_bill(claim)
    yield from _of_the_statement(claim)


def _of_the_bill(claim: Claim) -> Iterator[Found]:
    """The provider’s own bill beside the statement."""
    asks, owes = claim.statement.provider_asks, claim.owes
    if asks is None:
        return
    facts: dict[str, Fact] = {"asks": asks, "owes": owes, "bill_on": claim.statement.provider_bill_on}
    if owes is None:
        steps = (Step.LOOK_AT_PAPER, Step.CALL_PLAN, Step.DO_NOT_PAY_YET)
        yield found(Kind.BALANCE, Result.CANNOT_TELL, "owes_not_shown", facts=facts, steps=steps)
        return
    if asks <= owes:
        yield found(Kind.BALANCE, Result.RIGHT, "fits", facts=facts, steps=(Step.NOTHING,))
        return
    more = asks - max(owes, NOTHING)
    facts["more"] = more
    said = claim.terms.no_billing_the_rest if claim.covered else Said.UNTOLD
    if said == Said.NO:
        yield found(Kind.BALANCE, Result.CANNOT_TELL, "may_bill_the_rest", facts=facts, steps=ASK)
        return
    slug = "more_not_allowed" if said == Said.YES else "more"
    yield found(Kind.BALANCE, Result.WRONG, slug, facts=facts, shares={0: more}, steps=ASK, is_beyond=True)


def _of_the_statement(claim: Claim) -> Iterator[Found]:
    """Charges above the allowed amount that the plan itself puts on the person."""
    rest = {one.place: amount for one in claim.covered if (amount := _rest(one)) > 0}
    if not rest:
        return
    lines = [one for one in claim.covered if one.place in rest]
    total = sum(rest.values(), NOTHING)
    facts: dict[str, Fact] = {"rest": total}
    if claim.terms.no_billing_the_rest == Said.YES:
        yield found(
            Kind.BALANCE,
            Result.WRONG,
            "rest_in_statement",
            lines=lines,
            facts=facts,
            shares=rest,
            steps=REST_IN_STATEMENT,
            is_part=True,
        )
    elif claim.terms.no_billing_the_rest == Said.UNTOLD:
        yield found(Kind.BALANCE, Result.CANNOT_TELL, "rest_untold", lines=lines, facts=facts, steps=ASK)


def _rest(line: ClaimLine) -> Decimal:
    """Reason 45 put on the patient; or “not covered” of a line of which the plan allowed a part."""
    put = [
        one.amount for one in line.reasons if one.is_on_patient and one.code == OVER_ALLOWED and one.amount
    ]
    if put:
        return sum(put, NOTHING)
    shown = line.line
    if shown.not_covered and shown.allowed and shown.billed and shown.allowed < shown.billed:
        return min(shown.not_covered, shown.billed - shown.allowed)
    return NOTHING
