"""What one row of a list becomes, whatever file it came from, and why a row or a file is left out. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, field, replace
from enum import StrEnum
from typing import Any

from requests_app.common import cleaning, codes
from requests_app.common.states import STATE_NAMES
from requests_app.models.outreach import ListedAccepting, OfficeKind
from requests_app.outreach.names import LONGEST, LONGEST_PHONE, SHORTEST, same_name

MOST_ROWS = 2000
LONGEST_FILE = 8 * 1024 * 1024
# Of a cell more than this is never shown, nor looked at.
LONGEST_CELL = 500
_LONGEST = {"street": 150, "city": 100, "specialty": 100}
_ZIP = re.compile(r"(\d{5})(?:-?(\d{4}))?")
_STATE_CODES = {name.casefold(): code for code, name in STATE_NAMES.items()}
_FORMULA = re.compile(r'^="(?P<text>[^"]*)"$')


class Fault(StrEnum):
    """Why a file is not read at all."""

    TOO_LARGE = "TOO_LARGE"
    TOO_MANY = "TOO_MANY"
    EMPTY = "EMPTY"
    NOT_TEXT = "NOT_TEXT"
    NOT_JSON = "NOT_JSON"
    FOREIGN = "FOREIGN"
    NO_NAME_COLUMN = "NO_NAME_COLUMN"
    NO_OFFICES = "NO_OFFICES"


class FileRefused(Exception):
    """Nothing of this file is kept. `fault` and `value` are put into words by the page."""

    def __init__(self, fault: Fault, value: object = "") -> None:
        super().__init__(fault)
        self.fault, self.value = fault, value


class Reason(StrEnum):
    """Why a row is left out."""

    NAME_MISSING = "NAME_MISSING"
    NAME_LENGTH = "NAME_LENGTH"
    FORMULA = "FORMULA"
    TWICE = "TWICE"
    UNREADABLE = "UNREADABLE"
    NOT_ACTIVE = "NOT_ACTIVE"


class Doubt(StrEnum):
    """What is odd about a row that is kept."""

    NPI_DIGIT = "NPI_DIGIT"
    NPI_SHAPE = "NPI_SHAPE"
    PHONE = "PHONE"
    ZIP = "ZIP"
    STATE = "STATE"
    SHORTENED = "SHORTENED"


class RowRefused(Exception):
    def __init__(self, reason: Reason) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True)
class FoundOffice:
    """Columns of an office as the list has them; `number` is the row, or the place in the file."""

    number: int
    name: str
    kind: str = ""
    npi: str = ""
    phone: str = ""
    street: str = ""
    city: str = ""
    state: str = ""
    zip_code: str = ""
    specialty: str = ""
    listed_accepting: str = ""
    found_at: str = ""
    doubts: tuple[str, ...] = ()

    def as_json(self) -> dict[str, Any]:
        return asdict(self) | {"doubts": list(self.doubts)}

    @classmethod
    def from_json(cls, kept: dict[str, Any]) -> FoundOffice:
        return cls(**{**kept, "doubts": tuple(kept.get("doubts", ()))})

    @property
    def columns(self) -> dict[str, str]:
        """Columns of OutreachOffice."""
        return {name: value for name, value in asdict(self).items() if name not in ("number", "doubts")}


@dataclass(frozen=True)
class LeftOut:
    number: int
    reason: Reason
    name: str = ""

    def as_json(self) -> dict[str, Any]:
        return {"number": self.number, "reason": self.reason.value, "name": self.name}


@dataclass
class ReadList:
    rows: list[FoundOffice] = field(default_factory=list)
    errors: list[LeftOut] = field(default_factory=list)

    def settled(self) -> ReadList:
        """Each office once, with at least one to show; refuses a list with none, or with too many."""
        found, seen = [], set()
        errors = list(self.errors)
        for row in self.rows:
            key = (same_name(row.name), row.npi, digits(row.phone), row.zip_code[:5])
            if key in seen:
                errors.append(LeftOut(row.number, Reason.TWICE, row.name))
            else:
                seen.add(key)
                found.append(row)
        if len(found) > MOST_ROWS:
            raise FileRefused(Fault.TOO_MANY, len(found))
        if not found and not errors:
            raise FileRefused(Fault.NO_OFFICES)
        return ReadList(found, sorted(errors, key=lambda one: one.number))


def make_row(number: int, given: dict[str, Any]) -> FoundOffice:
    """Clean texts of one row. What is odd about one is left out and said; only a name is needed."""
    doubts: list[Doubt] = []
    name = text_of(given.get("name"))
    if not name:
        raise RowRefused(Reason.NAME_MISSING)
    if not SHORTEST <= len(name) <= LONGEST:
        raise RowRefused(Reason.NAME_LENGTH)
    short = {part: _shortened(text_of(given.get(part)), part, doubts) for part in _LONGEST}
    made = FoundOffice(
        number=number,
        name=name,
        kind=given.get("kind", "") if given.get("kind") in OfficeKind.values else "",
        npi=_npi(text_of(given.get("npi")), doubts),
        phone=_phone(text_of(given.get("phone")), doubts),
        state=_state(text_of(given.get("state")), doubts),
        zip_code=_zip(text_of(given.get("zip_code")), doubts),
        listed_accepting=_accepting(given.get("listed_accepting")),
        street=short["street"],
        city=short["city"],
        specialty=short["specialty"],
    )
    return replace(made, doubts=tuple(dict.fromkeys(one.value for one in doubts)))


def text_of(value: Any) -> str:
    """One clean line. A spreadsheet's ="85004" is its text; any other formula refuses the row."""
    if value is None or isinstance(value, dict | list | bool):
        return ""
    start = str(value)[:LONGEST_CELL]
    text = cleaning.one_line("".join(mark if mark.isprintable() else " " for mark in start))
    if guarded := _FORMULA.match(text):
        return guarded["text"].strip()
    if text.startswith("'"):
        return text[1:].strip()
    if text.startswith(("=", "@")):
        raise RowRefused(Reason.FORMULA)
    return text


def digits(text: str) -> str:
    """The last ten digits: how a phone number is compared."""
    return "".join(mark for mark in text if mark.isdigit())[-10:]


def rows_of(numbered: Iterable[tuple[int, dict[str, Any] | Reason]]) -> ReadList:
    """Make a list of what a reader found: texts of a row, or why it found none."""
    found = ReadList()
    for number, given in numbered:
        try:
            if isinstance(given, Reason):
                raise RowRefused(given)
            found.rows.append(make_row(number, given))
        except RowRefused as refused:
            name = given.get("name") if isinstance(given, dict) else ""
            found.errors.append(LeftOut(number, refused.reason, shown(name)))
        if len(found.rows) + len(found.errors) > 4 * MOST_ROWS:
            raise FileRefused(Fault.TOO_MANY, len(found.rows) + len(found.errors))
    return found.settled()


def dicts(value: Any) -> Iterator[dict[str, Any]]:
    """The objects of a JSON list; anything else in its place is passed over."""
    for one in value if isinstance(value, list) else ():
        if isinstance(one, dict):
            yield one


def shown(name: Any) -> str:
    """What a page can show of a text that is not kept."""
    try:
        return text_of(name)[:60]
    except RowRefused:
        return ""


def _npi(text: str, doubts: list[Doubt]) -> str:
    """A wrong check digit is said and kept; what is no number of ten digits is left out."""
    if not text:
        return ""
    try:
        npi = codes.clean_npi(text.removesuffix(".0"))
    except codes.CodeProblem:
        doubts.append(Doubt.NPI_SHAPE)
        return ""
    if codes.npi_warning(npi):
        doubts.append(Doubt.NPI_DIGIT)
    return npi


def _phone(text: str, doubts: list[Doubt]) -> str:
    if not text:
        return ""
    if len(text) > LONGEST_PHONE or not 7 <= sum(mark.isdigit() for mark in text) <= 20:
        doubts.append(Doubt.PHONE)
        return ""
    return text


def _state(text: str, doubts: list[Doubt]) -> str:
    if not text:
        return ""
    code = text.upper() if text.upper() in STATE_NAMES else _STATE_CODES.get(text.casefold(), "")
    if not code:
        doubts.append(Doubt.STATE)
    return code


def _zip(text: str, doubts: list[Doubt]) -> str:
    """85004, 85004-1234 and 850041234; a spreadsheet may have eaten the first zero of 4 digits."""
    if not text:
        return ""
    plain = text.removesuffix(".0").replace(" ", "")
    found = _ZIP.fullmatch(plain.zfill(5) if len(plain) == 4 else plain)
    if not found:
        doubts.append(Doubt.ZIP)
        return ""
    return f"{found[1]}-{found[2]}" if found[2] and found[2] != "0000" else found[1]


def _shortened(text: str, part: str, doubts: list[Doubt]) -> str:
    if len(text) > _LONGEST[part]:
        doubts.append(Doubt.SHORTENED)
    return text[: _LONGEST[part]].strip()


def _accepting(value: Any) -> str:
    return value if value in ListedAccepting.values else ""
