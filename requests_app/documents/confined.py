"""Let a stranger's file be worked on by a process of its own (`reader`), which may die of it.

`run_confined("requests_app.AREA.MODULE:FUNCTION", files)` puts the files into a private folder, runs the
function there with the rights of `confinement`, and brings back what it answered and what it wrote.
Such a module imports no Django: `def function(folder: Path, options: dict[str, Any]) -> dict[str, Any]`. What
it wants kept it writes into the folder and names under "files"; it refuses with `failures.ReadingFailed`.
"""

from __future__ import annotations

import json
import logging
import os
import stat
import subprocess
import sys
import threading
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from django.conf import settings

from requests_app.common.files import working_folder
from requests_app.documents.filetypes import Problem
from requests_app.documents.limits import MEGABYTE, ReaderLimits
from requests_app.documents.refusals import FileRefused

log = logging.getLogger(__name__)
LIMITS = ReaderLimits()
ANSWER, ORDER = "answer", "order"
LONGEST_ANSWER = 4 * MEGABYTE
# Of all it made together: more than any of our functions makes, less than would hurt who reads it.
MOST_MADE = 256 * MEGABYTE
# Reading is work for one processor; more at once would only make everybody wait.
AT_ONCE, WAIT_SECONDS = 2, 20
_TURNS = threading.BoundedSemaphore(AT_ONCE)


@dataclass(frozen=True)
class Made:
    """What the process answered, and the files it named. Made near a stranger’s file: look twice."""

    answer: Mapping[str, Any]
    files: Mapping[str, bytes]


def run_confined(
    action: str,
    files: Mapping[str, bytes],
    *,
    options: Mapping[str, Any] | None = None,
    limits: ReaderLimits = LIMITS,
) -> Made:
    """Raises FileRefused with a sentence that says what to do."""
    if not _TURNS.acquire(timeout=WAIT_SECONDS):
        raise FileRefused(Problem.BUSY)
    try:
        with working_folder() as folder:
            for name, data in files.items():
                (folder / Path(name).name).write_bytes(data)
            order = {"action": action, "options": dict(options or {}), "limits": asdict(limits)}
            (folder / ORDER).write_text(json.dumps(order))
            problem = _run_reader(folder, limits)
            if problem is not None:
                raise FileRefused(problem)
            return _made(folder)
    except OSError:
        log.exception("a file could not be looked at: is the disk full?")
        raise FileRefused(Problem.NO_ROOM) from None
    finally:
        _TURNS.release()


def _made(folder: Path) -> Made:
    try:
        answer = json.loads(_bytes_of(folder / ANSWER, LONGEST_ANSWER))
        if "problem" in answer:
            raise FileRefused(Problem(answer["problem"]))
        files: dict[str, bytes] = {}
        left = MOST_MADE
        for name in dict.fromkeys(Path(str(name)).name for name in answer.get("files", [])):
            files[name] = _bytes_of(folder / name, left)
            left -= len(files[name])
        return Made(answer, files)
    except (ValueError, KeyError, TypeError, AttributeError, OSError):
        log.exception("the reader gave an answer nobody understands")
        raise FileRefused(Problem.UNREADABLE) from None


def _run_reader(folder: Path, limits: ReaderLimits) -> Problem | None:
    command = [sys.executable, "-P", "-m", "requests_app.documents.reader", str(folder)]
    # Of our environment the reader gets nothing: no address of the database, no key.
    environment = {"PATH": os.defpath, "LANG": "C.UTF-8", "PYTHONPATH": str(settings.BASE_DIR)}
    # One heap for all threads: each more would reserve a large part of the memory limit.
    environment["MALLOC_ARENA_MAX"] = "1"
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


def _bytes_of(path: Path, most: int) -> bytes:
    """A plain file in this very place: no link to another, and no pipe to wait at for ever (OSError)."""
    with os.fdopen(os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK), "rb") as file:
        told = os.fstat(file.fileno())
        if not stat.S_ISREG(told.st_mode) or told.st_size > most:
            raise OSError("not a plain file of a fitting size")
        return file.read(most)
