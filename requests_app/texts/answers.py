"""What comes back: an answer of a person (STOP, START, HELP), or the service’s word on how a text went.

Kept is the one word that was meant, never the text. The same message told twice is one.
"""

from __future__ import annotations

import logging
from datetime import datetime
from uuid import UUID

from django.db import transaction

from requests_app.audit import log as audit
from requests_app.common.actor import job
from requests_app.common.scope import set_scope
from requests_app.models import IncomingText, OutgoingText, TextChoice
from requests_app.texts import queries, twilio, wording
from requests_app.texts.choices import BY_SERVICE, BY_TEXT, opt_out
from requests_app.texts.keywords import Meaning, meaning_of

log = logging.getLogger(__name__)
State = OutgoingText.State
BY = job("texts")
REPLIES = {Meaning.STOP: wording.STOPPED, Meaning.START: wording.STARTED, Meaning.HELP: wording.HELP}


@transaction.atomic
def hear(*, service_id: str, from_phone: str, body: str, told: str, at: datetime) -> tuple[str, str]:
    """Do what the person wants, at once; gives the template of the reply and its language, or ("", "").

    `told` is what the service itself made of it; it knows the words of its own lists.
    """
    set_scope((), purpose="sweep")
    meaning = Meaning(told) if told in Meaning.__members__ else meaning_of(body)
    _, is_new = IncomingText.objects.get_or_create(
        service_id=service_id,
        defaults={"from_phone": from_phone, "meaning": meaning, "received_at": at},
    )
    choices = list(
        TextChoice.objects.select_for_update(of=("self",)).filter(phone=from_phone).select_related("user")
    )
    if is_new:
        for choice in choices:
            _do(choice, meaning, at)
    # “On again” is said only where it is so: whoever never asked for texts, or ended them here, hears how.
    is_off = meaning == Meaning.START and not any(queries.wants_texts(one) for one in choices)
    template = wording.HELP if is_off else REPLIES.get(meaning, "")
    return template, choices[0].user.language if choices else "en"


@transaction.atomic
def report(*, key: UUID, service_id: str, status: str, at: datetime) -> None:
    """How a text went. A report proves that the service took it, also when its answer was lost."""
    set_scope((), purpose="sweep")
    text = OutgoingText.objects.select_for_update().filter(message_key=key).first()
    if text is None or text.state not in (State.WAITING, State.SENT, State.UNCLEAR) or text.sent_at is None:
        return
    text.service_id = text.service_id or service_id[:80]
    if status in twilio.DELIVERED:
        text.state, text.settled_at = State.DELIVERED, at
    elif status in twilio.NOT_DELIVERED:
        text.state, text.settled_at, text.fault = State.FAILED, at, "NOT_DELIVERED"
    elif status in twilio.ON_ITS_WAY and text.state == State.UNCLEAR:
        text.state, text.fault = State.SENT, ""
    text.context = {}
    text.save(update_fields=["service_id", "state", "settled_at", "fault", "context"])


def _do(choice: TextChoice, meaning: Meaning, at: datetime) -> None:
    if meaning == Meaning.STOP and choice.opted_out_at is None:
        opt_out(choice, how=BY_TEXT, by=BY, at=at)
    elif meaning == Meaning.START and _may_start(choice):
        choice.opted_in_at, choice.opted_out_at, choice.opted_out_by = at, None, ""
        choice.told_how_to_stop_at = at
        choice.save(update_fields=["opted_in_at", "opted_out_at", "opted_out_by", "told_how_to_stop_at"])
        audit.record(action="texts.opted_in", target=choice, by=BY, at=at)


def _may_start(choice: TextChoice) -> bool:
    """Only who said yes before and took it back by text: a number alone is no yes."""
    by_text = (BY_TEXT, BY_SERVICE)
    return choice.confirmed_at is not None and choice.opted_out_by in by_text
