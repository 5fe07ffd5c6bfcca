"""What speaks against publishing a template: what must be mended first, and what is only worth a thought."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from requests_app.common.health_words import health_words, words_kept_inside
from requests_app.messaging import filling, reading
from requests_app.models import TemplateUse
from requests_app.texts import gsm7, wording

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

LANGUAGES = ("en", "es")


@dataclass(frozen=True)
class Point:
    """`field` is the text it is about. One that `blocks` keeps the template from being published."""

    field: str
    text: StrOrPromise
    blocks: bool


@dataclass(frozen=True)
class Meter:
    """How long a text message is in the alphabet of phones, with the name and the address filled in."""

    length: int
    longest: int
    outside: str

    @property
    def fits(self) -> bool:
        return not self.outside and self.length <= self.longest


def points(texts: dict[str, str], *, use: str) -> list[Point]:
    """`texts` by language. Nothing that blocks: it may be published."""
    return [point for language in LANGUAGES for point in _of_one(texts.get(language, ""), language, use)]


def meter(text: str, *, service_name: str = "") -> Meter:
    shown = filled_outside(text, service_name)
    return Meter(gsm7.length(shown), gsm7.LONGEST, gsm7.outside(shown))


def filled_outside(text: str, service_name: str) -> str:
    return wording.filled_in(text, service_name=service_name or settings.SERVICE_NAME)


def _of_one(text: str, language: str, use: str) -> Iterator[Point]:
    field = f"text_{language}"
    if not text.strip():
        missing = _("Spanish text is missing") if language == "es" else _("English text is missing")
        yield Point(field, missing, blocks=True)
        return
    for blank in filling.unknown_blanks(text, use):
        yield Point(field, _("%(blank)s cannot be filled in. Take it out.") % {"blank": blank}, blocks=True)
    if use == TemplateUse.IN_APP:
        yield from _inside(text, field)
    else:
        yield from _outside(text, field, use)
    yield from _reading(text, field, language)


def _inside(text: str, field: str) -> Iterator[Point]:
    if found := health_words(text):
        words = _quoted(found)
        told = _("This says something about health: %(words)s. It stays inside the app.") % {"words": words}
        yield Point(field, told, blocks=False)


def _outside(text: str, field: str, use: str) -> Iterator[Point]:
    if found := words_kept_inside(text):
        leaves = (
            _("This text goes by SMS. Remove: %(words)s")
            if use == TemplateUse.TEXT
            else _("This text goes by email. Remove: %(words)s")
        )
        yield Point(field, leaves % {"words": _quoted(found)}, blocks=True)
    if "{url}" not in text:
        yield Point(field, _("Put {url} where the address to sign in stands."), blocks=True)
    if use == TemplateUse.TEXT:
        yield from _length(text, field)


def _length(text: str, field: str) -> Iterator[Point]:
    measured = meter(text)
    if measured.outside:
        marks = " ".join(measured.outside)
        told = _("A text message has no such letters or marks: %(marks)s") % {"marks": marks}
        yield Point(field, told, blocks=True)
    if measured.length > measured.longest:
        told = _("Text is %(length)d characters; the limit is %(longest)d") % {
            "length": measured.length,
            "longest": measured.longest,
        }
        yield Point(field, told, blocks=True)


def _reading(text: str, field: str, language: str) -> Iterator[Point]:
    grade = reading.grade(text) if language == "en" else None
    if grade is not None and grade > reading.HIGHEST_GRADE:
        told = _("Grade is %(grade)d. Aim for %(aim)d or lower") % {
            "grade": grade,
            "aim": reading.HIGHEST_GRADE,
        }
        yield Point(field, told, blocks=False)
    words = reading.words_a_sentence(text) if language == "es" else None
    if words is not None and words > reading.MOST_WORDS:
        told = ngettext(
            "Sentences have %(words)d word on average. Aim for %(aim)d or fewer",
            "Sentences have %(words)d words on average. Aim for %(aim)d or fewer",
            words,
        ) % {"words": words, "aim": reading.MOST_WORDS}
        yield Point(field, told, blocks=False)


def _quoted(words: list[str]) -> str:
    return ", ".join(f"“{word}”" for word in words)
