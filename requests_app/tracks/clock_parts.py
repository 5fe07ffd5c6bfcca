"""What a clock is made of, and what comes out: plain values, no words and no database."""

from __future__ import annotations

from collections.abc import Set
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from requests_app.common.time_zones import day_at
from requests_app.knowledge.records import Record
from requests_app.tracks.counting import NO_DAYS, Limit, Unit


class From(StrEnum):
    """Where the day of an answer comes from."""

    PHONE = "PHONE"
    LETTER = "LETTER"
    RULE = "RULE"
    COMMON = "COMMON"
    OTHER = "OTHER"


class Since(StrEnum):
    """What the clock is counted from, the surest first."""

    PLAN_SAID = "PLAN_SAID"
    RECEIVED = "RECEIVED"
    ASKED = "ASKED"
    SENT = "SENT"
    FAST_ASKED = "FAST_ASKED"


@dataclass(frozen=True)
class Start:
    """`at` where the moment is known; `said_on` the call on which the plan said it.

    `sent_on` is the sending that counts, `sent_again_on` a later one that did not start the clock anew.
    """

    on: date
    since: Since
    at: datetime | None = None
    said_on: date | None = None
    sent_on: date | None = None
    by_mail: bool = False
    sent_again_on: date | None = None


@dataclass(frozen=True)
class Named:
    """A day that somebody named: the plan on the phone or in writing, or the person from somewhere else."""

    due_on: date
    source: From
    text: str = ""
    said_on: date | None = None


@dataclass(frozen=True)
class Rule:
    """A record that surely binds this plan and is checked. `pause_record` says that the clock stops while our
    side gathers what is missing; `longer` how much more time the plan may take once, with notice."""

    record: Record
    limit: Limit
    pause_record: Record | None = None
    longer: Limit | None = None


@dataclass(frozen=True)
class Pause:
    """`plan_says`: YES, NO, UNSURE or empty, as the plan answered whether this stops its clock."""

    start: date
    end: date | None
    owed_by: str = ""
    why: str = ""
    plan_says: str = ""

    def counts(self, record: Record | None) -> bool:
        """Only what the plan or a record says stops the clock stops it here."""
        return self.plan_says == "YES" or (record is not None and self.plan_says != "NO")


@dataclass(frozen=True)
class Extension:
    new_due_on: date
    said_by: str
    said_on: date
    reason: str = ""


@dataclass(frozen=True)
class Fast:
    """The fast path was asked for. `at` where the moment is known, else only the day `on` is."""

    on: date
    at: datetime | None = None
    accepted: str = ""
    promised_hours: int | None = None
    rule: Rule | None = None


@dataclass(frozen=True)
class Common:
    """What is usual, and never a promise: business days, and hours on the fast path.

    “5 to 15 business days is common; 1 to 3 days if care is urgent”, as on the page after the ten questions.
    """

    days: tuple[int, int] = (5, 15)
    fast_days: tuple[int, int] = (1, 3)
    fast_hours: tuple[int, int] = (24, 72)


@dataclass(frozen=True)
class Facts:
    """All that a clock is worked out from. `ours` are the days that do not count for us (what is common),
    `theirs` those that do not count for a plan (business days of a rule)."""

    zone: str
    start: Start | None = None
    named: tuple[Named, ...] = ()
    rule: Rule | None = None
    fast: Fast | None = None
    common: Common | None = None
    pauses: tuple[Pause, ...] = ()
    extensions: tuple[Extension, ...] = ()
    ours: Set[date] = NO_DAYS
    theirs: Set[date] = NO_DAYS


class Step(StrEnum):
    """One line of the arithmetic. PAUSED tells why it stood still, MOVED for how long, each day once."""

    START = "START"
    SENT_EARLIER = "SENT_EARLIER"
    SENT_AGAIN = "SENT_AGAIN"
    BY_MAIL = "BY_MAIL"
    NAMED = "NAMED"
    EXTENDED = "EXTENDED"
    LIMIT = "LIMIT"
    PROMISED = "PROMISED"
    COMMON = "COMMON"
    HOUR_UNKNOWN = "HOUR_UNKNOWN"
    CLOCK_CHANGE = "CLOCK_CHANGE"
    SKIPPED = "SKIPPED"
    PAUSED = "PAUSED"
    MOVED = "MOVED"
    PAUSE_OPEN = "PAUSE_OPEN"
    PAUSE_MAYBE = "PAUSE_MAYBE"
    PAUSE_NOT = "PAUSE_NOT"
    PAUSE_LATE = "PAUSE_LATE"
    PAUSE_NAMED = "PAUSE_NAMED"
    REFUSED_FAST = "REFUSED_FAST"
    LONGEST = "LONGEST"
    RESULT = "RESULT"
    STANDS_STILL = "STANDS_STILL"


@dataclass(frozen=True)
class Line:
    step: Step
    day: date | None = None
    until: date | None = None
    at: datetime | None = None
    start_at: datetime | None = None
    number: int | None = None
    most: int | None = None
    unit: Unit | None = None
    start: Start | None = None
    source: str = ""
    record: Record | None = None
    pause: Pause | None = None
    extension: Extension | None = None
    words: str = ""


@dataclass(frozen=True)
class Way:
    """One way to the day of the answer, with its arithmetic.

    `due_on` is None while the clock stands still; `left` is what is left of the limit then. `first_on` and
    `first_at` where it is a range: from when the answer may come.
    """

    source: From
    lines: tuple[Line, ...]
    due_on: date | None = None
    due_at: datetime | None = None
    first_on: date | None = None
    first_at: datetime | None = None
    is_paused: bool = False
    left: int = 0
    unit: Unit | None = None
    counted_from: date | None = None
    heard_on: date | None = None
    source_text: str = ""
    record: Record | None = None
    is_fast: bool = False
    is_longer: bool = False


@dataclass(frozen=True)
class Clock:
    """By when an answer should come: the way that counts, and the others beside it.

    `rule_due_on` is the day a checked rule gives, with what the plan may take longer; None where there is no
    such rule or its clock stands still. Only after it may somebody say that the time of the rules is over.
    `ours` are the days that do not count for us: business days left are counted without them.
    """

    main: Way
    others: tuple[Way, ...] = ()
    zone: str = "America/New_York"
    rule_due_on: date | None = None
    rule_due_at: datetime | None = None
    rule_record: Record | None = None
    pauses: tuple[Pause, ...] = ()
    ours: Set[date] = NO_DAYS

    @property
    def due_on(self) -> date | None:
        return self.main.due_on

    @property
    def due_at(self) -> datetime | None:
        return self.main.due_at

    @property
    def source(self) -> From:
        return self.main.source

    @property
    def record(self) -> Record | None:
        return self.main.record

    @property
    def is_paused(self) -> bool:
        return self.main.is_paused

    @property
    def is_common(self) -> bool:
        """Then no day is due and none is late."""
        return self.main.source == From.COMMON

    @property
    def is_ours(self) -> bool:
        """Our side chose to wait until then: it says when to act, and breaks no word of the plan."""
        return self.main.is_longer and self.main.source == From.OTHER

    def is_over(self, now: datetime) -> bool:
        """The day that counts has passed where the case is, and the clock does not stand still."""
        if self.is_paused:
            return False
        return is_after(now, day=self.due_on, moment=self.due_at, zone=self.zone)

    def is_rule_over(self, now: datetime) -> bool:
        return is_after(now, day=self.rule_due_on, moment=self.rule_due_at, zone=self.zone)


def is_after(now: datetime, *, day: date | None, moment: datetime | None, zone: str) -> bool:
    if moment is not None:
        return now > moment
    return day is not None and day_at(now, zone=zone) > day
