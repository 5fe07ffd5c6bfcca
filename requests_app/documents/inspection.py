"""Look at an uploaded file before anything is kept: what it is, and clean pictures of its pages.

Files of strangers are opened in a process of their own (`confined`), with limits; it may die of a file, and
that is an answer like any other. Nothing is written but a private folder that is gone afterwards.
"""

from __future__ import annotations

import hashlib
import logging
from dataclasses import dataclass

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile

from requests_app.documents.confined import LIMITS, Made, run_confined
from requests_app.documents.filetypes import FileType, Problem, type_of
from requests_app.documents.limits import DRAWING_SHARE, ReaderLimits
from requests_app.documents.refusals import SENTENCES as SENTENCES
from requests_app.documents.refusals import FileRefused as FileRefused
from requests_app.models import Legibility

log = logging.getLogger(__name__)
READ = "requests_app.documents.reading:read"
ORIGINAL = "original"
HINTS = ("", Legibility.BLURRED, Legibility.SMALL)


@dataclass(frozen=True)
class Picture:
    """One clean page. `ending` is png or jpg."""

    ending: str
    data: bytes


@dataclass(frozen=True)
class ReadFile:
    """A file that is fit to be kept: its bytes as they came, and what was made of them."""

    original: bytes
    name: str
    media_type: FileType
    pages: int
    pictures: tuple[Picture, ...]
    # What a look at the pages gave: a hint to ask “can you read it?”, or "".
    legibility: str = ""
    # The first page, small, for lists.
    small: Picture | None = None

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.original).hexdigest()


def inspect_upload(upload: UploadedFile) -> ReadFile:
    """What a form got. Raises FileRefused."""
    if (upload.size or 0) > settings.UPLOAD_LARGEST_FILE:
        raise FileRefused(Problem.TOO_BIG)
    return inspect(upload.read(), name=upload.name or "")


def inspect(data: bytes, *, name: str = "", limits: ReaderLimits = LIMITS) -> ReadFile:
    """Raises FileRefused with a sentence that says what to do."""
    if len(data) > settings.UPLOAD_LARGEST_FILE:
        raise FileRefused(Problem.TOO_BIG)
    found = type_of(data)
    if isinstance(found, Problem):
        raise FileRefused(found)
    shares = {
        "cpu_seconds": limits.cpu_seconds * DRAWING_SHARE,
        "wall_seconds": limits.wall_seconds * DRAWING_SHARE,
    }
    made = run_confined(READ, {ORIGINAL: data}, options=shares, limits=limits)
    try:
        *pictures, small = pictures_of(made)
        pages = int(made.answer["pages"])
        hint = str(made.answer.get("legibility", ""))
        if 0 < len(pictures) <= pages and hint in HINTS:
            return ReadFile(data, name, found, pages, tuple(pictures), hint, small)
    except (ValueError, KeyError, TypeError):
        log.exception("the reader gave an answer nobody understands")
    raise FileRefused(Problem.UNREADABLE)


def pictures_of(made: Made) -> tuple[Picture, ...]:
    """The reader has seen a stranger’s file, so what it made is looked at, too (ValueError, KeyError)."""
    endings = {FileType.PNG: "png", FileType.JPEG: "jpg"}
    return tuple(Picture(endings[FileType(type_of(data))], data) for data in made.files.values())
