from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext as _

from requests_app.accounts import permissions
from requests_app.cases.history import names_of
from requests_app.common.actor import Actor
from requests_app.common.dates import date_and_time
from requests_app.messaging import queries
from requests_app.messaging.queries import Reads
from requests_app.models import Case, CaseMessage, MessageSide

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


@dataclass(frozen=True)
class Shown:
    """One message as the page tells it. `state`: who has read it, or that it waits or was called off."""

    key: str
    who: str
    is_ours: bool
    at: datetime
    when: str
    text: str
    lang: str
    state: StrOrPromise
    is_unanswered: bool = False
    is_waiting: bool = False
    call_off_url: str = ""


def shown(case: Case, *, seen_by: Actor, for_staff: bool, limit: int = queries.MOST_SHOWN) -> list[Shown]:
    """Oldest first. Four queries, however many messages."""
    found = queries.thread_of(case, for_staff=for_staff, limit=limit)
    if not found:
        return []
    return told(case, found, queries.reads_of(case), seen_by=seen_by, for_staff=for_staff)


def told(
    case: Case, found: Sequence[CaseMessage], reads: Reads, *, seen_by: Actor, for_staff: bool
) -> list[Shown]:
    names = names_of(case, {one.author_id for one in found}, for_staff=for_staff)
    may_edit = for_staff and permissions.works_for(seen_by, case) and permissions.can_edit_case(seen_by, case)
    return [
        Shown(
            key=str(one.public_id),
            who=_("You") if one.author_id == seen_by.user_id else _who(one, names, for_staff=for_staff),
            is_ours=(one.side == MessageSide.STAFF) == for_staff,
            at=one.sent_at or one.send_at,
            when=date_and_time(one.sent_at or one.send_at, case.time_zone),
            text=one.text,
            lang=one.language,
            state=_state(one, reads, case.time_zone, for_staff=for_staff),
            is_unanswered=for_staff and is_unanswered(one),
            is_waiting=is_waiting(one),
            call_off_url=reverse("messaging:call_off", args=[case.public_id, one.public_id])
            if may_edit and is_waiting(one)
            else "",
        )
        for one in found
    ]


def is_unanswered(message: CaseMessage) -> bool:
    return message.side == MessageSide.PATIENT and message.settled_at is None


def is_waiting(message: CaseMessage) -> bool:
    return message.sent_at is None and message.called_off_at is None


def _who(message: CaseMessage, names: dict[int, str], *, for_staff: bool) -> str:
    if message.side == MessageSide.STAFF and not for_staff:
        return _("The admissions team")
    return names.get(message.author_id, _("The admissions team"))


def _state(message: CaseMessage, reads: Reads, zone: str, *, for_staff: bool) -> StrOrPromise:
    if message.called_off_at is not None:
        return _("Called off. It was never sent.")
    if message.sent_at is None:
        return _("Not sent yet. It goes out at the time above.")
    if (message.side == MessageSide.STAFF) != for_staff:
        return ""
    other = MessageSide.PATIENT if for_staff else MessageSide.STAFF
    read = reads.first_after(other, message.sent_at)
    if read is None:
        return _("Sent. Not read yet.")
    return _("Read on %(moment)s") % {"moment": date_and_time(read, zone)}
