"""The seven steps when no answer comes: which is open, since when, and why another is not. Pure.

A step says when it usually helps. Nobody is kept from taking it earlier: what was done is written down as it
was. Days are counted from what is known: the calls, the clock of the request, what the plan waits for.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Set
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from requests_app.common.business_days import ONE_DAY, add_business_days, closed_days_between
from requests_app.models.clocks import Rung

FIRST_CALL_AFTER = 3
FIRST_CALL_AFTER_FAST = 1
# After a letter the plan gets a working week before its overseer hears of it.
DEMAND_ANSWER_AFTER = 5
CONTACTS_BEFORE_MANAGEMENT = 2
CONTACTS_BEFORE_PROVIDER_RELATIONS = 3
ORDER = tuple(Rung)


class Said(StrEnum):
    """Where the day of the answer comes from, as far as the steps tell it apart."""

    PLAN = "PLAN"  # on the phone or in a letter
    RULE = "RULE"
    COMMON = "COMMON"  # no promise and no rule: only what is usual
    OTHER = "OTHER"


class Reason(StrEnum):
    # why a step is open
    SENT_A_WHILE_AGO = "SENT_A_WHILE_AGO"
    ONE_CALL = "ONE_CALL"
    TWO_CALLS = "TWO_CALLS"
    THREE_CALLS = "THREE_CALLS"
    MANAGEMENT_ASKED = "MANAGEMENT_ASKED"
    RATE = "RATE"
    HARM = "HARM"
    RULE_OVER = "RULE_OVER"
    LATE = "LATE"
    LONGER_THAN_COMMON = "LONGER_THAN_COMMON"
    PROMISE_BROKEN = "PROMISE_BROKEN"
    DEMAND_UNANSWERED = "DEMAND_UNANSWERED"
    NO_NETWORK = "NO_NETWORK"  # the plan said no, and named the network
    # why a step is not open
    CLOSED = "CLOSED"
    NOT_SENT = "NOT_SENT"
    ANSWERED = "ANSWERED"
    TOO_EARLY = "TOO_EARLY"
    CALL_FIRST = "CALL_FIRST"
    CALL_TWICE_FIRST = "CALL_TWICE_FIRST"
    MANAGEMENT_FIRST = "MANAGEMENT_FIRST"
    CLINICIAN_FIRST = "CLINICIAN_FIRST"
    CARE_IS_OVER = "CARE_IS_OVER"
    FAST_ALREADY = "FAST_ALREADY"
    NOT_LATE = "NOT_LATE"
    DEMAND_FIRST = "DEMAND_FIRST"
    PLAN_WAITS_FOR_US = "PLAN_WAITS_FOR_US"


@dataclass(frozen=True)
class Facts:
    """What the steps are counted from. Days are days where the case is.

    `contacts`: days since the sending on which somebody asked the plan where the request is. `due_on` with
    `said`: the day of the answer; `rule_due_on`: the day a checked rule gives, whatever else was said; each
    `_is_over` where its hour has passed on the day itself. `promised_on`: the last day the plan named for
    something, kept or not.
    """

    today: date
    is_open: bool = True
    sent_on: date | None = None
    is_fast: bool = False
    contacts: frozenset[date] = frozenset()
    due_on: date | None = None
    due_is_over: bool = False
    said: Said = Said.OTHER
    rule_due_on: date | None = None
    rule_is_over: bool = False
    promised_on: date | None = None
    is_answered: bool = False
    denied_for_network_on: date | None = None
    plan_waits_for_us: bool = False
    clinician_says_harm: bool = False
    care_is_over: bool = False
    has_rate_to_agree: bool = False
    taken: Mapping[Rung, date] = field(default_factory=dict)
    closed: Set[date] = frozenset()


@dataclass(frozen=True)
class Counted:
    """How a day was counted: `days` business days after `start`; `skipped` did not count."""

    start: date
    days: int
    skipped: tuple[date, ...] = ()


@dataclass(frozen=True)
class Step:
    """`on`: since when it is open, or from when it will be, if no more than a day is missing.

    `counted` explains that day where it was counted. `taken_on`: when it was last done.
    """

    rung: Rung
    is_open: bool
    reason: Reason
    on: date | None = None
    counted: Counted | None = None
    taken_on: date | None = None


@dataclass(frozen=True)
class _Open:
    """One thing that opens a step on a day; on a later day it will."""

    reason: Reason
    on: date
    counted: Counted | None = None


def steps(facts: Facts) -> tuple[Step, ...]:
    """All seven, from the bottom up."""
    return tuple(_step(facts, rung) for rung in ORDER)


def next_step(facts: Facts) -> Step | None:
    """The lowest open step that was not taken yet; when all were, the highest open one again."""
    found = [one for one in steps(facts) if one.is_open]
    fresh = [one for one in found if one.taken_on is None]
    return fresh[0] if fresh else found[-1] if found else None


def is_stalled(facts: Facts) -> bool:
    """Somebody should ask higher up: the day of the answer, or of a promise, is over."""
    return any(one.on <= facts.today for one in _overdue(facts)) and not facts.is_answered and facts.is_open


def _step(facts: Facts, rung: Rung) -> Step:
    taken_on = facts.taken.get(rung)
    shut = _shut(facts, rung)
    openers = [] if shut else sorted(_OPENERS[rung](facts), key=lambda one: one.on)
    if openers and openers[0].on <= facts.today:
        first = openers[0]
        return Step(rung, True, first.reason, first.on, first.counted, taken_on)
    reason = shut or (Reason.TOO_EARLY if rung == Rung.REPRESENTATIVE else _MISSING[rung])
    later = openers[0] if openers else None
    return Step(rung, False, reason, later.on if later else None, later.counted if later else None, taken_on)


def _shut(facts: Facts, rung: Rung) -> Reason | None:
    """What keeps a step shut whatever day it is."""
    if not facts.is_open:
        return Reason.CLOSED
    if rung == Rung.REGULATOR and facts.denied_for_network_on is not None:
        return None
    if facts.sent_on is None:
        return Reason.NOT_SENT
    if facts.is_answered:
        return Reason.ANSWERED
    if rung == Rung.EXPEDITED:
        return _no_fast_answer(facts)
    if rung in (Rung.DEMAND, Rung.REGULATOR) and facts.plan_waits_for_us:
        return Reason.PLAN_WAITS_FOR_US
    return None


def _no_fast_answer(facts: Facts) -> Reason | None:
    if facts.care_is_over:
        return Reason.CARE_IS_OVER
    if facts.is_fast:
        return Reason.FAST_ALREADY
    return None if facts.clinician_says_harm else Reason.CLINICIAN_FIRST


def _overdue(facts: Facts) -> Iterator[_Open]:
    """What is over on the day after it was due, or on the day itself once its hour has passed."""
    if facts.rule_due_on is not None:
        yield _Open(Reason.RULE_OVER, _day_after(facts.rule_due_on, has_passed=facts.rule_is_over))
    if facts.due_on is not None and (facts.said, facts.due_on) != (Said.RULE, facts.rule_due_on):
        reason = Reason.LONGER_THAN_COMMON if facts.said == Said.COMMON else Reason.LATE
        yield _Open(reason, _day_after(facts.due_on, has_passed=facts.due_is_over))
    if facts.promised_on is not None:
        yield _Open(Reason.PROMISE_BROKEN, facts.promised_on + ONE_DAY)


def _day_after(day: date, *, has_passed: bool) -> date:
    return day if has_passed else day + ONE_DAY


def _after_contacts(facts: Facts, number: int, reason: Reason) -> Iterator[_Open]:
    days = sorted(facts.contacts)
    if len(days) >= number:
        yield _Open(reason, days[number - 1])


def _representative(facts: Facts) -> Iterator[_Open]:
    if facts.sent_on is not None:
        days = FIRST_CALL_AFTER_FAST if facts.is_fast else FIRST_CALL_AFTER
        yield _after(facts, facts.sent_on, days, Reason.SENT_A_WHILE_AGO)
    yield from _after_contacts(facts, 1, Reason.ONE_CALL)
    yield from _overdue(facts)


def _supervisor(facts: Facts) -> Iterator[_Open]:
    yield from _after_contacts(facts, 1, Reason.ONE_CALL)
    yield from _overdue(facts)


def _management(facts: Facts) -> Iterator[_Open]:
    yield from _after_contacts(facts, CONTACTS_BEFORE_MANAGEMENT, Reason.TWO_CALLS)
    yield from _overdue(facts)


def _provider_relations(facts: Facts) -> Iterator[_Open]:
    """Provider offices have their own line to the plan: at once about the rate, else as a further step."""
    if facts.has_rate_to_agree and facts.sent_on is not None:
        yield _Open(Reason.RATE, facts.sent_on)
    if (asked := facts.taken.get(Rung.MANAGEMENT)) is not None:
        yield _Open(Reason.MANAGEMENT_ASKED, asked)
    yield from _after_contacts(facts, CONTACTS_BEFORE_PROVIDER_RELATIONS, Reason.THREE_CALLS)
    yield from _overdue(facts)


def _expedited(facts: Facts) -> Iterator[_Open]:
    if facts.sent_on is not None:
        yield _Open(Reason.HARM, facts.sent_on)


def _regulator(facts: Facts) -> Iterator[_Open]:
    """After a promise or a rule was not kept; else only after a written demand brought nothing."""
    if facts.denied_for_network_on is not None:
        yield _Open(Reason.NO_NETWORK, facts.denied_for_network_on)
    if facts.is_answered or facts.sent_on is None:
        return
    yield from (one for one in _overdue(facts) if one.reason in (Reason.LATE, Reason.RULE_OVER))
    if (asked := facts.taken.get(Rung.DEMAND)) is not None:
        yield _after(facts, asked, DEMAND_ANSWER_AFTER, Reason.DEMAND_UNANSWERED)


def _after(facts: Facts, start: date, days: int, reason: Reason) -> _Open:
    on = add_business_days(start, days, facts.closed)
    return _Open(reason, on, Counted(start, days, closed_days_between(start, on, facts.closed)))


_OPENERS: dict[Rung, Callable[[Facts], Iterator[_Open]]] = {
    Rung.REPRESENTATIVE: _representative,
    Rung.SUPERVISOR: _supervisor,
    Rung.MANAGEMENT: _management,
    Rung.PROVIDER_RELATIONS: _provider_relations,
    Rung.EXPEDITED: _expedited,
    Rung.DEMAND: _overdue,
    Rung.REGULATOR: _regulator,
}
_MISSING: dict[Rung, Reason] = {
    Rung.SUPERVISOR: Reason.CALL_FIRST,
    Rung.MANAGEMENT: Reason.CALL_TWICE_FIRST,
    Rung.PROVIDER_RELATIONS: Reason.MANAGEMENT_FIRST,
    Rung.EXPEDITED: Reason.CLINICIAN_FIRST,
    Rung.DEMAND: Reason.NOT_LATE,
    Rung.REGULATOR: Reason.DEMAND_FIRST,
}
