"""Every text message that may go out, and what may be put into it. Nothing else is ever sent.

No name, plan, provider, care or decision: a code, a day, and where to sign in. What a message is about
(`outbox.gates`) is kept with it for the worker and never printed.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import translation

from requests_app.common.health_words import words_kept_inside
from requests_app.outbox.gates import ABOUT
from requests_app.texts import gsm7

CODE, WELCOME, HIDDEN = "code", "welcome", "hidden"
MESSAGE, OWN_WORDS = "message", "own_words"
OWN, DAY, LATE = "reminder_own", "reminder_day", "reminder_late"
STOPPED, STARTED, HELP = "stopped", "started", "help"
PRINTED: dict[str, frozenset[str]] = {
    CODE: frozenset({"code"}),
    WELCOME: frozenset(),
    HIDDEN: frozenset(),
    MESSAGE: frozenset(),
    OWN_WORDS: frozenset({"words"}),
    OWN: frozenset(),
    DAY: frozenset({"day"}),
    LATE: frozenset({"day"}),
    STOPPED: frozenset(),
    STARTED: frozenset(),
    HELP: frozenset(),
}
HOW_TO_STOP = "how_to_stop"
# These come of themselves, so from time to time they say how to stop them.
UNASKED = frozenset({HIDDEN, MESSAGE, OWN_WORDS, OWN, DAY, LATE})
LONGEST_DAY = {"en": "September 30, 2026", "es": "30 de septiembre de 2026"}
OWN_SAMPLE = {"en": "{service}: we wrote to you. {url}", "es": "{service}: le escribimos. {url}"}


class NotOnTheList(ValueError):
    """A text, or something in it, that nobody allowed."""


def check(template: str, context: Mapping[str, Any]) -> None:
    if template not in PRINTED or set(context) - PRINTED[template] - {ABOUT}:
        raise NotOnTheList(template)
    if words_kept_inside(str(context.get("words", ""))):
        raise NotOnTheList(template)


def written(template: str, *, language: str, context: Mapping[str, Any], tells_how_to_stop: bool) -> str:
    """The text as it goes out; the sentence on how to stop is left out where there is no room for it."""
    check(template, context)
    shown = {
        "service_name": settings.SERVICE_NAME,
        "url": settings.SITE_URL,
        "host": urlsplit(settings.SITE_URL).hostname or "",
        "help_phone": settings.HELP_PHONE,
        **{name: context[name] for name in PRINTED[template]},
    }
    if "words" in shown:
        shown["words"] = filled_in(shown["words"], service_name=shown["service_name"])
    with translation.override(language):
        text = _rendered(template, shown)
        longer = f"{text} {_rendered(HOW_TO_STOP, shown)}"
    return longer if tells_how_to_stop and gsm7.fits(longer) else text


def filled_in(words: str, *, service_name: str) -> str:
    """A facility’s own notice: the neutral name and the address stand in it as {service} and {url}."""
    return words.replace("{service}", service_name).replace("{url}", settings.SITE_URL)


def samples(language: str) -> dict[str, str]:
    """Every text at its longest, for the check at the start and for tests."""
    facts = {"code": "000000", "day": LONGEST_DAY[language], "words": OWN_SAMPLE[language]}
    return {
        name: written(
            name,
            language=language,
            context={one: facts[one] for one in printed},
            tells_how_to_stop=name in UNASKED,
        )
        for name, printed in PRINTED.items()
    }


def _rendered(template: str, context: Mapping[str, Any]) -> str:
    return render_to_string(f"texts/messages/{template}.txt", dict(context)).strip()
