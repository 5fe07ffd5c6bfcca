"""Since when the plan has it, and which day of an answer it named or a rule gives. Frozen with a complaint.

Days that are only common are left out: they bind nobody, so that nobody is told that they were missed.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from requests_app.models import Case, Submission
from requests_app.models.submissions import SendingWay
from requests_app.packets.wording import day_text
from requests_app.tracks.clock import Clock, From
from requests_app.tracks.state import states_of

NAMED_BY_PLAN = (From.PHONE, From.LETTER)
_WAYS = {
    SendingWay.PORTAL: gettext_lazy("through the plan’s website"),
    SendingWay.FAX: gettext_lazy("by fax"),
    SendingWay.MAIL: gettext_lazy("by mail"),
    SendingWay.PROVIDER_OFFICE: gettext_lazy("through the provider’s office"),
    SendingWay.STAFF: gettext_lazy("by the admissions team"),
}


@dataclass(frozen=True)
class Due:
    """`cited` where a rule gives the day; else the plan named it on `said_on`, by `source`.

    Beside a rule stands from when its time is counted, and whether the plan took the longer time it allows.
    """

    day: date
    source: str
    said_on: date | None = None
    cited: str = ""
    since: date | None = None
    is_longer: bool = False


def waited_facts(case: Case) -> dict[str, Any]:
    """Load the case with coverage and care."""
    sent = Submission.objects.to_plan().filter(case=case).order_by("sent_on", "id")
    clocks = [one.clock for one in states_of(case) if one.clock is not None]
    return {
        "sent": [
            {
                "on": one.sent_on.isoformat(),
                "way": one.way,
                "number": one.confirmation_number or one.tracking_number,
                "pages": one.file_pages,
            }
            for one in sent
        ],
        "due": [_frozen(one) for clock in clocks for one in _dues(clock)],
    }


def sent_texts(frozen: Mapping[str, Any]) -> list[str]:
    """The request was sent to the plan by fax on November 18, 2026 (12 pages, confirmation 4711)."""
    return [_sent_text(one) for one in frozen.get("sent", ())]


def first_sent_on(frozen: Mapping[str, Any]) -> date | None:
    days = [date.fromisoformat(one["on"]) for one in frozen.get("sent", ())]
    return min(days) if days else None


def dues_of(frozen: Mapping[str, Any]) -> list[Due]:
    return [
        Due(
            date.fromisoformat(one["on"]),
            one["source"],
            date.fromisoformat(one["said_on"]) if one["said_on"] else None,
            one["cited"],
            date.fromisoformat(one["since"]) if one.get("since") else None,
            bool(one.get("is_longer")),
        )
        for one in frozen.get("due", ())
    ]


def due_text(due: Due, on: date) -> str:
    day = {"day": day_text(due.day), "rule": due.cited, "said_on": day_text(due.said_on)}
    if due.cited:
        return _rule_text(due, is_over=due.day < on) % day
    if due.source == From.LETTER:
        return _("The plan wrote that it would answer by %(day)s.") % day
    if due.said_on:
        return _("On %(said_on)s the plan said that it would answer by %(day)s.") % day
    return _("The plan said that it would answer by %(day)s.") % day


def _rule_text(due: Due, *, is_over: bool) -> str:
    told = _("%(rule)s gives the plan until %(day)s.")
    if is_over:
        told = _("The time that %(rule)s gives the plan ended on %(day)s.")
    counted = [
        _("It is counted from %(day)s.") % {"day": day_text(due.since)} if due.since else "",
        _("The longer time that the plan asked for is in it.") if due.is_longer else "",
    ]
    return " ".join((told, *(one.replace("%", "%%") for one in counted if one)))


def _dues(clock: Clock) -> Iterator[Due]:
    for way in (clock.main, *clock.others):
        if way.source in NAMED_BY_PLAN and way.due_on is not None:
            yield Due(way.due_on, str(way.source), way.heard_on)
    record = clock.rule_record
    if clock.rule_due_on is not None and record is not None and record.is_printable and record.citation:
        ruled = next((one for one in (clock.main, *clock.others) if one.record is record), None)
        yield Due(
            clock.rule_due_on,
            str(From.RULE),
            cited=record.citation,
            since=ruled.counted_from if ruled else None,
            is_longer=ruled is not None and ruled.due_on is not None and ruled.due_on < clock.rule_due_on,
        )


def _frozen(due: Due) -> dict[str, Any]:
    return {
        "on": due.day.isoformat(),
        "source": due.source,
        "said_on": due.said_on.isoformat() if due.said_on else "",
        "cited": due.cited,
        "since": due.since.isoformat() if due.since else "",
        "is_longer": due.is_longer,
    }


def _sent_text(one: Mapping[str, Any]) -> str:
    way = str(_WAYS.get(one["way"], ""))
    more = [
        _("%(count)s pages") % {"count": one["pages"]} if one["pages"] else "",
        _("confirmation %(number)s") % {"number": one["number"]} if one["number"] else "",
    ]
    known = ", ".join(part for part in more if part)
    day = day_text(date.fromisoformat(one["on"]))
    facts = {"day": day, "way": way, "known": f" ({known})" if known else ""}
    return _("It was sent to the plan %(way)s on %(day)s%(known)s.") % facts
