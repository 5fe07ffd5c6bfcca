"""Gather what a track’s clock is worked out from: its row, calls, sendings, rules, days that do not count."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, time
from typing import Any

from django.utils import timezone

from requests_app.common.time_zones import day_at, moment_at
from requests_app.followups.calendar import closed_days_from
from requests_app.followups.closed import own_days
from requests_app.knowledge import library
from requests_app.knowledge.plans import plan_facts_of
from requests_app.knowledge.records import Record
from requests_app.models import Case, InsurerCall, Track, TrackKind
from requests_app.models.submissions import SendingWay
from requests_app.tracks import queries
from requests_app.tracks.clock_parts import (
    Common,
    Extension,
    Facts,
    Fast,
    From,
    Named,
    Pause,
    Rule,
    Since,
    Start,
)
from requests_app.tracks.counting import Limit, Unit
from requests_app.tracks.rules import LONGER_BY, Sent, has_it, rule_ids, sending_that_counts

# A day without a time of day is kept as its first moment.
MIDNIGHT = time(0)


@dataclass(frozen=True)
class Background:
    """What the three tracks of a case share."""

    case: Case
    sent: tuple[Sent, ...]
    counts: Sent | None
    own_days: frozenset[date]

    @property
    def is_urgent(self) -> bool:
        return self.sent[-1].is_expedited if self.sent else self.case.is_urgent

    @property
    def is_over(self) -> bool:
        return bool(self.case.care.timing == "OVER")


def background_of(case: Case, calls: Sequence[InsurerCall]) -> Background:
    sent = tuple(
        Sent(one.sent_on, one.way == SendingWay.MAIL, one.is_expedited) for one in queries.sendings_of(case)
    )
    had_it = [call.called_on for call in calls if call.called_on and has_it(call.answers)]
    return Background(case, sent, sending_that_counts(sent, had_it), own_days(case.organization_id))


def facts_of(track: Track, calls: Sequence[InsurerCall], background: Background, *, is_part: bool) -> Facts:
    """`calls`: those about this track, newest first."""
    case, zone = background.case, background.case.time_zone
    start = _start(track, calls, background, is_part=is_part)
    pauses = [_pause(one) for one in getattr(track, "kept_pauses", ())]
    extensions = [_extension(one) for one in getattr(track, "kept_extensions", ())]
    fast = _fast(track, calls, background, start)
    count_from = start.on if start else day_at(timezone.now(), zone=zone)
    has_common = track.kind != TrackKind.PRIOR_AUTH and not background.is_over
    return Facts(
        zone=zone,
        start=start,
        named=_named(track, calls),
        rule=_rule(case, track.kind, start.on, is_urgent=False, is_over=background.is_over)
        if start
        else None,
        fast=fast,
        common=Common() if has_common else None,
        pauses=tuple(pauses),
        extensions=tuple(extensions),
        ours=closed_days_from(count_from, organization_days=background.own_days),
        theirs=closed_days_from(count_from),
    )


def day_of(value: Any) -> date | None:
    """An import may have brought a day in words: then it is none."""
    try:
        return date.fromisoformat(str(value))
    except ValueError:
        return None


def _start(
    track: Track, calls: Sequence[InsurerCall], background: Background, *, is_part: bool
) -> Start | None:
    """What the plan said, else the day on the row, else when the plan had it, else when it was sent."""
    in_request = track.kind != TrackKind.PRIOR_AUTH and is_part
    sent = background.counts if in_request else None
    start = _begins(track, calls, sent, zone=background.case.time_zone)
    if start is None or sent is None or start.since == Since.ASKED:
        return start
    again = background.sent[-1].on if sent is not background.sent[-1] else None
    return replace(start, sent_on=sent.on, sent_again_on=again)


def _begins(track: Track, calls: Sequence[InsurerCall], sent: Sent | None, *, zone: str) -> Start | None:
    if track.clock_started_at is not None:
        on = day_at(track.clock_started_at, zone=zone)
        is_day_only = track.clock_started_at == moment_at(on, MIDNIGHT, zone=zone)
        return Start(on, Since.PLAN_SAID, None if is_day_only else track.clock_started_at)
    if (heard := _heard(calls, "clock_started_on")) is not None:
        return Start(heard[0], Since.PLAN_SAID, said_on=heard[1])
    if track.asked_on is not None:
        return Start(track.asked_on, Since.ASKED)
    if sent is None:
        return None
    got = _heard(calls, "received_on")
    if got is not None and got[0] >= sent.on:
        return Start(got[0], Since.RECEIVED, said_on=got[1])
    return Start(sent.on, Since.SENT, by_mail=sent.by_mail)


def _heard(calls: Sequence[InsurerCall], key: str) -> tuple[date, date | None] | None:
    """The newest day of this kind that the plan said, and the day it said so."""
    for call in calls:
        if (day := day_of(call.answers.get(key))) is not None:
            return day, call.called_on
    return None


def _named(track: Track, calls: Sequence[InsurerCall]) -> tuple[Named, ...]:
    """The day on the row, and the newest one heard on a call; the same day is one, said on that call."""
    heard = _heard(calls, "decide_by")
    found = []
    if track.answer_due_on is not None:
        known = {one.value for one in From}
        source = From(track.answer_due_from) if track.answer_due_from in known else From.OTHER
        text = "" if track.answer_due_from in known else track.answer_due_from
        found.append(Named(track.answer_due_on, source, text, _said_on(track, calls, source)))
    if heard is not None and not (
        found and found[0].due_on == heard[0] and found[0].source in (From.PHONE, From.LETTER)
    ):
        found.append(Named(heard[0], From.PHONE, said_on=heard[1]))
    return tuple(found)


def _said_on(track: Track, calls: Sequence[InsurerCall], source: From) -> date | None:
    if source != From.PHONE:
        return None
    days = (call.called_on for call in calls if day_of(call.answers.get("decide_by")) == track.answer_due_on)
    return next((day for day in days if day), None)


def _fast(
    track: Track, calls: Sequence[InsurerCall], background: Background, start: Start | None
) -> Fast | None:
    """Asked for on the row, or sent as urgent. Once the care is over nothing is urgent to decide."""
    if background.is_over:
        return None
    case, zone = background.case, background.case.time_zone
    accepted = track.fast_accepted or _accepted(calls)
    if track.fast_asked_at is not None:
        on = day_at(track.fast_asked_at, zone=zone)
    elif background.is_urgent and start is not None:
        on = start.on
    else:
        return None
    return Fast(
        on=on,
        at=track.fast_asked_at,
        accepted=accepted,
        promised_hours=track.fast_hours,
        rule=_rule(case, track.kind, on, is_urgent=True),
    )


def _accepted(calls: Sequence[InsurerCall]) -> str:
    said = (str(call.answers.get("accepted_expedited", "")) for call in calls)
    return next((one for one in said if one in ("YES", "NO", "UNSURE")), "")


def _rule(case: Case, kind: str, on: date, *, is_urgent: bool, is_over: bool = False) -> Rule | None:
    """Only a rule that surely binds this plan and is checked: all others are asked for by phone."""
    wanted = rule_ids(kind, is_urgent=is_urgent, is_over=is_over)
    if not wanted:
        return None
    plan = plan_facts_of(case.coverage, case.care)
    sure = {
        match.record.id: match.record
        for match in library.applicable(plan, "deadline_plan", on=on)
        if match.is_certain and match.record.is_printable
    }
    for name in wanted:
        record = sure.get(name)
        limit = Limit.of(record) if record else None
        if record is not None and limit is not None:
            longer = sure.get(LONGER_BY.get(name, ""))
            return Rule(record, limit, longer, _longer(longer))
    return None


def _longer(record: Record | None) -> Limit | None:
    if record is None or not isinstance(record.value, int):
        return None
    return Limit(record.value, Unit.CALENDAR_DAYS)


def _pause(row: Any) -> Pause:
    return Pause(row.from_on, row.until_on, row.owed_by, row.why, row.plan_says_paused)


def _extension(row: Any) -> Extension:
    return Extension(row.new_due_on, row.said_by, row.said_on, row.reason)
