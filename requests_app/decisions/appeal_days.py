"""The last day to appeal: the day in the letter beside the day of a rule. The earlier one counts. Pure.

A rule’s day counts only when its record surely applies to this plan and may be printed. Days of other records
are shown as something to confirm by phone; when one of them comes earlier, it is the day to be safe by.
A rule is counted from the date on the letter, else from the day the plan decided, which is never later. The
day somebody heard of it proves neither, so that nothing is counted from it.
"""

from __future__ import annotations

from collections.abc import Iterator, Set
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from typing import Protocol

from requests_app.common.business_days import ONE_DAY, is_business_day
from requests_app.knowledge import library
from requests_app.knowledge.plans import PlanFacts, plan_facts_of, plan_types
from requests_app.knowledge.records import Match, Record
from requests_app.knowledge.vocabulary import Kind
from requests_app.models import AppealLevel, Case, Decision
from requests_app.tracks.counting import Limit, last_day

FEDERAL_EXTERNAL = "us-aca-external-window"
STATE_EXTERNAL = "-external-review"
WINDOWS: dict[str, frozenset[str]] = {
    AppealLevel.INTERNAL: frozenset(
        {
            "us-erisa-appeal-window",
            "us-aca-internal-window",
            "us-medicaid-appeal-window",
            "us-ma-appeal-window",
            "us-fehb-reconsider",
        }
    ),
    # No record names a time for a second appeal to the plan: the letter does.
    AppealLevel.SECOND: frozenset(),
    AppealLevel.EXTERNAL: frozenset({FEDERAL_EXTERNAL, "us-medicaid-fair-hearing", "us-fehb-opm-review"}),
}


class CountsBy(StrEnum):
    """Where the day that counts comes from."""

    LETTER = "LETTER"
    RULE = "RULE"
    BOTH = "BOTH"
    NOTHING = ""


class Denied(Protocol):
    """What is known of a no: a row, or a part of a case file."""

    @property
    def letter_dated_on(self) -> date | None: ...
    @property
    def decided_on(self) -> date | None: ...
    @property
    def appeal_by(self) -> date | None: ...


@dataclass(frozen=True)
class Known:
    """Plain values for `Denied`."""

    letter_dated_on: date | None = None
    decided_on: date | None = None
    appeal_by: date | None = None


@dataclass(frozen=True)
class RuleDay:
    """`last_day` is None while its start is not known, or when the record names no time.

    `safe_day` comes from a shorter time that another source of the same record names.
    """

    record: Record
    is_sure: bool
    counted_from: date | None
    is_from_letter: bool
    last_day: date | None
    safe_day: date | None = None

    @property
    def earliest(self) -> date | None:
        return _earliest(self.last_day, self.safe_day)


@dataclass(frozen=True)
class AppealDays:
    """`is_read` is False where the plan’s day was only heard, so that no letter is named as its source."""

    by_letter: date | None
    rules: tuple[RuleDay, ...]
    is_read: bool = True

    @property
    def sure(self) -> tuple[RuleDay, ...]:
        return tuple(one for one in self.rules if one.is_sure)

    @property
    def unsure(self) -> tuple[RuleDay, ...]:
        return tuple(one for one in self.rules if not one.is_sure)

    @property
    def rule(self) -> RuleDay | None:
        """The one that comes first; one without a day only when there is no other."""
        return min(self.sure, key=lambda one: one.last_day or date.max, default=None)

    @property
    def by_rule(self) -> date | None:
        return self.rule.last_day if self.rule else None

    @property
    def record(self) -> Record | None:
        return self.rule.record if self.rule else None

    @property
    def counts(self) -> date | None:
        """The last day: the earlier of the two."""
        return _earliest(self.by_letter, self.by_rule)

    @property
    def source(self) -> CountsBy:
        if self.counts is None:
            return CountsBy.NOTHING
        if self.by_letter == self.by_rule:
            return CountsBy.BOTH
        return CountsBy.LETTER if self.counts == self.by_letter else CountsBy.RULE

    @property
    def safe_on(self) -> date | None:
        """A day before the one that counts that a record to be confirmed may mean."""
        found = _earliest(*(one.earliest for one in self.unsure))
        return found if found is not None and (self.counts is None or found < self.counts) else None

    @property
    def plan_on(self) -> date | None:
        """The day to have sent it by, whichever it is."""
        return _earliest(self.counts, self.safe_on)


def days_to_appeal(
    plan: PlanFacts, known: Denied, *, on: date, level: str = AppealLevel.INTERNAL
) -> AppealDays:
    """Sure days first, then the others, in the order of the library. `on`: today."""
    found = [_rule_day(match, plan, known) for match in _windows(plan, known, level, on)]
    return AppealDays(known.appeal_by, tuple(sorted(found, key=lambda one: not one.is_sure)))


def days_of(case: Case, decision: Decision, *, on: date, level: str = "") -> AppealDays:
    """Load the case with coverage and care. Without a level: the one that usually follows this answer."""
    level = level or (AppealLevel.EXTERNAL if decision.appeal_id else AppealLevel.INTERNAL)
    claim = decision.eob if decision.appeal_id is None else None
    known: Denied = decision if claim is None else of_claim(decision, claim.processed_on)
    found = days_to_appeal(plan_facts_of(case.coverage, case.care), known, on=on, level=level)
    if claim is not None and claim.processed_on is None:
        found = replace(found, rules=tuple(replace(one, is_sure=False) for one in found.rules))
    return replace(found, is_read=decision.is_in_writing)


def of_claim(decision: Denied, processed_on: date | None) -> Known:
    """A no to process a claim again may open no new time: what counts is the day it was processed, when that
    is earlier. `decided_on` None: nobody knows that day, so that no rule’s day is sure.
    """
    dated = decision.letter_dated_on
    if processed_on is not None and dated is not None and processed_on < dated:
        dated = None
    return Known(letter_dated_on=dated, decided_on=processed_on, appeal_by=decision.appeal_by)


def open_day_before(day: date, closed: Set[date]) -> date:
    """The day itself when it is a business day, else the last one before it."""
    while not is_business_day(day, closed):
        day -= ONE_DAY
    return day


def _windows(plan: PlanFacts, known: Denied, level: str, today: date) -> Iterator[Match]:
    """A record must have been in force when the no was given."""
    day = known.letter_dated_on or known.decided_on or today
    wanted = WINDOWS[level]
    for match in library.applicable(plan, Kind.DEADLINE_PATIENT, Kind.EXTERNAL_REVIEW, on=day):
        is_of_state = level == AppealLevel.EXTERNAL and match.record.id.endswith(STATE_EXTERNAL)
        if match.record.id in wanted or is_of_state:
            yield match


def _rule_day(match: Match, plan: PlanFacts, known: Denied) -> RuleDay:
    record, start = match.record, known.letter_dated_on or known.decided_on
    safe_days = record.safe_days
    return RuleDay(
        record=record,
        is_sure=match.is_certain and record.is_printable and not _may_be_the_states(record, plan),
        counted_from=start,
        is_from_letter=known.letter_dated_on is not None,
        last_day=_last_day(record, start) if start else None,
        safe_day=start + timedelta(days=safe_days) if start and safe_days else None,
    )


def _may_be_the_states(record: Record, plan: PlanFacts) -> bool:
    """The federal time for an external review, of a plan that a state regulates: the state’s may hold."""
    if record.id != FEDERAL_EXTERNAL:
        return False
    return any("fully_insured" in world for world in plan_types(plan).worlds)


def _last_day(record: Record, start: date) -> date | None:
    limit = Limit.of(record)
    return last_day(start, limit) if limit else None


def _earliest(*days: date | None) -> date | None:
    return min((day for day in days if day is not None), default=None)
