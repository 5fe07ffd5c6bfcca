"""Was the care given inside the days of the approval?"""

from __future__ import annotations

from collections.abc import Iterator

from requests_app.claims.claim import Claim, ClaimLine, Found, found
from requests_app.claims.findings import Fact, Kind, Result, Step
from requests_app.claims.pairing import When

_ABOUT_THE_APPROVAL = (Step.CALL_PLAN, Step.ASK_OFFICE_TO_REBILL)
STEPS: dict[When, tuple[Step, ...]] = {
    When.INSIDE: (Step.NOTHING,),
    When.PARTLY: (Step.ASK_TO_RENEW, Step.CALL_PLAN, Step.ASK_OFFICE_TO_REBILL),
    When.BEFORE: _ABOUT_THE_APPROVAL,
    When.AFTER: (Step.ASK_TO_RENEW, Step.CALL_PLAN),
    When.BETWEEN: (Step.ASK_TO_RENEW, Step.CALL_PLAN),
    When.NOT_SHOWN: (Step.LOOK_AT_PAPER,),
    When.NOT_STATED: (Step.FILL_IN_APPROVAL,),
}
OUTSIDE = (When.PARTLY, When.BEFORE, When.AFTER, When.BETWEEN)


def check(claim: Claim) -> Iterator[Found]:
    if not claim.terms.is_given:
        return
    groups: dict[tuple[When, object, object], list[ClaimLine]] = {}
    for line in claim.lines:
        pair = line.pair
        window = (pair.starts_on, pair.ends_on) if pair.when in OUTSIDE else (None, None)
        groups.setdefault((pair.when, *window), []).append(line)
    for (when, _start, _end), lines in groups.items():
        yield found(
            Kind.DATES,
            _result(when),
            str(when),
            lines=lines,
            facts=_facts(when, lines),
            steps=STEPS[when],
        )


def _result(when: When) -> Result:
    if when in OUTSIDE:
        return Result.WRONG
    return Result.RIGHT if when == When.INSIDE else Result.CANNOT_TELL


def _facts(when: When, lines: list[ClaimLine]) -> dict[str, Fact]:
    first = min((one.first_day for one in lines if one.first_day), default=None)
    last = max((one.last_day for one in lines if one.last_day), default=None)
    pair = lines[0].pair
    if when == When.INSIDE and len({(one.pair.starts_on, one.pair.ends_on) for one in lines}) > 1:
        return {"first": first, "last": last}
    return {"first": first, "last": last, "starts_on": pair.starts_on, "ends_on": pair.ends_on}
