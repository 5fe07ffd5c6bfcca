"""`make bench`: pages beside an empty view, queries, packets, evidence, sizes. Writes docs/benchmarks.md.

    python -m tests.bench [--requests 200] [--no-file]

All requests go over one kept connection on loopback, in turns (one of each page, then again), so that a
machine that changes its speed half-way slows all of them alike. Ratios are of medians in the same run.
"""

from __future__ import annotations

import argparse
import os
import statistics
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import django

from tests.bench import beside_report, bills_report, report
from tests.bench.client import Answer, Client

WARM_UP = 25
CASES = 1_000
SETTINGS = {"1 process, 4 threads": 1, "2 processes, 4 threads (`make run`)": 2}
BASE = "Empty view, no middleware"
# What a page may cost, as a multiple of the empty view; None where nothing was promised.
LIMITS: dict[str, float | None] = {
    BASE: None,
    report.BEHIND: None,
    "Wizard page, GET (3 questions)": 3,
    "Wizard page, POST that saves": 3,
    "Wizard page, GET (7 questions, one a list of states)": 3,
    "Task list": None,
    f"Queue with {CASES:,} cases": None,
}


@dataclass
class Run:
    """Medians in milliseconds under one setting of the server."""

    setting: str
    calibration: tuple[float, float] = (0, 0)
    medians: dict[str, float] = field(default_factory=dict)
    sizes: dict[str, int] = field(default_factory=dict)


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("--requests", type=int, default=200, help="of each page, after the warm-up")
    parser.add_argument("--no-file", action="store_true", help="print only")
    options = parser.parse_args()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "sca_portal.settings")
    django.setup()
    from tests.journeys import server

    runs, staged, packets, evidence, beside, bills = [], {}, {}, {}, {}, {}
    for setting, workers in SETTINGS.items():
        running = server.portal(
            name="bench", background=False, web_workers=workers, app="tests.bench.wsgi", DEMO="1"
        )
        with running as portal:
            staged = portal.run_module("tests.bench.stage")
            portal.manage("demo_data", "--many", str(CASES))
            runs.append(_measure(portal, setting, staged, options.requests))
            if workers == 1:
                packets = {
                    number: portal.run_module("tests.bench.packet", case)
                    for number, case in staged["packets"].items()
                }
                evidence = portal.run_module("tests.bench.evidence", staged["packets"]["200"])
                beside = portal.run_module("tests.bench.side_by_side")
                bills = {kind: portal.run_module("tests.bench.bills", kind) for kind in bills_report.KINDS}
    text = report.write(runs, LIMITS, BASE, staged["queries"], packets, evidence, requests=options.requests)
    text = "\n".join([text, bills_report.bills(bills), beside_report.side_by_side(beside)])
    print(text)
    if not options.no_file:
        (report.ROOT / "docs" / "benchmarks.md").write_text(text, encoding="utf-8")
    return 0


def _measure(portal: Any, setting: str, staged: dict[str, Any], requests: int) -> Run:
    run = Run(setting)
    targets = _targets(portal, staged)
    times: dict[str, list[float]] = {name: [] for name in targets}
    before = report.calibrate()
    for number in range(WARM_UP + requests):
        for name, ask in targets.items():
            answer = ask(number)
            run.sizes[name] = len(answer.body)
            if number >= WARM_UP:
                times[name].append(answer.seconds * 1000)
    run.calibration = (before, report.calibrate())
    run.medians = {name: statistics.median(found) for name, found in times.items()}
    return run


def _targets(portal: Any, staged: dict[str, Any]) -> dict[str, Callable[[int], Answer]]:
    patient = Client(portal.url, {"sid": staged["patient"]})
    lead = Client(portal.url, {"sid": staged["lead"]})
    case = f"/cases/{staged['case']}"
    need, address = f"{case}/care/need/", f"{case}/you/address/"
    hidden: dict[str, str] = {}

    def get(client: Client, path: str) -> Callable[[int], Answer]:
        return lambda _number: _expect(client.get(path), 200)

    def wizard(_number: int) -> Answer:
        answer = _expect(patient.get(need), 200)
        hidden.update(answer.hidden())
        return answer

    def save(number: int) -> Answer:
        typed = {
            "description": f"Outpatient treatment, three days a week, version {number}",
            "specialty": "Psychiatry",
            "level_of_care": "OUTPATIENT_PROGRAM",
        }
        return _expect(patient.post(need, {**hidden, **typed}), 302)

    asks = (
        get(patient, "/bench/empty/"),
        get(patient, "/bench/behind/"),
        wizard,
        save,
        get(patient, address),
        get(patient, f"{case}/"),
        get(lead, "/q/"),
    )
    return dict(zip(LIMITS, asks, strict=True))


def _expect(answer: Answer, status: int) -> Answer:
    assert answer.status == status, (answer.status, answer.body[:3000].decode())
    return answer


if __name__ == "__main__":
    sys.exit(main())
