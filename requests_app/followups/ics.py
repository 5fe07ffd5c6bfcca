"""Follow-ups as calendar events: one day, a neutral title, and where to sign in. Pure.

Whoever sees the calendar learns nothing: no name, no plan, no kind of step, not which request it is.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from icalendar import Calendar, Event

PRODUCT = "-//SCA Portal//Follow-ups//EN"
READ_AGAIN_AFTER = timedelta(hours=6)


@dataclass(frozen=True)
class Words:
    """The few words of a calendar, in the language of its reader."""

    name: str
    title: str
    text: str


@dataclass(frozen=True)
class Day:
    key: UUID
    due_on: date
    told_at: datetime


def calendar(days: Iterable[Day], *, words: Words, site_url: str, host: str) -> bytes:
    """RFC 5545, with CRLF and folded lines. An event keeps its UID, so that a moved day moves there, too."""
    found = Calendar()
    found.add("prodid", PRODUCT)
    found.add("version", "2.0")
    found.add("calscale", "GREGORIAN")
    found.add("method", "PUBLISH")
    found.add("x-wr-calname", words.name)
    found.add("refresh-interval", READ_AGAIN_AFTER, parameters={"VALUE": "DURATION"})
    for day in days:
        found.add_component(_event(day, words=words, site_url=site_url, host=host))
    written: bytes = found.to_ical()
    return written


def _event(day: Day, *, words: Words, site_url: str, host: str) -> Event:
    event = Event()
    event.add("uid", f"{day.key}@{host}")
    event.add("dtstamp", day.told_at)
    event.add("summary", words.title)
    event.add("description", words.text)
    event.add("url", site_url)
    event.add("dtstart", day.due_on)
    event.add("dtend", day.due_on + timedelta(days=1))
    # A reminder, not an appointment: the person stays free.
    event.add("transp", "TRANSPARENT")
    event.add("class", "PRIVATE")
    return event
