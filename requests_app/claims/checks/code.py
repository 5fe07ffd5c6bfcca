"""Are the codes, with their modifiers, among those that were approved?"""

from __future__ import annotations

from collections.abc import Iterator

from requests_app.claims.claim import Claim, ClaimLine, Found, found
from requests_app.claims.findings import Kind, Result, Step
from requests_app.claims.pairing import Fit

STEPS: dict[Fit, tuple[Step, ...]] = {
    Fit.COVERED: (Step.NOTHING,),
    Fit.OTHER_MODIFIER: (Step.ASK_OFFICE_TO_REBILL, Step.CALL_PLAN),
    Fit.MODIFIER_NOT_SHOWN: (Step.CALL_PLAN, Step.TELL_OFFICE),
    Fit.NOT_APPROVED: (Step.ASK_OFFICE_TO_REBILL, Step.CALL_PLAN),
    Fit.NOT_SHOWN: (Step.LOOK_AT_PAPER, Step.TELL_OFFICE),
    Fit.NOT_STATED: (Step.FILL_IN_APPROVAL, Step.CALL_PLAN),
}
RESULTS: dict[Fit, Result] = {
    Fit.COVERED: Result.RIGHT,
    Fit.OTHER_MODIFIER: Result.WRONG,
    Fit.NOT_APPROVED: Result.WRONG,
}


def check(claim: Claim) -> Iterator[Found]:
    if not claim.terms.is_given:
        return
    groups: dict[Fit, list[ClaimLine]] = {}
    for line in claim.lines:
        groups.setdefault(line.pair.fit, []).append(line)
    for fit, lines in groups.items():
        yield found(
            Kind.CODE,
            RESULTS.get(fit, Result.CANNOT_TELL),
            str(fit),
            lines=lines,
            facts=_facts(claim, fit, lines),
            steps=STEPS[fit],
        )


def _facts(claim: Claim, fit: Fit, lines: list[ClaimLine]) -> dict[str, str]:
    shown = ", ".join(dict.fromkeys(code_text(one) for one in lines))
    services = [one.pair.service for one in lines if one.pair.service is not None]
    if fit in (Fit.NOT_APPROVED, Fit.NOT_SHOWN) or not services:
        services = list(claim.terms.services)
    approved = ("-".join(part for part in (one.code, one.modifier) if part) for one in services)
    return {"codes": shown, "approved": ", ".join(dict.fromkeys(one for one in approved if one))}


def code_text(line: ClaimLine) -> str:
    """“H0015-HO”, or the revenue code of a line without one."""
    code = line.line.code or line.line.revenue_code
    return "-".join(part for part in (code, line.line.modifier if line.line.code else "") if part)
