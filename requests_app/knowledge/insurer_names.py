"""Which insurer a typed name means: by the names we know, and never by likeness to another company.

“United Healthcare of Arizona, Inc.” is UnitedHealthcare; “United Healthcare Workers East” is a union.
So the known name must come first, and only words that any product of the same company may carry may follow.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from requests_app.common.states import STATES

_SILENT = frozenset({"of", "the", "and", "a", "an", "for", "from", "by", "in"})
# Words of products, of corporate forms and of regions: any of them may follow a company's name.
_TAIL = frozenset(
    {
        "access", "administrators", "advantage", "assurance", "basic", "behavioral", "benefit",
        "benefits", "better", "bronze", "care", "catastrophic", "choice", "co", "commercial",
        "community", "company", "complete", "connect", "core", "corp", "corporation", "coverage",
        "dual", "employer", "epo", "exchange", "family", "flex", "focus", "gold", "group", "hdhp",
        "health", "healthcare", "hmo", "hmopos", "hsa", "inc", "incorporated", "individual",
        "insurance", "life", "llc", "local", "ltd", "managed", "market", "marketplace", "medicaid",
        "medical", "medicare", "mental", "midwest", "national", "navigate", "network", "northeast",
        "northwest", "open", "options", "plan", "plans", "platinum", "plus", "pos", "ppo", "preferred",
        "premier", "premium", "select", "selection", "services", "silver", "small", "smart",
        "solutions", "southeast", "southwest", "standard", "surefit", "tiered", "us", "usa", "value",
        "virtual", "whole",
    }
)  # fmt: skip


def words_of(name: str) -> tuple[str, ...]:
    """Small letters, without accents, punctuation and words that carry nothing."""
    plain = unicodedata.normalize("NFKD", name).casefold()
    letters = "".join(mark for mark in plain if not unicodedata.combining(mark))
    words = re.findall(r"[a-z0-9]+", letters.replace("'", "").replace("’", ""))
    return tuple(word for word in words if word not in _SILENT)


_STATE_NAMES = {words_of(name): code for code, name in STATES}
_STATE_CODES = {code.casefold(): code for code, _name in STATES}


def is_named(typed: str, names: Iterable[str]) -> bool:
    """Does the typed name mean the company that is known under these names?"""
    return _rest_after(words_of(typed), names) is not None


def same_company(typed: str, other: str) -> bool:
    """Do two typed names mean one company, as far as their words say it?"""
    return bool(words_of(other)) and (is_named(typed, [other]) or is_named(other, [typed]))


def is_one_of_many(typed: str) -> bool:
    """Blue Cross and Blue Shield is a different company in each place, under nearly the same name."""
    spelled = "".join(words_of(typed))
    return spelled.startswith(("bluecross", "blueshield", "bcbs"))


def states_in(typed: str) -> frozenset[str]:
    """The states a typed name speaks of, like “Example Health of Arizona”; two letters only at its end."""
    words, found = words_of(typed), set()
    for size in (1, 2, 3):
        for start in range(len(words) - size + 1):
            code = _STATE_NAMES.get(words[start : start + size])
            if code is not None:
                found.add(code)
    if len(words) > 1 and words[-1] in _STATE_CODES:
        found.add(_STATE_CODES[words[-1]])
    return frozenset(found)


def _rest_after(typed: tuple[str, ...], names: Iterable[str]) -> tuple[str, ...] | None:
    """What follows the longest known name at the start; None when it is not there or too much follows."""
    if not typed:
        return None
    for known in sorted(map(words_of, names), key=len, reverse=True):
        length = _length_of(typed, known)
        if length and _may_follow(typed[length:]):
            return typed[length:]
    return None


def _length_of(typed: tuple[str, ...], known: tuple[str, ...]) -> int:
    """How many typed words spell the known name, however they are cut into words; 0: they do not."""
    wanted, spelled = "".join(known), ""
    for count, word in enumerate(typed, start=1):
        spelled += word
        if spelled == wanted:
            return count
        if not wanted.startswith(spelled):
            return 0
    return 0


def _may_follow(words: tuple[str, ...]) -> bool:
    rest = list(words)
    while rest:
        size = next((size for size in (3, 2, 1) if tuple(rest[:size]) in _STATE_NAMES), 0)
        if not size and (rest[0] in _TAIL or rest[0] in _STATE_CODES or rest[0].isdigit()):
            size = 1
        if not size:
            return False
        rest = rest[size:]
    return True
