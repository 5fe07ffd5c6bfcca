from __future__ import annotations

import os
from pathlib import Path

from django.core.management.base import CommandError


def write_private(path: Path, data: bytes) -> None:
    """For the eyes of the person who ran the command: the file holds health data."""
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(descriptor, "wb") as file:
            # A file that was there keeps its rights, which may be wider.
            os.fchmod(file.fileno(), 0o600)
            file.write(data)
    except OSError as fault:
        raise CommandError(f"{path} cannot be written: {fault.strerror}") from None
