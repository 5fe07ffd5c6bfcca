"""A table as people save it from a spreadsheet: usual encodings and separators, headers in two languages."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from requests_app.common.csv_rows import plain, rows
from requests_app.models.outreach import ListedAccepting
from requests_app.outreach.imports.rows import Fault, FileRefused, ReadList, Reason, rows_of, shown

HEADERS: dict[str, tuple[str, ...]] = {
    "name": (
        "name", "provider", "provider name", "office", "office name", "facility", "facility name", "clinic",
        "doctor", "full name", "organization", "organization name", "nombre", "proveedor",
        "nombre del proveedor", "consultorio", "clinica", "medico", "nombre completo",
    ),
    "last_name": ("last name", "lastname", "surname", "apellido", "apellidos"),
    "first_name": ("first name", "firstname", "given name", "primer nombre", "nombre de pila"),
    "npi": ("npi", "npi number", "provider npi", "numero npi"),
    "phone": (
        "phone", "phone number", "telephone", "tel", "office phone", "telefono", "numero de telefono",
    ),
    "specialty": ("specialty", "speciality", "specialties", "provider specialty", "especialidad"),
    "street": (
        "street", "address", "street address", "address 1", "address line 1", "calle", "direccion",
        "domicilio",
    ),
    "city": ("city", "town", "ciudad"),
    "state": ("state", "st", "estado"),
    "zip_code": ("zip", "zip code", "zipcode", "postal code", "codigo postal", "cp"),
    "listed_accepting": (
        "accepting", "accepting patients", "accepting new patients", "new patients", "accepts new patients",
        "acepta", "acepta pacientes", "acepta pacientes nuevos", "pacientes nuevos",
    ),
}  # fmt: skip
_COLUMN_OF = {header: column for column, headers in HEADERS.items() for header in headers}
_YES = {"yes", "y", "true", "1", "accepting", "accepting new patients", "open", "si", "s", "acepta"}
_NO = {"no", "n", "false", "0", "not accepting", "closed", "not accepting new patients", "no acepta"}
_EXISTING = {
    "existing",
    "existing only",
    "existing patients only",
    "current patients only",
    "solo pacientes actuales",
}

# A workbook, a PDF, an old workbook, pictures.
_NO_TEXT = (b"PK\x03\x04", b"%PDF", b"\xd0\xcf\x11\xe0", b"\x89PNG", b"\xff\xd8")


def read_csv(data: bytes) -> ReadList:
    """Row numbers are those of the file, the header being row 1."""
    lines = rows(decoded(data))
    header = next(lines, None)
    if header is None:
        raise FileRefused(Fault.EMPTY)
    columns = [_COLUMN_OF.get(plain(cell), "") for cell in header[1]]
    if "name" not in columns and "last_name" not in columns:
        raise FileRefused(
            Fault.NO_NAME_COLUMN, ", ".join(cell for one in header[1][:20] if (cell := shown(one)))[:80]
        )
    return rows_of((number, _row(columns, cells)) for number, cells in lines)


def decoded(data: bytes) -> str:
    """The text by its byte order mark, else UTF-8, else the old western one that spreadsheets write."""
    for mark, encoding in ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16")):
        if data.startswith(mark):
            try:
                return data.decode(encoding)
            except UnicodeDecodeError:
                raise FileRefused(Fault.NOT_TEXT) from None
    if b"\x00" in data or data.startswith(_NO_TEXT):
        raise FileRefused(Fault.NOT_TEXT)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace").replace("\ufffd", "")


def _row(columns: Sequence[str], cells: Sequence[str]) -> dict[str, Any] | Reason:
    if not cells:
        return Reason.UNREADABLE
    found: dict[str, Any] = {}
    for column, cell in zip(columns, cells, strict=False):
        if column and cell.strip():
            found.setdefault(column, cell)
    last, first = found.pop("last_name", ""), found.pop("first_name", "")
    if not found.get("name") and last:
        found["name"] = f"{first} {last}".strip()
    found["listed_accepting"] = _accepting(found.get("listed_accepting", ""))
    return found


def _accepting(cell: str) -> str:
    """Only what is clear; an empty or odd cell means: call to ask."""
    said = plain(cell)
    for words, value in (
        (_YES, ListedAccepting.YES),
        (_NO, ListedAccepting.NO),
        (_EXISTING, ListedAccepting.EXISTING_ONLY),
    ):
        if said in words:
            return value.value
    return ""
