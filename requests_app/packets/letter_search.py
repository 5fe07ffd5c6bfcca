"""The search, told in one paragraph of the letter: counts, dates, and what the offices said."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from requests_app.casefile import schema
from requests_app.casefile.logged import logged, result_of
from requests_app.outreach.results import ENOUGH_TRIES, is_real_option
from requests_app.packets import reasons, search, wording
from requests_app.packets.wording import day_text


def _told_of(result: str, number: int) -> str:
    """One sentence of the offices with this result; %(number)s is “One” or “12”."""
    told = {
        "NOT_TAKING": ngettext(
            "%(number)s said it is not taking new patients.",
            "%(number)s said they are not taking new patients.",
            number,
        ),
        "DOES_NOT_TREAT": ngettext(
            "%(number)s said it does not treat this.",
            "%(number)s said they do not treat this.",
            number,
        ),
        "WRONG_AGE": ngettext(
            "%(number)s said it does not treat patients of this age.",
            "%(number)s said they do not treat patients of this age.",
            number,
        ),
        "NOT_IN_NETWORK": ngettext(
            "%(number)s said it is not in network for this plan.",
            "%(number)s said they are not in network for this plan.",
            number,
        ),
        "WRONG_NUMBER": ngettext(
            "%(number)s was listed with a number that was wrong or not in service.",
            "%(number)s were listed with a number that was wrong or not in service.",
            number,
        ),
        "NO_ANSWER": ngettext(
            "%(number)s did not answer or call back%(tries)s.",
            "%(number)s did not answer or call back%(tries)s.",
            number,
        ),
        "WEB_FORM_ONLY": ngettext(
            "%(number)s referred to a website or form and offered no visit.",
            "%(number)s referred to a website or form and offered no visit.",
            number,
        ),
        "OTHER": ngettext(
            "%(number)s gave another result, told in the table.",
            "%(number)s gave other results, told in the table.",
            number,
        ),
    }
    return told[result]


RESULTS = (
    "NOT_TAKING",
    "DOES_NOT_TREAT",
    "WRONG_AGE",
    "NOT_IN_NETWORK",
    "WRONG_NUMBER",
    "NO_ANSWER",
    "WEB_FORM_ONLY",
    "OTHER",
)


def searched(case: schema.CaseFile, *, has_table: bool) -> str:
    offices = logged(case)
    if not offices:
        return ""
    table = table_text() if has_table else ""
    return " ".join(part for part in (contacted(case), *_results(offices), table) if part)


def table_text() -> str:
    return _("The table in this packet lists each one, with dates and names.")


def contacted(case: schema.CaseFile) -> str:
    """14 offices listed as in network were contacted between March 2, 2026 and April 1, 2026."""
    offices = logged(case)
    facts = {"offices": wording.listed_offices(len(offices)), "period": search.period_text(offices)}
    number = len(offices)
    start = (
        ngettext("%(offices)s was contacted %(period)s.", "%(offices)s were contacted %(period)s.", number)
        if facts["period"]
        else ngettext("%(offices)s was contacted.", "%(offices)s were contacted.", number)
    )
    return start % facts


def _results(offices: Sequence[schema.Office]) -> list[str]:
    """One sentence per result; every office is in exactly one of them."""
    found = [_waits(_with(offices, "WAIT_TOO_LONG")), *_told(offices), _far(_with(offices, "TOO_FAR"))]
    offered = _offers(_with(offices, "OFFERED_DATE"))
    return [text for text in (*found, *offered, *_can_see(_with(offices, "CAN_SEE_ME"))) if text]


def _with(offices: Sequence[schema.Office], result: str) -> list[schema.Office]:
    return [office for office in offices if office.result == result]


def _told(offices: Sequence[schema.Office]) -> list[str]:
    sentences = []
    for result in RESULTS:
        number = len(_with(offices, result))
        if number:
            tried = result == "NO_ANSWER" and _all_tried(offices)
            tries = _(" after three tries or more") if tried else ""
            sentences.append(
                _told_of(result, number) % {"number": wording.number_word(number), "tries": tries}
            )
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
    earliest = _earliest(dated)
    days = search.wait_days(earliest)
    after = (
        _(", %(days)s after the contact") % {"days": wording.calendar_days(days)} if days is not None else ""
    )
    told = ngettext(
        "%(number)s offered a first visit on %(day)s%(after)s.",
        "%(number)s offered a first visit; the earliest is on %(day)s%(after)s.",
        len(dated),
    ) % {
        "number": wording.number_word(len(dated)),
        "day": day_text(earliest.first_open_on),
        "after": after,
    }
    return f"{told} {without}".strip()


def _earliest(dated: Sequence[schema.Office]) -> schema.Office:
    return min(dated, key=lambda one: one.first_open_on or date.max)


def _undated(offices: Sequence[schema.Office]) -> str:
    """An office that gave no date said so; about one that was not asked only the patient says something."""
    asked = sum(one.gave_no_date for one in offices)
    not_asked = len(offices) - asked
    gave_none = ngettext(
        "%(number)s said there is a wait and gave no date.",
        "%(number)s said there is a wait and gave no date.",
        asked,
    ) % {"number": wording.number_word(asked)}
    reported = ngettext(
        "%(number)s has a wait that is too long, as the patient reports.",
        "%(number)s have a wait that is too long, as the patient reports.",
        not_asked,
    ) % {"number": wording.number_word(not_asked)}
    return " ".join((*([gave_none] if asked else []), *([reported] if not_asked else [])))


def _far(offices: Sequence[schema.Office]) -> str:
    if not offices:
        return ""
    span, number = reasons.distance_span(offices), len(offices)
    facts = {"number": wording.number_word(number), "distance": span}
    if span:
        return (
            ngettext(
                "%(number)s is %(distance)s away, one way.",
                "%(number)s are %(distance)s away, one way.",
                number,
            )
            % facts
        )
    return (
        ngettext(
            "%(number)s is too far to travel, as the patient reports.",
            "%(number)s are too far to travel, as the patient reports.",
            number,
        )
        % facts
    )


def _offers(offices: Sequence[schema.Office]) -> list[str]:
    """An offered date is told with its day, and what is missing is told with it."""
    whole = [one for one in offices if one.gives_all_care != "NO"]
    in_part = len(offices) - len(whole)
    cannot = ngettext(
        "%(number)s offered a first visit, but cannot give all of the care.",
        "%(number)s offered a first visit, but cannot give all of the care.",
        in_part,
    ) % {"number": wording.number_word(in_part)}
    return [_offered(whole), cannot if in_part else ""]


def _offered(offices: Sequence[schema.Office]) -> str:
    if not offices:
        return ""
    dated, number = [one for one in offices if one.first_open_on], len(offices)
    word = wording.number_word(number)
    if not dated:
        return ngettext(
            "%(number)s offered a first visit and gave no date. The table tells what came of it.",
            "%(number)s offered a first visit and gave no date. The table tells what came of it.",
            number,
        ) % {"number": word}
    first = _earliest(dated)
    days = search.wait_days(first)
    after = (
        _(" (%(days)s after the contact)") % {"days": wording.calendar_days(days)} if days is not None else ""
    )
    return ngettext(
        "%(number)s offered a first visit on %(day)s%(after)s. The table tells what came of it.",
        "%(number)s offered a first visit; the earliest is on %(day)s%(after)s. The table tells what "
        "came of it.",
        number,
    ) % {"number": word, "day": day_text(first.first_open_on), "after": after}


def _can_see(offices: Sequence[schema.Office]) -> list[str]:
    whole = sum(1 for office in offices if is_real_option(result_of(office)))
    part = len(offices) - whole
    in_part = ngettext(
        "%(number)s said it can see the patient, but not give all of the care.",
        "%(number)s said they can see the patient, but not give all of the care.",
        part,
    ) % {"number": wording.number_word(part)}
    can = ngettext(
        "%(number)s said it can see the patient; the table tells what came of it.",
        "%(number)s said they can see the patient; the table tells what came of it.",
        whole,
    ) % {"number": wording.number_word(whole)}
    return [in_part if part else "", can if whole else ""]
