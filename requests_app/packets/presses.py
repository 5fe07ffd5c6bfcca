"""The worker's side of the press: a process per packet, ready before it is needed, ended by the clock."""

from __future__ import annotations

import json
import logging
import os
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import IO, Any, cast

from django.conf import settings

from requests_app.common.files import working_folder
from requests_app.documents.limits import MEGABYTE, ReaderLimits
from requests_app.packets import wire

log = logging.getLogger(__name__)
# All sections of one packet together; a worker gives a packet 150 seconds.
PACKET_SECONDS = 120
# What a spare press keeps on the disk is taken for a stray after a day.
OLDEST_SPARE = 30 * 60
PRINT_ROOT = Path(settings.BASE_DIR) / "static" / "print"
# Measured with 1,000 rows of a log: 17 s of work, 390 MB of addresses. Wall seconds are those of one section.
LIMITS = ReaderLimits(
    memory=1024 * MEGABYTE, cpu_seconds=PACKET_SECONDS, wall_seconds=60, file_size=64 * MEGABYTE
)


class PrintFailed(Exception):
    """The packet could not be made into a PDF."""


@dataclass(frozen=True)
class Picture:
    media_type: str
    data: bytes


class Press:
    """One process. Everything a packet needs is sent to it; it can fetch nothing by itself."""

    def __init__(self, limits: ReaderLimits) -> None:
        self.limits = limits
        self.started = time.monotonic()
        self._closing = ExitStack()
        folder = self._closing.enter_context(working_folder())
        # The oldest file of its folder: whatever clears that out takes this one first.
        self._mark = folder / "begun"
        self._mark.touch()
        self._process = subprocess.Popen(
            [
                sys.executable, "-P", "-m", "requests_app.packets.press",
                str(PRINT_ROOT), json.dumps(asdict(limits)),
            ],
            cwd=folder,
            env=_environment(folder),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            # What a library says of a page may hold words of the packet.
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )  # fmt: skip

    @property
    def is_alive(self) -> bool:
        return self._process.poll() is None

    @property
    def has_its_files(self) -> bool:
        """Without its fonts it prints pages with holes. After a machine slept for days they are gone."""
        return self._mark.exists()

    def print(
        self, order: Mapping[str, Any], pictures: Mapping[str, Picture]
    ) -> tuple[dict[str, Any], bytes]:
        """What was told of the pages, and their bytes. Raises PrintFailed."""
        kinds = {address: picture.media_type for address, picture in pictures.items()}
        blobs = {address: picture.data for address, picture in pictures.items()}
        try:
            wire.send(cast(IO[bytes], self._process.stdin), {**order, "pictures": kinds}, blobs)
            answer = wire.receive(cast(IO[bytes], self._process.stdout))
        except (OSError, wire.WireBroken) as fault:
            raise PrintFailed("the press stopped") from fault
        if answer is None:
            raise PrintFailed("the press stopped")
        told, made = answer
        if "problem" in told or "pdf" not in made:
            raise PrintFailed(str(told.get("problem", "no pages")))
        return told, made["pdf"]

    def kill(self) -> None:
        self._process.kill()

    def close(self) -> None:
        self._process.kill()
        self._process.wait()
        for pipe in (self._process.stdin, self._process.stdout):
            try:
                cast(IO[bytes], pipe).close()
            except OSError:
                log.debug("the press left a pipe with something in it")
        self._closing.close()


class Spare:
    """The next press, started while nobody waits for it. One for each worker process."""

    def __init__(self) -> None:
        self._press: Press | None = None
        self._of_process = 0
        self._lock = threading.Lock()

    def take(self) -> Press:
        with self._lock:
            press, self._press = self._press, None
            # A press of the process that this one was forked from is not ours to talk to.
            is_ours = self._of_process == os.getpid()
        if press is not None and is_ours:
            if press.is_alive and press.has_its_files and time.monotonic() - press.started < OLDEST_SPARE:
                return press
            press.close()
        return Press(LIMITS)

    def prepare(self) -> None:
        with self._lock:
            if self._press is None or self._of_process != os.getpid():
                self._press, self._of_process = Press(LIMITS), os.getpid()

    def close(self) -> None:
        with self._lock:
            if self._press is not None and self._of_process == os.getpid():
                self._press.close()
            self._press = None


SPARE = Spare()


class LazyPress:
    """Takes a press when the first section must be printed: often all of them are kept from before."""

    def __init__(self) -> None:
        self._press: Press | None = None
        self._deadline = time.monotonic() + PACKET_SECONDS

    def print(
        self, order: Mapping[str, Any], pictures: Mapping[str, Picture]
    ) -> tuple[dict[str, Any], bytes]:
        if self._press is None:
            self._press = SPARE.take()
        left = self._deadline - time.monotonic()
        clock = threading.Timer(min(self._press.limits.wall_seconds, left), self._press.kill)
        clock.daemon = True
        clock.start()
        try:
            return self._press.print(order, pictures)
        finally:
            clock.cancel()

    def close(self) -> None:
        if self._press is not None:
            self._press.close()


@contextmanager
def press_for_a_packet() -> Iterator[LazyPress]:
    press = LazyPress()
    try:
        yield press
    finally:
        press.close()


def _environment(folder: Path) -> dict[str, str]:
    """Nothing of our environment: no address of the database, no key, no font of the machine."""
    return {
        "PATH": os.defpath,
        "LANG": "C.UTF-8",
        "PYTHONPATH": str(settings.BASE_DIR),
        "PYTHONHASHSEED": "0",
        "TMPDIR": str(folder),
        "XDG_CACHE_HOME": str(folder),
        "FONTCONFIG_FILE": str(PRINT_ROOT / "fonts.conf"),
    }
