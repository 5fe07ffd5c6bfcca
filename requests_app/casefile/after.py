"""What happened after the request was sent: answers, appeals, complaints, agreements, renewals, the clock.

`key` is the public id of the row, so that parts can point at each other; money is in US dollars.
"""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field

from requests_app.casefile.fields import (
    Modifier,
    Money,
    Part,
    Sha256,
    Text20,
    Text40,
    Text50,
    Text80,
    Text100,
    Text120,
    Text150,
    Text200,
    Text300,
    Text500,
    Text800,
    Text1000,
    Text1500,
    Text2000,
    YesNo,
)

Stated = Literal["", "YES", "NO", "NOT_STATED"]
Unit = Literal["", "VISITS", "DAYS", "HOURS", "UNITS"]
Count = Annotated[int, Field(ge=1, le=9999)]
OwedBy = Literal["PATIENT", "CLINICIAN", "PLAN", "US"]


class ApprovedLine(Part):
    """One line of an approval as the plan gave it; empty values were not stated."""

    key: UUID | None = None
    kind: Literal["SERVICE", "REVENUE"] = "SERVICE"
    code: Annotated[str, Field(max_length=8)] = ""
    modifier: Modifier = ""
    words: Text120 = ""
    units: Count | None = None
    unit: Unit = ""
    starts_on: date | None = None
    ends_on: date | None = None
    provider_name: Text150 = ""
    covers: Literal["", "FACILITY", "PROFESSIONAL", "BOTH"] = ""
    cost_share: Literal["", "IN_NETWORK", "OUT_OF_NETWORK"] = ""
    rate: Money | None = None
    rate_unit: Unit = ""
    authorization_number: Text50 = ""


class MoreWanted(Part):
    """One thing the plan still wanted before it decided."""

    what: Text200
    owed_by: OwedBy = "PATIENT"
    due_on: date | None = None
    asked_on: date
    done_on: date | None = None


class Decision(Part):
    """One answer of the plan. `about` says to what; `is_current`: no later answer to it replaced this one.

    `letter_sha256` names the paper with the answer, where there is one.
    """

    key: UUID | None = None
    about: Literal["REQUEST", "APPEAL", "RENEWAL", "BILL"] = "REQUEST"
    about_key: UUID | None = None
    track: Literal["", "GAP", "SCA", "PRIOR_AUTH"] = ""
    is_current: bool = True
    answer: Literal["APPROVED", "PARTLY", "DENIED", "NEEDS_MORE", "NOT_WRITTEN"]
    heard_on: date
    decided_on: date | None = None
    is_in_writing: bool = False
    letter_sha256: Sha256 = ""
    letter_dated_on: date | None = None
    authorization_number: Text50 = ""
    provider_named: Stated = ""
    in_network_cost_share: Stated = ""
    in_network_deductible: Stated = ""
    facility_fees: Stated = ""
    professional_fees: Stated = ""
    rate_signed: Stated = ""
    no_billing_the_rest: Stated = ""
    starts_on: date | None = None
    ends_on: date | None = None
    renew_by: date | None = None
    left_out: list[Text20] = []
    left_out_reason: Text500 = ""
    after_part: list[Literal["USE", "FIX", "APPEAL"]] = []
    needs_by: date | None = None
    reason: Literal["", "NETWORK", "NECESSITY", "NOT_COVERED", "LATE", "PAPERS", "OTHER"] = ""
    reason_words: Text800 = ""
    appeal_by: date | None = None
    appeal_by_not_stated: bool = False
    appeal_way: Text200 = ""
    peer_possible: Stated = ""
    peer_phone: Text40 = ""
    peer_by: date | None = None
    notes: Text2000 = ""
    lines: list[ApprovedLine] = []
    wanted: list[MoreWanted] = []


class AnswerRow(Part):
    """What answers the stated reason: an office or a call by its number, a letter or paper by its hash."""

    kind: Literal["OFFICE", "LETTER", "PAPER", "CALL"]
    number: Annotated[int, Field(ge=1)] | None = None
    sha256: Sha256 = ""


class Appeal(Part):
    """One appeal at one level. Of `by_letter` and `by_rule` the earlier counts; `rule_id` is its record.

    `answers` names what answers the stated reason, `answer_rows` the same as the pages of a packet name it.
    """

    key: UUID | None = None
    decision_key: UUID | None = None
    level: Literal["INTERNAL", "SECOND", "EXTERNAL"]
    is_expedited: bool = False
    state: Literal["PREPARING", "SENT", "DECIDED", "WITHDRAWN"] = "PREPARING"
    outcome: Literal["", "OVERTURNED", "PARTLY", "UPHELD", "REFUSED"] = ""
    by_letter: date | None = None
    by_rule: date | None = None
    rule_id: Text80 = ""
    route: Text20 = ""
    send_to: Text300 = ""
    statement: Text1500 = ""
    answers: list[UUID] = []
    answer_rows: list[AnswerRow] = []
    new_proof: Text800 = ""
    parity: Annotated[str, Field(max_length=10)] = ""
    claim_file_asked_on: date | None = None
    claim_file_way: Text100 = ""
    claim_file_got_on: date | None = None
    sent_on: date | None = None
    number: Text50 = ""
    answer_due_on: date | None = None
    answer_due_from: Text200 = ""
    decided_on: date | None = None


class PeerToPeer(Part):
    """A call between the clinician and the plan’s doctor."""

    key: UUID | None = None
    decision_key: UUID | None = None
    clinician_name: Text150 = ""
    clinician_phone: Text40 = ""
    clinician_times: Text200 = ""
    plan_phone: Text40 = ""
    reference: Text50 = ""
    window_until: date | None = None
    state: Literal["WANTED", "ASKED", "HELD", "MISSED"] = "WANTED"
    asked_on: date | None = None
    held_on: date | None = None
    reviewer: Text150 = ""
    outcome: Literal["", "CHANGED", "STAYS", "LATER"] = ""
    notes: Text1000 = ""


class Complaint(Part):
    """A complaint to one office; `office_id` is its record in the library."""

    key: UUID | None = None
    appeal_key: UUID | None = None
    office_id: Text80 = ""
    office_name: Text200
    reasons: list[Text20] = []
    statement: Text1500 = ""
    state: Literal["PREPARING", "SENT", "ANSWERED", "WITHDRAWN"] = "PREPARING"
    sent_on: date | None = None
    way: Text20 = ""
    number: Text50 = ""
    answer_due_on: date | None = None
    answer_due_from: Text200 = ""
    answered_on: date | None = None
    answer: Text1000 = ""


class Escalation(Part):
    """A step of the stall ladder that was taken."""

    track: Literal["", "GAP", "SCA", "PRIOR_AUTH"] = ""
    rung: Literal[
        "REPRESENTATIVE",
        "SUPERVISOR",
        "MANAGEMENT",
        "PROVIDER_RELATIONS",
        "EXPEDITED",
        "DEMAND",
        "REGULATOR",
    ]
    done_on: date
    way: Text20 = ""
    person: Text100 = ""
    team: Text100 = ""
    reference: Text50 = ""
    result: Text500 = ""
    promised_on: date | None = None


class ClockPause(Part):
    """Time in which the plan’s clock may have stood still."""

    track: Literal["GAP", "SCA", "PRIOR_AUTH"]
    owed_by: OwedBy
    why: Text200
    from_on: date
    until_on: date | None = None
    plan_says_paused: YesNo = ""


class ClockExtension(Part):
    """A later day for the answer, with who said so and why."""

    track: Literal["GAP", "SCA", "PRIOR_AUTH"]
    new_due_on: date
    reason: Text300
    said_by: Literal["PHONE", "LETTER", "OUR_CHOICE"]
    said_on: date
