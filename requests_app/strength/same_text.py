"""When two ways of writing are the same thing: F33.2 and F332, “Dr. Ana Sample, MD” and “Ana Sample”."""

from __future__ import annotations

import re
from collections.abc import Iterable

from requests_app.common.codes import CodeProblem, ServiceCodeKind, clean_service_code
from requests_app.common.names import name_words

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


def same_specialty(ours: str, theirs: str) -> bool:
    """“Psychology” and “psychologist”, or one that says more than the other."""
    a = {word[:_STEM] for word in name_words(ours)}
    b = {word[:_STEM] for word in name_words(theirs)}
    return a <= b or b <= a
