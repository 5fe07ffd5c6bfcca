"""What the page of one clock shows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext as _

from requests_app.common.dates import long_date
from requests_app.models import CallKind, ClockExtension, ClockPause, Track
from requests_app.models.clocks import ExtensionFrom
from requests_app.models.coverage import YesNoUnsure
from requests_app.tracks import clock_text
from requests_app.tracks.clock_parts import Clock, Since
from requests_app.tracks.clock_text import TextLine
from requests_app.tracks.presenters import SLUGS, Chip, Row, chip, says_result, status_text
from requests_app.tracks.state import State

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


@dataclass(frozen=True)
class OtherDay:
    title: str
    lines: list[TextLine]


@dataclass(frozen=True)
class Entry:
    """A pause or a longer time, with what can be done about it."""

    title: str
    facts: tuple[Row, ...]
    end_url: str
    remove_url: str


@dataclass(frozen=True)
class Link:
    text: StrOrPromise
    url: str


@dataclass(frozen=True)
class ClockPage:
    status: str
    name: StrOrPromise
    chip: Chip | None
    result: str
    says_result: bool
    source: str
    lines: list[TextLine]
    others: list[OtherDay]
    waits: list[Entry]
    longer: list[Entry]
    fast: list[Row]
    is_over: bool
    is_paused: bool
    is_common: bool
    next_link: Link
    links: list[Link]


def clock_page(state: State, *, now: datetime, may_edit: bool) -> ClockPage:
    clock, track = state.clock, state.track
    return ClockPage(
        status=status_text(state),
        name=track.get_kind_display(),
        chip=chip(clock, now=now) if clock else None,
        result=clock_text.result_text(clock.main, zone=clock.zone) if clock else "",
        says_result=clock is not None and says_result(clock),
        source=clock_text.source_text(clock.main) if clock else "",
        lines=clock_text.lines_of(clock.main, zone=clock.zone) if clock else [],
        others=_others(clock) if clock else [],
        waits=[_wait(one, track, may_edit) for one in getattr(track, "kept_pauses", ())],
        longer=[_longer(one, track, may_edit) for one in getattr(track, "kept_extensions", ())],
        fast=_fast(track, state),
        is_over=clock.is_over(now) if clock else False,
        is_paused=clock.is_paused if clock else False,
        is_common=clock.is_common if clock else False,
        next_link=_next(state),
        links=_links(track) if may_edit and not track.outcome else [],
    )


def pause_text(pause: ClockPause) -> str:
    return _("Since %(day)s the plan waits for %(who)s: %(why)s") % {
        "day": long_date(pause.from_on),
        "who": clock_text.OWED_BY.get(pause.owed_by, pause.owed_by),
        "why": pause.why,
    }


def entry_text(entry: ClockPause | ClockExtension) -> str:
    if isinstance(entry, ClockPause):
        return pause_text(entry)
    return _longer_title(entry)


def _others(clock: Clock) -> list[OtherDay]:
    return [
        OtherDay(clock_text.other_text(clock, way), clock_text.lines_of(way, zone=clock.zone))
        for way in clock.others
    ]


def _wait(pause: ClockPause, track: Track, may_edit: bool) -> Entry:
    until = long_date(pause.until_on) if pause.until_on else _("The plan still waits")
    says = YesNoUnsure(pause.plan_says_paused).label if pause.plan_says_paused else ""
    facts = (
        Row(_("Since"), long_date(pause.from_on)),
        Row(_("Until"), until),
        Row(_("Who owes it"), _sentence(str(clock_text.OWED_BY.get(pause.owed_by, "")))),
        Row(_("Does the plan say its clock stands still?"), str(says)),
    )
    is_open = pause.until_on is None
    return Entry(
        title=pause.why,
        facts=facts,
        end_url=_url("pause_end", track, pause_id=pause.public_id) if may_edit and is_open else "",
        remove_url=_url("clock_entry_remove", track, entry_id=pause.public_id) if may_edit else "",
    )


def _longer(longer: ClockExtension, track: Track, may_edit: bool) -> Entry:
    facts = (
        Row(_("Who said so"), str(ExtensionFrom(longer.said_by).label)),
        Row(_("When"), long_date(longer.said_on)),
        Row(_("Reason"), longer.reason),
    )
    remove = _url("clock_entry_remove", track, entry_id=longer.public_id) if may_edit else ""
    return Entry(title=_longer_title(longer), facts=facts, end_url="", remove_url=remove)


def _longer_title(longer: ClockExtension) -> str:
    return _("Until %(day)s") % {"day": long_date(longer.new_due_on)}


def _fast(track: Track, state: State) -> list[Row]:
    if track.fast_asked_at is None:
        return []
    zone = track.case.time_zone
    accepted = YesNoUnsure(track.fast_accepted).label if track.fast_accepted else ""
    rows = [
        Row(_("Asked for"), clock_text.moment_text(track.fast_asked_at, zone=zone)),
        Row(_("Does the plan take it as urgent?"), str(accepted)),
    ]
    if track.fast_hours:
        rows.append(Row(_("Hours promised"), str(track.fast_hours)))
    return rows


def _next(state: State) -> Link:
    """What can be done about it now: call, or begin."""
    track = state.track
    if track.outcome or state.is_part == "NO":
        return Link(_("See all three tracks"), reverse("tracks:track_list", args=[track.case.public_id]))
    if state.asked_on is None:
        return Link(_("Go to your task list"), reverse("tracker:task_list", args=[track.case.public_id]))
    knows_start = state.clock is not None and any(
        line.start is not None and line.start.since == Since.PLAN_SAID for line in state.clock.main.lines
    )
    kind = CallKind.CALL_3 if knows_start or state.calls else CallKind.CALL_2
    url = reverse("insurer_calls:call_card", kwargs={"case_id": track.case.public_id, "kind": kind})
    return Link(_("Call the plan and ask"), url)


def _links(track: Track) -> list[Link]:
    texts = {
        "clock_start": _("When did the plan’s clock start?"),
        "fast_path": _("Write down the fast path"),
        "pause_add": _("The plan waits for something from us"),
        "extension_add": _("The plan needs longer"),
    }
    return [Link(text, _url(name, track)) for name, text in texts.items()]


def _url(name: str, track: Track, **more: object) -> str:
    kwargs = {"case_id": track.case.public_id, "kind": SLUGS[track.kind], **more}
    return reverse(f"tracks:{name}", kwargs=kwargs)


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:]
