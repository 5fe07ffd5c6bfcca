"""One case as a documented, versioned file: what `export_case` writes, `import_case` reads, a packet freezes.

The JSON Schema under docs/reference/ is written from these models. Dates are ISO (YYYY-MM-DD), money is a
decimal string in US dollars, codes are those of `requests_app.models`. Empty text means “not given”.
The checks below run while a file is read (see `rules`), not on what comes from the database.
"""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any, Literal

from pydantic import Field, field_validator
from pydantic import StringConstraints as Text

from requests_app.casefile.after import AnswerRow as AnswerRow
from requests_app.casefile.after import Appeal as Appeal
from requests_app.casefile.after import ApprovedLine as ApprovedLine
from requests_app.casefile.after import ClockExtension as ClockExtension
from requests_app.casefile.after import ClockPause as ClockPause
from requests_app.casefile.after import Complaint as Complaint
from requests_app.casefile.after import Decision as Decision
from requests_app.casefile.after import Escalation as Escalation
from requests_app.casefile.after import MoreWanted as MoreWanted
from requests_app.casefile.after import PeerToPeer as PeerToPeer
from requests_app.casefile.asks import Costs as Costs
from requests_app.casefile.asks import Settlement as Settlement
from requests_app.casefile.asks import StatedFacts as StatedFacts
from requests_app.casefile.asks import Track as Track
from requests_app.casefile.benefits import BenefitCheck as BenefitCheck
from requests_app.casefile.bills import Eob as Eob
from requests_app.casefile.bills import Reprocessing as Reprocessing
from requests_app.casefile.fields import (
    Code,
    Modifier,
    Money,
    Npi,
    State,
    TaxId,
    Text20,
    Text30,
    Text40,
    Text50,
    Text60,
    Text80,
    Text100,
    Text120,
    Text150,
    Text200,
    Text300,
    Text500,
    Text800,
    Text2000,
    YesNo,
    Zip,
)
from requests_app.casefile.fields import Part as Part
from requests_app.casefile.letters import ClinicianAnswers as ClinicianAnswers
from requests_app.casefile.letters import ClinicianLetter as ClinicianLetter
from requests_app.casefile.letters import LetterCode as LetterCode
from requests_app.casefile.letters import Paper as Paper
from requests_app.casefile.offices import Attempt as Attempt
from requests_app.casefile.offices import CallsStatement as CallsStatement
from requests_app.casefile.offices import Capture as Capture
from requests_app.casefile.offices import NetworkQuestion as NetworkQuestion
from requests_app.casefile.offices import Office as Office
from requests_app.casefile.terms import Agreement as Agreement
from requests_app.casefile.terms import CoverageChange as CoverageChange
from requests_app.casefile.terms import Offer as Offer
from requests_app.casefile.terms import OfferRate as OfferRate
from requests_app.casefile.terms import Renewal as Renewal
from requests_app.casefile.terms import UnitsUsed as UnitsUsed

FORMAT = "sca-portal-case"
VERSION = 6
READABLE = (1, 2, 3, 4, 5, 6)


class Address(Part):
    street: Text150 = ""
    unit: Text50 = ""
    city: Text100 = ""
    state: State = ""
    zip_code: Zip = ""


class Patient(Part):
    """The person who needs the care, as the plan knows them."""

    first_name: Text100 = ""
    last_name: Text100 = ""
    birth_date: date | None = None
    caregiver_name: Text200 = ""
    caregiver_relation: Text60 = ""
    phone: Text40 = ""
    address: Address = Address()
    reading_language: Literal["", "en", "es"] = ""
    speaking_language: Text60 = ""
    access_needs: Text300 = ""


class Subscriber(Part):
    """The main person on the plan, when it is not the patient."""

    first_name: Text100 = ""
    last_name: Text100 = ""
    birth_date: date | None = None
    relation: Literal["", "SPOUSE", "CHILD", "OTHER"] = ""


class Coverage(Part):
    """The plan the request goes to."""

    source: Literal[
        "", "JOB", "MARKETPLACE", "SCHOOL", "MEDICAID", "MEDICARE", "MILITARY", "NONE", "UNSURE"
    ] = ""
    source_detail: Literal[
        "",
        "PRIVATE_EMPLOYER",
        "FEDERAL_JOB",
        "STATE_LOCAL_JOB",
        "CHURCH_JOB",
        "ON_MARKETPLACE",
        "OFF_MARKETPLACE",
        "MEDICARE_ADVANTAGE",
        "ORIGINAL_MEDICARE",
        "MEDICAID_PLAN",
        "MEDICAID_STATE",
        "TRICARE",
        "VA",
        "UNSURE",
    ] = ""
    is_self_funded: YesNo = ""
    plan_state: State = ""
    insurer: Text120 = ""
    plan_kind: Literal["", "HMO", "PPO", "EPO", "POS", "UNSURE"] = ""
    member_id: Text30 = ""
    group_number: Text30 = ""
    plan_phone: Text40 = ""
    is_subscriber: bool | None = None
    subscriber: Subscriber = Subscriber()


class CareCode(Part):
    """A diagnosis code (ICD-10-CM), a service code (CPT or HCPCS) or a revenue code (UB-04)."""

    kind: Literal["DIAGNOSIS", "SERVICE", "REVENUE"]
    code: Code
    modifier: Modifier = ""
    own_words: Text120 = ""
    units: Annotated[int, Field(ge=1, le=999)] | None = None
    added_by: Literal["PATIENT", "STAFF", "CLINICIAN"] = "PATIENT"


class Care(Part):
    """The care asked for, in plain words and in the plan's terms."""

    kind: Literal["", "BEHAVIORAL", "SURGERY", "RARE", "CHILD", "OTHER_SPECIALIST", "OTHER"] = ""
    kind_text: Text80 = ""
    timing: Literal["", "NOT_STARTED", "STARTED", "OVER"] = ""
    how_soon: Literal["", "EMERGENCY", "DAYS_3", "WEEKS_2", "LATER", "UNSURE"] = ""
    gap_reasons: list[
        Literal["NONE_OFFERS", "WAIT", "DISTANCE", "NOT_TAKING", "NEED", "CONTINUITY", "NOT_LOOKED"]
    ] = []
    description: Text300 = ""
    specialty: Text100 = ""
    level_of_care: Literal[
        "", "VISIT", "OUTPATIENT_PROGRAM", "DAY_PROGRAM", "RESIDENTIAL", "SURGERY", "OTHER"
    ] = ""
    starts_on: date | None = None
    ends_on: date | None = None
    amount: Annotated[int, Field(ge=1, le=999)] | None = None
    amount_unit: Literal["", "VISITS", "DAYS", "HOURS", "UNITS"] = ""
    frequency: Text60 = ""
    clinician_says_waiting_harms: YesNo = ""
    codes_known: Literal["", "TYPE_NOW", "CLINICIAN", "UNSURE"] = ""
    codes: list[CareCode] = []

    @property
    def asks_for_speed(self) -> bool:
        """What a clinician said about waiting is set aside once the care is over: nothing waits any more."""
        return self.clinician_says_waiting_harms == "YES" and self.timing != "OVER"


class Provider(Part):
    """The out-of-network provider the patient wants the plan to cover."""

    name: Text150 = ""
    credentials: Text60 = ""
    specialty: Text100 = ""
    npi: Npi = ""
    tax_id: TaxId = ""
    phone: Text40 = ""
    fax: Text40 = ""
    address: Address = Address()
    agreed: YesNo = ""
    agreed_on: date | None = None
    first_date: date | None = None
    price: Money | None = None
    accepts_agreement: YesNo = ""
    agreement_contact: Text150 = ""
    will_not_bill_rest: YesNo = ""
    reasons: list[Literal["TREATS_THIS", "SOONEST", "CLOSE", "LANGUAGE", "ALREADY_SEE", "OTHER"]] = []
    why_text: Text500 = ""

    @field_validator("tax_id")
    @classmethod
    def _tax_id(cls, value: str) -> str:
        return value.replace("-", "")


class Story(Part):
    """The patient's own account, in three short parts."""

    need_now: Text800 = ""
    tried: Text800 = ""
    waiting: Text800 = ""


class InsurerCall(Part):
    """One call with the plan, or with the provider the patient wants.

    `answers` holds what this kind of call card asks, by the keys listed in the reference.
    """

    kind: Literal["CALL_1", "CALL_2", "CALL_3", "CALL_4", "PROVIDER"]
    called_on: date
    started_at: Text20 = ""
    minutes: Annotated[int, Field(ge=0, le=999)] | None = None
    number_called: Text40 = ""
    person: Text100 = ""
    team: Text100 = ""
    reference: Text50 = ""
    reference_refused: bool = False
    request_number: Text50 = ""
    promised: Text300 = ""
    promised_on: date | None = None
    notes: Text2000 = ""
    answers: dict[str, Any] = {}
    made_by: Literal["PATIENT", "CAREGIVER", "STAFF"] = "PATIENT"


class CaseFile(Part):
    """The whole case. `reference` is for reading; importing gives the case a new one.

    Version 2 added costs, tracks, what other papers say, kept listings, written questions and the
    signed statement of calls; version 3 papers and the clinician’s letters; version 4 what follows the
    sending (see `after`); version 5 bills (see `bills`); version 6 checks of the benefits. Earlier
    versions read as before. Kept listings, papers, letters, the statement, what follows the sending and
    bills are for reading only: the files and the signatures stay where they were made, so importing
    leaves them out. `captures` and `questions` here are those that belong to no office in the list;
    `letters` are the newest signed one of each clinician.
    """

    format: Literal["sca-portal-case"] = "sca-portal-case"
    version: Literal[1, 2, 3, 4, 5, 6] = 6
    reference: Annotated[str, Text(max_length=8)] = ""
    for_whom: Literal["ME", "MY_CHILD", "SOMEONE_ELSE"] = "ME"
    language: Literal["en", "es"] = "en"
    time_zone: Text60 = "America/New_York"
    path: Text30 = ""
    already_asked: Text20 = ""
    patient: Patient = Patient()
    coverage: Coverage = Coverage()
    care: Care = Care()
    provider: Provider = Provider()
    story: Story = Story()
    offices: list[Office] = []
    insurer_calls: list[InsurerCall] = []
    costs: Costs = Costs()
    tracks: list[Track] = []
    stated_facts: list[StatedFacts] = []
    settlements: list[Settlement] = []
    captures: list[Capture] = []
    questions: list[NetworkQuestion] = []
    calls_statement: CallsStatement | None = None
    papers: list[Paper] = []
    letters: list[ClinicianLetter] = []
    decisions: list[Decision] = []
    appeals: list[Appeal] = []
    peer_to_peers: list[PeerToPeer] = []
    complaints: list[Complaint] = []
    agreements: list[Agreement] = []
    units_used: list[UnitsUsed] = []
    renewals: list[Renewal] = []
    coverage_changes: list[CoverageChange] = []
    escalations: list[Escalation] = []
    clock_pauses: list[ClockPause] = []
    clock_extensions: list[ClockExtension] = []
    eobs: list[Eob] = []
    reprocessings: list[Reprocessing] = []
    benefit_checks: list[BenefitCheck] = []
