"""Packets as files: a file is there whole or not at all."""

from __future__ import annotations

import os
from datetime import datetime, timedelta
from pathlib import Path
from uuid import UUID, uuid4

from django.core.files.storage import default_storage

FOLDER = "packets"
UNFINISHED = "packets/unfinished"
STRAY_AFTER = timedelta(days=1)


def key_of(packet_id: UUID) -> str:
    return f"{FOLDER}/{packet_id}.pdf"


def write_whole(key: str, data: bytes) -> None:
    """Write beside, flush to the disk, then rename: a reader never sees half a file."""
    target = Path(default_storage.path(key))
    folder = Path(default_storage.path(UNFINISHED))
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    beside = folder / f"{uuid4().hex}.pdf"
    handle = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    os.replace(beside, target)
    _flush_folder(target.parent)


def read(key: str) -> bytes | None:
    try:
        return Path(default_storage.path(key)).read_bytes()
    except FileNotFoundError:
        return None


def remove_strays(*, now: datetime) -> int:
    """Delete what killed workers left half-written more than a day ago."""
    folder = Path(default_storage.path(UNFINISHED))
    too_old = (now - STRAY_AFTER).timestamp()
    strays = [path for path in folder.glob("*.pdf") if path.stat().st_mtime < too_old]
    for path in strays:
        path.unlink(missing_ok=True)
    return len(strays)


def _flush_folder(folder: Path) -> None:
    """The new name itself must survive a power cut, too."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
