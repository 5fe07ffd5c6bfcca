"""What was measured at three sizes, as docs/benchmarks-scale.md."""

from __future__ import annotations

import statistics
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from tests.bench import report

ROOT = Path(__file__).resolve().parents[2]
AIM = 1.5
LONGEST = 45
# Plans of all pages would be a book; these are the ones that must never become a scan of everything.
SHOWN = ("Queue: All open", "Queue: next page", "Search: a name", "Search: a name with a slip", "Case page")


def text_of(asked: Any, sizes: list[int], *, requests: int) -> str:
    ours = [page for page in asked.times if not page.startswith("Admin")]
    admin = [page for page in asked.times if page.startswith("Admin")]
    over = [page for page in ours if _growth(asked, page, sizes) > AIM]
    head = " | ".join(f"{size:,}: median / p95" for size in sizes)
    return f"""# At scale

Written by `make bench-scale`. Do not edit by hand.

Measured {datetime.now(UTC):%Y-%m-%d %H:%M} UTC on {report.machine()}.
Milliseconds of a whole request in one process (all middleware, real PostgreSQL under row security, no
network), {requests} requests of each page and size in turns after a warm-up. The person is an admin of the
largest facility, which holds {_shares(sizes)} of the cases.

Seeding took {_seconds(asked.seeding)}; counting all figures of the largest facility, in the background,
{_seconds(asked.counting)}.

## Our pages

| Page | Queries | {head} | Growth |
| --- | --- | {" | ".join("---" for _size in sizes)} | --- |
{chr(10).join(_row(asked, page, sizes) for page in ours)}

Aim: from the smallest to the largest size no page grows by more than {AIM} times (medians).
{f"**Over the aim:** {', '.join(over)}." if over else "All pages keep it."}

## Django’s admin change list beside it

The same databases in the same run, row security included: the columns of our queue, four filters, search
over the same columns, 50 rows to a page.

| Page | Queries | {head} | Growth |
| --- | --- | {" | ".join("---" for _size in sizes)} | --- |
{chr(10).join(_row(asked, page, sizes) for page in admin)}

## How the database answers

`EXPLAIN (ANALYZE)` of the slowest query of a page at {sizes[-1]:,} cases.

{chr(10).join(_plan(asked, page) for page in SHOWN if page in asked.plans)}
"""


def _shares(sizes: list[int]) -> str:
    from requests_app.management.commands.seed_scale import sizes as shared
    from tests.bench.scale import FACILITIES

    return ", ".join(f"{shared(size, FACILITIES.get(size, 500))[0]:,} of {size:,}" for size in sizes)


def _seconds(found: dict[int, float]) -> str:
    return ", ".join(f"{seconds:.1f} s ({size:,} cases)" for size, seconds in found.items() if seconds)


def _growth(asked: Any, page: str, sizes: list[int]) -> float:
    times = asked.times[page]
    return float(statistics.median(times[sizes[-1]]) / statistics.median(times[sizes[0]]))


def _row(asked: Any, page: str, sizes: list[int]) -> str:
    times, queries = asked.times[page], asked.queries[page]
    cells = [f"{statistics.median(times[size]):.0f} / {_p95(times[size]):.0f}" for size in sizes]
    counts = sorted(set(queries.values()))
    asks = str(counts[0]) if len(counts) == 1 else f"**{counts[0]} to {counts[-1]}**"
    return f"| {page} | {asks} | {' | '.join(cells)} | {_growth(asked, page, sizes):.2f} |"


def _p95(times: list[float]) -> float:
    return float(statistics.quantiles(times, n=20)[-1])


def _plan(asked: Any, page: str) -> str:
    plan = asked.plans[page]
    more = [f"... and {len(plan) - LONGEST} lines of the same kind"] if len(plan) > LONGEST else []
    lines = "\n".join([*(line[:140] for line in plan[:LONGEST]), *more])
    return f"### {page}\n\n```\n{lines}\n```\n"
