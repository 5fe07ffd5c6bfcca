"""What the case pages say, from the facts of a case."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from requests_app.cases.call_facts import in_a_sentence
from requests_app.cases.history import Event
from requests_app.common.dates import long_date, weekday_short
from requests_app.common.time_zones import day_at
from requests_app.models import (
    Case,
    CaseAccess,
    CaseStatus,
    Consent,
    ConsentHow,
    ForWhom,
    TrackKind,
    WaitingOn,
)
from requests_app.strength.presenters import TOPIC_LABELS
from requests_app.strength.same_story import Mismatch
from requests_app.tracker.queries import Facts
from requests_app.tracks.presenters import status_text
from requests_app.tracks.state import State

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

ONE_MOMENT = timedelta(seconds=1)
WHO_CORRECTS: dict[str, StrOrPromise] = {
    "CLINICIAN": gettext_lazy("Your clinician"),
    "PATIENT": gettext_lazy("You"),
    "PROVIDER": gettext_lazy("The provider you want"),
}


@dataclass(frozen=True)
class Waiting:
    on: StrOrPromise
    text: str


@dataclass(frozen=True)
class TrackLine:
    title: StrOrPromise
    status: str


@dataclass(frozen=True)
class CaseCard:
    title: str
    url: str
    facts: tuple[dict[str, object], ...]


@dataclass(frozen=True)
class ConsentCard:
    words: str
    lang: str
    said: str
    ended: str


@dataclass(frozen=True)
class HelperCard:
    name: str
    email: str
    level: StrOrPromise
    until: date | None
    remove_url: str


def waiting_on(case: Case, facts: Facts) -> list[Waiting]:
    found = []
    for owed in facts.letter.owed:
        asked = _("the letter, asked for on %(day)s") % {"day": weekday_short(owed.since)}
        found.append(Waiting(owed.letter_request.clinician_name, asked))
    if case.waiting_on == WaitingOn.CLINICIAN and not facts.letter.owed:
        found.append(Waiting(_("Your clinician"), ""))
    is_answered = case.status in (CaseStatus.ANSWERED, CaseStatus.APPEALING)
    if facts.sent_on is not None and "CALL_4" not in facts.calls_done and not is_answered:
        text = _("an answer, since %(day)s") % {"day": long_date(facts.sent_on)}
        found.append(Waiting(_("Your plan"), text))
    found += [
        Waiting(_("Your plan"), _("an answer to the appeal, since %(day)s") % {"day": long_date(one.sent_on)})
        for one in facts.followed.appeals_out
        if one.sent_on is not None
    ]
    found += [
        Waiting(
            one.office_name, _("an answer to the complaint, since %(day)s") % {"day": long_date(one.sent_on)}
        )
        for one in facts.followed.complaints_out
        if one.sent_on is not None
    ]
    found += [
        Waiting(_("Your plan"), _("a claim you sent back, since %(day)s") % {"day": long_date(one.sent_on)})
        for one in facts.bills.sent
        if one.sent_on is not None
    ]
    if facts.next_other is not None:
        values = {"what": facts.next_other.what.rstrip("."), "day": weekday_short(facts.next_other.due_on)}
        promised = (
            _("%(what)s. Check on %(day)s") if facts.next_other.what else _("a promise. Check on %(day)s")
        )
        found.append(Waiting(_("Your plan"), promised % values))
    if case.waiting_on == WaitingOn.US:
        found.append(Waiting(_("The admissions team"), ""))
    return found


def tracks(states: Iterable[State]) -> list[TrackLine]:
    """The three things a plan can be asked for, in one line each."""
    return [TrackLine(TrackKind(one.track.kind).label, status_text(one)) for one in states]


def owed(corrections: Iterable[Mismatch]) -> list[Waiting]:
    """Who has to correct another paper, and what."""
    return [
        Waiting(
            WHO_CORRECTS[one.owed_by],
            _("to correct: %(what)s") % {"what": in_a_sentence(str(TOPIC_LABELS[one.topic]))},
        )
        for one in corrections
        if one.owed_by in WHO_CORRECTS
    ]


def case_cards(cases: Sequence[Case]) -> list[CaseCard]:
    return [
        CaseCard(
            title=_("Request %(reference)s") % {"reference": case.reference},
            url=reverse("tracker:task_list", kwargs={"case_id": case.public_id}),
            facts=(
                {"label": _("For"), "value": _whom(case)},
                {"label": _("Provider you want"), "value": case.provider.name},
                {"label": _("Where it stands"), "value": _where_it_stands(case)},
            ),
        )
        for case in cases
    ]


def helper_cards(case: Case, found: Iterable[CaseAccess]) -> list[HelperCard]:
    return [
        HelperCard(
            name=way.display_name or way.user.full_name or way.user.email,
            email=way.user.email,
            level=CaseAccess.Level(way.level).label,
            # Access ends with that day, so the stored moment is the midnight after it.
            until=day_at(way.ends_at - ONE_MOMENT, zone=case.time_zone) if way.ends_at else None,
            remove_url=reverse(
                "tracker:helper_remove", kwargs={"case_id": case.public_id, "access_id": way.public_id}
            ),
        )
        for way in found
    ]


def consent_cards(case: Case, found: Iterable[Consent]) -> list[ConsentCard]:
    """What staff wrote down, in the words that were read: the patient side sees it as staff do."""
    cards = []
    for one in found:
        who = f"{one.given_by} ({one.relation})" if one.relation else one.given_by
        said_on = long_date(day_at(one.given_at, zone=case.time_zone))
        ended = long_date(day_at(one.ended_at, zone=case.time_zone)) if one.ended_at else ""
        cards.append(
            ConsentCard(
                words=one.words,
                lang=one.language,
                said=f"{who} · {ConsentHow(one.how).label} · {said_on}",
                ended=_("Taken back on %(day)s") % {"day": ended} if ended else "",
            )
        )
    return cards


def without_repeats(events: Sequence[Event], *, zone: str) -> list[Event]:
    """The same thing done by the same person many times on one day is told once, with its last time."""
    told: list[Event] = []
    for event in events:
        last = told[-1] if told else None
        if last is None or _what(last, zone) != _what(event, zone):
            told.append(event)
    return told


def _what(event: Event, zone: str) -> tuple[object, ...]:
    return (event.title, event.text, event.who, day_at(event.at, zone=zone))


def _whom(case: Case) -> str:
    own_name = case.patient.full_name
    if case.for_whom == ForWhom.ME and not own_name:
        return _("You")
    return own_name


def _where_it_stands(case: Case) -> str:
    if case.status == CaseStatus.CLOSED:
        return pgettext("of a request", "Closed")
    sent_on: date | None = getattr(case, "sent_on", None)
    return _("Sent on %(day)s") % {"day": long_date(sent_on)} if sent_on else _("Not sent yet")
