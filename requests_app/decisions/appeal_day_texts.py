"""The last day to appeal, with how it was counted and where it comes from."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from requests_app.common.dates import long_date, weekday_date
from requests_app.decisions.appeal_days import CountsBy, RuleDay, days_of
from requests_app.knowledge.records import Record
from requests_app.models import AppealLevel, Case, Decision
from requests_app.tracks.counting import Limit, Unit


@dataclass(frozen=True)
class DayRow:
    """`day` is empty where the plan or the library names none."""

    day: date | None
    text: str
    record: Record | None = None
    is_sure: bool = True


@dataclass(frozen=True)
class Told:
    counts: date | None
    why: str
    rows: list[DayRow]
    safe_on: date | None = None


def told(case: Case, decision: Decision, *, on: date, level: str = AppealLevel.INTERNAL) -> Told:
    """Load the case with coverage and care."""
    found = days_of(case, decision, on=on, level=level)
    letter = _("As the letter has it") if found.by_letter else _("The letter’s day is not written down here")
    if not decision.is_in_writing:
        letter = (
            _("As they said on the phone")
            if found.by_letter
            else _("They named no day, and no letter is here")
        )
    rows = [DayRow(found.by_letter, letter)]
    rows += [DayRow(one.last_day, _counted(one), one.record, is_sure=one.is_sure) for one in found.rules]
    why = {
        CountsBy.LETTER: _("The day in the letter counts: it is the earlier one."),
        CountsBy.RULE: _("The day of the rule counts: it is the earlier one."),
        CountsBy.BOTH: _("Letter and rule name the same day."),
    }.get(found.source, "")
    if found.by_letter is None and found.by_rule is not None:
        why = _("It is the day of the rule. Write down the letter’s day, too: the earlier one counts.")
    elif found.by_rule is None and found.by_letter is not None:
        why = _("It is the day in the letter.") if decision.is_in_writing else ""
    return Told(found.counts, why, rows, found.safe_on)


def line(case: Case, decision: Decision, *, on: date) -> str:
    """“Last day to appeal: Monday, May 17, 2027”, or what to do while it is not known."""
    days = days_of(case, decision, on=on)
    if days.plan_on is None:
        if not decision.is_in_writing:
            return _(
                "The last day to appeal is not known yet. Ask the plan for it, and for the answer in writing."
            )
        return _("Write down the last day to appeal from your letter.")
    if days.plan_on < on:
        return _("The last day to appeal was %(day)s. Ask the plan if it still takes an appeal.") % {
            "day": weekday_date(days.plan_on)
        }
    if days.counts is None or days.safe_on:
        return _("Appeal by %(day)s to be safe. Confirm the last day by phone.") % {
            "day": weekday_date(days.plan_on)
        }
    return _("Last day to appeal: %(day)s") % {"day": weekday_date(days.plan_on)}


def _counted(rule: RuleDay) -> str:
    limit = Limit.of(rule.record)
    if rule.counted_from is None or limit is None or rule.last_day is None:
        return _(
            "A rule on file: the day is counted once the date on the letter, or the day the plan decided, "
            "is written down"
        )
    texts = {
        Unit.MONTHS: ngettext(
            "%(count)s month after %(start)s", "%(count)s months after %(start)s", limit.amount
        ),
        Unit.BUSINESS_DAYS: ngettext(
            "%(count)s business day after %(start)s", "%(count)s business days after %(start)s", limit.amount
        ),
    }
    text = texts.get(limit.unit) or ngettext(
        "%(count)s calendar day after %(start)s", "%(count)s calendar days after %(start)s", limit.amount
    )
    counted = text % {"count": limit.amount, "start": long_date(rule.counted_from)}
    from_what = _("the date on the letter") if rule.is_from_letter else _("the day the plan decided")
    return f"{counted} ({from_what})"
