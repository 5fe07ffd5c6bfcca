"""The processes of the portal: started apart from the terminal, their lines shown in short form."""

import ctypes
import json
import os
import re
import signal
import subprocess
import sys
import threading
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import IO, cast

from sca_portal.embedded import processes

LINE_LIMIT = 200
NOT_SHOWN = {"timestamp", "level", "logger", "time"}
# [2026-11-22 14:00:00,123: INFO/MainProcess] of Celery, [2026-11-22 14:00:00 +0000] [4711] [INFO] of gunicorn
STAMP = re.compile(r"^\[\d{4}-\d\d-\d\d[^\]]*\]\s*(\[\d+\]\s*\[\w+\]\s*)?")
# Twice a minute when all is well; it stays in the log, and a failing sweep is shown.
ROUTINE = re.compile(r"^Task requests_app\.tasks\.sweep\[[^\]]*\] (received|succeeded)")
PR_SET_PDEATHSIG = 1
# A warm shutdown first, then a cold one; SIGKILL comes after.
END_STEPS = ((signal.SIGTERM, 5.0), (signal.SIGQUIT, 3.0))
LIBC = ctypes.CDLL(None)


class Child:
    """One long-running process and the thread that reads what it says."""

    def __init__(self, name: str, command: list[str], environment: dict[str, str], log: Path) -> None:
        self.name = name
        # A session of its own: Ctrl-C in the terminal reaches only us, and we end the children in order.
        self.process = subprocess.Popen(
            command,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            start_new_session=True,
            preexec_fn=_end_with(os.getpid()),
        )
        self._reader = threading.Thread(
            target=_relay, args=(name, cast(IO[bytes], self.process.stdout), log), daemon=True
        )
        self._reader.start()

    @property
    def ended(self) -> bool:
        return self.process.poll() is not None

    def ask_to_end(self, number: signal.Signals) -> None:
        """Signals the main process only; it ends its own workers in good order."""
        if not self.ended:
            self.process.send_signal(number)

    def kill(self) -> None:
        """Last resort: everything that is left of its session."""
        with suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()
        self._reader.join(timeout=1)


def end_all(children: list[Child]) -> None:
    """Ask, ask again, then kill; about eight seconds at worst."""
    for number, seconds in END_STEPS:
        for child in children:
            child.ask_to_end(number)
        if processes.wait_until(lambda: all(child.ended for child in children), seconds):
            break
    for child in children:
        child.kill()


def short(line: str) -> str:
    """One log line for the terminal: without stamps, JSON as text, cut to a readable length, or nothing."""
    line = STAMP.sub("", line.rstrip())
    if ROUTINE.match(line):
        return ""
    if line.startswith("{"):
        try:
            found = json.loads(line)
        except ValueError:
            return line[:LINE_LIMIT]
        event = found.pop("event", None) or found.pop("message", "")
        rest = [
            f"{name}={value}"
            for name, value in found.items()
            if name not in {"timestamp", "level", "logger", "time"}
        ]
        line = " ".join([str(event), *rest])
    return line[:LINE_LIMIT]


def say(name: str, text: str) -> None:
    """Print for the person; a closed terminal is no reason to stop."""
    try:
        print(f"{name:<7}| {text}", flush=True)
    except (OSError, ValueError):
        sys.stdout = open(os.devnull, "w")  # noqa: SIM115


def _relay(name: str, lines: IO[bytes], log: Path) -> None:
    descriptor = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    with os.fdopen(descriptor, "ab", buffering=0) as file, lines:
        for raw in lines:
            file.write(raw)
            text = short(raw.decode(errors="replace"))
            if text.strip():
                say(name, text)


def _end_with(parent: int) -> Callable[[], None]:
    """When we are killed outright, the kernel ends the children, so that nothing is left behind."""

    def prepare() -> None:
        LIBC.prctl(PR_SET_PDEATHSIG, signal.SIGTERM)
        if os.getppid() != parent:
            os._exit(1)

    return prepare
