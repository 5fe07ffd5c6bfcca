"""The terms of a single case agreement, what was used of an approval, and going on after it."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field

from requests_app.casefile.after import Count, Unit
from requests_app.casefile.fields import (
    Modifier,
    Money,
    Npi,
    Part,
    Sha256,
    TaxId,
    Text40,
    Text50,
    Text100,
    Text120,
    Text150,
    Text200,
    Text300,
    Text500,
    Text800,
    YesNo,
)


class OfferRate(Part):
    """What is paid for one unit of one code."""

    code: Annotated[str, Field(max_length=8)]
    modifier: Modifier = ""
    words: Text120 = ""
    rate: Money
    unit: Unit


class Offer(Part):
    """An offer or counter-offer, kept as it was made."""

    made_by: Literal["PLAN", "PROVIDER"]
    offered_on: date
    person: Text100 = ""
    note: Text500 = ""
    answer_by: date | None = None
    accepted_on: date | None = None
    refused_on: date | None = None
    rates: list[OfferRate] = []


class Agreement(Part):
    """The terms of a single case agreement."""

    key: UUID | None = None
    state: Literal["OPEN", "AGREED", "SIGNED", "ENDED"] = "OPEN"
    plan_party: Text150 = ""
    plan_contact: Text150 = ""
    plan_phone: Text40 = ""
    provider_party: Text150 = ""
    provider_signer: Text150 = ""
    provider_npi: Npi = ""
    provider_tax_id: TaxId = ""
    number: Text50 = ""
    starts_on: date | None = None
    ends_on: date | None = None
    amount: Count | None = None
    amount_unit: Unit = ""
    covers_facility: YesNo = ""
    covers_professional: YesNo = ""
    no_billing_the_rest: YesNo = ""
    in_network_cost_share: YesNo = ""
    billing_notes: Text800 = ""
    signed_copy_sha256: Sha256 = ""
    signed_on: date | None = None
    ended_because: Text300 = ""
    offers: list[Offer] = []


class UnitsUsed(Part):
    """Units of an approval that were used. `is_of_eob`: a bill of this file tells of them."""

    decision_key: UUID | None = None
    line_key: UUID | None = None
    used_on: date
    units: Count
    source: Literal["ENTERED", "BILL"] = "ENTERED"
    is_of_eob: bool = False
    note: Text200 = ""


class Renewal(Part):
    """More of what was approved, asked for before it ends."""

    key: UUID | None = None
    decision_key: UUID | None = None
    state: Literal["PREPARING", "SENT", "DECIDED", "WITHDRAWN"] = "PREPARING"
    starts_on: date | None = None
    ends_on: date | None = None
    amount: Count | None = None
    amount_unit: Unit = ""
    what_changed: Text800 = ""
    progress: Text800 = ""
    progress_by: Text150 = ""
    progress_on: date | None = None
    retested_on: date | None = None
    still_no_office: YesNo = ""
    retest_note: Text500 = ""
    sent_on: date | None = None
    decided_on: date | None = None


class CoverageChange(Part):
    """A change of plan or network that can give a right to go on with the same provider for a while."""

    kind: Literal["PLAN_CHANGED", "PROVIDER_LEFT"]
    provider_name: Text150 = ""
    happens_on: date
    notice_on: date | None = None
    course: Literal["", "SERIOUS", "INSTITUTION", "SURGERY", "PREGNANCY", "TERMINAL", "NONE", "UNSURE"] = ""
    asked_plan_on: date | None = None
    asked_plan_answer: Text300 = ""
    note: Text500 = ""
