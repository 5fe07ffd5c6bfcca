"""Do the amounts add up?"""

from __future__ import annotations

from collections.abc import Iterator

from requests_app.claims import amounts
from requests_app.claims.claim import Claim, Found
from requests_app.claims.findings import Finding, Kind, Result, Step

STEPS = (Step.LOOK_AT_PAPER, Step.CALL_PLAN)


def check(claim: Claim) -> Iterator[Found]:
    made = amounts.sums(claim.statement)
    for one in made.differences:
        facts = {"shown": one.shown, "expected": one.expected, "difference": one.difference}
        places = (one.line,) if one.line else ()
        finding = Finding(Kind.SUMS, Result.WRONG, f"{Kind.SUMS}.{one.slug}", places, facts, None, STEPS)
        yield Found(finding)
    if made.made and not made.differences:
        steps = (Step.NOTHING,)
        yield Found(Finding(Kind.SUMS, Result.RIGHT, f"{Kind.SUMS}.add_up", facts={}, steps=steps))
