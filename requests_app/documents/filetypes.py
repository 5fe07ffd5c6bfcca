"""What a file is, told by its first bytes alone: names and headers of the browser say nothing. Pure."""

from __future__ import annotations

from enum import StrEnum


class FileType(StrEnum):
    PDF = "application/pdf"
    JPEG = "image/jpeg"
    PNG = "image/png"
    WEBP = "image/webp"


class Problem(StrEnum):
    """Why a file is not kept. The sentence for each stands in `inspection`."""

    EMPTY = "EMPTY"
    TOO_BIG = "TOO_BIG"
    WRONG_TYPE = "WRONG_TYPE"
    HEIC = "HEIC"
    PASSWORD = "PASSWORD"  # noqa: S105 -- the name of a problem
    HAS_PROGRAM = "HAS_PROGRAM"
    NO_PAGES = "NO_PAGES"
    TOO_MANY_PAGES = "TOO_MANY_PAGES"
    TOO_MANY_PIXELS = "TOO_MANY_PIXELS"
    CUT_OFF = "CUT_OFF"
    UNREADABLE = "UNREADABLE"
    TOO_HEAVY = "TOO_HEAVY"
    BUSY = "BUSY"
    NO_ROOM = "NO_ROOM"


EXTENSIONS = {FileType.PDF: "pdf", FileType.JPEG: "jpg", FileType.PNG: "png", FileType.WEBP: "webp"}
_PHONE_PICTURES = {b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1", b"avif", b"avis"}


def type_of(data: bytes) -> FileType | Problem:
    if not data:
        return Problem.EMPTY
    if data.startswith(b"%PDF-"):
        return FileType.PDF
    if data.startswith(b"\xff\xd8\xff"):
        return FileType.JPEG
    if data.startswith(b"\x89PNG\r\n\x1a\n"):
        return FileType.PNG
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return FileType.WEBP
    if data[4:8] == b"ftyp" and data[8:12] in _PHONE_PICTURES:
        return Problem.HEIC
    return Problem.WRONG_TYPE
