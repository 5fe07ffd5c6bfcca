"""Files we keep: there whole or not at all, and for the eyes of this program only."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path
from uuid import uuid4

from django.core.files.storage import default_storage

UNFINISHED = "unfinished"
STRAY_AFTER = timedelta(days=1)


def write_whole(key: str, data: bytes) -> None:
    """Write beside, flush to the disk, then rename: a reader never sees half a file."""
    target = Path(default_storage.path(key))
    beside = _folder(Path(default_storage.path(UNFINISHED))) / uuid4().hex
    handle = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        os.replace(beside, _folder(target.parent) / target.name)
    except OSError:
        # A full disk is not made fuller by halves.
        beside.unlink(missing_ok=True)
        raise
    _flush_folder(target.parent)


def write_all(files: Mapping[str, bytes]) -> None:
    """Each of them whole. When one cannot be written, those before it stay."""
    for key, data in files.items():
        write_whole(key, data)


def read(key: str) -> bytes | None:
    try:
        return Path(default_storage.path(key)).read_bytes()
    except FileNotFoundError:
        return None


def remove(key: str) -> None:
    path = Path(default_storage.path(key))
    if path.is_dir():
        shutil.rmtree(path, ignore_errors=True)
    else:
        path.unlink(missing_ok=True)


@contextmanager
def working_folder() -> Iterator[Path]:
    """A private folder that is gone afterwards; when the process is killed, within a day or two."""
    parent = _folder(Path(default_storage.path(UNFINISHED)))
    with tempfile.TemporaryDirectory(prefix="work-", dir=parent) as folder:
        yield Path(folder)


def keys_older_than(folder: str, moment: datetime) -> list[str]:
    """What lies right in this folder and was written before the moment."""
    found = []
    for path in Path(default_storage.path(folder)).glob("*"):
        try:
            is_old = path.stat().st_mtime < moment.timestamp()
        except FileNotFoundError:
            continue
        if is_old:
            found.append(f"{folder}/{path.name}")
    return found


def remove_unfinished(*, now: datetime) -> int:
    """Delete what killed processes left half-written more than a day ago."""
    strays = keys_older_than(UNFINISHED, now - STRAY_AFTER)
    for key in strays:
        remove(key)
    return len(strays)


def _folder(path: Path) -> Path:
    path.mkdir(parents=True, exist_ok=True, mode=0o700)
    return path


def _flush_folder(folder: Path) -> None:
    """The new name itself must survive a power cut, too."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
