"""What a file is, told by its first bytes alone: names and headers of the browser say nothing. Pure."""

from __future__ import annotations

from enum import StrEnum


class FileType(StrEnum):
    PDF = "application/pdf"
    JPEG = "image/jpeg"
    PNG = "image/png"
    WEBP = "image/webp"
    HEIC = "image/heic"


class Problem(StrEnum):
    """Why a file is not kept. The sentence for each stands in `refusals`."""

    EMPTY = "EMPTY"
    TOO_BIG = "TOO_BIG"
    WRONG_TYPE = "WRONG_TYPE"
    AVIF = "AVIF"
    BROKEN_PHOTO = "BROKEN_PHOTO"
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


EXTENSIONS = {
    FileType.PDF: "pdf",
    FileType.JPEG: "jpg",
    FileType.PNG: "png",
    FileType.WEBP: "webp",
    FileType.HEIC: "heic",
}
# The marks of a container that phones keep their pictures in; what is packed in it is told by more marks.
_PHONE_PICTURES = {b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"hevm", b"hevs", b"mif1", b"msf1"}
_AVIF = {b"avif", b"avis"}
START = 512


def type_of(data: bytes) -> FileType | Problem:
    """The first START bytes are enough."""
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
    if data[4:8] == b"ftyp":
        return _in_a_container(data[:START])
    return Problem.WRONG_TYPE


def _in_a_container(data: bytes) -> FileType | Problem:
    length = int.from_bytes(data[:4], "big")
    main = data[8:12]
    also = {data[place : place + 4] for place in range(16, min(length, len(data)) - 3, 4)}
    if main in _AVIF or (main in {b"mif1", b"msf1"} and also & _AVIF):
        return Problem.AVIF
    return FileType.HEIC if main in _PHONE_PICTURES else Problem.WRONG_TYPE
