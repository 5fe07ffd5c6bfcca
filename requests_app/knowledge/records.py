"""One fact with its source. What a record says is data; what may be done with it is decided here."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field

from requests_app.knowledge.schema import LocalText, WebAddress
from requests_app.knowledge.vocabulary import OLD_AFTER_DAYS, REVIEW_DAYS, Kind

PhoneNumber = Annotated[str, Field(pattern=r"^[0-9][0-9-]*[0-9]$")]
Slug = Annotated[str, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]


class Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True)


class Confidence(StrEnum):
    """verified: read on an official page or in two sources that do not copy each other; seen: in one other
    source; recalled: remembered, in no source, so it is shown as something to ask and never printed."""

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
    place: Contactable | None = None
    text: LocalText
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
