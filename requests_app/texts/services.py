"""Who wants texts: a number, a code typed back, a yes, and a no at any time.

What is queued here goes out by a worker (`delivery`), which asks once more just before.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from requests_app.audit import log
from requests_app.common.actor import Actor
from requests_app.common.errors import DomainError
from requests_app.models import OutgoingText, TextChoice, User
from requests_app.outbox import services as outbox
from requests_app.outbox.gates import ABOUT
from requests_app.texts import codes, numbers, queries, service, wording
from requests_app.texts.choices import BY_PAGE, KIND, Typed, opt_out

A_DAY = timedelta(days=1)
BETWEEN_CODES = timedelta(seconds=30)
MOST_WRONG_CODES = 5


class TextsRefused(DomainError):
    """The text is shown to the person as it is."""


@transaction.atomic
def ask_for_code(*, phone: str, by: Actor, at: datetime) -> TextChoice:
    """Send a code to this number. Until it is typed back the person gets no other text."""
    if not service.is_set_up():
        raise TextsRefused(_("Text messages are not set up here. We write to you by email."))
    number = numbers.us_number(phone)
    if not number:
        raise TextsRefused(_("Enter a mobile phone number of the United States"))
    choice = _held_or_new(by.person_id)
    _check_not_too_often(choice, at)
    code = codes.new_code()
    if choice.phone != number:
        choice.phone = number
        choice.confirmed_at = choice.opted_in_at = choice.told_how_to_stop_at = None
    recent = choice.code_sent_at is not None and at - choice.code_sent_at < A_DAY
    choice.codes_sent = choice.codes_sent + 1 if recent else 1
    choice.code_hash = codes.hash_of(user_id=by.person_id, phone=number, code=code)
    choice.code_sent_at, choice.wrong_codes = at, 0
    choice.save()
    _queue(choice, wording.CODE, {"code": code}, organization_id=None, at=at)
    log.record(action="texts.code_asked", target=choice, by=by, at=at)
    return choice


@transaction.atomic
def type_code(*, code: str, by: Actor, at: datetime) -> Typed:
    """The right code is the yes as well: the page says so. A wrong one is counted, so nothing is raised."""
    choice = queries.locked_choice(by.person_id)
    if choice is None or choice.code_sent_at is None or choice.wrong_codes >= MOST_WRONG_CODES:
        return Typed.OVER
    if not choice.code_hash or at - choice.code_sent_at > settings.TEXT_CODE_LIVES:
        return Typed.OVER
    if not codes.matches(choice.code_hash, user_id=by.person_id, phone=choice.phone, code=code):
        choice.wrong_codes += 1
        choice.save(update_fields=["wrong_codes"])
        return Typed.WRONG
    choice.code_hash, choice.wrong_codes = "", 0
    choice.confirmed_at = choice.opted_in_at = at
    choice.opted_out_at, choice.opted_out_by = None, ""
    choice.told_how_to_stop_at = at
    choice.save()
    _queue(choice, wording.WELCOME, {}, organization_id=None, at=at)
    log.record(action="texts.opted_in", target=choice, by=by, at=at)
    return Typed.RIGHT


@transaction.atomic
def stop(*, by: Actor, at: datetime) -> None:
    """No more texts, from now on. Mails go on."""
    choice = queries.locked_choice(by.person_id)
    if choice is not None and choice.opted_out_at is None:
        opt_out(choice, how=BY_PAGE, by=by, at=at)


@transaction.atomic
def hide_previews(*, hides: bool, by: Actor, at: datetime) -> None:
    """Mails and texts then say only that there is a message."""
    user = queries.user_of(by.person_id)
    if user.hides_previews != hides:
        User.objects.filter(pk=user.pk).update(hides_previews=hides)
        log.record(action="texts.previews", target=user, by=by, at=at, details={"hides": hides})


def wants(*, user: User) -> bool:
    """Whether this person wants texts, held so until the transaction ends."""
    return service.is_set_up() and queries.wants_texts(queries.locked_choice(user.pk))


@transaction.atomic
def queue_text(
    *, user: User, template: str, context: Mapping[str, Any], organization_id: int | None, at: datetime
) -> OutgoingText | None:
    """A text to this person, when they want texts now; None when they do not."""
    choice = queries.locked_choice(user.pk) if service.is_set_up() else None
    if choice is None or not queries.wants_texts(choice):
        return None
    if user.hides_previews:
        template = wording.HIDDEN
        context = {name: value for name, value in context.items() if name == ABOUT}
    return _queue(choice, template, context, organization_id=organization_id, at=at, language=user.language)


def _queue(
    choice: TextChoice,
    template: str,
    context: Mapping[str, Any],
    *,
    organization_id: int | None,
    at: datetime,
    language: str = "",
) -> OutgoingText:
    wording.check(template, context)
    text = OutgoingText.objects.create(
        organization_id=organization_id,
        user_id=choice.user_id,
        to_phone=choice.phone,
        template=template,
        language=language or queries.user_of(choice.user_id).language,
        context=dict(context),
        message_key=uuid4(),
    )
    outbox.promise(
        kind=KIND,
        subject_id=text.pk,
        due_at=at,
        organization_id=organization_id,
        now=at,
        dedupe_key=f"{KIND}:{text.message_key}",
    )
    return text


def _held_or_new(user_id: int) -> TextChoice:
    TextChoice.objects.get_or_create(user_id=user_id, defaults={"phone": ""})
    found = queries.locked_choice(user_id)
    if found is None:
        raise LookupError("the row was made just now")
    return found


def _check_not_too_often(choice: TextChoice, at: datetime) -> None:
    if choice.code_sent_at is None:
        return
    since = at - choice.code_sent_at
    if since < BETWEEN_CODES:
        raise TextsRefused(_("We just sent a code. Wait half a minute, then ask for another."))
    if since < A_DAY and choice.codes_sent >= settings.TEXT_CODES_A_DAY:
        raise TextsRefused(_("We sent several codes already. You can ask for another one tomorrow."))
