"""What a post of the check asks for: which page it comes from, what it told so far, what should come next."""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import translation

from requests_app.common.languages import remember
from requests_app.eobcheck.state import State, unseal
from requests_app.eobcheck.steps import At, Step

MOST = 999


@dataclass(frozen=True)
class Asked:
    """`go`: a page to show without judging this one; `wish`: the second button of a page."""

    state: State
    at: At
    go: At | None
    wish: str
    language: str


def read(request: HttpRequest) -> Asked:
    """Raises NotOurs when what was told so far is not as we sealed it."""
    post = request.POST
    language = post.get("language", "")
    return Asked(
        state=unseal(post.get("state", "")),
        at=_place(post.get("at", "")) or At(Step.NUMBERS),
        go=_place(post.get("go", "")),
        wish=post.get("wish", ""),
        language=language if language in dict(settings.LANGUAGES) else "",
    )


def told(at: At) -> str:
    return f"{at.step}:{at.claim}:{at.line}"


def speak(request: HttpRequest, language: str) -> None:
    """The rest of this answer is in this language: the same page, which is not asked for a second time."""
    translation.activate(language)
    request.LANGUAGE_CODE = language


def remembered(response: HttpResponse, language: str) -> HttpResponse:
    if language:
        remember(response, language)
    return response


def _place(text: str) -> At | None:
    step, _colon, places = text.partition(":")
    claim, _colon, line = places.partition(":")
    if step not in set(Step):
        return None
    return At(Step(step), _number(claim), _number(line))


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) <= 3 else 0
