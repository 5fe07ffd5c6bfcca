"""What a check of the benefits holds, in the order of its pages. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from requests_app.models import BenefitCheck

SOURCE = ("way", "checked_on", "said_by", "team", "reference")
PLAN = ("coverage_active", "coverage_from", "coverage_until", "plan_year_starts", "service", "network")
IN_NETWORK = (
    "in_deductible",
    "in_deductible_met",
    "in_max",
    "in_max_met",
    "in_copay",
    "in_coinsurance",
)
OUT_OF_NETWORK = (
    "has_out_benefits",
    "out_deductible",
    "out_deductible_met",
    "out_max",
    "out_max_met",
    "out_coinsurance",
)
APPROVAL = (
    "limits",
    "needs_approval",
    "approval_phone",
    "approval_fax",
    "approval_portal",
    "knows_gap_path",
)
SAID = (*PLAN, *IN_NETWORK, *OUT_OF_NETWORK, *APPROVAL, "notes")
ALL = (*SOURCE, *SAID)
# Whose check it is, beside PATIENT and CAREGIVER.
STAFF = "STAFF"
# What the arithmetic of costs takes over as it is.
FOR_COSTS = (*IN_NETWORK, *OUT_OF_NETWORK, "needs_approval")
PERCENTS = frozenset({"in_coinsurance", "out_coinsurance"})


def values_of(check: BenefitCheck) -> dict[str, Any]:
    return {name: getattr(check, name) for name in ALL}


def says_anything(values: Mapping[str, Any]) -> bool:
    """A check without one answer of the plan is none."""
    return any(values.get(name) not in (None, "") for name in SAID)


def differing(before: Mapping[str, Any], now: Mapping[str, Any]) -> list[str]:
    """The names whose answer is another one now, in the order of the page; left open is no answer."""
    return [
        name
        for name in SAID
        if name != "notes" and now[name] not in (None, "") and before[name] not in (None, "", now[name])
    ]
