"""What the plan said its benefits are, on one day, by one person of the plan. Money in US dollars."""

from __future__ import annotations

from datetime import date
from typing import Literal
from uuid import UUID

from requests_app.casefile.fields import (
    Money,
    Part,
    Percent,
    Text40,
    Text50,
    Text100,
    Text200,
    Text300,
    Text2000,
    YesNo,
)


class BenefitCheck(Part):
    """Percent is what the person pays of the allowed amount. Empty: not said."""

    key: UUID | None = None
    way: Literal["PHONE", "PORTAL", "LETTER", "OTHER"] = "PHONE"
    checked_on: date
    said_by: Text100 = ""
    team: Text100 = ""
    reference: Text50 = ""
    coverage_active: YesNo = ""
    coverage_from: date | None = None
    coverage_until: date | None = None
    plan_year_starts: date | None = None
    service: Text200 = ""
    network: Literal["", "IN_NETWORK", "OUT_OF_NETWORK", "NOT_SAID"] = ""
    in_deductible: Money | None = None
    in_deductible_met: Money | None = None
    in_max: Money | None = None
    in_max_met: Money | None = None
    in_copay: Money | None = None
    in_coinsurance: Percent | None = None
    has_out_benefits: YesNo = ""
    out_deductible: Money | None = None
    out_deductible_met: Money | None = None
    out_max: Money | None = None
    out_max_met: Money | None = None
    out_coinsurance: Percent | None = None
    limits: Text300 = ""
    needs_approval: YesNo = ""
    approval_phone: Text40 = ""
    approval_fax: Text40 = ""
    approval_portal: Text300 = ""
    knows_gap_path: YesNo = ""
    notes: Text2000 = ""
    made_by: Literal["PATIENT", "CAREGIVER", "STAFF"] = "PATIENT"
