"""When two ways of writing are the same thing: F33.2 and F332, “Dr. Ana Sample, MD” and “Ana Sample”."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from requests_app.common.codes import CodeProblem, ServiceCodeKind, clean_service_code

_TITLES = re.compile(
    r"dr|dra|doctor|doctora|mr|mrs|ms|miss|prof|sr|sra|md|do|phd|psyd|edd|lcsw|licsw|lpc|lpcc|lmft|lmhc|lcpc"
    r"|np|pa|pac|rn|aprn|fnp|dnp|msw|ma|bcba|mph|faap|facs|facp|pmhnp|arnp|inc|llc|pllc|pc|ltd|corp|jr|ii|iii"
    r"|the|and|of|y|de|la|el|los|las"
)
_STEM = 6
_UNITS = {
    "VISITS": r"visits?|sessions?|appointments?|visitas?|sesiones|sesión|citas?|consultas?",
    "DAYS": r"days?|días?|dias?",
    "HOURS": r"hours?|hrs?|horas?",
    "UNITS": r"units?|unidades|unidad",
}
_AMOUNT = re.compile(
    r"\s*(?P<number>\d{1,3})\s+(?:"
    + "|".join(f"(?P<{unit}>{words})" for unit, words in _UNITS.items())
    + r")\s*\.?\s*",
    re.IGNORECASE,
)
REVENUE_DIGITS = 4


def plain_code(code: str) -> str:
    return re.sub(r"[^A-Z0-9]", "", code.upper())


def is_revenue_code(code: str) -> bool:
    return len(code) == REVENUE_DIGITS and code.isdigit()


def same_codes(ours: Iterable[str], theirs: Iterable[str]) -> bool:
    return {plain_code(code) for code in ours} == {plain_code(code) for code in theirs}


def service_codes_in(text: str) -> list[str]:
    """The service and revenue codes of a sentence: “S9480, revenue code 0905”. Years and counts are none."""
    found = []
    for word in re.split(r"[\s,;/()]+", text.upper()):
        try:
            code = clean_service_code(word.rstrip(".:"))
        except CodeProblem:
            continue
        if code.kind != ServiceCodeKind.REVENUE or code.code.startswith("0"):
            found.append(code.code)
    return list(dict.fromkeys(found))


def amount_in(text: str) -> tuple[int, str] | None:
    """(36, "DAYS") of “36 days”; None when it says more than one number, or no unit."""
    found = _AMOUNT.fullmatch(text)
    if found is None:
        return None
    unit = next(unit for unit in _UNITS if found[unit])
    return int(found["number"]), unit


def name_words(name: str) -> frozenset[str]:
    """The words that name somebody, without titles, letters after the name and initials."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().casefold()
    words = re.findall(r"[a-z0-9]+", re.sub(r"[.'’]", "", plain))
    found = frozenset(word for word in words if len(word) > 1 and not _TITLES.fullmatch(word))
    return found or frozenset(words) or frozenset({name.casefold()})


def same_name(ours: str, theirs: str) -> bool:
    """One may say more than the other, as long as the one that says less has two words or both are equal."""
    a, b = name_words(ours), name_words(theirs)
    smaller = min(len(a), len(b))
    return a == b or (smaller >= 2 and (a <= b or b <= a))


def same_specialty(ours: str, theirs: str) -> bool:
    """“Psychology” and “psychologist”, or one that says more than the other."""
    a = {word[:_STEM] for word in name_words(ours)}
    b = {word[:_STEM] for word in name_words(theirs)}
    return a <= b or b <= a
