"""What the pages of the library show, from a record and a day."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from requests_app.common.dates import long_date, month_year
from requests_app.common.states import STATE_NAMES
from requests_app.knowledge import wording
from requests_app.knowledge.records import Contactable, Record
from requests_app.knowledge.regulators import Place

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

# Only a whole date says something to a reader; other notes on the age of a text are for the editors.
DATED = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")


@dataclass(frozen=True)
class ShownPlace:
    record: Record
    reach: Contactable
    is_old: bool

    @property
    def needs_confirming(self) -> bool:
        return self.is_old or self.record.needs_confirming


def shown_places(places: Iterable[Place], *, on: date) -> list[ShownPlace]:
    return [ShownPlace(place.record, place.reach, place.record.is_old(on)) for place in places]


@dataclass(frozen=True)
class Why:
    """One record as a page: what it says, whom it binds, and how sure we are."""

    record: Record
    where: str
    who: tuple[StrOrPromise, ...]
    confidence: tuple[StrOrPromise, ...]
    text_date: str
    is_in_force: bool
    place: ShownPlace | None


def why(record: Record, *, on: date) -> Why:
    place = ShownPlace(record, record.place, record.is_old(on)) if record.place else None
    return Why(
        record=record,
        where=str(STATE_NAMES.get(record.jurisdiction, _("The whole United States"))),
        who=tuple(dict.fromkeys(wording.PLAN_TYPES[word] for word in record.plan_types)),
        confidence=tuple(_how_sure(record)),
        text_date=_text_date(record.as_of),
        is_in_force=record.is_in_force(on),
        place=place,
    )


def _text_date(as_of: str) -> str:
    """“April 6, 2026”, “May 2025” or “2018”; nothing for what is no date."""
    found = DATED.fullmatch(as_of)
    if found is None:
        return ""
    year, month, day = found.groups()
    if month is None:
        return as_of
    start = date(int(year), int(month), int(day or 1))
    return long_date(start) if day else month_year(start)


def _how_sure(record: Record) -> Iterable[StrOrPromise]:
    yield wording.CONFIDENCE[record.confidence]
    if record.check and record.confidence != "recalled":
        yield wording.STILL_OPEN
    if record.needs_confirming:
        yield wording.CONFIRM
