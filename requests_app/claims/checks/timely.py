"""Does the plan say that the claim came too late? No rule that surely applies says how long there is."""

from __future__ import annotations

from collections.abc import Iterator

from requests_app.claims.claim import Claim, Found, found, owed
from requests_app.claims.findings import Fact, Kind, Result, Step

TOO_LATE = "29"
STEPS = (Step.DO_NOT_PAY_YET, Step.TELL_OFFICE, Step.CALL_PLAN)


def check(claim: Claim) -> Iterator[Found]:
    whole = [one for one in claim.reasons if one.code == TOO_LATE]
    lines = [one for one in claim.lines if whole or any(each.code == TOO_LATE for each in one.reasons)]
    if not lines:
        return
    reasons = [*whole, *(each for one in lines for each in one.reasons if each.code == TOO_LATE)]
    last, received = max((one.last_day for one in lines if one.last_day), default=None), None
    received = claim.statement.received_on
    facts: dict[str, Fact] = {"last": last, "received": received, "code": reasons[0].name}
    if last and received and received >= last:
        facts["days"] = (received - last).days
    on_patient = [one for one in lines if one.owes]
    if on_patient:
        slug, shares = "on_patient", owed(on_patient)
        steps = (*STEPS, Step.SEND_BACK) if claim.covered else STEPS
        yield found(Kind.TIMELY, Result.WRONG, slug, lines=lines, facts=facts, shares=shares, steps=steps)
        return
    slug = "write_off" if all(one.group == "CO" for one in reasons) else "plan_says"
    yield found(Kind.TIMELY, Result.CANNOT_TELL, slug, lines=lines, facts=facts, steps=STEPS)
