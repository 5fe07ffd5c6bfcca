"""Look at an uploaded file before anything is kept: what it is, and clean pictures of its pages.

Files of strangers are opened in a process of their own (`reader`), with limits; it may die of a file, and
that is an answer like any other. Nothing is written but a private folder that is gone afterwards.
"""

from __future__ import annotations

import hashlib
import json
import logging
import os
import subprocess
import sys
import threading
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from requests_app.common import files
from requests_app.common.errors import DomainError
from requests_app.documents.filetypes import FileType, Problem, type_of
from requests_app.documents.limits import MEGABYTE, MOST_PAGES, ReaderLimits
from requests_app.documents.reader import ORIGINAL

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

log = logging.getLogger(__name__)
LIMITS = ReaderLimits()
ANSWER = "answer"
LONGEST_ANSWER = 20_000
# Reading is work for one processor; more at once would only make everybody wait.
AT_ONCE, WAIT_SECONDS = 2, 20
_TURNS = threading.BoundedSemaphore(AT_ONCE)

SENTENCES: dict[Problem, StrOrPromise] = {
    Problem.EMPTY: _("The file is empty. Choose it again, or save it again first"),
    Problem.TOO_BIG: _("The file must be smaller than %(size)s MB"),
    Problem.WRONG_TYPE: _("The file must be a PDF, JPG or PNG"),
    Problem.HEIC: _("We cannot read this kind of phone photo yet. Save it as JPEG, PNG or PDF"),
    Problem.PASSWORD: _(
        "The file has a password. Save a copy with no password, or take a photo of each page"
    ),
    Problem.HAS_PROGRAM: _(
        "The file has a program or another file inside, so we did not keep it. "
        "Print it to a new PDF, or take a screenshot, and add that"
    ),
    Problem.NO_PAGES: _("This PDF has no pages. Save it again, or take a screenshot"),
    Problem.TOO_MANY_PAGES: _(
        "The file must have %(pages)s pages or fewer. Save only the pages you need, and add those"
    ),
    Problem.TOO_MANY_PIXELS: _(
        "The picture is too large to open. Save a smaller one, or take a screenshot of it"
    ),
    Problem.CUT_OFF: _("Part of this picture is missing. Choose it again, or take a new one"),
    Problem.UNREADABLE: _("We could not open this file. Try a photo or a screenshot of each page"),
    Problem.TOO_HEAVY: _(
        "This file takes too much work to open. Try a photo or a screenshot of the page you need"
    ),
    Problem.BUSY: _("Many files are coming in right now. Wait a minute, then choose your file again"),
    Problem.NO_ROOM: _("We cannot keep files right now. Your file is not the reason. Try again later"),
}


class FileRefused(DomainError):
    """The text is shown to the person as it is."""

    def __init__(self, problem: Problem) -> None:
        values = {"size": settings.UPLOAD_LARGEST_FILE // MEGABYTE, "pages": MOST_PAGES}
        super().__init__(str(SENTENCES[problem]) % values)
        self.problem = problem


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
    if not _TURNS.acquire(timeout=WAIT_SECONDS):
        raise FileRefused(Problem.BUSY)
    try:
        with files.working_folder() as folder:
            pages, pictures = _read(folder, data, limits)
    except OSError:
        log.exception("a file could not be looked at: is the disk full?")
        raise FileRefused(Problem.NO_ROOM) from None
    finally:
        _TURNS.release()
    return ReadFile(data, name, found, pages, pictures)


def _read(folder: Path, data: bytes, limits: ReaderLimits) -> tuple[int, tuple[Picture, ...]]:
    (folder / ORIGINAL).write_bytes(data)
    problem = _run_reader(folder, limits)
    if problem is None:
        try:
            answer = json.loads(_bytes_of(folder / ANSWER)[:LONGEST_ANSWER])
            if "problem" in answer:
                raise FileRefused(Problem(answer["problem"]))
            pictures = tuple(_picture(folder, str(name)) for name in answer["files"])
            if pictures:
                return int(answer["pages"]), pictures
        except (ValueError, KeyError, TypeError, OSError):
            log.exception("the reader gave an answer nobody understands")
    raise FileRefused(problem or Problem.UNREADABLE)


def _run_reader(folder: Path, limits: ReaderLimits) -> Problem | None:
    command = [
        sys.executable, "-P", "-m", "requests_app.documents.reader", str(folder), json.dumps(asdict(limits))
    ]  # fmt: skip
    # Of our environment the reader gets nothing: no address of the database, no key.
    environment = {"PATH": os.defpath, "LANG": "C.UTF-8", "PYTHONPATH": str(settings.BASE_DIR)}
    with (folder / ANSWER).open("wb") as answer:
        try:
            ended = subprocess.run(
                command,
                cwd=folder,
                env=environment,
                stdin=subprocess.DEVNULL,
                stdout=answer,
                stderr=subprocess.DEVNULL,
                timeout=limits.wall_seconds,
                start_new_session=True,
                check=False,
            )
        except subprocess.TimeoutExpired:
            log.warning("the reader was ended by the clock")
            return Problem.TOO_HEAVY
    if ended.returncode == 0:
        return None
    # Killed by a limit or by a fault of a library.
    log.warning("the reader died", extra={"status_code": ended.returncode})
    return Problem.TOO_HEAVY if ended.returncode < 0 else Problem.UNREADABLE


def _picture(folder: Path, name: str) -> Picture:
    """The reader has seen a stranger's file, so what it made is looked at, too."""
    data = _bytes_of(folder / Path(name).name)
    return Picture({FileType.PNG: "png", FileType.JPEG: "jpg"}[FileType(type_of(data))], data)


def _bytes_of(path: Path) -> bytes:
    """A file in this very place, not a link to another."""
    with os.fdopen(os.open(path, os.O_RDONLY | os.O_NOFOLLOW), "rb") as file:
        return file.read()
