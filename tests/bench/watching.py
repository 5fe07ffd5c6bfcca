"""Run a program and watch it: how long, and how much memory it and its children had at most together."""

from __future__ import annotations

import subprocess
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

STEP = 0.02


@dataclass(frozen=True)
class Cost:
    """`peak` and `alone` in MiB: of all processes together (shared pages split), and of the first one."""

    seconds: float
    peak: float
    alone: float
    said: str


def watched(command: Sequence[str], *, folder: Path, environment: dict[str, str] | None = None) -> Cost:
    start = time.perf_counter()
    process = subprocess.Popen(
        command, cwd=folder, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    peaks = {"all": 0.0, "first": 0.0}

    def watch() -> None:
        while process.poll() is None:
            sizes = [_memory(one) for one in _family(process.pid)]
            peaks["all"] = max(peaks["all"], sum(sizes))
            peaks["first"] = max(peaks["first"], sizes[0] if sizes else 0)
            time.sleep(STEP)

    watcher = threading.Thread(target=watch)
    watcher.start()
    said, complaint = process.communicate(timeout=300)
    seconds = time.perf_counter() - start
    watcher.join()
    if process.returncode:
        raise RuntimeError(f"{command[0]} ended with {process.returncode}: {complaint[-2000:]}")
    return Cost(seconds, peaks["all"], peaks["first"], said)


def _family(first: int) -> list[int]:
    found, open_ends = [first], [first]
    while open_ends:
        parent = open_ends.pop()
        for task in Path(f"/proc/{parent}/task").glob("*/children"):
            try:
                children = [int(one) for one in task.read_text().split()]
            except OSError:
                continue
            found += children
            open_ends += children
    return found


def _memory(process: int) -> float:
    try:
        for line in Path(f"/proc/{process}/smaps_rollup").read_text().splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1]) / 1024
    except OSError:
        pass
    return 0
