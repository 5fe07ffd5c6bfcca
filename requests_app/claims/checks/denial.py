"""Why was something not paid, and does that fit the approval? In the words of the library only."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal

from requests_app.claims.checks.balance import OVER_ALLOWED
from requests_app.claims.checks.duplicate import DUPLICATE
from requests_app.claims.checks.network import in_question
from requests_app.claims.checks.rate import RATE_NOT_ON_FILE, has_rate
from requests_app.claims.checks.timely import TOO_LATE
from requests_app.claims.claim import Claim, ClaimLine, Found, found
from requests_app.claims.findings import Fact, Kind, Result, Step
from requests_app.claims.reasons import COST_SHARE, Reason
from requests_app.claims.terms import Said

ELSEWHERE = {OVER_ALLOWED, DUPLICATE, TOO_LATE}
SEND_BACK = (Step.SEND_BACK, Step.CALL_PLAN, Step.DO_NOT_PAY_YET)
ASK = (Step.CALL_PLAN, Step.DO_NOT_PAY_YET)
# What the plan says against what was approved: sent back. Everything else has a way of its own.
STEPS: dict[str, tuple[Step, ...]] = {
    "authorization": (Step.TELL_OFFICE, *SEND_BACK),
    "network": SEND_BACK,
    "units": (Step.CALL_PLAN, Step.ASK_TO_RENEW, Step.APPEAL),
    "medical_necessity": (Step.APPEAL, *ASK),
    "level_of_care": (Step.TELL_OFFICE, Step.APPEAL, *ASK),
    "benefit": (Step.APPEAL, *ASK),
    "emergency": (Step.APPEAL, *ASK),
    "referral": (Step.TELL_OFFICE, *ASK),
    "provider_type": (Step.TELL_OFFICE, Step.APPEAL, *ASK),
    "fix_and_resend": (Step.ASK_OFFICE_TO_REBILL, *ASK),
    "routing": (Step.ASK_OFFICE_TO_REBILL, *ASK),
    "pending": (Step.WAIT, Step.DO_NOT_PAY_YET),
    "appeal": ASK,
    "coverage": (Step.CALL_PLAN, Step.TELL_OFFICE),
    "other_plan": (Step.CALL_PLAN, Step.TELL_OFFICE),
    "bundled": (Step.TELL_OFFICE, *ASK),
    "paid_to_person": (Step.TELL_OFFICE, Step.CALL_PLAN),
    "duplicate": (Step.TELL_OFFICE, Step.CALL_PLAN),
    "rate": (Step.TELL_OFFICE, Step.CALL_PLAN),
}


def check(claim: Claim, right: Mapping[int, Decimal]) -> Iterator[Found]:
    if claim.statement.status == "PENDING":
        yield found(Kind.DENIAL, Result.CANNOT_TELL, "pending", facts={"code": ""}, steps=STEPS["pending"])
    groups: dict[tuple[str, str], list[ClaimLine]] = {}
    names: dict[tuple[str, str], str] = {}
    for line, reason in _that_weigh(claim):
        key = (reason.code, _slug(claim, line, reason))
        groups.setdefault(key, [])
        groups[key] += [line] if line not in groups[key] else []
        names.setdefault(key, reason.name)
    for key, lines in groups.items():
        yield _found(claim, key[0], key[1], names[key], lines, right)
    if not groups and _is_denied_without_reason(claim):
        yield found(Kind.DENIAL, Result.CANNOT_TELL, "no_reason", steps=(Step.CALL_PLAN, Step.DO_NOT_PAY_YET))


def _that_weigh(claim: Claim) -> Iterator[tuple[ClaimLine, Reason]]:
    """Reasons of what was put on the person, or of a line that was not paid; not those of a discount."""
    for line in claim.lines:
        for reason in (*line.reasons, *claim.reasons):
            if reason.topic in (COST_SHARE, "not_network") or reason.code in ELSEWHERE:
                continue
            if reason.topic == "rate" and (not line.is_unpaid or _is_told_by_the_rate(claim, line, reason)):
                continue
            if line.is_unpaid or (reason.is_on_patient and reason.amount != 0) or _is_denied(claim, line):
                yield line, reason


def _is_denied(claim: Claim, line: ClaimLine) -> bool:
    return claim.statement.status == "DENIED" and not line.line.plan_paid


def _is_told_by_the_rate(claim: Claim, line: ClaimLine, reason: Reason) -> bool:
    return reason.code == RATE_NOT_ON_FILE and has_rate(line) and line in claim.covered


def _is_denied_without_reason(claim: Claim) -> bool:
    every = [*claim.reasons, *(one for line in claim.lines for one in line.reasons)]
    if any(one.code in {DUPLICATE, TOO_LATE, RATE_NOT_ON_FILE} for one in every):
        return False
    unpaid = all(one.is_unpaid for one in claim.lines) and bool(claim.lines)
    return claim.statement.status == "DENIED" or (unpaid and any(one.owes for one in claim.lines))


def _slug(claim: Claim, line: ClaimLine, reason: Reason) -> str:
    """What the reason is about; “…_approved” where the approval says otherwise."""
    if reason.record is None:
        return "unknown"
    topic = reason.topic
    if line not in claim.covered:
        return topic if topic in STEPS else "other"
    if topic == "authorization" and claim.terms.authorization_number:
        return "authorization_approved"
    if topic == "network" and claim.expects_in_network(line) == Said.YES:
        return "network_approved"
    if topic == "units" and _has_units_left(line):
        return "units_approved"
    return topic if topic in STEPS else "other"


def _of_the_whole(claim: Claim, code: str) -> dict[int, Decimal]:
    """What this reason puts on the person for the claim as a whole, apart from its lines."""
    amounts = [one.amount for one in claim.reasons if one.code == code and one.is_on_patient]
    total = sum((one for one in amounts if one is not None), Decimal(0))
    return {0: total} if total > 0 and claim.statement.lines else {}


def _has_units_left(line: ClaimLine) -> bool:
    service = line.pair.service
    if service is None or service.units is None or service.used is None:
        return False
    return service.used + (line.line.units or Decimal(1)) <= service.units


def _found(
    claim: Claim, code: str, slug: str, name: str, lines: list[ClaimLine], right: Mapping[int, Decimal]
) -> Found:
    facts: dict[str, Fact] = {"code": name, "reason": code}
    if slug == "authorization_approved":
        shown, approved = claim.statement.authorization_number, claim.terms.authorization_number
        facts |= {"number": approved, "shown": shown}
    topic = slug.removesuffix("_approved")
    if slug.endswith("_approved"):
        return found(
            Kind.DENIAL,
            Result.WRONG,
            slug,
            lines=lines,
            facts=facts,
            shares=in_question(lines, right) | _of_the_whole(claim, code),
            steps=STEPS[topic] if topic != "units" else SEND_BACK,
        )
    return found(Kind.DENIAL, Result.CANNOT_TELL, slug, lines=lines, facts=facts, steps=STEPS.get(topic, ASK))
