"""The three tracks in words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from requests_app.common.answers import answer_text
from requests_app.common.dates import long_date
from requests_app.common.time_zones import day_at
from requests_app.models import InsurerCall, Track, TrackKind
from requests_app.models.tracks import TrackOutcome, TrackOwner
from requests_app.tracks import clock_text
from requests_app.tracks.clock import Clock
from requests_app.tracks.clock_text import TextLine
from requests_app.tracks.rules import USUAL_OWNER, days_late, days_left
from requests_app.tracks.state import State

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

MOST_NUMBERS = 6
MEANINGS: dict[str, StrOrPromise] = {
    TrackKind.GAP: gettext_lazy("The plan counts the provider as in network for this care."),
    TrackKind.SCA: gettext_lazy("The plan and the provider sign a one-time deal about the price."),
    TrackKind.PRIOR_AUTH: gettext_lazy("The plan says that the care itself is needed and covered."),
}
SLUGS: dict[str, str] = {
    TrackKind.GAP: "gap",
    TrackKind.SCA: "sca",
    TrackKind.PRIOR_AUTH: "prior-auth",
}
_KIND_OF_SLUG = {slug: kind for kind, slug in SLUGS.items()}


@dataclass(frozen=True)
class Row:
    label: StrOrPromise
    value: str


@dataclass(frozen=True)
class Chip:
    due: date
    days_left: int
    days_late: int


@dataclass(frozen=True)
class Card:
    title: StrOrPromise
    meaning: StrOrPromise
    status: str
    is_part: bool
    rows: list[Row]
    chip: Chip | None
    result: str
    lines: list[TextLine]
    clock_url: str
    change_url: str


def kind_of(slug: str) -> str | None:
    return _KIND_OF_SLUG.get(slug)


def card(state: State, *, now: datetime, may_edit: bool) -> Card:
    track = state.track
    rows = [
        Row(_("Who asks for it"), _owner(track)),
        Row(_("Reference numbers"), "\n".join(_numbers(state))),
        Row(pgettext("request to the plan", "Asked on"), _asked(state)),
        Row(_("Answer"), _answer(track)),
    ]
    if track.authorization_number:
        rows.append(Row(_("Authorization number"), track.authorization_number))
    if track.notes:
        rows.append(Row(_("Notes"), track.notes))
    url = reverse("tracks:track_edit", args=[track.case.public_id, SLUGS[track.kind]])
    return Card(
        title=TrackKind(track.kind).label,
        meaning=MEANINGS[track.kind],
        status=status_text(state),
        is_part=state.is_part == "YES",
        rows=rows,
        chip=chip(state.clock, now=now) if state.clock else None,
        result=_result(state.clock, now) if state.clock else "",
        lines=clock_text.lines_of(state.clock.main, zone=state.clock.zone) if state.clock else [],
        clock_url=clock_url(track) if state.is_part == "YES" else "",
        change_url=url if may_edit else "",
    )


def status_text(state: State) -> str:
    """Where it stands, in one short line."""
    track = state.track
    if track.outcome:
        return str(TrackOutcome(track.outcome).label)
    if state.is_part == "NO":
        return _("Not part of this request")
    if state.is_part == "UNSURE":
        return _("Not clear yet if it is needed")
    return _("Asked, no answer yet") if state.asked_on else _("Not asked yet")


def clock_url(track: Track) -> str:
    return reverse("tracks:clock", args=[track.case.public_id, SLUGS[track.kind]])


def chip(clock: Clock, *, now: datetime) -> Chip | None:
    """What is only common is never called due or late, and nothing is while the clock stands still."""
    if clock.is_common or clock.is_paused or clock.due_on is None:
        return None
    due, today = clock.due_on, day_at(now, zone=clock.zone)
    return Chip(due, days_left(due, today, clock.ours), days_late(due, today))


def heard_rows(heard: dict[str, object]) -> list[Row]:
    """What was written down on calls and is not on the page yet."""
    labels: dict[str, StrOrPromise] = {
        "reference": _("Request number"),
        "answer_due_on": _("The date they must decide by, as they said"),
        "outcome": _("What did the plan say?"),
        "outcome_on": _("Date of the answer"),
        "authorization_number": _("Authorization number"),
    }
    return [
        Row(label, answer_text(heard[name], TrackOutcome.choices))
        for name, label in labels.items()
        if name in heard
    ]


def _owner(track: Track) -> str:
    if track.owner:
        return str(TrackOwner(track.owner).label)
    return _("Not given. Usually: %(owner)s") % {"owner": USUAL_OWNER[track.kind].label}


def _asked(state: State) -> str:
    if state.track.asked_on:
        return long_date(state.track.asked_on)
    if state.asked_on:
        return _("%(day)s, the day you sent your packet") % {"day": long_date(state.asked_on)}
    return ""


def _answer(track: Track) -> str:
    if not track.outcome:
        return _("No answer yet")
    label = str(TrackOutcome(track.outcome).label)
    if track.outcome_on is None:
        return label
    return _("%(answer)s, on %(day)s") % {"answer": label, "day": long_date(track.outcome_on)}


def _numbers(state: State) -> list[str]:
    """Its own number first, then those that were heard on calls about it; each once."""
    own = state.track.reference
    found = {own: own} if own else {}
    for call in state.calls:
        for number, text in _numbers_of(call):
            found.setdefault(number, text)
    return list(found.values())[:MOST_NUMBERS]


def _numbers_of(call: InsurerCall) -> list[tuple[str, str]]:
    day = long_date(call.called_on) if call.called_on else ""
    texts = (
        (call.request_number, _("%(number)s (request number, call of %(day)s)")),
        (call.reference, _("%(number)s (number of the call on %(day)s)")),
    )
    return [(number, text % {"number": number, "day": day}) for number, text in texts if number]


def says_result(clock: Clock) -> bool:
    """The chip tells a day; a moment, a range and a clock that stands still need a sentence."""
    return clock.due_at is not None or clock.is_common or clock.is_paused


def _result(clock: Clock, now: datetime) -> str:
    """What came out, and what follows when that time is over."""
    if clock.is_paused and clock.due_on is not None:
        return _("The plan says that its clock stands still.")
    found = [clock_text.result_text(clock.main, zone=clock.zone)] if says_result(clock) else []
    if clock.is_over(now):
        found.append(_("That time is over. Call and ask where it is."))
    return " ".join(found)
