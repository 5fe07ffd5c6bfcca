"""Days that are counted: by a rule, by hours that were promised, by what is common. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Set
from dataclasses import replace
from datetime import date, datetime
from zoneinfo import ZoneInfo

from requests_app.common.business_days import (
    closed_days_between,
    count_business_days,
)
from requests_app.common.time_zones import day_at
from requests_app.tracks.clock_named import unsure_step
from requests_app.tracks.clock_parts import Common, Facts, From, Line, Pause, Rule, Since, Start, Step, Way
from requests_app.tracks.counting import Counted, Limit, Still, Unit, moment_after, with_pauses


def by_rule(start: Start, rule: Rule, *, pauses: Iterable[Pause] = (), closed: Set[date], zone: str) -> Way:
    """The day a rule gives, in its own unit; hours from a known moment are real hours."""
    if rule.limit.unit == Unit.HOURS and start.at is not None:
        told = Line(Step.LIMIT, number=rule.limit.amount, unit=Unit.HOURS, record=rule.record)
        way = _in_hours(start, start.at, rule.limit.amount, told, pauses=tuple(pauses), zone=zone)
        return replace(way, source=From.RULE, record=rule.record)
    told = Line(Step.LIMIT, number=rule.limit.amount, unit=rule.limit.unit, record=rule.record)
    way = _in_days(start, rule.limit, told, tuple(pauses), closed, rule=rule)
    return replace(way, source=From.RULE, record=rule.record)


def fast(facts: Facts) -> Way | None:
    """The fast path: hours that the plan promised, else those of a rule, else what is common."""
    asked = facts.fast
    if asked is None or asked.accepted == "NO":
        return None
    start = Start(asked.on, Since.FAST_ASKED, asked.at)
    if asked.promised_hours is not None:
        return replace(_promised(start, asked.promised_hours, facts), is_fast=True)
    if asked.rule is not None:
        way = by_rule(start, asked.rule, pauses=facts.pauses, closed=facts.theirs, zone=facts.zone)
        return replace(way, is_fast=True)
    return replace(_common_fast(start, facts.common, facts), is_fast=True) if facts.common else None


def common(facts: Facts) -> Way | None:
    """Between so many and so many business days; only the plan’s own word moves them."""
    if facts.common is None or facts.start is None:
        return None
    return _common_days(facts.start, facts.common.days, facts)


def _promised(start: Start, hours: int, facts: Facts) -> Way:
    told = Line(Step.PROMISED, number=hours, unit=Unit.HOURS)
    if start.at is not None:
        return _in_hours(start, start.at, hours, told, pauses=facts.pauses, zone=facts.zone)
    return _in_days(start, Limit(hours, Unit.HOURS), told, facts.pauses, facts.theirs)


def _in_hours(
    start: Start, at: datetime, hours: int, told: Line, *, pauses: tuple[Pause, ...], zone: str
) -> Way:
    """Pauses are known by their days, so they never move an hour: the plan is asked for a new one."""
    due_at = moment_after(at, hours)
    stops = [
        Line(Step.PAUSE_NAMED if one.plan_says == "YES" else unsure_step(one), pause=one) for one in pauses
    ]
    lines = (*_start_lines(start), told, *_clock_change(at, due_at, zone), *stops)
    return Way(
        source=From.PHONE,
        lines=(*lines, Line(Step.RESULT, day=day_at(due_at, zone=zone), at=due_at)),
        due_on=day_at(due_at, zone=zone),
        due_at=due_at,
        is_paused=any(one.plan_says == "YES" and one.end is None for one in pauses),
        counted_from=start.on,
    )


def _in_days(
    start: Start,
    limit: Limit,
    told: Line,
    pauses: tuple[Pause, ...],
    closed: Set[date],
    *,
    rule: Rule | None = None,
) -> Way:
    days = limit.in_days
    record = rule.pause_record if rule else None
    counting = tuple(one for one in pauses if one.counts(record))
    counted = with_pauses(start.on, days, (Still(one.start, one.end) for one in counting), closed)
    is_business = days.unit == Unit.BUSINESS_DAYS
    unit = Unit.BUSINESS_DAYS if is_business else Unit.CALENDAR_DAYS
    end = counted.on or counted.pauses[-1].start
    lines = [*_start_lines(start), told]
    if limit.unit == Unit.HOURS:
        lines.append(Line(Step.HOUR_UNKNOWN, number=days.amount))
    if is_business:
        lines += [Line(Step.SKIPPED, day=one) for one in closed_days_between(start.on, end, closed)]
    lines += [_pause_line(one, counting, counted, rule) for one in pauses]
    lines += _moved(counted, unit, closed)
    lines.append(
        Line(Step.RESULT, day=counted.on)
        if counted.on
        else Line(Step.STANDS_STILL, day=end, number=counted.left, unit=unit)
    )
    return Way(
        source=From.PHONE,
        lines=tuple(lines),
        due_on=counted.on,
        is_paused=counted.on is None,
        left=counted.left,
        unit=unit,
        counted_from=start.on,
    )


def _pause_line(pause: Pause, counting: tuple[Pause, ...], counted: Counted, rule: Rule | None) -> Line:
    if pause not in counting:
        return Line(unsure_step(pause), pause=pause)
    if not any(_holds(still, pause) for still in counted.pauses):
        return Line(Step.PAUSE_LATE, pause=pause)
    record = rule.pause_record if rule and pause.plan_says != "YES" else None
    return Line(Step.PAUSE_OPEN if pause.end is None else Step.PAUSED, pause=pause, record=record)


def _holds(still: Still, pause: Pause) -> bool:
    begins_before = pause.end is None or still.start < pause.end
    return begins_before and (still.end is None or pause.start <= still.end)


def _moved(counted: Counted, unit: Unit, closed: Set[date]) -> list[Line]:
    """Each stretch in which it stood still, those that overlap as one."""
    found = []
    for still in counted.pauses:
        if still.end is not None:
            is_business = unit == Unit.BUSINESS_DAYS
            days = (
                count_business_days(still.start, still.end, closed)
                if is_business
                else (still.end - still.start).days
            )
            found.append(Line(Step.MOVED, day=still.start, until=still.end, number=days, unit=unit))
    return found


def _common_days(start: Start, span: tuple[int, int], facts: Facts) -> Way:
    told = Line(Step.COMMON, number=span[0], most=span[1], unit=Unit.BUSINESS_DAYS)
    ends = [_in_days(start, Limit(days, Unit.BUSINESS_DAYS), told, facts.pauses, facts.ours) for days in span]
    first, last = ends
    lines = last.lines
    if last.due_on is not None:
        lines = (*lines[:-1], Line(Step.RESULT, day=first.due_on, until=last.due_on))
    return replace(last, source=From.COMMON, first_on=first.due_on, lines=lines)


def _common_fast(start: Start, usual: Common, facts: Facts) -> Way:
    if start.at is None:
        return _common_days(start, usual.fast_days, facts)
    least, most = usual.fast_hours
    told = Line(Step.COMMON, number=least, most=most, unit=Unit.HOURS)
    way = _in_hours(start, start.at, most, told, pauses=facts.pauses, zone=facts.zone)
    first_at = moment_after(start.at, least)
    lines = (*way.lines[:-1], replace(way.lines[-1], start_at=first_at))
    return replace(
        way,
        source=From.COMMON,
        first_on=day_at(first_at, zone=facts.zone),
        first_at=first_at,
        lines=lines,
    )


def _start_lines(start: Start) -> list[Line]:
    """Where it begins, and what speaks for another beginning: the plan can be asked about it."""
    found = [Line(Step.START, day=start.on, at=start.at, start=start)]
    if start.sent_on is not None and start.sent_on < start.on:
        found.append(Line(Step.SENT_EARLIER, day=start.sent_on))
    if start.sent_again_on is not None:
        found.append(Line(Step.SENT_AGAIN, day=start.sent_again_on))
    if start.by_mail and start.since == Since.SENT:
        found.append(Line(Step.BY_MAIL, day=start.on))
    return found


def _clock_change(start: datetime, end: datetime, zone: str) -> list[Line]:
    """The clocks on the wall change meanwhile: told, because the hour of the result looks wrong otherwise."""
    there = ZoneInfo(zone)
    before, after = start.astimezone(there).utcoffset(), end.astimezone(there).utcoffset()
    return [Line(Step.CLOCK_CHANGE, day=day_at(end, zone=zone))] if before != after else []
