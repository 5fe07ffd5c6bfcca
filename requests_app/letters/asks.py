"""What a clinician can be asked for. Keys are kept with the request; the words are those of the pages."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from requests_app.models import AskPurpose

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

ASKS: dict[str, StrOrPromise] = {
    "CODES": _("The diagnosis and service codes"),
    "WHY_CARE": _("Why this care is needed"),
    "WHY_PROVIDER": _("Why this provider"),
    "HARM": _("What waiting would do"),
    "DATES": _("Start date, how often and for how long"),
}


PROGRESS = "PROGRESS"
OF_A_RENEWAL: dict[str, StrOrPromise] = {PROGRESS: _("What got better, and why the care must go on")}

OF_AN_APPEAL: dict[str, StrOrPromise] = {
    "REASON": _("An answer to the reason the plan gave for its no"),
    "SPECIALTY": _("Your field, and why the care needs it"),
}
FOR: dict[str, dict[str, StrOrPromise]] = {
    AskPurpose.RENEWAL: OF_A_RENEWAL,
    AskPurpose.APPEAL: OF_AN_APPEAL,
}


def asks_for(purpose: str) -> dict[str, StrOrPromise]:
    """What can be asked of a letter for this purpose, the first thing first."""
    return {**FOR.get(purpose, {}), **ASKS}


def words(asks: Iterable[str]) -> list[StrOrPromise]:
    """In the order of the list, whatever order they were ticked in."""
    chosen = set(asks)
    return [text for key, text in {**OF_A_RENEWAL, **OF_AN_APPEAL, **ASKS}.items() if key in chosen]
