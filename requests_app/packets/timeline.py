"""What happened, day by day, from everything that is written down with a date."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from requests_app.casefile import schema
from requests_app.casefile.logged import logged
from requests_app.common.time_zones import day_at
from requests_app.packets import asked, search, wording
from requests_app.packets.calls import TITLES, promised_text, reference_text
from requests_app.packets.more_parts import Timeline, TimelineRow
from requests_app.packets.proof import NOTHING, Proof
from requests_app.packets.search import MOST_ROWS
from requests_app.packets.timeline_after import events_after

Event = tuple[date, int, str, tuple[str, ...]]
# A track whose decision is written down is told by that decision.
DECIDED = ("APPROVED", "PARTLY", "DENIED")


def timeline(case: schema.CaseFile, proof: Proof = NOTHING) -> Timeline:
    events = sorted((*_events(case), *_sendings(proof)), key=lambda one: one[:2])
    printed = events[:MOST_ROWS]
    return Timeline(
        intro=_intro(events),
        rows=tuple(
            TimelineRow(wording.short_day(day), what, detail) for day, _order, what, detail in printed
        ),
        left_out=len(events) - len(printed),
    )


def has_events(case: schema.CaseFile) -> bool:
    return any(True for _event in _events(case))


def _intro(events: list[Event]) -> str:
    if not events:
        return _("Nothing with a date is recorded.")
    days = (events[-1][0] - events[0][0]).days
    number = {"number": len(events), "span": wording.calendar_days(days)}
    if not days:
        return (
            ngettext("%(number)s entry, on one day.", "%(number)s entries, on one day.", len(events)) % number
        )
    return (
        ngettext("%(number)s entry over %(span)s.", "%(number)s entries over %(span)s.", len(events)) % number
    )


def _events(case: schema.CaseFile) -> Iterator[Event]:
    yield from _contacts(case)
    for call in case.insurer_calls:
        yield call.called_on, 1, str(TITLES[call.kind]), tuple(_call_detail(call))
    for question in asked.questions_of(case):
        yield question.asked_on, 2, _("Asked the plan in writing"), (question.about_name,)
        if question.answered_on:
            yield question.answered_on, 2, _("The plan answered in writing"), (question.about_name,)
    told = {one.track for one in case.decisions if one.answer in DECIDED}
    for track in case.tracks:
        name = str(asked.TRACKS[track.kind])
        if track.asked_on:
            yield track.asked_on, 3, _("Asked for: %(what)s") % {"what": name}, ()
        if track.outcome_on and track.kind not in told:
            yield track.outcome_on, 3, f"{name}: {asked.outcome_text(track)}", ()
    for letter in case.letters:
        day = day_at(letter.signed_at, zone=case.time_zone)
        yield day, 4, _("A clinician signed a letter"), (letter.signed_name,)
    for paper in case.papers:
        if paper.kind == "DENIAL_LETTER" and paper.dated_on:
            yield paper.dated_on, 4, _("Date on the plan’s denial letter"), ()

    yield from events_after(case)


def _sendings(proof: Proof) -> Iterator[Event]:
    for one in proof.regulator.get("sent", ()):
        reference = _("Reference: %(number)s") % {"number": one["number"]} if one["number"] else ""
        yield date.fromisoformat(one["on"]), 3, _("Sent to the plan"), (reference,) if reference else ()


def _contacts(case: schema.CaseFile) -> Iterator[Event]:
    for number, office in enumerate(logged(case), start=1):
        last = len(office.attempts)
        for place, attempt in enumerate(office.attempts, start=1):
            said = search.said(office) if place == last else ""
            what = _("Contacted %(office)s (row %(number)s)") % {"office": office.name, "number": number}
            yield (
                attempt.contacted_on,
                0,
                what,
                tuple(part for part in (search.how_text(attempt), said) if part),
            )


def _call_detail(call: schema.InsurerCall) -> Iterator[str]:
    who = wording.with_commas(call.person, call.team)
    if who:
        yield _("Spoke with %(who)s") % {"who": who}
    if reference_text(call):
        yield _("Reference: %(number)s") % {"number": reference_text(call)}
    if promised_text(call):
        yield _("Promised: %(what)s") % {"what": promised_text(call)}
