"""What is asked of the plan, what it costs, and what other papers say of the same request."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from pydantic import AwareDatetime, Field

from requests_app.casefile.fields import (
    Code,
    Money,
    Npi,
    Part,
    Percent,
    Text10,
    Text30,
    Text50,
    Text100,
    Text150,
    Text200,
    Text300,
    Text500,
    YesNo,
)


class Costs(Part):
    """What the plan makes the person pay this plan year: US dollars, and percent of the allowed amount."""

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
    plan_allows: Money | None = None
    needs_approval: YesNo = ""
    as_of: date | None = None


class Track(Part):
    """A gap exception, a single case agreement or a prior authorization. Each is decided by itself."""

    kind: Literal["GAP", "SCA", "PRIOR_AUTH"]
    is_wanted: YesNo = ""
    owner: Literal["", "PATIENT", "PROVIDER", "CLINICIAN", "FACILITY"] = ""
    reference: Text50 = ""
    asked_on: date | None = None
    answer_due_on: date | None = None
    answer_due_from: Text200 = ""
    outcome: Literal["", "APPROVED", "PARTLY", "DENIED", "NOT_NEEDED", "WITHDRAWN"] = ""
    outcome_on: date | None = None
    authorization_number: Text50 = ""
    notes: Text500 = ""
    clock_started_at: AwareDatetime | None = None
    fast_asked_at: AwareDatetime | None = None
    fast_accepted: YesNo = ""
    fast_hours: Annotated[int, Field(ge=1, le=720)] | None = None


class StatedFacts(Part):
    """What the clinician’s letter or the plan’s form says of this request. Empty means not stated there."""

    source: Literal["CLINICIAN", "PLAN_FORM"]
    stated_by: Text150 = ""
    stated_on: date | None = None
    diagnosis_codes: list[Code] = []
    service_codes: list[Code] = []
    starts_on: date | None = None
    ends_on: date | None = None
    amount: Annotated[int, Field(ge=1, le=999)] | None = None
    amount_unit: Literal["", "VISITS", "DAYS", "HOURS", "UNITS"] = ""
    level_of_care: Literal[
        "", "VISIT", "OUTPATIENT_PROGRAM", "DAY_PROGRAM", "RESIDENTIAL", "SURGERY", "OTHER"
    ] = ""
    provider_name: Text150 = ""
    provider_npi: Npi = ""
    specialty: Text100 = ""
    waiting_harms: YesNo = ""


class Settlement(Part):
    """Two papers differed and somebody said which is right; it holds while both values stay as they were."""

    topic: Text30
    source: Literal["CLINICIAN", "PLAN_FORM", "LOG"]
    choice: Literal["OURS", "THEIRS"]
    ours: Text300 = ""
    theirs: Text300 = ""
    owed_by: Text10 = ""
