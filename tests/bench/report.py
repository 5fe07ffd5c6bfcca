"""The figures as a page of the documentation, each beside its limit."""

from __future__ import annotations

import os
import platform
import time
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
PAGE_LIMIT = 100_000
FILES = ("css/portal.css", "js/portal.js")
LOOPS = 400_000
BEHIND = "Empty view behind our middleware, signed in"


def calibrate() -> float:
    """Milliseconds of a fixed piece of work: tells whether the machine changed its speed meanwhile."""
    start = time.perf_counter()
    total = 0
    for number in range(LOOPS):
        total += number * number % 7
    return (time.perf_counter() - start) * 1000


def write(
    runs: list[Any],
    limits: Mapping[str, float | None],
    base: str,
    queries: Mapping[str, Mapping[str, int]],
    packets: Mapping[str, Mapping[str, float]],
    evidence: Mapping[str, Mapping[str, float]],
    *,
    requests: int,
) -> str:
    parts = [_head(requests)]
    for run in runs:
        parts.append(_pages(run, limits, base))
    parts += [_queries(queries), _packets(packets), _evidence(evidence), _sizes(runs[0].sizes, base)]
    return "\n".join(parts)


def _head(requests: int) -> str:
    return f"""# Benchmarks

Written by `make bench` on {datetime.now(UTC):%B %d, %Y} (UTC). Machine: {machine()}.

{requests} requests of each page after a warm-up, in turns, over one kept connection on loopback. Speeds of
this kind of machine change by a factor of two between minutes, so compare ratios, not milliseconds; the
calibration loop shows the speed before and after each run.
"""


def machine() -> str:
    lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    model = next((line.partition(":")[2].strip() for line in lines if line.startswith("model name")), "")
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    chip = model or platform.machine()
    return f"{chip}, {os.cpu_count()} cores, {memory:.0f} GiB, Python {platform.python_version()}"


def _pages(run: Any, limits: Mapping[str, float | None], base: str) -> str:
    rows = []
    for name, limit in limits.items():
        ratio = run.medians[name] / run.medians[base]
        promised = f"{limit:g}×" if limit else "none"
        verdict = "" if limit is None else ("kept" if ratio <= limit else "**over**")
        rows.append(f"| {name} | {run.medians[name]:.2f} | {ratio:.1f}× | {promised} | {verdict} |")
    before, after = run.calibration
    floor = run.medians[BEHIND] / run.medians[base]
    return f"""## Pages, gunicorn gthread, {run.setting}

| Page | Median, ms | Beside the empty view | Limit | |
| --- | --- | --- | --- | --- |
{chr(10).join(rows)}

An empty page is {floor:.1f}× already once it stands behind session, person, tenant and transaction, and one
that saves also commits to disk. Calibration loop: {before:.1f} ms before, {after:.1f} ms after.
"""


def _queries(queries: Mapping[str, Mapping[str, int]]) -> str:
    rows = []
    for name, found in sorted(queries.items()):
        verdict = "kept" if found["few"] == found["many"] else "**grows**"
        rows.append(f"| `{name}` | {found['few']} | {found['many']} | the same | {verdict} |")
    return f"""## Queries of a page, with 3 and with 30 rows

Session, person, scope and transaction statements are counted too.

| Page | 3 rows | 30 rows | Limit | |
| --- | --- | --- | --- | --- |
{chr(10).join(rows)}
"""


def _packets(packets: Mapping[str, Mapping[str, float]]) -> str:
    rows = [
        f"| {number} | {one['pages']:.0f} | {one['first']:.1f} | {one['again']:.1f} "
        f"| {one['before']:.0f} | {one['peak']:.0f} | {one['kilobytes']:.0f} |"
        for number, one in packets.items()
    ]
    return f"""## Packets, built in a process of their own

No limit was set. The peak is of the whole process; Django and our code alone take what stands under “before”.

| In-network offices | Pages | First build, s | Second build, s | Memory before, MiB | Peak, MiB | File, kB |
| --- | --- | --- | --- | --- | --- | --- |
{chr(10).join(rows)}
"""


def _evidence(evidence: Mapping[str, Mapping[str, float]]) -> str:
    first, again = evidence["first"], evidence["again"]
    rows = [f"| {name} | {_milliseconds(found)} |" for name, found in again.items()]
    once = [f"| {name} | {_milliseconds(found)} |" for name, found in first.items()]
    return f"""## Knowledge, evidence and strength check

Medians in one process, with everything imported. The case has 200 in-network offices under the standard of
Illinois. A process pays the first table once.

| First question of a process | ms |
| --- | --- |
{chr(10).join(once)}

| Afterwards | ms |
| --- | --- |
{chr(10).join(rows)}
"""


def _milliseconds(number: float) -> str:
    return f"{number:.0f}" if number >= 10 else f"{number:.2f}"


def _sizes(sizes: Mapping[str, int], base: str) -> str:
    files = sum((ROOT / "static" / name).stat().st_size for name in FILES)
    rows = []
    for name, size in sizes.items():
        if size > 1000 and name != base:
            weight = size + files
            verdict = "kept" if weight < PAGE_LIMIT else "**over**"
            rows.append(f"| {name} | {weight / 1000:.1f} | {PAGE_LIMIT / 1000:.0f} | {verdict} |")
    return f"""## Sizes, uncompressed, with stylesheet and script

| Page | kB | Limit | |
| --- | --- | --- | --- |
{chr(10).join(rows)}
"""
