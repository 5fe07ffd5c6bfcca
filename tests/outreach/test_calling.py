from __future__ import annotations

from datetime import UTC, date, datetime
from types import SimpleNamespace

import pytest

from requests_app.followups.calendar import closed_days
from requests_app.models.outreach import DayPart, OutreachResult
from requests_app.outreach.calling import (
    BUTTONS,
    Moment,
    best_time,
    called_today,
    moment_at,
    needs_a_call,
    queue,
    to_try_later,
)

CLOSED = closed_days(first_year=2026, last_year=2027)
TUESDAY = date(2026, 11, 17)
MORNING = Moment(TUESDAY, DayPart.MORNING, is_open=True)
AFTERNOON = Moment(TUESDAY, DayPart.AFTERNOON, is_open=True)


def tried(day: int, part: str = "MORNING", outcome: str = "NO_ANSWER"):
    return SimpleNamespace(contacted_on=date(2026, 11, day), day_part=part, outcome=outcome)


def office(pk: int, *tries, result: str = "", phone: str = "602-555-0101"):
    return SimpleNamespace(pk=pk, kept_tries=list(tries), result=result, phone=phone)


def numbers(offices) -> list[int]:
    return [one.pk for one in offices]


def test_every_button_writes_down_a_result_that_exists() -> None:
    assert {button.result for button in BUTTONS.values()} == set(OutreachResult)
    assert len({str(button.label) for button in BUTTONS.values()}) == len(BUTTONS)


def test_names_never_called_come_first_then_another_time_of_day_then_those_without_a_number() -> None:
    offices = [
        office(1, tried(16, "MORNING"), result="NO_ANSWER"),
        office(2, phone=""),
        office(3, tried(16, "AFTERNOON"), result="NO_ANSWER"),
        office(4),
        office(5),
    ]

    assert numbers(queue(offices, MORNING)) == [4, 5, 3, 1, 2]
    assert numbers(queue(offices, AFTERNOON)) == [4, 5, 1, 3, 2]


def test_an_office_tried_in_this_part_of_the_day_waits_for_another() -> None:
    offices = [office(1, tried(17, "MORNING"), result="NO_ANSWER")]

    assert not queue(offices, MORNING)
    assert numbers(to_try_later(offices, MORNING)) == [1]
    assert numbers(queue(offices, AFTERNOON)) == [1]
    assert called_today(offices, MORNING) == 1
    assert called_today(offices, AFTERNOON) == 0


@pytest.mark.parametrize(
    ("one", "expected"),
    [
        (office(1), True),
        (office(1, tried(2), tried(3), result="NO_ANSWER"), True),
        (office(1, tried(2), tried(3), tried(4), result="NO_ANSWER"), False),
        (office(1, tried(2, outcome="LEFT_MESSAGE")), True),
        (office(1, tried(2, outcome="REACHED")), False),
        (office(1, tried(2, outcome="")), False),
        (office(1, tried(2, outcome="REACHED"), result="NOT_TAKING"), False),
        (office(1, result="NOT_TAKING"), False),
    ],
)
def test_three_tries_without_an_answer_are_enough(one, expected) -> None:
    assert needs_a_call(one, one.kept_tries) is expected


@pytest.mark.parametrize(
    ("tries", "now", "expected"),
    [
        ([tried(17, "MORNING")], MORNING, (TUESDAY, DayPart.AFTERNOON)),
        ([tried(17, "AFTERNOON")], AFTERNOON, (date(2026, 11, 18), DayPart.MORNING)),
        (
            [tried(16, "MORNING"), tried(17, "AFTERNOON")],
            AFTERNOON,
            (date(2026, 11, 18), DayPart.MORNING),
        ),
        # Over Thanksgiving, and over a weekend.
        (
            [tried(25, "AFTERNOON")],
            Moment(date(2026, 11, 25), DayPart.AFTERNOON, is_open=True),
            (date(2026, 11, 27), DayPart.MORNING),
        ),
        (
            [tried(21, "MORNING")],
            Moment(date(2026, 11, 21), DayPart.MORNING, is_open=False),
            (date(2026, 11, 23), DayPart.AFTERNOON),
        ),
    ],
)
def test_the_next_try_is_in_business_hours_at_another_time_of_day(tries, now, expected) -> None:
    assert best_time(tries, now, CLOSED) == expected


@pytest.mark.parametrize(
    ("at", "expected"),
    [
        (datetime(2026, 11, 17, 16, 0, tzinfo=UTC), Moment(TUESDAY, DayPart.MORNING, is_open=True)),
        (datetime(2026, 11, 17, 19, 0, tzinfo=UTC), Moment(TUESDAY, DayPart.AFTERNOON, is_open=True)),
        # Already Wednesday in UTC, still Tuesday evening in Phoenix.
        (datetime(2026, 11, 18, 2, 0, tzinfo=UTC), Moment(TUESDAY, DayPart.EVENING, is_open=False)),
        (datetime(2026, 11, 17, 14, 0, tzinfo=UTC), Moment(TUESDAY, DayPart.MORNING, is_open=False)),
        (
            datetime(2026, 11, 26, 18, 0, tzinfo=UTC),
            Moment(date(2026, 11, 26), DayPart.MORNING, is_open=False),
        ),
    ],
)
def test_day_and_part_of_the_day_are_those_of_the_case(at, expected) -> None:
    assert moment_at(at, zone="America/Phoenix", closed=CLOSED) == expected
