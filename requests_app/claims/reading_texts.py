"""What pages say of a file that was read: why it is refused, and what is worth knowing of one that is not.

Each format brings its sentences; a slug that none knows is said plainly, never shown as it is.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from requests_app.claims.sentences import fhir, general, x12
from requests_app.claims.statement import Note, Reading

if TYPE_CHECKING:
    from collections.abc import Mapping

    from django_stubs_ext import StrOrPromise

REFUSALS: dict[str, StrOrPromise] = {**general.REFUSALS, **fhir.REFUSALS, **x12.REFUSALS}
NOTES: dict[str, StrOrPromise] = {**general.NOTES, **fhir.NOTES, **x12.NOTES}


class _Facts(dict[str, str]):
    """A fact that is missing leaves a gap in a sentence, never an error."""

    def __missing__(self, name: str) -> str:
        return "…"


def refusal(reading: Reading) -> str:
    """Why nothing of it was taken, and what to do; empty where it was not refused."""
    if not reading.refused:
        return ""
    return _filled(REFUSALS.get(reading.refused, REFUSALS["file.broken"]), reading.refused_facts)


def note_text(note: Note) -> str:
    """One sentence; begins with the claim it is about, where there is one."""
    known = NOTES.get(note.slug)
    text = _filled(known, note.facts) if known else _("Something in this file was left out")
    if not note.about:
        return text
    return _("Claim %(claim)s: %(text)s") % {"claim": note.about, "text": text}


def note_texts(reading: Reading, *, most: int = 30) -> list[str]:
    """Each sentence once, in order, and not more than a person reads."""
    return list(dict.fromkeys(note_text(one) for one in reading.notes))[:most]


def _filled(sentence: StrOrPromise, facts: Mapping[str, str]) -> str:
    return str(sentence) % _Facts(facts)
