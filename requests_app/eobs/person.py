"""Whose claim is it? Told by name, birth date and member number together. Pure.

A claim of another person is never attached to a case. What cannot be told is asked: the same name alone may
be a parent’s, the same member number a child’s, and twins share everything but the name.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from requests_app.claims.statement import Statement
from requests_app.common.names import name_words
from requests_app.models import Case


class Whose(StrEnum):
    MINE = "MINE"
    UNSURE = "UNSURE"
    ANOTHER = "ANOTHER"


@dataclass(frozen=True)
class Known:
    """The person of a case; empty: not known."""

    name: str = ""
    born_on: date | None = None
    member_id: str = ""


class Likeness(StrEnum):
    SAME = "SAME"
    NEAR = "NEAR"
    OTHER = "OTHER"
    UNTOLD = "UNTOLD"


# What the name says, and the birth date (True: the same, None: not told) and the member number: whose it is.
# Nothing in here is certain unless two of them agree and none disagrees.
_MINE = {
    (Likeness.SAME, True, True),
    (Likeness.SAME, True, None),
    (Likeness.SAME, True, False),
    (Likeness.SAME, None, True),
}
_UNSURE = {
    (Likeness.SAME, None, None),
    (Likeness.SAME, None, False),
    (Likeness.NEAR, True, True),
    (Likeness.NEAR, True, None),
    (Likeness.NEAR, True, False),
    (Likeness.NEAR, None, True),
    (Likeness.UNTOLD, True, True),
    (Likeness.UNTOLD, True, None),
    (Likeness.UNTOLD, True, False),
    (Likeness.UNTOLD, None, True),
    (Likeness.UNTOLD, None, None),
    (Likeness.UNTOLD, None, False),
}


def known_of(case: Case) -> Known:
    """Load the case with its patient and coverage."""
    return Known(case.patient.full_name, case.patient.birth_date, case.coverage.member_id)


def whose(known: Known, claim: Statement) -> Whose:
    born = None
    if known.born_on is not None and claim.patient_born_on is not None:
        born = known.born_on == claim.patient_born_on
    told = (likeness(known.name, claim.patient_name), born, same_member(known.member_id, claim.member_id))
    if told in _MINE:
        is_told_apart = born is None and not same_generation(known.name, claim.patient_name)
        return Whose.UNSURE if is_told_apart else Whose.MINE
    return Whose.UNSURE if told in _UNSURE else Whose.ANOTHER


def likeness(ours: str, theirs: str) -> Likeness:
    """“SAMPLE, ANA M” is Ana Sample; one word in common is near (a changed last name, an initial)."""
    if not ours.strip() or not theirs.strip() or bool(_words(ours)) != bool(_words(theirs)):
        # Nor can “李伟” be held against “LI WEI”.
        return Likeness.UNTOLD
    a, b = name_words(ours), name_words(theirs)
    if a == b or (min(len(a), len(b)) >= 2 and (a <= b or b <= a)):
        # “John A Sample” may be the father of “John B Sample”.
        return Likeness.SAME if _initials_fit(ours, theirs) else Likeness.NEAR
    shared = a & b
    if not shared:
        return Likeness.OTHER
    mine, other = a - shared, b - shared
    # “R Sample” loses its initial among the words, so one side may have nothing left.
    first_marks = {word[0] for word in mine}, {word[0] for word in other}
    if not mine or not other or first_marks[0] & first_marks[1] or _given(ours) & _given(theirs) & shared:
        return Likeness.NEAR
    return Likeness.OTHER


def same_generation(ours: str, theirs: str) -> bool:
    """“Jr.” or “III” on one side only may be the son: they often share the member number, too."""
    return _generation(ours) == _generation(theirs)


def same_member(ours: str, theirs: str) -> bool | None:
    """Plans add two or three digits for each member of a family; None: one of them is not told."""
    a, b = _plain(ours), _plain(theirs)
    if not a or not b:
        return None
    longer, shorter = (a, b) if len(a) >= len(b) else (b, a)
    rest = longer.removeprefix(shorter)
    return longer.startswith(shorter) and (not rest or (len(shorter) >= 6 and bool(_SUFFIX.fullmatch(rest))))


_SUFFIX = re.compile(r"\d{1,3}")
_GENERATION = re.compile(r"\b(jr|sr|ii|iii|iv|2nd|3rd|4th)\b")


def _generation(name: str) -> str:
    """At the end of a name; in front of one “Sr.” is a Spanish title."""
    found = list(_GENERATION.finditer(name.lower().strip(" .,")))
    return found[-1].group(1) if found and found[-1].start() > 0 else ""


def _initials_fit(ours: str, theirs: str) -> bool:
    """What one name shows beyond the other begins with the same letters, or only one of them shows more.

    An initial may stand for a word that the other name spells out: “Ana M” and “Ana María”.
    """
    a, b = name_words(ours), name_words(theirs)
    mine = _initials(ours) | {word[0] for word in a - b}
    others = _initials(theirs) | {word[0] for word in b - a}
    # What `name_words` takes for a title may be a last name: Wei Ma is not Wei Do.
    titles = _words(ours) - a, _words(theirs) - b
    return _fit(mine, others) and _fit(*titles)


def _fit(mine: frozenset[str], others: frozenset[str]) -> bool:
    return not mine or not others or mine <= others or others <= mine


def _initials(name: str) -> frozenset[str]:
    return frozenset(word for word in re.findall(r"[a-z0-9]+", _latin(name)) if len(word) == 1)


def _words(name: str) -> frozenset[str]:
    """Those longer than an initial, titles and all; none where it is not written in Latin letters."""
    return frozenset(word for word in re.findall(r"[a-z0-9]+", _latin(name)) if len(word) > 1)


def _latin(name: str) -> str:
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().casefold()
    return re.sub(r"[.'’]", "", plain)


def _plain(number: str) -> str:
    return "".join(mark for mark in number.upper() if mark.isalnum())


def _given(name: str) -> frozenset[str]:
    """The first words, where the way it is written shows which they are."""
    last, comma, first = name.partition(",")
    return name_words(first if comma else last.split()[0]) if last.split() else frozenset()
