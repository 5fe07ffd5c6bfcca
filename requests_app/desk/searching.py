"""Searches and printed lists are written down: who asked and how many cases came; never the words."""

from __future__ import annotations

from datetime import datetime

from requests_app.audit import log
from requests_app.common.actor import Actor
from requests_app.models import User


def note_search(*, text: str, found: int, by: Actor, at: datetime) -> None:
    _note("desk.searched", {"letters": len(text), "found": found}, by, at)


def note_print(*, count: int, by: Actor, at: datetime) -> None:
    _note("desk.printed", {"count": count}, by, at)


def _note(action: str, details: dict[str, int], by: Actor, at: datetime) -> None:
    person = User.objects.get(pk=by.person_id)
    log.record(action=action, target=person, by=by, at=at, details=details)
