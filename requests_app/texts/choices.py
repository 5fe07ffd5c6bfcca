"""What a choice can come to, and how a no is kept: by the page, by a text, or by the service."""

from __future__ import annotations

from datetime import datetime, timedelta
from enum import Enum

from requests_app.audit import log
from requests_app.common.actor import Actor
from requests_app.models import OutgoingText, TextChoice

KIND = "text"
# How often a text says how to stop: in the first one, and then once a month.
TELL_AGAIN_AFTER = timedelta(days=30)
BY_PAGE, BY_TEXT, BY_SERVICE = "PAGE", "TEXT", "SERVICE"


class Typed(Enum):
    RIGHT = "right"
    WRONG = "wrong"
    OVER = "over"


def opt_out(choice: TextChoice, *, how: str, by: Actor, at: datetime) -> None:
    """`choice` is held. What waits to go out to this person goes no more."""
    choice.opted_out_at, choice.opted_out_by = at, how
    choice.code_hash = ""
    choice.save(update_fields=["opted_out_at", "opted_out_by", "code_hash"])
    waiting = OutgoingText.objects.filter(
        user_id=choice.user_id, state=OutgoingText.State.WAITING, sent_at__isnull=True
    )
    waiting.update(state=OutgoingText.State.STOPPED, settled_at=at, context={})
    log.record(action="texts.opted_out", target=choice, by=by, at=at, details={"how": how})
