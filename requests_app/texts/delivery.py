"""Send one text. That it goes out is written down before the request, in the transaction that asked last.

Whoever finds it so without an answer was not the one who sent it: then nobody knows whether it went out, it
is UNCLEAR, and it is never sent again by itself. A person who waits for a code asks for a new one.
"""

from __future__ import annotations

import logging
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.conf import settings

from requests_app.common.actor import job
from requests_app.common.scope import scoped
from requests_app.models import OutgoingText, TextChoice
from requests_app.outbox import gates
from requests_app.outbox import services as outbox
from requests_app.outbox.gates import Gates
from requests_app.outbox.worker import Handler, Outcome, Work
from requests_app.texts import choices, gsm7, queries, service, wording
from requests_app.texts.service import MaybeTaken, NotTaken

log = logging.getLogger(__name__)
State = OutgoingText.State


@dataclass(frozen=True)
class Ready:
    text: OutgoingText
    body: str


def handler(known: Gates) -> Handler:
    """`known` are those who are asked whether a text that is about something is still wanted."""

    def deliver(work: Work, now: datetime) -> Outcome:
        with scoped(work.scope):
            ready = _taken_up(work, now, known)
        if isinstance(ready, Outcome):
            return ready
        return _handed_over(work, ready, now)

    return deliver


def _taken_up(work: Work, now: datetime, known: Gates) -> Ready | Outcome:
    """The text to send, written down as going out; else why not. Reads whoever holds the choice first."""
    found = OutgoingText.objects.filter(pk=work.subject_id).first()
    if found is None:
        return Outcome.NOT_WANTED
    allowed = gates.ask(known, found.context, now)
    choice = queries.locked_choice(found.user_id)
    text = OutgoingText.objects.select_for_update().get(pk=found.pk)
    if text.state != State.WAITING:
        return Outcome.DONE if text.state in (State.SENT, State.DELIVERED) else Outcome.NOT_WANTED
    if text.sent_at is not None:
        _settle(text, State.UNCLEAR, "WORKER_DIED", now)
        return Outcome.UNCLEAR
    if choice is None or not _is_wanted(text, choice, now) or allowed is False:
        _settle(text, State.STOPPED, "", now)
        return Outcome.NOT_WANTED
    if isinstance(allowed, datetime):
        outbox.promise(
            kind=choices.KIND,
            subject_id=text.pk,
            due_at=allowed,
            organization_id=text.organization_id,
            now=now,
        )
        return Outcome.NOT_WANTED
    body = _body(text, choice, now)
    if not gsm7.fits(body):
        _settle(text, State.FAILED, "TOO_LONG", now)
        return Outcome.NOT_WANTED
    _set(text, sent_at=now)
    return Ready(text, body)


def _is_wanted(text: OutgoingText, choice: TextChoice, now: datetime) -> bool:
    """A code goes to a number that is not confirmed yet; everything else to a living yes.

    Nothing goes to a phone that said STOP, not even a code that somebody else asked for.
    """
    if text.to_phone != choice.phone or queries.said_stop(text.to_phone):
        return False
    if text.template == wording.CODE:
        asked_at = choice.code_sent_at
        return bool(choice.code_hash) and asked_at is not None and now - asked_at < settings.TEXT_CODE_LIVES
    return queries.wants_texts(choice)


def _body(text: OutgoingText, choice: TextChoice, now: datetime) -> str:
    told = choice.told_how_to_stop_at
    tells = text.template in wording.UNASKED and (told is None or now - told > choices.TELL_AGAIN_AFTER)
    if tells:
        TextChoice.objects.filter(pk=choice.pk).update(told_how_to_stop_at=now)
    return wording.written(
        text.template, language=text.language, context=text.context, tells_how_to_stop=tells
    )


def _handed_over(work: Work, ready: Ready, now: datetime) -> Outcome:
    text = ready.text
    try:
        sender = service.chosen()
        service_id = sender.hand_over(to_phone=text.to_phone, body=ready.body, key=text.message_key)
    except NotTaken as fault:
        with scoped(work.scope):
            return _not_taken(work, text, fault, now)
    except MaybeTaken as fault:
        with scoped(work.scope):
            _settle(_fresh(text), State.UNCLEAR, fault.fault, now)
        return Outcome.UNCLEAR
    with scoped(work.scope):
        fresh = _fresh(text)
        if fresh.state == State.WAITING:
            _set(fresh, state=State.SENT, service=sender.name, service_id=service_id, context={})
    return Outcome.DONE


def _not_taken(work: Work, text: OutgoingText, fault: NotTaken, now: datetime) -> Outcome:
    if fault.unwanted:
        choice = queries.locked_choice(text.user_id)
        if choice is not None and choice.phone == text.to_phone and choice.opted_out_at is None:
            choices.opt_out(choice, how=choices.BY_SERVICE, by=job(choices.KIND, scope=work.scope), at=now)
        _settle(_fresh(text), State.STOPPED, fault.fault, now)
        return Outcome.NOT_WANTED
    fresh = _fresh(text)
    if fault.again and work.attempt < settings.OUTBOX_TRIES:
        _set(fresh, sent_at=None, fault=fault.fault)
        return Outcome.TRY_AGAIN
    _settle(fresh, State.FAILED, fault.fault, now)
    return Outcome.NOT_WANTED


def _fresh(text: OutgoingText) -> OutgoingText:
    return OutgoingText.objects.select_for_update().get(pk=text.pk)


def _settle(text: OutgoingText, state: OutgoingText.State, fault: str, now: datetime) -> None:
    if text.state != State.WAITING:
        return
    _set(text, state=state, fault=fault, settled_at=now, context={})
    if state in (State.FAILED, State.UNCLEAR):
        log.warning("text not surely sent", extra={"outcome": state.value})


def _set(text: OutgoingText, **columns: Any) -> None:
    for name, value in columns.items():
        setattr(text, name, value)
    OutgoingText.objects.filter(pk=text.pk).update(**columns)
