"""Are there units left of what was approved?"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from requests_app.claims.claim import Claim, ClaimLine, Found, found
from requests_app.claims.findings import Fact, Kind, Result, Step
from requests_app.claims.pairing import Fit
from requests_app.claims.quantity import approved_quantity
from requests_app.claims.terms import ApprovedService

NOTHING = Decimal(0)


def check(claim: Claim) -> Iterator[Found]:
    groups: dict[int, list[ClaimLine]] = {}
    services: dict[int, ApprovedService] = {}
    for line in claim.covered:
        service = line.pair.service
        if service is None or service.units is None or line.pair.fit == Fit.OTHER_MODIFIER:
            continue
        if line.is_unpaid:
            continue
        services[id(service)] = service
        groups.setdefault(id(service), []).append(line)
    for key, lines in groups.items():
        yield _found(services[key], lines)


def _found(service: ApprovedService, lines: list[ClaimLine]) -> Found:
    numbers = [approved_quantity(line, service) for line in lines]
    known = [number for number in numbers if number is not None]
    facts: dict[str, Fact] = {
        "approved": service.units,
        "unit": service.unit,
        "code": service.code or service.words,
        "used": plain(service.used),
    }
    if len(known) < len(numbers):
        slug = "not_shown" if any(line.line.units is None for line in lines) else "not_comparable"
        return found(
            Kind.UNITS, Result.CANNOT_TELL, slug, lines=lines, facts=facts, steps=(Step.TELL_OFFICE,)
        )
    here = sum(known, NOTHING)
    used = service.used if service.used is not None else NOTHING
    left = Decimal(service.units or 0) - used - here
    facts |= {"here": plain(here), "left": plain(max(left, NOTHING)), "over": plain(max(-left, NOTHING))}
    if left < 0:
        steps = (Step.ASK_TO_RENEW, Step.CALL_PLAN, Step.TELL_OFFICE)
        return found(Kind.UNITS, Result.WRONG, "over", lines=lines, facts=facts, steps=steps)
    return found(Kind.UNITS, Result.RIGHT, "left", lines=lines, facts=facts, steps=(Step.NOTHING,))


def plain(number: Decimal | None) -> str | None:
    """A number of units is no amount of money: “12”, “1.5”."""
    if number is None:
        return None
    return f"{number.normalize():f}" if number else "0"
