"""The arithmetic of a clock in words, one short sentence a line."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from requests_app.common.answers import answer_text
from requests_app.common.dates import clock_time, long_date, weekday_date
from requests_app.knowledge.records import Record
from requests_app.models.cases import WaitingOn
from requests_app.tracks.clock_parts import Clock, From, Line, Since, Step, Way
from requests_app.tracks.counting import Unit
from requests_app.tracks.texts import DUE_FROM

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

OWED_BY: dict[str, StrOrPromise] = {
    WaitingOn.PATIENT: gettext_lazy("the patient"),
    WaitingOn.CLINICIAN: gettext_lazy("the clinician"),
    WaitingOn.US: gettext_lazy("the admissions team"),
}
_STARTS: dict[Since, StrOrPromise] = {
    Since.PLAN_SAID: gettext_lazy("The clock started on %(day)s, as the plan said."),
    Since.RECEIVED: gettext_lazy(
        "The plan shows that it got your request on %(day)s. It is counted from there."
    ),
    Since.ASKED: gettext_lazy("You asked on %(day)s. It is counted from there."),
    Since.SENT: gettext_lazy("You sent it on %(day)s. It is counted from there."),
    Since.FAST_ASKED: gettext_lazy("The fast path was asked for on %(day)s. It is counted from there."),
}
_NAMED: dict[From, StrOrPromise] = {
    From.LETTER: gettext_lazy("The plan wrote that it will answer by %(day)s."),
    From.PHONE: gettext_lazy("The plan said on the phone that it will answer by %(day)s."),
    From.RULE: gettext_lazy("%(day)s was written down as the day a rule names."),
    From.COMMON: gettext_lazy("%(day)s was written down as common, not a promise."),
    From.OTHER: gettext_lazy("%(day)s was written down as the day of the answer."),
}
_SIMPLE: dict[Step, StrOrPromise] = {
    Step.SENT_EARLIER: gettext_lazy(
        "You sent it on %(day)s already. Ask the plan why its clock started later, and keep your proof."
    ),
    Step.SENT_AGAIN: gettext_lazy(
        "What you sent on %(day)s did not start the clock again: the plan had your request before."
    ),
    Step.BY_MAIL: gettext_lazy(
        "By mail, the plan’s clock starts when your request arrives. Ask for that day."
    ),
    Step.SKIPPED: gettext_lazy("%(day)s is a closed day and does not count."),
    Step.CLOCK_CHANGE: gettext_lazy(
        "The clocks change in this time. The hours are real hours, so the time of day moves by one."
    ),
    Step.REFUSED_FAST: gettext_lazy(
        "The plan did not take it as urgent, so the usual time counts. "
        "Your clinician can ask for the fast path again."
    ),
}


@dataclass(frozen=True)
class TextLine:
    """`is_result`: the line that says what came out."""

    text: str
    record: Record | None = None
    is_result: bool = False


def lines_of(way: Way, *, zone: str) -> list[TextLine]:
    return [
        TextLine(text_of(line, way, zone=zone), line.record, line.step in (Step.RESULT, Step.STANDS_STILL))
        for line in way.lines
    ]


def text_of(line: Line, way: Way, *, zone: str) -> str:
    if line.step in _SIMPLE:
        return str(_SIMPLE[line.step]) % {"day": _day(line)}
    match line.step:
        case Step.START:
            return _start(line, zone)
        case Step.NAMED:
            return _named(line)
        case Step.EXTENDED:
            return _extended(line)
        case Step.LIMIT:
            return _limit(line)
        case Step.PROMISED:
            return _("The plan promised an answer within %(amount)s.") % {"amount": amount(line)}
        case Step.COMMON:
            return _common(line)
        case Step.HOUR_UNKNOWN:
            return _hour_unknown(line)
        case Step.MOVED:
            return _("From %(from)s to %(to)s it stood still: %(amount)s do not count.") % {
                "from": long_date(line.day) if line.day else "",
                "to": long_date(line.until) if line.until else "",
                "amount": amount(line),
            }
        case Step.LONGEST:
            return _("The rule lets the plan take %(days)s days more once, with notice: until %(day)s.") % {
                "days": line.number,
                "day": _day(line),
            }
        case Step.STANDS_STILL:
            return _("The clock stands still since %(day)s. Once it runs again, %(amount)s are left.") % {
                "day": _day(line),
                "amount": amount(line),
            }
        case Step.RESULT:
            return result_text(way, zone=zone)
    return _pause(line)


def result_text(way: Way, *, zone: str) -> str:
    """What came out, in one sentence."""
    if way.due_at is not None and way.first_at is not None:
        return _("The answer often comes between %(first)s and %(last)s. That is no promise.") % {
            "first": moment_text(way.first_at, zone=zone),
            "last": moment_text(way.due_at, zone=zone),
        }
    if way.due_at is not None:
        return _("The answer is due by %(moment)s.") % {"moment": moment_text(way.due_at, zone=zone)}
    if way.due_on is None:
        return _("The clock stands still.")
    if way.first_on is not None:
        return _("The answer often comes between %(first)s and %(last)s. That is no promise.") % {
            "first": long_date(way.first_on),
            "last": long_date(way.due_on),
        }
    if way.source == From.COMMON:
        return _("The answer may come by %(day)s. That is no promise.") % {"day": weekday_date(way.due_on)}
    return _("The answer is due by %(day)s.") % {"day": weekday_date(way.due_on)}


def source_text(way: Way) -> str:
    """Where the day comes from, in a few words; every way has one."""
    if way.is_longer and way.source == From.OTHER:
        return _("We agreed to wait longer")
    return answer_text(way.source_text or way.source, DUE_FROM) or _("Somebody wrote it down")


def other_text(clock: Clock, way: Way) -> str:
    """A day that stands beside the one that counts."""
    values = {"source": source_text(way), "day": _due_text(way, clock.zone)}
    return _("%(source)s: %(day)s") % values


def moment_text(moment: datetime, *, zone: str) -> str:
    """Wednesday, March 4, 2026, 2:14 pm (MST): the clock of the place, named, so that nobody has to guess."""
    local = moment.astimezone(ZoneInfo(zone))
    return _("%(day)s, %(time)s (%(zone)s)") % {
        "day": weekday_date(local.date()),
        "time": clock_time(local),
        "zone": local.tzname() or zone,
    }


def amount(line: Line) -> str:
    number = line.number or 0
    texts = {
        Unit.HOURS: ngettext("%(count)s hour", "%(count)s hours", number),
        Unit.BUSINESS_DAYS: ngettext("%(count)s business day", "%(count)s business days", number),
        Unit.MONTHS: ngettext("%(count)s month", "%(count)s months", number),
    }
    days = ngettext("%(count)s calendar day", "%(count)s calendar days", number)
    return texts.get(line.unit or Unit.CALENDAR_DAYS, days) % {"count": number}


def _due_text(way: Way, zone: str) -> str:
    if way.due_at is not None:
        return moment_text(way.due_at, zone=zone)
    return long_date(way.due_on) if way.due_on else _("its clock stands still")


def _start(line: Line, zone: str) -> str:
    start = line.start
    since = start.since if start else Since.ASKED
    day = moment_text(line.at, zone=zone) if line.at else _day(line)
    text = str(_STARTS[since]) % {"day": day}
    if start is not None and start.said_on is not None:
        heard = _("You heard it on your call of %(day)s.") % {"day": long_date(start.said_on)}
        return _joined(text, heard)
    return text


def _named(line: Line) -> str:
    text = str(_NAMED[From(line.source)]) % {"day": _day(line)}
    if line.words:
        return _joined(text, _("It comes from: %(source)s.") % {"source": line.words.rstrip(".")})
    if line.until is not None:
        return _joined(text, _("You heard it on your call of %(day)s.") % {"day": long_date(line.until)})
    return text


def _extended(line: Line) -> str:
    longer = line.extension
    if longer is None:
        return ""
    texts = {
        "LETTER": _("On %(said)s the plan wrote that it needs until %(day)s."),
        "PHONE": _("On %(said)s the plan said on the phone that it needs until %(day)s."),
    }
    text = texts.get(longer.said_by, _("On %(said)s we agreed to wait until %(day)s.")) % {
        "said": long_date(longer.said_on),
        "day": long_date(longer.new_due_on),
    }
    if not longer.reason:
        return text
    return _joined(text, _("The reason: %(reason)s.") % {"reason": longer.reason.rstrip(".")})


def _limit(line: Line) -> str:
    rule = line.record.text if line.record else ""
    return _("A rule on file gives %(amount)s: %(rule)s") % {"amount": amount(line), "rule": rule}


def _common(line: Line) -> str:
    values = {"first": line.number, "last": line.most}
    if line.unit == Unit.HOURS:
        return _("Common, not a promise: %(first)s to %(last)s hours on the fast path.") % values
    if line.most is not None and line.most <= 3:
        return _("Common, not a promise: %(first)s to %(last)s business days if care is urgent.") % values
    return _("Common, not a promise: %(first)s to %(last)s business days.") % values


def _hour_unknown(line: Line) -> str:
    text = ngettext(
        "The hour is not known, so it is counted as %(count)s day.",
        "The hour is not known, so it is counted as %(count)s days.",
        line.number or 0,
    )
    return text % {"count": line.number or 0}


def _pause(line: Line) -> str:
    pause = line.pause
    if pause is None:
        return ""
    values = {
        "from": long_date(pause.start),
        "to": long_date(pause.end) if pause.end else "",
        "who": OWED_BY.get(pause.owed_by, pause.owed_by),
        "why": pause.why.rstrip("."),
    }
    what = _("From %(from)s to %(to)s the plan waited for %(who)s: %(why)s.") % values
    if pause.end is None:
        what = _("Since %(from)s the plan waits for %(who)s: %(why)s.") % values
    return _joined(what, _after_pause(line))


def _after_pause(line: Line) -> str:
    is_open = line.pause is not None and line.pause.end is None
    match line.step:
        case Step.PAUSED | Step.PAUSE_OPEN if line.record is None:
            return _("The plan says that its clock stands still in this time.")
        case Step.PAUSED | Step.PAUSE_OPEN:
            return _("A rule on file says that the clock stands still in this time.")
        case Step.PAUSE_NOT:
            return _("The plan says that its clock runs on. The day does not move.")
        case Step.PAUSE_LATE:
            return _("The day had passed before this began, so it does not move.")
        case Step.PAUSE_NAMED if is_open:
            return _("The plan says that its clock stands still. Ask for a new day once it runs again.")
        case Step.PAUSE_NAMED:
            return _("The plan says that its clock stood still and named no new day. Ask for one.")
    return _("The plan may pause its clock in this time. Ask it. The day is not moved here.")


def _joined(first: str, second: str) -> str:
    return f"{first} {second}" if second else first


def _day(line: Line) -> str:
    day: date | None = line.day
    return long_date(day) if day else ""
