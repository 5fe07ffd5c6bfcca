"""What a packet is made of, as plain text: built from a case file, read by the PDF and by the check page."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from requests_app.models import Recipient
from requests_app.packets.bill_parts import BillLetter
from requests_app.packets.evidence_parts import Asked, Exhibits, Picture, Rules, SignedCalls
from requests_app.packets.logo import Logo
from requests_app.packets.more_parts import (
    AppealLetter,
    Changes,
    ClaimFile,
    ClinicianLetters,
    Complaint,
    Match,
    Parity,
    PlanFormPart,
    RequestSheet,
    Timeline,
)
from requests_app.packets.more_parts import (
    Change as Change,
)
from requests_app.packets.more_parts import (
    Fact as Fact,
)
from requests_app.packets.renewal_parts import RenewalLetter


class Section(StrEnum):
    """Every section there is; which of them a reader gets, and in which order, stands in `recipients`."""

    COVER = "cover"
    PLAN_FORM = "plan-form"
    DECISION = "decision"
    LETTER = "letter"
    APPEAL = "appeal"
    PARITY = "parity"
    CLAIM_FILE = "claim-file"
    COMPLAINT = "complaint"
    RENEWAL = "renewal"
    BILL = "bill"
    TIMELINE = "timeline"
    REQUEST_SHEET = "request-sheet"
    SEARCH = "search"
    PICTURE = "picture"
    CLINICIAN = "clinician-letter"
    MATCH = "match"
    STATEMENT = "statement"
    SIGNED_CALLS = "signed-calls"
    ASKED = "asked"
    CALLS = "calls"
    RULES = "rules"
    CHANGES = "changes"
    EXHIBITS = "exhibits"


class SignerRole(StrEnum):
    """Who typed the name. Empty: a packet of before this was kept."""

    UNTOLD = ""
    PATIENT = "PATIENT"
    CAREGIVER = "CAREGIVER"
    HELPER = "HELPER"
    STAFF = "STAFF"


@dataclass(frozen=True)
class Signer:
    role: SignerRole = SignerRole.UNTOLD
    facility: str = ""

    @property
    def is_somebody_else(self) -> bool:
        """Neither the patient nor the caregiver who asks: the letter then speaks of the patient."""
        return self.role in (SignerRole.HELPER, SignerRole.STAFF)


@dataclass(frozen=True)
class Options:
    """What is chosen or known beside the case itself. No signature: a preview that says “Not signed”."""

    sections: frozenset[Section]
    made_at: datetime
    number: int | None = None
    signed_name: str = ""
    recipient: str = Recipient.INSURER
    about: str = ""  # the key of the appeal, complaint, renewal or claim sent back
    language: str = "en"
    signer: Signer = Signer()
    contents_sha256: str = ""
    changed_since: int = 0
    changes: tuple[Change, ...] = ()
    logo: Logo | None = None


@dataclass(frozen=True)
class CodeRow:
    is_revenue: bool
    code: str
    units: str
    words: str
    added_by: str


@dataclass(frozen=True)
class Reason:
    """One kind of gap, with its number; `anchor` is the section that proves it."""

    label: str
    number: str
    anchor: str


@dataclass(frozen=True)
class Speed:
    """`anchor` is where the clinician’s signed reason stands; empty: none is signed."""

    is_expedited: bool
    basis: str
    timing: str
    anchor: str = ""


@dataclass(frozen=True)
class Decision:
    ask: str
    who: tuple[Fact, ...]
    what: tuple[Fact, ...]
    codes: tuple[CodeRow, ...]
    provider: tuple[Fact, ...]
    why_intro: str
    reasons: tuple[Reason, ...]
    not_claimed: tuple[str, ...]
    speed: Speed
    asked: tuple[str, ...]
    contact: tuple[Fact, ...]

    @property
    def facts(self) -> tuple[Fact, ...]:
        return self.who + self.what + self.provider + self.contact


@dataclass(frozen=True)
class Letter:
    about: tuple[Fact, ...]
    paragraphs: tuple[str, ...]
    asked_intro: str
    asked: tuple[str, ...]
    closing: str


@dataclass(frozen=True)
class OfficeRow:
    number: int
    name: str
    about: tuple[str, ...]
    found: tuple[str, ...]
    contacts: tuple[str, ...]
    said: str
    more: tuple[Fact, ...]
    wait: str
    business_wait: str
    notes: str


@dataclass(frozen=True)
class Count:
    label: str
    number: int
    rows: str


@dataclass(frozen=True)
class Search:
    intro: str
    rows: tuple[OfficeRow, ...]
    counts: tuple[Count, ...]
    options: tuple[str, ...]
    left_out: int = 0


@dataclass(frozen=True)
class CallRow:
    number: int
    title: str
    when: str
    who: tuple[str, ...]
    reference: str
    request_number: str
    said: tuple[Fact, ...]
    promised: str
    notes: str


@dataclass(frozen=True)
class CallRecord:
    rows: tuple[CallRow, ...]
    left_out: int = 0


@dataclass(frozen=True)
class Statement:
    parts: tuple[Fact, ...]


@dataclass(frozen=True)
class Cover:
    """The first page of a fax. It names no patient and no care."""

    to: str
    team: str
    fax: str
    expedited: bool
    logo: Logo | None = None


@dataclass(frozen=True)
class Signature:
    """`name` is empty in a preview. `lines` say for whom and in what role it was signed."""

    name: str
    lines: tuple[str, ...]
    at: str


@dataclass(frozen=True)
class Piece:
    """One section as it is printed. `joins`: it may go on where the one before ends."""

    section: Section
    title: str
    part: object
    joins: bool = False

    @property
    def template(self) -> str:
        return f"packets/pdf/_{self.section.value.replace('-', '_')}.html"

    @property
    def review_template(self) -> str:
        return f"packets/review/_{self.section.value.replace('-', '_')}.html"

    @property
    def anchor(self) -> str:
        return self.section.value


@dataclass(frozen=True)
class Contents:
    """The whole packet. `pieces` is what is printed, in order; each names its part of this value."""

    title: str
    reference: str
    number: int | None
    made: str
    member_mark: str
    decision: Decision
    letter: Letter
    signature: Signature
    recipient: str = Recipient.INSURER
    language: str = "en"
    content_mark: str = ""
    version: str = ""
    cover: Cover | None = None
    plan_form: PlanFormPart | None = None
    appeal: AppealLetter | None = None
    parity: Parity | None = None
    claim_file: ClaimFile | None = None
    complaint: Complaint | None = None
    renewal: RenewalLetter | None = None
    bill: BillLetter | None = None
    timeline: Timeline | None = None
    request_sheet: RequestSheet | None = None
    search: Search | None = None
    picture: Picture | None = None
    clinician_letters: ClinicianLetters | None = None
    match: Match | None = None
    signed_calls: SignedCalls | None = None
    asked: Asked | None = None
    calls: CallRecord | None = None
    statement: Statement | None = None
    rules: Rules | None = None
    changes: Changes | None = None
    exhibits: Exhibits | None = None
    enclosures: tuple[tuple[str, str], ...] = field(default=())
    pieces: tuple[Piece, ...] = field(default=())

    @property
    def has_decision(self) -> bool:
        return any(piece.section is Section.DECISION for piece in self.pieces)

    @property
    def missing(self) -> tuple[str, ...]:
        """The places in the case file that print as “Not given” on the decision page."""
        return tuple(dict.fromkeys(fact.path for fact in self.decision.facts if not fact.value))
