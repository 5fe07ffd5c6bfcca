"""Read large files of claims as an upload does, and check many claims. Prints JSON: seconds and peak memory.

python -m tests.bench.bills x12|fhir|check, each in a process of its own.
"""

from __future__ import annotations

import json
import os
import resource
import sys
import time
from datetime import date
from decimal import Decimal
from typing import Any

import django

CLAIMS = 1_000
MEGABYTES = 10
MANY_OF_ONE = 200
TODAY = date(2026, 11, 22)


def read(kind: str) -> dict[str, float]:
    """Wall time of the whole way: child process, file, and looking at what it answered again."""
    from requests_app.claims.reading import read_file
    from tests.claims.fhir.making import big_bundle
    from tests.claims.x12.remit import remittance

    data = remittance(CLAIMS) if kind == "x12" else big_bundle(MEGABYTES)
    before = _peak(resource.RUSAGE_SELF)
    start = time.perf_counter()
    found = read_file(data)
    seconds = time.perf_counter() - start
    assert not found.refused, found.refused
    return {
        "megabytes": len(data) / 1_000_000,
        "claims": len(found.statements),
        "lines": sum(len(one.lines) for one in found.statements),
        "notes": len(found.notes),
        "seconds": seconds,
        "child": _peak(resource.RUSAGE_CHILDREN),
        "before": before,
        "peak": _peak(resource.RUSAGE_SELF),
    }


def check() -> dict[str, float]:
    """All of a remittance, each alone, and the most claims of one request, each beside all others."""
    from requests_app.claims.check import review
    from requests_app.claims.findings import Result
    from requests_app.claims.others import Others
    from requests_app.claims.readers import x12
    from tests.claims.x12.remit import remittance

    claims = x12.read(remittance(CLAIMS)).statements
    terms = _terms()
    start = time.perf_counter()
    found = [review(one, terms, today=TODAY) for one in claims]
    alone = time.perf_counter() - start
    few = claims[:MANY_OF_ONE]
    start = time.perf_counter()
    others = Others(few)
    for one in few:
        review(one, terms, others=others, today=TODAY)
    beside = time.perf_counter() - start
    return {
        "claims": len(claims),
        "wrong": sum(one.verdict == Result.WRONG for one in found),
        "findings": sum(len(one.findings) for one in found),
        "alone": alone,
        "of_one": len(few),
        "beside": beside,
    }


def _terms() -> Any:
    from requests_app.claims.terms import ApprovedService, Said, Terms

    service = ApprovedService(
        key="1",
        code="H0015",
        units=36,
        unit="DAYS",
        used=Decimal(4),
        starts_on=date(2026, 11, 1),
        ends_on=date(2027, 2, 5),
        covers="BOTH",
        cost_share="IN_NETWORK",
        rate=Decimal("350.00"),
        rate_unit="DAYS",
    )
    return Terms(
        is_given=True,
        is_agreement=True,
        is_in_writing=True,
        authorization_number="AUTH-7788",
        starts_on=date(2026, 11, 1),
        ends_on=date(2027, 2, 5),
        npis=frozenset({"1234567893"}),
        in_network_cost_share=Said.YES,
        in_network_deductible=Said.YES,
        facility_fees=Said.YES,
        professional_fees=Said.YES,
        no_billing_the_rest=Said.YES,
        services=(service,),
    )


def _peak(whose: int) -> float:
    """Megabytes, the most so far."""
    return resource.getrusage(whose).ru_maxrss / 1024


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "sca_portal.settings")
    django.setup()
    print(json.dumps(check() if sys.argv[1] == "check" else read(sys.argv[1])))
