"""What a file of contacts must hold. Without a source, or from memory only, it does not load."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import Annotated, Literal

from django.utils.translation import get_language
from pydantic import BaseModel, ConfigDict, Field, model_validator

WebAddress = Annotated[str, Field(pattern=r"^https?://[^\s]+$")]


class Topic(StrEnum):
    """Where a contact is shown."""

    CRISIS = "CRISIS"
    MEDICAID = "MEDICAID"
    MEDICARE = "MEDICARE"
    MILITARY = "MILITARY"
    UNINSURED = "UNINSURED"
    EMPLOYER_PLAN = "EMPLOYER_PLAN"
    FREE_HELP = "FREE_HELP"


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True)


class LocalText(_Strict):
    """One text in both languages; as a string it is in the language of the page."""

    en: Annotated[str, Field(min_length=1)]
    es: Annotated[str, Field(min_length=1)]

    def __str__(self) -> str:
        return self.es if (get_language() or "").startswith("es") else self.en

    @property
    def is_only_english(self) -> bool:
        """An official name without a Spanish one, on a Spanish page: it is read aloud as English."""
        return self.es == self.en and (get_language() or "").startswith("es")


class Contact(_Strict):
    """Whom to call or which official page to open, and where we read it.

    `confidence`: verified = read on an official page or in two sources that do not copy each other;
    seen = read in one other source, so the page asks the reader to check it first.
    """

    id: Annotated[str, Field(pattern=r"^[a-z0-9-]+$")]
    jurisdiction: Annotated[str, Field(pattern=r"^[A-Z]{2}$")]
    topics: Annotated[tuple[Topic, ...], Field(min_length=1)]
    who: LocalText
    phone: Annotated[str, Field(pattern=r"^[0-9][0-9-]*[0-9]$")] | None = None
    url: Annotated[str, Field(pattern=r"^https://[^\s]+$")] | None = None
    complaint_url: Annotated[str, Field(pattern=r"^https://[^\s]+$")] | None = None
    hours: LocalText | None = None
    text: LocalText
    source: Annotated[tuple[WebAddress, ...], Field(min_length=1)]
    confidence: Literal["verified", "seen"]
    checked_on: date

    @model_validator(mode="after")
    def _can_be_reached(self) -> Contact:
        if self.phone is None and self.url is None:
            raise ValueError("a contact needs a phone number or a web address")
        return self

    @property
    def needs_confirming(self) -> bool:
        """Shown with "confirm by phone"."""
        return self.confidence == "seen"


class ContactFile(_Strict):
    contacts: Annotated[tuple[Contact, ...], Field(min_length=1)]

    @model_validator(mode="after")
    def _ids_are_unique(self) -> ContactFile:
        ids = [contact.id for contact in self.contacts]
        repeated = sorted({one for one in ids if ids.count(one) > 1})
        if repeated:
            raise ValueError(f"used twice: {', '.join(repeated)}")
        return self
