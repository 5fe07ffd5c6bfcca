"""Which reader a file needs, told by what is in it; runs in the confined process. No Django here."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from typing import Any, cast

from requests_app.claims.readers.base import Refused, text_of
from requests_app.claims.statement import Reading, Source

FILE, READ = "file", "reading.json"
READERS: dict[Source, str] = {
    "FHIR": "requests_app.claims.readers.fhir",
    "X12": "requests_app.claims.readers.x12",
    "CSV": "requests_app.claims.readers.table",
    "PDF": "requests_app.claims.readers.pdf_text",
}
START = 4096
# First bytes of files that hold no claims we can read, and the refusal of each.
FOREIGN = (
    (b"\xd0\xcf\x11\xe0", "file.workbook"),
    (b"\x1f\x8b", "file.packed"),
    (b"7z\xbc\xaf", "file.packed"),
    (b"Rar!", "file.packed"),
    (b"\x89PNG", "file.picture"),
    (b"\xff\xd8\xff", "file.picture"),
    (b"GIF8", "file.picture"),
    (b"II*\x00", "file.picture"),
    (b"MM\x00*", "file.picture"),
    (b"RIFF", "file.picture"),
    (b"{\\rtf", "file.document"),
)


def read_in_folder(folder: Path, options: dict[str, Any]) -> dict[str, Any]:
    """The reading goes into a file of its own: it may be longer than an answer."""
    (folder / READ).write_text(read(folder.joinpath(FILE).read_bytes()).model_dump_json())
    return {"files": [READ]}


def read(data: bytes) -> Reading:
    """Never raises for what is in a file, whatever it is; a fault of a library is the caller’s to catch."""
    found: Source = "CSV"
    try:
        found = format_of(data)
        # Only now, and only one: each brings a library that takes time and room.
        return cast(Reading, import_module(READERS[found]).read(data))
    except Refused as refused:
        return Reading(format=found, refused=refused.slug, refused_facts=refused.facts)
    except RecursionError:
        return Reading(format=found, refused="file.too_deep")


def format_of(data: bytes) -> Source:
    if not data.strip():
        raise Refused("file.empty")
    if b"%PDF-" in data[:1024]:
        return "PDF"
    if data.startswith(b"PK\x03\x04"):
        raise Refused("file.workbook" if b"[Content_Types].xml" in data[:START] else "file.packed")
    if data[4:8] == b"ftyp":
        raise Refused("file.picture")
    for mark, slug in FOREIGN:
        if data.startswith(mark):
            raise Refused(slug)
    # An odd number of bytes would cut a character of two.
    return _format_of_text(text_of(_start(data)).lstrip("\ufeff \t\r\n\x1c\x0b\x0c"))


def _start(data: bytes) -> bytes:
    return data[: START * 2] if data[:2] in (b"\xff\xfe", b"\xfe\xff") else data[:START].rstrip(b"\x1a")


def _format_of_text(text: str) -> Source:
    head = text[:40].upper()
    if head.startswith(("ISA", "GS*", "ST*")):
        return "X12"
    if head[:1] in "{[":
        return "FHIR"
    if head.startswith(("<!DOCTYPE HTML", "<HTML")):
        raise Refused("file.web_page")
    if head.startswith("<"):
        return "FHIR"
    if head.startswith(("MSH|", "FHS|", "BHS|")):
        raise Refused("file.foreign", kind="HL7 v2")
    if head.startswith(("UNA", "UNB+")):
        raise Refused("file.foreign", kind="EDIFACT")
    return "CSV"
