"""The search, told in one paragraph of the letter: counts, dates, and what the offices said."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from requests_app.casefile import schema
from requests_app.casefile.logged import logged, result_of
from requests_app.outreach.results import ENOUGH_TRIES, is_real_option
from requests_app.packets import reasons, search, wording
from requests_app.packets.wording import day_text

# Result -> what one office said, what several said; the head is “One” or “12”.
RESULTS = {
    "NOT_TAKING": ("said it is not taking new patients", "said they are not taking new patients"),
    "DOES_NOT_TREAT": ("said it does not treat this", "said they do not treat this"),
    "WRONG_AGE": (
        "said it does not treat patients of this age",
        "said they do not treat patients of this age",
    ),
    "NOT_IN_NETWORK": (
        "said it is not in network for this plan",
        "said they are not in network for this plan",
    ),
    "WRONG_NUMBER": (
        "was listed with a number that was wrong or not in service",
        "were listed with a number that was wrong or not in service",
    ),
    "NO_ANSWER": ("did not answer or call back", "did not answer or call back"),
    "WEB_FORM_ONLY": (
        "referred to a website or form and offered no visit",
        "referred to a website or form and offered no visit",
    ),
    "OTHER": ("gave another result, told in the table", "gave other results, told in the table"),
}


def searched(case: schema.CaseFile, *, has_table: bool) -> str:
    offices = logged(case)
    if not offices:
        return ""
    verb = "was" if len(offices) == 1 else "were"
    number = wording.listed_offices(len(offices))
    start = f"{number} {verb} contacted {search.period_text(offices)}"
    table = "The table in this packet lists each one, with dates and names." if has_table else ""
    return " ".join(part for part in (f"{start.strip()}.", *_results(offices), table) if part)


def _results(offices: Sequence[schema.Office]) -> list[str]:
    """One sentence per result; every office is in exactly one of them."""
    found = [_waits(_with(offices, "WAIT_TOO_LONG")), *_told(offices), _far(_with(offices, "TOO_FAR"))]
    offered = _offers(_with(offices, "OFFERED_DATE"))
    return [text for text in (*found, *offered, *_can_see(_with(offices, "CAN_SEE_ME"))) if text]


def _with(offices: Sequence[schema.Office], result: str) -> list[schema.Office]:
    return [office for office in offices if office.result == result]


def _told(offices: Sequence[schema.Office]) -> list[str]:
    sentences = []
    for result, (one, many) in RESULTS.items():
        number = len(_with(offices, result))
        if number:
            tries = " after three tries or more" if result == "NO_ANSWER" and _all_tried(offices) else ""
            sentences.append(f"{wording.number_word(number)} {one if number == 1 else many}{tries}.")
    return sentences


def _all_tried(offices: Sequence[schema.Office]) -> bool:
    return all(len(office.attempts) >= ENOUGH_TRIES for office in _with(offices, "NO_ANSWER"))


def _waits(offices: Sequence[schema.Office]) -> str:
    if not offices:
        return ""
    dated = [one for one in offices if one.first_open_on]
    without = _undated([one for one in offices if not one.first_open_on])
    if not dated:
        return without
    earliest = min(dated, key=lambda one: one.first_open_on or date.max)
    days = search.wait_days(earliest)
    after = f", {wording.count(days, 'calendar day')} after the contact" if days is not None else ""
    offered = "a first visit on" if len(dated) == 1 else "a first visit; the earliest is on"
    first = f"{day_text(earliest.first_open_on)}{after}"
    return f"{wording.number_word(len(dated))} offered {offered} {first}. {without}".strip()


def _undated(offices: Sequence[schema.Office]) -> str:
    """An office that gave no date said so; about one that was not asked only the patient says something."""
    asked = sum(one.gave_no_date for one in offices)
    not_asked = len(offices) - asked
    verb = "has" if not_asked == 1 else "have"
    gave_none = f"{wording.number_word(asked)} said there is a wait and gave no date." if asked else ""
    reported = f"{wording.number_word(not_asked)} {verb} a wait that is too long, as the patient reports."
    return f"{gave_none} {reported if not_asked else ''}".strip()


def _far(offices: Sequence[schema.Office]) -> str:
    if not offices:
        return ""
    verb = "is" if len(offices) == 1 else "are"
    span = reasons.distance_span(offices)
    away = f"{span} away, one way" if span else "too far to travel, as the patient reports"
    return f"{wording.number_word(len(offices))} {verb} {away}."


def _offers(offices: Sequence[schema.Office]) -> list[str]:
    """An offered date is told with its day, and what is missing is told with it."""
    whole = [one for one in offices if one.gives_all_care != "NO"]
    in_part = len(offices) - len(whole)
    cannot = f"{wording.number_word(in_part)} offered a first visit, but cannot give all of the care."
    return [_offered(whole), cannot if in_part else ""]


def _offered(offices: Sequence[schema.Office]) -> str:
    if not offices:
        return ""
    dated = [one for one in offices if one.first_open_on]
    first = min(dated, key=lambda one: one.first_open_on or date.max, default=None)
    start = f"{wording.number_word(len(offices))} offered a first visit"
    if first is None:
        return f"{start} and gave no date. The table tells what came of it."
    days = search.wait_days(first)
    after = f" ({wording.count(days, 'calendar day')} after the contact)" if days is not None else ""
    which = " on" if len(offices) == 1 else "; the earliest is on"
    return f"{start}{which} {day_text(first.first_open_on)}{after}. The table tells what came of it."


def _can_see(offices: Sequence[schema.Office]) -> list[str]:
    whole = sum(1 for office in offices if is_real_option(result_of(office)))
    return [
        _sees(len(offices) - whole, ", but not give all of the care."),
        _sees(whole, "; the table tells what came of it."),
    ]


def _sees(number: int, rest: str) -> str:
    if not number:
        return ""
    they = "it" if number == 1 else "they"
    return f"{wording.number_word(number)} said {they} can see the patient{rest}"
