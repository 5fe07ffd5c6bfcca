"""The three tracks in words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext

from requests_app.common.answers import answer_text
from requests_app.common.dates import long_date
from requests_app.followups.calendar import closed_days_from
from requests_app.knowledge.records import Record
from requests_app.models import InsurerCall, Track, TrackKind
from requests_app.models.tracks import TrackOutcome, TrackOwner
from requests_app.tracks.rules import USUAL_OWNER, Clock, From, days_late, days_left
from requests_app.tracks.state import State
from requests_app.tracks.texts import DUE_FROM

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
    clock_text: str
    record: Record | None
    change_url: str


def kind_of(slug: str) -> str | None:
    return _KIND_OF_SLUG.get(slug)


def card(state: State, *, today: date, may_edit: bool) -> Card:
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
        chip=_chip(state.clock, today) if state.clock else None,
        clock_text=clock_text(state.clock, today) if state.clock else "",
        record=state.clock.record if state.clock else None,
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


def clock_text(clock: Clock, today: date) -> str:
    """Where the day comes from, and how it was counted."""
    match clock.source:
        case From.PHONE if clock.heard_on:
            return _("What the plan said on the phone on %(day)s.") % {"day": long_date(clock.heard_on)}
        case From.COMMON if clock.first_on and clock.counted_from:
            return _common(clock, clock.counted_from, clock.first_on, is_over=today > clock.due_on)
        case From.RULE if clock.counted_from and clock.record:
            return _("A rule on file: %(rule)s Limit: %(limit)s, counted from %(start)s.") % {
                "rule": clock.record.text,
                "limit": _limit(clock.record),
                "start": long_date(clock.counted_from),
            }
    return answer_text(clock.source_text or clock.source, DUE_FROM)


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


def _limit(record: Record) -> str:
    number = {"count": record.value}
    if record.unit == "hours":
        return ngettext("%(count)s hour", "%(count)s hours", record.value) % number
    return ngettext("%(count)s calendar day", "%(count)s calendar days", record.value) % number


def _common(clock: Clock, start: date, first: date, *, is_over: bool) -> str:
    text = _(
        "Common, not a promise: 5 to 15 business days, 1 to 3 if care is urgent. Counted from %(start)s, "
        "that is between %(first)s and %(last)s."
    )
    found = text % {"start": long_date(start), "first": long_date(first), "last": long_date(clock.due_on)}
    return "\n".join([found, _("That time is over. Call and ask where it is.")] if is_over else [found])


def _chip(clock: Clock, today: date) -> Chip | None:
    """What is only common is never called due or late."""
    if clock.source == From.COMMON:
        return None
    closed = closed_days_from(min(today, clock.due_on))
    return Chip(clock.due_on, days_left(clock.due_on, today, closed), days_late(clock.due_on, today))
