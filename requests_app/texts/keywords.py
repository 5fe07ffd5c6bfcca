"""What a person who answers a text means. Pure; only whole answers count, as at the phone companies."""

from __future__ import annotations

import unicodedata
from enum import StrEnum


class Meaning(StrEnum):
    STOP = "STOP"
    START = "START"
    HELP = "HELP"
    OTHER = "OTHER"


_WORDS = {
    Meaning.STOP: {
        "stop", "stopall", "stop all", "unsubscribe", "cancel", "end", "quit", "revoke", "optout", "opt out",
        "parar", "pare", "alto", "cancelar", "detener", "basta", "fin", "baja", "no mas",
    },
    Meaning.START: {"start", "unstop", "yes", "si", "iniciar", "empezar", "comenzar"},
    Meaning.HELP: {"help", "info", "ayuda"},
}  # fmt: skip


def meaning_of(text: str) -> Meaning:
    plain = unicodedata.normalize("NFKD", text.casefold())
    letters = "".join(mark if mark.isalnum() else " " for mark in plain if not unicodedata.combining(mark))
    said = " ".join(letters.split())
    for meaning, words in _WORDS.items():
        if said in words:
            return meaning
    # “Stop please”, “STOP texting me”: whoever begins with it wants no more.
    return Meaning.STOP if said.startswith("stop ") else Meaning.OTHER
