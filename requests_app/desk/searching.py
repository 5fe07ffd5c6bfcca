"""Every search is written down: who searched and how many cases came; never the words."""

from __future__ import annotations

from datetime import datetime

from requests_app.audit import log
from requests_app.common.actor import Actor
from requests_app.models import User


def note_search(*, text: str, found: int, by: Actor, at: datetime) -> None:
    person = User.objects.get(pk=by.person_id)
    details = {"letters": len(text), "found": found}
    log.record(action="desk.searched", target=person, by=by, at=at, details=details)
