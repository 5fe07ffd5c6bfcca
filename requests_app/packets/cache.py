"""Printed sections, kept by the hash of all they are made of, so that only what changed is printed anew.

They hold what packets hold, so they lie where packets lie: in our own folder, for our own eyes, and each no
longer than it is used. On the disk of the worker, whatever the file store: a lost one is printed again.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import time
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import Any
from uuid import uuid4

from django.conf import settings

from requests_app.packets.typefaces import FACES

KEPT_FOR = timedelta(days=7)
MOST_BYTES = 256 * 1024 * 1024
CLEAN_EVERY = timedelta(hours=1)
HERE = Path(__file__).resolve().parent
PRINT_ROOT = Path(settings.BASE_DIR) / "static" / "print"
# A change in one of these may change the pages of every section.
MACHINERY = ("press.py", "typesetting.py", "tagging.py", "typefaces.py")
LIBRARIES = ("weasyprint", "pydyf", "fonttools", "pillow", "tinycss2", "tinyhtml5", "pyphen")


@dataclass(frozen=True)
class Leaves:
    """Printed pages of one section. Places are page (from 0), x and y in points from below."""

    pdf: bytes
    pages: int
    anchors: dict[str, list[float]]
    bookmarks: list[list[Any]]


def key_of(*, html: str, css: str, pictures: dict[str, str], salt: str) -> str:
    """`pictures` holds the SHA-256 of each by its address."""
    made_of = [html, css, sorted(pictures.items()), salt, machinery()]
    return hashlib.sha256(json.dumps(made_of).encode()).hexdigest()


@cache
def machinery() -> str:
    """One hash of what prints: our own modules, the libraries, the fonts."""
    parts = [hashlib.sha256((HERE / name).read_bytes()).hexdigest() for name in MACHINERY]
    parts += [f"{name} {version(name)}" for name in LIBRARIES]
    parts += [hashlib.sha256((PRINT_ROOT / "fonts" / face.file).read_bytes()).hexdigest() for face in FACES]
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()


def find(key: str) -> Leaves | None:
    path = _folder() / key
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        return None
    digest, body = data[:32], data[32:]
    if hashlib.sha256(body).digest() != digest:
        # Half written, or not ours.
        path.unlink(missing_ok=True)
        return None
    with contextlib.suppress(OSError):
        os.utime(path)
    head, _, pdf = body.partition(b"\n")
    return Leaves(pdf=pdf, **json.loads(head))


def keep(key: str, leaves: Leaves) -> None:
    told = asdict(leaves)
    body = json.dumps({name: told[name] for name in told if name != "pdf"}).encode() + b"\n" + leaves.pdf
    folder = _folder()
    # Private from the first byte; whoever reads it meanwhile finds nothing, never half of it.
    beside = folder / f"new-{uuid4().hex}"
    try:
        handle = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "wb") as file:
            file.write(hashlib.sha256(body).digest() + body)
        os.replace(beside, folder / key)
    except OSError:
        # A full disk must not stop a packet: nothing is lost but time.
        beside.unlink(missing_ok=True)


def clean(*, now: datetime) -> int:
    """Once an hour, delete what nobody used for a week, then the oldest until there is room; how many."""
    folder = _folder()
    mark = folder / "cleaned"
    if mark.exists() and now.timestamp() - mark.stat().st_mtime < CLEAN_EVERY.total_seconds():
        return 0
    mark.touch()
    os.utime(mark, (time.time(), now.timestamp()))
    found = sorted(_files(folder, mark))
    total, removed = sum(size for _moment, size, _path in found), 0
    for moment, size, path in found:
        if now.timestamp() - moment > KEPT_FOR.total_seconds() or total > MOST_BYTES:
            path.unlink(missing_ok=True)
            total -= size
            removed += 1
    return removed


def forget_all() -> None:
    """A case was deleted, and nobody knows which sections were its own: what is wanted is printed again."""
    folder = _folder()
    for _moment, _size, path in _files(folder, folder / "cleaned"):
        path.unlink(missing_ok=True)


def _files(folder: Path, mark: Path) -> list[tuple[float, int, Path]]:
    files = []
    for path in folder.iterdir():
        with contextlib.suppress(FileNotFoundError):
            told = path.stat()
            if path != mark:
                files.append((told.st_mtime, told.st_size, path))
    return files


def _folder() -> Path:
    folder = Path(settings.PACKET_SECTIONS)
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    return folder
