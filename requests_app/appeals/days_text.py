"""The last day to appeal with its arithmetic: the letter’s day and the rule’s day side by side, in words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from requests_app.appeals import answer_clock
from requests_app.common.business_days import count_business_days
from requests_app.common.dates import long_date, weekday_date
from requests_app.decisions.appeal_days import AppealDays, CountsBy, RuleDay, open_day_before
from requests_app.followups.closed import closed_days_of
from requests_app.knowledge.records import Record
from requests_app.models import Appeal, AppealState, Case
from requests_app.tracks.counting import Limit, Unit
from requests_app.tracks.rules import From
from requests_app.tracks.texts import DUE_FROM

# What is only common is no day an answer is due.
SOURCES = tuple((code, text) for code, text in DUE_FROM if code != From.COMMON)


@dataclass(frozen=True)
class RuleLine:
    """`sum` is how the day was counted; empty: there is nothing to count from."""

    record: Record
    day: str
    sum: str
    note: str = ""


@dataclass(frozen=True)
class DaysShown:
    """`headline` says the day that counts, or that none is known; `because` where it comes from."""

    headline: str
    because: str
    letter: str
    rule: RuleLine | None
    unsure: list[RuleLine]
    safe: str
    send_by: str
    due: date | None
    days_left: int
    days_late: int
    is_read: bool = True

    @property
    def is_known(self) -> bool:
        return self.due is not None


@dataclass(frozen=True)
class DueShown:
    due: date
    days_left: int
    days_late: int
    text: str
    record: Record | None


def days_shown(days: AppealDays, case: Case, today: date) -> DaysShown:
    closed = closed_days_of(case.organization_id, today)
    due = days.counts
    last_open = open_day_before(days.plan_on, closed) if days.plan_on else None
    return DaysShown(
        headline=weekday_date(due) if due else _("Not known yet"),
        because=_because(days),
        letter=weekday_date(days.by_letter) if days.by_letter else "",
        rule=_rule_line(days.rule) if days.rule else None,
        unsure=[_rule_line(one) for one in days.unsure if _matters(one, due)],
        safe=_safe(days),
        send_by=_send_by(last_open, days, today),
        due=due,
        days_left=count_business_days(today, due, closed) if due and due > today else 0,
        days_late=max((today - due).days, 0) if due else 0,
        is_read=days.is_read,
    )


def _matters(one: RuleDay, due: date | None) -> bool:
    """To be confirmed: when no day is sure, or when it may come earlier than the one that counts."""
    return due is None or (one.earliest is not None and one.earliest < due)


def _because(days: AppealDays) -> str:
    match days.source:
        case CountsBy.LETTER if not days.is_read:
            return _("What the plan said.")
        case CountsBy.RULE | CountsBy.BOTH if not days.is_read:
            return _("A rule on file gives this day. Look whether the letter gives an earlier one.")
        case CountsBy.LETTER if days.by_rule:
            return _("The plan’s letter says so. It is earlier than the day of the rule, so it counts.")
        case CountsBy.LETTER:
            return _("The plan’s letter says so.")
        case CountsBy.RULE if days.by_letter:
            return _("A rule on file gives this day. It is earlier than the day in the letter, so it counts.")
        case CountsBy.RULE:
            return _("A rule on file gives this day. Look whether the letter gives an earlier one.")
        case CountsBy.BOTH:
            return _("The letter and the rule give the same day.")
    return _("Neither the letter nor a rule that we are sure of gives a day. Ask the plan for it today.")


def _rule_line(one: RuleDay) -> RuleLine:
    limit = Limit.of(one.record)
    note = ""
    if one.counted_from is None:
        note = _("Write down the date on the letter, then the day can be counted.")
    elif one.safe_day is not None and not one.is_sure:
        note = _("Another source gives a shorter time: %(day)s.") % {"day": weekday_date(one.safe_day)}
    return RuleLine(
        record=one.record,
        day=weekday_date(one.last_day) if one.last_day else "",
        sum=_sum(one, limit) if limit else "",
        note=note,
    )


def _sum(one: RuleDay, limit: Limit) -> str:
    """November 16, 2026 (the date on the letter) + 180 calendar days = Saturday, May 15, 2027"""
    if one.counted_from is None or one.last_day is None:
        return ""
    start = _("the date on the letter") if one.is_from_letter else _("the day the plan decided")
    values = {
        "day": long_date(one.counted_from),
        "what": start,
        "limit": limit_text(limit),
        "last": weekday_date(one.last_day),
    }
    return _("%(day)s (%(what)s) + %(limit)s = %(last)s") % values


def limit_text(limit: Limit) -> str:
    number = {"count": limit.amount}
    if limit.unit == Unit.MONTHS:
        return ngettext("%(count)s month", "%(count)s months", limit.amount) % number
    if limit.unit == Unit.HOURS:
        return ngettext("%(count)s hour", "%(count)s hours", limit.amount) % number
    if limit.unit == Unit.BUSINESS_DAYS:
        return ngettext("%(count)s business day", "%(count)s business days", limit.amount) % number
    return ngettext("%(count)s calendar day", "%(count)s calendar days", limit.amount) % number


def _safe(days: AppealDays) -> str:
    if days.safe_on is None:
        return ""
    text = _("To be safe, send it by %(day)s: a time that we could not confirm may end then. Ask the plan.")
    return text % {"day": weekday_date(days.safe_on)}


def _send_by(last_open: date | None, days: AppealDays, today: date) -> str:
    """A last day on which nobody works is no day to send on."""
    if last_open is None or last_open == days.plan_on or last_open < today:
        return ""
    return _("That is no business day. Send it by %(day)s.") % {"day": weekday_date(last_open)}


def answer_due(appeal: Appeal, *, today: date) -> DueShown | None:
    """By when the answer must come, once it was sent and a day is known."""
    due = appeal.answer_due_on
    if appeal.state != AppealState.SENT or due is None:
        return None
    closed = closed_days_of(appeal.case.organization_id, min(today, due))
    record, text = None, source_text(appeal.answer_due_from)
    if appeal.answer_due_from == answer_clock.RULE:
        found = next((one for one in answer_clock.days_of(appeal) if one.due_on == due), None)
        record = found.record if found else None
        limit = Limit.of(record) if record else None
        if limit and appeal.sent_on:
            values = {"day": long_date(appeal.sent_on), "limit": limit_text(limit), "last": weekday_date(due)}
            text = _("Sent on %(day)s + %(limit)s = %(last)s") % values
    return DueShown(
        due=due,
        days_left=count_business_days(today, due, closed) if due > today else 0,
        days_late=max((today - due).days, 0),
        text=text,
        record=record,
    )


def source_text(code: str) -> str:
    return next((str(text) for one, text in SOURCES if one == code), code)


def sources() -> list[tuple[str, str]]:
    return [(code, str(text)) for code, text in SOURCES]
