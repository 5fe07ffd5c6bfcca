from __future__ import annotations

from dataclasses import dataclass
from html import escape

from django.utils.translation import gettext as _

from requests_app.models import TextChoice
from requests_app.texts import numbers, queries, service, wording
from requests_app.texts.choices import Typed


@dataclass(frozen=True)
class Texts:
    """`state` is ON, WAITING (for the code), STOPPED or OFF; `offered` whether there is a service at all."""

    offered: bool
    state: str
    phone: str


def texts_of(choice: TextChoice | None) -> Texts:
    if choice is None or not choice.phone:
        return Texts(service.is_set_up(), "OFF", "")
    if queries.wants_texts(choice):
        state = "ON"
    elif choice.opted_out_at is not None and not choice.code_hash:
        state = "STOPPED"
    else:
        state = "WAITING" if choice.code_hash else "OFF"
    return Texts(service.is_set_up(), state, shown(choice.phone))


def shown(phone: str) -> str:
    """Only the end of the number: the page may be open beside somebody else."""
    return _("the number that ends in %(digits)s") % {"digits": numbers.last_four(phone)}


def why_not(typed: Typed) -> str:
    if typed is Typed.WRONG:
        return _("The code is not right. Look at the newest text")
    return _("This code no longer works. Go back and ask for a new one")


def reply(template: str, *, language: str) -> str:
    return wording.written(template, language=language, context={}, tells_how_to_stop=False)


def twiml(text: str) -> str:
    """What the service shall answer for us; nothing, when it answers by itself."""
    message = f"<Message>{escape(text)}</Message>" if text else ""
    return f'<?xml version="1.0" encoding="UTF-8"?><Response>{message}</Response>'
