"""People who are not signed in, by what they answered so far."""

from __future__ import annotations

from typing import Any

RESULT = {
    "who": "ME",
    "care_when": "NOT_STARTED",
    "how_soon": "WEEKS_2",
    "state": "AZ",
    "coverage": "JOB",
    "funding": "YES",
    "care": "BEHAVIORAL",
    "why": ["WAIT", "CONTINUITY"],
    "provider": "YES",
    "already": "NO",
}
SESSIONS: dict[str, dict[str, Any]] = {
    "visitor with answers": RESULT,
    "visitor in an emergency": {"who": "ME", "care_when": "NOT_STARTED", "how_soon": "EMERGENCY"},
    **{
        f"visitor with {coverage}": {**RESULT, "coverage": coverage}
        for coverage in ("MEDICAID", "MEDICARE", "MILITARY", "NONE")
    },
}
