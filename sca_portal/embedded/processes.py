"""Small questions about processes, answered from /proc."""

import os
import signal
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path


def command_line(pid: int) -> str:
    """The command of a living process; empty for one that is gone, a zombie or not readable."""
    try:
        raw = Path(f"/proc/{pid}/cmdline").read_bytes()
    except OSError:
        return ""
    return raw.replace(b"\0", b" ").decode(errors="replace")


def pid_in(path: Path, *, running: str) -> int | None:
    """The process a pid file names, if it is alive and its command contains `running`.

    A pid file outlives a crash and its number may belong to a stranger by now.
    """
    try:
        pid = int(path.read_text().split()[0])
    except (OSError, ValueError, IndexError):
        return None
    return pid if pid > 0 and running in command_line(pid) else None


def gone(pid: int) -> bool:
    """True when the process ended; collects it when it was a child of ours."""
    with suppress(ChildProcessError):
        os.waitpid(pid, os.WNOHANG)
    return not command_line(pid)


def wait_until(condition: Callable[[], bool], seconds: float) -> bool:
    end = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > end:
            return False
        time.sleep(0.03)
    return True


def end(pid: int, *, ask_with: signal.Signals, seconds: float) -> None:
    """Ask a process to end; kill it when it does not."""
    for number in (ask_with, signal.SIGKILL):
        try:
            os.kill(pid, number)
        except ProcessLookupError:
            return
        if wait_until(lambda: gone(pid), seconds):
            return
