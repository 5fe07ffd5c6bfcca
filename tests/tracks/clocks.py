"""What the tests of a clock are worked out from: a request to an employer plan, sent on a Wednesday."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

from requests_app.followups.calendar import closed_days_from
from requests_app.knowledge import library
from requests_app.tracks import clock_text
from requests_app.tracks.clock import (
    Clock,
    Facts,
    From,
    Named,
    Rule,
    Since,
    Start,
    Step,
    work_out,
)
from requests_app.tracks.counting import Limit, Unit
from tests.present import present

SENT = date(2026, 11, 18)
START = Start(SENT, Since.SENT, sent_on=SENT)
CLAIM = library.record("us-erisa-preservice-claim")
LONGER = library.record("us-erisa-preservice-extension")
URGENT = library.record("us-erisa-urgent-claim")
RULE = Rule(CLAIM, Limit(15, Unit.CALENDAR_DAYS), LONGER, Limit(15, Unit.CALENDAR_DAYS))
FAST_RULE = Rule(URGENT, Limit(72, Unit.HOURS))
BY_RULE = date(2026, 12, 3)
ASKED_AT = datetime(2026, 11, 20, 20, 0, tzinfo=UTC)


def facts(**given: Any) -> Facts:
    start = given.setdefault("start", START)
    first = start.on if start else SENT
    given.setdefault("ours", closed_days_from(first))
    given.setdefault("theirs", closed_days_from(first))
    return Facts(zone=given.pop("zone", "America/New_York"), **given)


def clock_from(**given: Any) -> Clock:
    """Of facts that do give a clock."""
    return present(work_out(facts(**given)))


def phone(day: date, said_on: date | None = date(2026, 11, 20)) -> Named:
    return Named(day, From.PHONE, said_on=said_on)


def letter(day: date) -> Named:
    return Named(day, From.LETTER)


def steps(clock, number: int = 0) -> list[Step]:
    way = [clock.main, *clock.others][number]
    return [line.step for line in way.lines]


def told(clock) -> str:
    return " ".join(one.text for one in clock_text.lines_of(clock.main, zone=clock.zone))
