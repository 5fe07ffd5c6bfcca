"""One fact with its source. What a record says is data; what may be done with it is decided here."""

from __future__ import annotations

from collections.abc import Container
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, field_validator, model_validator

from requests_app.knowledge.schema import LocalText, WebAddress
from requests_app.knowledge.vocabulary import (
    AREAS,
    CARES,
    JURISDICTIONS,
    OLD_AFTER_DAYS,
    PLACES,
    PLAN_TYPES,
    REVIEW_DAYS,
    UNITS,
    Kind,
)

PhoneNumber = Annotated[str, Field(pattern=r"^[0-9][0-9-]*[0-9]$")]
Slug = Annotated[str, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]


# Names and short codes may read the same in both languages.
SAME_IN_BOTH = 3


def _known(value: str, vocabulary: Container[str]) -> str:
    if value not in vocabulary:
        raise ValueError(f"“{value}” is not a word of the library (knowledge/vocabulary.py)")
    return value


class Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True)


class Confidence(StrEnum):
    """verified: read on an official page, in a reprint of the rule itself, or in two sources that do not copy
    each other; seen: in one other source; recalled: remembered, in no source, so it is shown as something to
    ask and never printed."""

    VERIFIED = "verified"
    SEEN = "seen"
    RECALLED = "recalled"


class Phone(Strict):
    number: PhoneNumber
    note: LocalText | None = None


class Contactable(Strict):
    """Somebody to call, to write to, or to complain to."""

    name: LocalText
    phones: tuple[Phone, ...] = ()
    fax: PhoneNumber | None = None
    hours: LocalText | None = None
    address: str = ""
    website: WebAddress | None = None
    complaint_url: WebAddress | None = None

    @model_validator(mode="after")
    def _can_be_reached(self) -> Contactable:
        if not (self.phones or self.website or self.complaint_url or self.address):
            raise ValueError("a place needs a phone number, a web address or a postal address")
        return self


class Record(Strict):
    id: Slug
    jurisdiction: str
    plan_types: Annotated[tuple[str, ...], Field(min_length=1)]
    kind: Kind
    care: str = ""
    level_of_care: str = ""
    topic: str = ""
    area: str = ""
    value: Any = None
    unit: str
    safe_days: int | None = None  # a shorter time that another source names: act within it
    place: Contactable | None = None
    text: LocalText
    advice: LocalText | None = None  # what to do with it: said on pages, never printed as part of the rule
    citation: str = ""
    source: tuple[WebAddress, ...] = ()
    url: WebAddress | None = None
    confidence: Confidence
    as_of: str
    check: str = ""
    checked_on: date
    review_by: date | None = None
    valid_from: date | None = None
    valid_to: date | None = None

    @field_validator("jurisdiction")
    @classmethod
    def _is_a_jurisdiction(cls, value: str) -> str:
        return _known(value, JURISDICTIONS)

    @field_validator("plan_types")
    @classmethod
    def _are_plan_types(cls, values: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(_known(value, PLAN_TYPES) for value in values)

    @field_validator("unit")
    @classmethod
    def _is_a_unit(cls, value: str) -> str:
        return _known(value, UNITS)

    @field_validator("care")
    @classmethod
    def _is_a_kind_of_care(cls, value: str) -> str:
        return _known(value, CARES)

    @field_validator("area")
    @classmethod
    def _is_an_area(cls, value: str) -> str:
        return _known(value, AREAS)

    @field_validator("text")
    @classmethod
    def _is_said_in_spanish(cls, text: LocalText) -> LocalText:
        if text.es.removeprefix("(es)").strip() == text.en and len(text.en.split()) > SAME_IN_BOTH:
            raise ValueError("the Spanish text repeats the English one")
        return text

    @model_validator(mode="after")
    def _says_enough(self) -> Record:
        if self.confidence == Confidence.RECALLED and not self.check:
            raise ValueError("what is only remembered needs a check: what to look up, and where")
        if not self.source and self.confidence != Confidence.RECALLED:
            raise ValueError("a record needs a source, unless it is recalled and says what to check")
        if self.valid_from and self.valid_to and self.valid_to < self.valid_from:
            raise ValueError("valid_to is before valid_from")
        if self.kind in PLACES and self.place is None and self.value is None:
            raise ValueError("a contact needs a place")
        return self

    @property
    def is_printable(self) -> bool:
        """May stand as a rule in a packet, a letter or a picture."""
        return self.confidence == Confidence.VERIFIED and not self.check and bool(self.source)

    @property
    def needs_confirming(self) -> bool:
        """Shown with “confirm by phone”."""
        return not self.is_printable

    @property
    def review_on(self) -> date:
        """When somebody must look at the source again."""
        return self.review_by or self.checked_on + timedelta(days=REVIEW_DAYS[self.kind])

    def is_old(self, on: date) -> bool:
        return (on - self.checked_on).days > OLD_AFTER_DAYS

    def is_in_force(self, on: date) -> bool:
        if self.valid_from is not None and on < self.valid_from:
            return False
        return self.valid_to is None or on <= self.valid_to


class RecordFile(Strict):
    records: Annotated[tuple[Record, ...], Field(min_length=1)]


@dataclass(frozen=True)
class Match:
    """A record that fits a plan; certain when it fits whatever we do not know about the plan."""

    record: Record
    is_certain: bool
