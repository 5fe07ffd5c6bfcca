"""The audit log in words: who, what, which case, and the few facts an entry keeps."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django.urls import reverse
from django.utils.translation import gettext as _

from requests_app.cases.told import TOLD
from requests_app.models import AuditEntry, User
from requests_app.oversight.log_words import OTHER_WORDS

MOST_FACTS = 6


@dataclass(frozen=True)
class LogRow:
    at: datetime
    who: str
    what: str
    code: str
    reference: str
    case_url: str
    facts: str


def rows(
    entries: list[AuditEntry], people: Mapping[int, User], references: Mapping[UUID, str], *, zone: str
) -> list[LogRow]:
    return [_row(one, people, references, ZoneInfo(zone)) for one in entries]


def _row(
    entry: AuditEntry, people: Mapping[int, User], references: Mapping[UUID, str], zone: ZoneInfo
) -> LogRow:
    reference = references.get(entry.case_id, "") if entry.case_id else ""
    return LogRow(
        at=entry.at.astimezone(zone),
        who=who(entry, people),
        what=words_of(entry.action),
        code=entry.action,
        reference=reference or (str(entry.case_id) if entry.case_id else ""),
        case_url=reverse("staff:case", args=[entry.case_id]) if reference else "",
        facts=facts(entry.details),
    )


def who(entry: AuditEntry, people: Mapping[int, User]) -> str:
    person = people.get(entry.user_id) if entry.user_id is not None else None
    if person is not None:
        return person.full_name or person.email
    kind, _colon, number = entry.actor.partition(":")
    if kind == "clinician":
        return _("A clinician by link (%(number)s)") % {"number": number}
    if kind == "key":
        return _("A key of the facility (%(number)s)") % {"number": number}
    return _("The system (%(name)s)") % {"name": number or entry.actor}


def words_of(action: str) -> str:
    """As timelines call it; what they do not tell has a name here or keeps its code."""
    told = TOLD.get(action)
    return str(told.text if told is not None else OTHER_WORDS.get(action, ""))


def facts(details: Mapping[str, Any]) -> str:
    """Counts, codes and field names, as they were kept: no entry holds what anybody typed."""
    some = [(name, value) for name, value in details.items() if value not in ("", [], None)][:MOST_FACTS]
    return ", ".join(f"{name}: {_plain(value)}" for name, value in some)


def _plain(value: Any) -> str:
    if isinstance(value, list):
        return " ".join(str(one) for one in value[:MOST_FACTS])
    return str(value)[:80]
