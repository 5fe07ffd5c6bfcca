"""Consents as the pages show them; computes, asks nothing."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from requests_app.cases.consent_words import ConsentTo, words_of
from requests_app.common.dates import short_date
from requests_app.common.time_zones import day_at
from requests_app.models import Case, Consent, ConsentHow, Language


@dataclass(frozen=True)
class Shown:
    what: str
    words: str
    lang: str
    said: str
    given_at: datetime
    written_by: str
    ended: str
    end_url: str


def cards(case: Case, found: Iterable[Consent], *, may_edit: bool) -> list[Shown]:
    return [_card(case, one, may_edit=may_edit) for one in found]


def _card(case: Case, one: Consent, *, may_edit: bool) -> Shown:
    own = {"case_id": case.public_id, "consent_id": one.public_id}
    who = f"{one.given_by} ({one.relation})" if one.relation else one.given_by
    ended = ""
    if one.ended_at is not None:
        ended = _("Taken back on %(day)s") % {"day": short_date(day_at(one.ended_at, zone=case.time_zone))}
    return Shown(
        what=str(ConsentTo(one.to_what).label),
        words=one.words,
        lang=one.language,
        said=f"{who} · {ConsentHow(one.how).label}",
        given_at=one.given_at,
        written_by=one.recorded_by.full_name or one.recorded_by.email,
        ended=ended,
        end_url=reverse("staff:consent_end", kwargs=own) if may_edit and not ended else "",
    )


def words(to: Iterable[ConsentTo], *, facility: str) -> list[dict[str, Any]]:
    """What is read aloud, in each language."""
    asked = list(to)
    return [
        {
            "lang": code,
            "language": name,
            "lines": [words_of(one, language=code, facility=facility) for one in asked],
        }
        for code, name in Language.choices
    ]
