"""Case files with offices, as short as a test wants to read them."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from requests_app.casefile.schema import CaseFile
from requests_app.evidence.model import DistanceStandard, Rule, WaitStandard

CONTACTED = date(2026, 11, 2)
TODAY = date(2026, 11, 22)
CHICAGO, NEAR, FAR = "60601", "60614", "62701"

# Plans whose standards are verified in the library: an insured plan of Illinois (10 business days) …
INSURED = {"source": "JOB", "source_detail": "PRIVATE_EMPLOYER", "is_self_funded": "NO", "plan_state": "IL"}
# … and one that pays its claims itself, where no number is on file.
SELF_FUNDED = INSURED | {"is_self_funded": "YES"}


# Standards as the library could know them; their numbers are made up.
RULE = Rule("example", "Text", "Texto", "Cite 1", ("https://example.org",), "2026", TODAY, True, True)
TEN_BUSINESS = WaitStandard(RULE, 10, None, "business")
TEN_DAYS = WaitStandard(RULE, 10, None, "calendar")
HOURS_48 = WaitStandard(RULE, None, 48, "calendar")
MILES_30 = DistanceStandard(RULE, 30, None)
MILES_OR_MINUTES = DistanceStandard(RULE, 30, 45)
MILES_AND_MINUTES = DistanceStandard(RULE, 30, 45, needs_both=True)
MINUTES_45 = DistanceStandard(RULE, None, 45)


def office(
    result: str = "OFFERED_DATE", wait: int | None = None, zip_code: str = "", **fields: Any
) -> dict[str, Any]:
    """One office that was called once; `wait` is in calendar days from the call."""
    made: dict[str, Any] = {
        "name": "Example Office",
        "result": result,
        "attempts": [{"contacted_on": CONTACTED.isoformat()}],
        "zip_code": zip_code,
    }
    if wait is not None:
        made["first_open_on"] = (CONTACTED + timedelta(days=wait)).isoformat()
    return made | fields


def case(
    *offices: dict[str, Any], coverage: dict[str, Any] | None = None, zip_code: str = CHICAGO
) -> CaseFile:
    return CaseFile.model_validate(
        {
            "patient": {"address": {"zip_code": zip_code, "state": "IL"}},
            "coverage": {"plan_kind": "PPO", **(INSURED if coverage is None else coverage)},
            "care": {"kind": "BEHAVIORAL", "level_of_care": "OUTPATIENT_PROGRAM"},
            "offices": list(offices),
        }
    )
