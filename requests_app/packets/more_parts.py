"""The parts of a packet beside the request itself: what others wrote, and what other readers need."""

from __future__ import annotations

from dataclasses import dataclass, field

from requests_app.packets.evidence_parts import PrintedRule


@dataclass(frozen=True)
class Fact:
    """A label and what was given for it; empty is printed as “Not given”. `path` is its place in the file."""

    label: str
    value: str
    path: str


@dataclass(frozen=True)
class SignedLetter:
    """A clinician’s letter in the words that were signed. `exhibit` is where an uploaded one is printed."""

    number: int
    heading: str
    paragraphs: tuple[str, ...]
    name: str
    facts: tuple[Fact, ...]
    at: str
    sha256: str
    exhibit: str = ""
    exhibit_anchor: str = ""


@dataclass(frozen=True)
class ClinicianLetters:
    rows: tuple[SignedLetter, ...]


@dataclass(frozen=True)
class MatchRow:
    about: str
    need: str
    has: str


@dataclass(frozen=True)
class Match:
    """What the care asks for, beside what the provider has; `words` are quoted with who wrote them."""

    intro: str
    rows: tuple[MatchRow, ...]
    words: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Change:
    label: str
    text: str


@dataclass(frozen=True)
class Changes:
    """What this packet says otherwise than the one before for the same reader."""

    before: int
    rows: tuple[Change, ...]
    left_out: int = 0


@dataclass(frozen=True)
class FormPage:
    """`asset` is the address of its picture in the packet; empty: it could not be printed."""

    number: int
    asset: str
    key: str
    alt: str


@dataclass(frozen=True)
class PlanFormPart:
    """The plan’s own form, filled in: its pages as pictures, then what did not fit in a box."""

    title: str
    source: str
    pages: tuple[FormPage, ...]
    overflow: tuple[Fact, ...]
    note: str = ""


@dataclass(frozen=True)
class Prompt:
    """A question to the clinician, with room to write the answer by hand."""

    text: str
    lines: int = 3


@dataclass(frozen=True)
class RequestSheet:
    """What a clinician is asked, on paper: facts to confirm, questions, a place to sign."""

    intro: tuple[str, ...]
    who: tuple[Fact, ...]
    confirm: tuple[Fact, ...]
    codes: tuple[str, ...]
    prompts: tuple[Prompt, ...]
    urgency: str
    sign: tuple[str, ...]
    give_back: tuple[str, ...]


@dataclass(frozen=True)
class Ground:
    """One part of an appeal: a heading, what the records say, `rows` as a list, and what follows from it."""

    heading: str
    paragraphs: tuple[str, ...]
    rows: tuple[str, ...] = ()
    after: tuple[str, ...] = ()


@dataclass(frozen=True)
class AppealLetter:
    about: tuple[Fact, ...]
    paragraphs: tuple[str, ...]
    grounds: tuple[Ground, ...]
    asked_intro: str
    asked: tuple[str, ...]
    closing: str
    title: str = ""


@dataclass(frozen=True)
class Parity:
    """A rule of equal terms beside what the log shows, and what the plan is asked to compare. No claim."""

    intro: str
    rule: PrintedRule
    shown: tuple[str, ...]
    asked_intro: str
    asked: tuple[str, ...]
    note: str


@dataclass(frozen=True)
class ClaimFile:
    """A request for the papers behind a decision."""

    about: tuple[Fact, ...]
    intro: str
    asked: tuple[str, ...]
    closing: str


@dataclass(frozen=True)
class Reachable:
    """Somebody to write to, as a record of the knowledge library names them."""

    name: str
    ways: tuple[str, ...]
    checked: str


@dataclass(frozen=True)
class Complaint:
    """`to` is empty while it is not sure who watches over this plan; `candidates` then stand below."""

    to: tuple[Reachable, ...]
    to_note: str
    why: tuple[str, ...]
    about: tuple[Fact, ...]
    grounds: tuple[Ground, ...]
    asked_intro: str
    asked: tuple[str, ...]
    closing: str


@dataclass(frozen=True)
class TimelineRow:
    day: str
    what: str
    detail: tuple[str, ...] = field(default=())


@dataclass(frozen=True)
class Timeline:
    intro: str
    rows: tuple[TimelineRow, ...]
    left_out: int = 0
