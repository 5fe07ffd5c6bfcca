"""What one cell of an import says: a value as it is kept, or why it cannot be taken. Pure."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import partial
from typing import Any

from django.utils.functional import Promise as LazyText
from django.utils.translation import gettext_lazy as _

from requests_app.claims.readers.table_cells import Unclear, day
from requests_app.common import codes
from requests_app.common.cleaning import has_unreadable_marks, one_line
from requests_app.common.csv_rows import plain
from requests_app.common.states import STATE_NAMES, STATES

Reader = Callable[[str], Any]
_KEPT_AS_TEXT = re.compile(r'="(?P<text>[^"]*)"')
_ZIP = re.compile(r"(\d{5})(?:-?(\d{4}))?")
_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
_STATE_CODES = {name.casefold(): code for code, name in STATES}
YES_WORDS = {"yes", "y", "true", "1", "x", "si", "s"}
NO_WORDS = {"no", "n", "false", "0", ""}


class CellRefused(Exception):
    """`text` says what the cell must be."""

    def __init__(self, text: LazyText | str) -> None:
        super().__init__(text)
        self.text = text


def cleaned(cell: object) -> str:
    """One clean line; a spreadsheet’s ="85004" is its text, and any other formula is refused."""
    if cell is None or isinstance(cell, dict | list):
        return ""
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    said = str(cell)
    if has_unreadable_marks(said):
        raise CellRefused(_("It has marks that cannot be read"))
    said = one_line(said)
    if guarded := _KEPT_AS_TEXT.fullmatch(said):
        return guarded["text"].strip()
    if said.startswith("'"):
        return said[1:].strip()
    if said.startswith(("=", "@")):
        raise CellRefused(_("It starts with a formula"))
    return said


def text(longest: int) -> Reader:
    return partial(_text, longest=longest)


def _text(said: str, *, longest: int) -> str:
    if len(said) > longest:
        raise CellRefused(_("It must have %(number)s characters or fewer") % {"number": longest})
    return said


def a_day(said: str) -> str:
    try:
        found = day(said, is_birth=True)
    except Unclear:
        raise CellRefused(_("It must be a day with all four numbers of the year, like 2026-03-27")) from None
    return found.isoformat() if found else ""


def state(said: str) -> str:
    code = said.upper() if said.upper() in STATE_NAMES else _STATE_CODES.get(said.casefold(), "")
    if said and not code:
        raise CellRefused(_("It must be a state, like AZ or Arizona"))
    return code


def zip_code(said: str) -> str:
    if not said:
        return ""
    bare = said.removesuffix(".0").replace(" ", "")
    found = _ZIP.fullmatch(bare.zfill(5) if len(bare) == 4 else bare)
    if not found:
        raise CellRefused(_("It must be a ZIP code with 5 or 9 numbers"))
    return f"{found[1]}-{found[2]}" if found[2] else found[1]


def phone(said: str) -> str:
    if said and (len(said) > 40 or not 7 <= sum(mark.isdigit() for mark in said) <= 20):
        raise CellRefused(_("It must be a phone number with area code, like 602-555-0142"))
    return said


def email(said: str) -> str:
    if said and (len(said) > 254 or not _EMAIL.fullmatch(said)):
        raise CellRefused(_("It must be an email address, like name@example.com"))
    return said.lower()


def npi(said: str) -> str:
    """A wrong check digit is refused here: nobody is at the keyboard to look at the number again."""
    if not said:
        return ""
    try:
        found = codes.clean_npi(said.removesuffix(".0"))
    except codes.CodeProblem as problem:
        raise CellRefused(str(problem)) from None
    if codes.npi_warning(found):
        raise CellRefused(_("Check the NPI. One number looks wrong"))
    return found


def tax_id(said: str) -> str:
    if not said:
        return ""
    try:
        return codes.clean_tax_id(said)
    except codes.CodeProblem as problem:
        raise CellRefused(str(problem)) from None


def yes_no(said: str) -> bool:
    word = plain(said)
    if word in YES_WORDS:
        return True
    if word in NO_WORDS:
        return False
    raise CellRefused(_("It must be yes or no"))


def one_of(choices: Iterable[tuple[str, Any]], **others: str) -> Reader:
    """A code of ours, the words of our own lists in the language at hand, or another usual word."""
    return partial(_one_of, choices=tuple(choices), others=others)


def _one_of(said: str, *, choices: tuple[tuple[str, Any], ...], others: dict[str, str]) -> str:
    if not said:
        return ""
    word = plain(said)
    for code, label in choices:
        if word in (plain(code), plain(str(label))):
            return str(code)
    if word.replace(" ", "_") in others:
        return others[word.replace(" ", "_")]
    known = ", ".join(str(code) for code, _label in choices)
    raise CellRefused(_("It must be one of: %(codes)s") % {"codes": known})


def several(reader: Reader) -> Reader:
    return partial(_several, reader=reader)


def _several(said: str, *, reader: Reader) -> list[Any]:
    return [reader(part.strip()) for part in re.split(r"[;,|]", said) if part.strip()]
