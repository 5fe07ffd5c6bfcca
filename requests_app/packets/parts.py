"""What a packet is made of, as plain text: built from a case file, read by the PDF and by the check page."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from requests_app.packets.evidence_parts import Asked, Exhibits, Picture, Rules, SignedCalls


class Section(StrEnum):
    """Sections a person may leave out. The decision page and the letter are always there."""

    COVER = "cover"
    SEARCH = "search"
    PICTURE = "picture"
    SIGNED_CALLS = "signed-calls"
    ASKED = "asked"
    CALLS = "calls"
    STATEMENT = "statement"
    RULES = "rules"
    EXHIBITS = "exhibits"


ORDER = tuple(one for one in Section if one != Section.COVER)


@dataclass(frozen=True)
class Options:
    """What is chosen or known beside the case itself. No signature: a preview that says “Not signed”."""

    sections: frozenset[Section]
    made_at: datetime
    number: int | None = None
    signed_name: str = ""


@dataclass(frozen=True)
class Fact:
    """A label and what was given for it; empty is printed as “Not given”. `path` is its place in the file."""

    label: str
    value: str
    path: str


@dataclass(frozen=True)
class CodeRow:
    kind: str
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
    is_expedited: bool
    basis: str
    timing: str


@dataclass(frozen=True)
class Decision:
    ask: str
    who: tuple[Fact, ...]
    what: tuple[Fact, ...]
    codes: tuple[CodeRow, ...]
    provider: tuple[Fact, ...]
    why_intro: str
    reasons: tuple[Reason, ...]
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
    to: str
    team: str
    fax: str
    expedited: bool


@dataclass(frozen=True)
class Signature:
    """`name` is empty in a preview."""

    name: str
    for_whom: str
    at: str


@dataclass(frozen=True)
class Contents:
    """The whole packet."""

    title: str
    reference: str
    number: int | None
    made: str
    member_mark: str
    decision: Decision
    letter: Letter
    signature: Signature
    cover: Cover | None = None
    search: Search | None = None
    picture: Picture | None = None
    signed_calls: SignedCalls | None = None
    asked: Asked | None = None
    calls: CallRecord | None = None
    statement: Statement | None = None
    rules: Rules | None = None
    exhibits: Exhibits | None = None
    enclosures: tuple[tuple[str, str], ...] = field(default=())

    @property
    def missing(self) -> tuple[str, ...]:
        """The places in the case file that print as “Not given” on the decision page."""
        return tuple(dict.fromkeys(fact.path for fact in self.decision.facts if not fact.value))
