"""Files we keep: there whole or not at all, and for the eyes of this program only.

On the local disk or in an object store, as the settings say (`FILES_URL`); a key means the same in both. What
is not there is None; a store that fails is loud (OSError).
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path
from typing import IO, Protocol

from django.conf import settings
from django.core.files.storage import FileSystemStorage, storages

from requests_app.common import disk_files

UNFINISHED = disk_files.UNFINISHED
STRAY_AFTER = timedelta(days=1)


class KeptFiles(Protocol):
    def write(self, key: str, data: bytes) -> None: ...

    def write_all(self, files: Mapping[str, bytes]) -> None: ...

    def write_from(self, key: str, path: Path) -> None: ...

    def read(self, key: str) -> bytes | None: ...

    def stream(self, key: str) -> IO[bytes] | None: ...

    def remove(self, key: str) -> None: ...

    def keys_older_than(self, folder: str, moment: datetime) -> list[str]: ...


def write_whole(key: str, data: bytes) -> None:
    """A reader sees the file as it was before, or as it is now, never half of it."""
    _files().write(key, data)


def write_all(files: Mapping[str, bytes]) -> None:
    """Each of them whole. When one cannot be written, others may stay."""
    _files().write_all(files)


def write_from(key: str, path: Path) -> None:
    """A large file, made in a working folder; it may be moved away from there."""
    _files().write_from(key, path)


def read(key: str) -> bytes | None:
    return _files().read(key)


def stream(key: str) -> IO[bytes] | None:
    """A large file, piece by piece. Close it."""
    return _files().stream(key)


def remove(key: str) -> None:
    """The file, or everything in the folder."""
    _files().remove(key)


def keys_older_than(folder: str, moment: datetime) -> list[str]:
    """What lies right in this folder and was written before the moment."""
    return _files().keys_older_than(folder, moment)


@contextmanager
def working_folder() -> Iterator[Path]:
    """A private local folder, gone afterwards; when the process is killed, within a day or two."""
    parent = disk_files.private_folder(_local(UNFINISHED))
    with tempfile.TemporaryDirectory(prefix="work-", dir=parent) as folder:
        yield Path(folder)


def remove_unfinished(*, now: datetime) -> int:
    """Delete what killed processes left half-written on the local disk more than a day ago."""
    disk = disk_files.DiskFiles(FileSystemStorage(settings.MEDIA_ROOT))
    strays = disk.keys_older_than(UNFINISHED, now - STRAY_AFTER)
    for key in strays:
        disk.remove(key)
    return len(strays)


def _files() -> KeptFiles:
    storage = storages["default"]
    if isinstance(storage, FileSystemStorage):
        return disk_files.DiskFiles(storage)
    # Only where it is used: its libraries are large.
    from requests_app.common.object_files import files_in

    return files_in(storage)


def _local(name: str) -> Path:
    return Path(settings.MEDIA_ROOT) / name
