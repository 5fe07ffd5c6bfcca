"""Files on the local disk: written beside, flushed and renamed, so that a reader never sees half a file."""

from __future__ import annotations

import os
import shutil
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import IO, Any
from uuid import uuid4

from django.core.files.storage import FileSystemStorage

UNFINISHED = "unfinished"


class DiskFiles:
    def __init__(self, storage: FileSystemStorage) -> None:
        self._storage = storage

    def write(self, key: str, data: bytes) -> None:
        target = self._path(key)
        beside = private_folder(self._path(UNFINISHED)) / uuid4().hex
        handle = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            os.replace(beside, private_folder(target.parent) / target.name)
        except OSError:
            # A full disk is not made fuller by halves.
            beside.unlink(missing_ok=True)
            raise
        _flush_folder(target.parent)

    def write_all(self, files: Mapping[str, bytes]) -> None:
        for key, data in files.items():
            self.write(key, data)

    def write_from(self, key: str, path: Path) -> None:
        """The file has to lie on the same disk, as a working folder does."""
        target = self._path(key)
        with path.open("rb") as file:
            os.fsync(file.fileno())
        path.chmod(0o600)
        os.replace(path, private_folder(target.parent) / target.name)
        _flush_folder(target.parent)

    def stream(self, key: str) -> IO[bytes] | None:
        try:
            return self._path(key).open("rb")
        except FileNotFoundError:
            return None

    def read(self, key: str) -> bytes | None:
        try:
            return self._path(key).read_bytes()
        except FileNotFoundError:
            return None

    def remove(self, key: str) -> None:
        path = self._path(key)
        if path.is_dir():
            shutil.rmtree(path, onerror=_unless_gone)
        else:
            path.unlink(missing_ok=True)

    def keys_older_than(self, folder: str, moment: datetime) -> list[str]:
        return [f"{folder}/{name}" for name in names_older_than(self._path(folder), moment)]

    def _path(self, key: str) -> Path:
        return Path(self._storage.path(key))


def names_older_than(folder: Path, moment: datetime) -> list[str]:
    found = []
    for path in folder.glob("*"):
        try:
            is_old = path.stat().st_mtime < moment.timestamp()
        except FileNotFoundError:
            continue
        if is_old:
            found.append(path.name)
    return found


def private_folder(path: Path) -> Path:
    path.mkdir(parents=True, exist_ok=True, mode=0o700)
    return path


def _unless_gone(_work: object, _path: str, fault: Any) -> None:
    """Somebody else may remove the same folder at once; a file that cannot be removed is loud."""
    if not isinstance(fault[1], FileNotFoundError):
        raise fault[1]


def _flush_folder(folder: Path) -> None:
    """The new name itself must survive a power cut, too."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
