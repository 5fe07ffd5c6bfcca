"""One claim as a plan processed it, whatever it was read from: the one shape readers make and checks take.

Amounts are US dollars. None is “not shown”, never zero; nothing here is guessed. `network` “” means that the
paper or file does not show it. Pydantic only: the process that reads a stranger’s file imports this.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field
from pydantic import StringConstraints as Text

MOST_LINES, MOST_ADJUSTMENTS, MOST_REMARKS = 999, 99, 40
LARGEST = Decimal("99999999.99")

Amount = Annotated[Decimal, Field(ge=-LARGEST, le=LARGEST, max_digits=11, decimal_places=2)]
Units = Annotated[Decimal, Field(ge=-999999, le=999999, max_digits=9, decimal_places=3)]
Words = Annotated[str, Text(strip_whitespace=True, max_length=150)]
Number = Annotated[str, Text(strip_whitespace=True, max_length=50)]
Npi = Annotated[str, Text(pattern=r"^(\d{10})?$")]
TaxId = Annotated[str, Text(pattern=r"^(\d{9})?$")]
ServiceCode = Annotated[str, Text(pattern=r"^[A-Z0-9.]{0,8}$")]
# Up to four of two marks each, as everywhere in the product: “95-HO”.
Modifier = Annotated[str, Text(pattern=r"^([A-Z0-9]{2}(-[A-Z0-9]{2}){0,3})?$")]
RevenueCode = Annotated[str, Text(pattern=r"^(\d{4})?$")]
ReasonCode = Annotated[str, Text(pattern=r"^[A-Z0-9]{1,5}$")]
RemarkCode = Annotated[str, Text(pattern=r"^[A-Za-z0-9 .:/_-]{1,20}$")]
Network = Literal["", "IN_NETWORK", "OUT_OF_NETWORK"]
Source = Literal["TYPED", "PDF", "FHIR", "X12", "CSV"]


class Shape(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Adjustment(Shape):
    """Why part of a charge was not paid. An amount above zero takes away from the charge.

    `group`: CO, PR, OA, PI or CR (X12), “” where it is not shown. `code`: a claim adjustment reason code.
    """

    group: Literal["", "CO", "PR", "OA", "PI", "CR"] = ""
    code: ReasonCode
    amount: Amount | None = None


class Line(Shape):
    """One line of a claim. `not_covered`: not paid by the plan and owed by the person, beyond cost share."""

    service_from: date | None = None
    service_to: date | None = None
    code: ServiceCode = ""
    modifier: Modifier = ""
    revenue_code: RevenueCode = ""
    words: Annotated[str, Text(strip_whitespace=True, max_length=120)] = ""
    units: Units | None = None
    network: Network = ""
    rendering_npi: Npi = ""
    billed: Amount | None = None
    allowed: Amount | None = None
    plan_paid: Amount | None = None
    other_paid: Amount | None = None
    deductible: Amount | None = None
    copay: Amount | None = None
    coinsurance: Amount | None = None
    not_covered: Amount | None = None
    patient_owes: Amount | None = None
    remarks: Annotated[tuple[RemarkCode, ...], Field(max_length=MOST_REMARKS)] = ()
    adjustments: Annotated[tuple[Adjustment, ...], Field(max_length=MOST_ADJUSTMENTS)] = ()


class Statement(Shape):
    """One claim: who billed, what was billed, what the plan did, line by line.

    `frequency` and `prior_claim_number` tell a corrected claim; `status` REVERSED is one that is taken back,
    with its amounts below zero. Totals are as shown, also where they do not add up (see `amounts`).
    """

    source: Source = "TYPED"
    claim_number: Number = ""
    patient_account: Number = ""
    prior_claim_number: Number = ""
    status: Literal["PROCESSED", "DENIED", "PENDING", "REVERSED"] = "PROCESSED"
    payer_order: Literal["", "PRIMARY", "SECONDARY", "TERTIARY"] = ""
    frequency: Literal["", "ORIGINAL", "REPLACEMENT", "VOID"] = ""
    kind: Literal["", "FACILITY", "PROFESSIONAL"] = ""
    network: Network = ""
    payer_name: Words = ""
    patient_name: Words = ""
    patient_born_on: date | None = None
    member_id: Number = ""
    authorization_number: Number = ""
    billing_name: Words = ""
    billing_npi: Npi = ""
    billing_tax_id: TaxId = ""
    rendering_name: Words = ""
    rendering_npi: Npi = ""
    service_from: date | None = None
    service_to: date | None = None
    received_on: date | None = None
    processed_on: date | None = None
    billed: Amount | None = None
    allowed: Amount | None = None
    plan_paid: Amount | None = None
    other_paid: Amount | None = None
    patient_owes: Amount | None = None
    provider_asks: Amount | None = None
    provider_bill_on: date | None = None
    remarks: Annotated[tuple[RemarkCode, ...], Field(max_length=MOST_REMARKS)] = ()
    adjustments: Annotated[tuple[Adjustment, ...], Field(max_length=MOST_ADJUSTMENTS)] = ()
    lines: Annotated[tuple[Line, ...], Field(max_length=MOST_LINES)] = ()


# What a reader could not take over, or what does not add up; a slug, see `claims.reading_texts`.
class Note(Shape):
    """`about`: the claim’s number or place in the file; `facts`: what the sentence names."""

    slug: Annotated[str, Text(pattern=r"^[a-z0-9_.]{1,60}$")]
    about: Annotated[str, Text(max_length=80)] = ""
    facts: dict[str, Annotated[str, Text(max_length=150)]] = {}


class Reading(Shape):
    """What a reader found in one file. `refused` is a slug: then nothing was found, and nothing is saved."""

    format: Source
    statements: tuple[Statement, ...] = ()
    notes: tuple[Note, ...] = ()
    refused: Annotated[str, Text(pattern=r"^[a-z0-9_.]{0,60}$")] = ""
    refused_facts: dict[str, Annotated[str, Text(max_length=150)]] = {}
