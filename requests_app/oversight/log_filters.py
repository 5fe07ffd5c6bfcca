"""What somebody wants to see of the audit log, read from an address and written back into one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode
from uuid import UUID

from requests_app.common.cleaning import one_line

LOOKS, CHANGES = "looks", "changes"
SHOWS = (LOOKS, CHANGES)


@dataclass(frozen=True)
class LogFilters:
    """`problems` names the fields whose text could not be read; they filter nothing."""

    facility: str = ""
    person: str = ""
    action: str = ""
    show: str = ""
    case: str = ""
    since: date | None = None
    until: date | None = None
    problems: tuple[str, ...] = ()

    @classmethod
    def read(cls, told: Mapping[str, str]) -> LogFilters:
        problems = []
        days: dict[str, date | None] = {}
        for name in ("since", "until"):
            text = one_line(told.get(name, ""))[:10]
            days[name] = _day(text)
            if text and days[name] is None:
                problems.append(name)
        show = told.get("show", "")
        return cls(
            facility=_id(told.get("facility", "")),
            person=_id(told.get("person", "")),
            action=one_line(told.get("action", ""))[:80],
            show=show if show in SHOWS else "",
            case=_reference(told.get("case", "")),
            since=days["since"],
            until=days["until"],
            problems=tuple(problems),
        )

    def query(self) -> str:
        """The address part of the same filters, ending in “&” so that more can follow; empty for none."""
        told = {
            "facility": self.facility,
            "person": self.person,
            "action": self.action,
            "show": self.show,
            "case": self.case,
            "since": self.since.isoformat() if self.since else "",
            "until": self.until.isoformat() if self.until else "",
        }
        kept = {name: value for name, value in told.items() if value}
        return f"{urlencode(kept)}&" if kept else ""

    @property
    def narrows(self) -> bool:
        return any((self.person, self.action, self.show, self.case, self.since, self.until))


def _reference(text: str) -> str:
    """With its dash, however it was typed."""
    marks = "".join(mark for mark in one_line(text).upper() if mark.isalnum())[:8]
    return f"{marks[:4]}-{marks[4:]}" if len(marks) > 4 else marks


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _id(text: str) -> str:
    try:
        return str(UUID(text))
    except ValueError:
        return ""
