"""What a facility’s own system sends and gets: the checks, the answers and the document are made of these.

Nothing clinical comes out: where a case stands, who acts next, by when; never why.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, StringConstraints, model_validator

from requests_app.cases.consent_words import ConsentTo
from requests_app.common.states import STATE_NAMES
from requests_app.models import (
    CareKind,
    CaseOutcome,
    CaseStatus,
    CoverageSource,
    ForWhom,
    HowSoon,
    NextAction,
    TrackKind,
    WaitingOn,
)

Text = Annotated[str, StringConstraints(strip_whitespace=True, pattern=r"^[^\x00-\x1f\x7f]*$")]
Line100 = Annotated[Text, StringConstraints(max_length=100)]
Line40 = Annotated[Text, StringConstraints(max_length=40)]
Name = Annotated[Text, StringConstraints(min_length=1, max_length=100)]
State = Annotated[str, StringConstraints(pattern=r"^([A-Z]{2})?$")]
Email = Annotated[Text, StringConstraints(max_length=254, pattern=r"^([^@\s]+@[^@\s]+\.[^@\s]+)?$")]
Npi = Annotated[str, StringConstraints(pattern=r"^([0-9]{10})?$")]
HOLDS = ConfigDict(extra="forbid", str_strip_whitespace=True)


class OutsideId(BaseModel):
    """What your own system calls this case. Asking twice with the same one opens one case."""

    model_config = HOLDS
    system: Annotated[Text, StringConstraints(min_length=1, max_length=40)]
    value: Annotated[Text, StringConstraints(min_length=1, max_length=80)]


class Patient(BaseModel):
    model_config = HOLDS
    first_name: Name
    last_name: Name
    birth_date: date | None = None
    email: Email = Field("", description="Where the invitation to take the case over goes.")
    phone: Line40 = ""
    state: State = Field("", description="Two letters; sets the time zone of the case.")
    zip_code: Annotated[str, StringConstraints(pattern=r"^([0-9]{5}(-[0-9]{4})?)?$")] = ""


class Plan(BaseModel):
    model_config = HOLDS
    insurer: Annotated[Text, StringConstraints(max_length=120)] = ""
    source: CoverageSource | Literal[""] = ""
    member_id: Annotated[Text, StringConstraints(max_length=30)] = ""
    group_number: Annotated[Text, StringConstraints(max_length=30)] = ""
    plan_phone: Line40 = ""


class Provider(BaseModel):
    model_config = HOLDS
    name: Annotated[Text, StringConstraints(max_length=150)] = ""
    specialty: Line100 = ""
    npi: Npi = ""
    phone: Line40 = ""
    fax: Line40 = ""


class Care(BaseModel):
    model_config = HOLDS
    kind: CareKind | Literal[""] = ""
    how_soon: HowSoon | Literal[""] = ""


class ConsentGiven(BaseModel):
    """Who agreed, and to what. The words of each consent are in the guide: read them, then send this."""

    model_config = HOLDS
    given: Literal[True] = Field(description="Without a yes there is no case.")
    to: list[ConsentTo] = Field([ConsentTo.KEEP], min_length=1, description="KEEP has to be among them.")
    given_by: Annotated[Text, StringConstraints(min_length=1, max_length=200)]
    relation: Annotated[Text, StringConstraints(max_length=60)] = Field(
        "", description="Empty when the patient agreed; else who they are to the patient."
    )
    how: Literal["VERBAL", "IN_PERSON", "WRITTEN"]
    language: Literal["en", "es"] = "en"
    given_at: AwareDatetime


class OpenCase(BaseModel):
    model_config = HOLDS
    outside_id: OutsideId | None = Field(
        None, description="Needed, unless the header “Idempotency-Key” is sent."
    )
    site_id: UUID | None = None
    language: Literal["en", "es"] = "en"
    for_whom: ForWhom = ForWhom.ME
    is_urgent: bool = False
    patient: Patient
    plan: Plan = Plan()
    provider: Provider = Provider()
    care: Care = Care()
    consent: ConsentGiven

    @model_validator(mode="after")
    def can_be_reached(self) -> OpenCase:
        if not (self.patient.email or self.patient.phone):
            raise ValueError("the patient needs an email address or a phone number")
        if self.patient.state and self.patient.state not in STATE_NAMES:
            raise ValueError("the state is not one of the United States")
        if ConsentTo.KEEP not in self.consent.to:
            raise ValueError("without consent to KEEP there is no case")
        return self


class Clock(BaseModel):
    """By when the plan should answer. `is_promise` false: only what is common, or it stands still."""

    about: TrackKind
    due_on: date | None
    source: Literal["PHONE", "LETTER", "RULE", "COMMON", "OTHER"]
    is_promise: bool


class PacketFile(BaseModel):
    id: UUID
    number: int
    ready_at: AwareDatetime
    sha256: str
    byte_size: int


class CaseLine(BaseModel):
    """Where a case stands."""

    id: UUID
    reference: str
    outside_ids: list[OutsideId]
    status: CaseStatus
    outcome: CaseOutcome | None
    outcome_on: date | None
    is_urgent: bool
    next_action: NextAction
    waiting_on: WaitingOn
    due_on: date | None
    opened_at: AwareDatetime
    changed_at: AwareDatetime


class CaseState(CaseLine):
    clocks: list[Clock]
    packets: list[PacketFile]


class CasePage(BaseModel):
    """`next`: send it back as `after` for what comes then; null when there is no more now.

    `read_until`: keep that of the first page, and send it as `changed_since` next time. A case may come
    twice; none is missed.
    """

    cases: list[CaseLine]
    next: str | None
    read_until: AwareDatetime


class Fault(BaseModel):
    pointer: str
    detail: str


class Problem(BaseModel):
    type: str
    title: str
    status: int
    detail: str = ""
    errors: list[Fault] = []


class Told(BaseModel):
    """What a webhook is told: never more than this."""

    id: UUID
    event: Literal["case.opened", "case.status", "case.decision", "packet.ready", "test"]
    case_id: UUID | None
    happened_at: datetime
