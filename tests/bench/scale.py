"""`make bench-scale`: the queue, the case page and the figures at 1,000, 100,000 and 1,000,000 cases.

    python -m tests.bench.scale [--sizes 1000,100000,1000000] [--requests 30] [--keep] [--no-file]

Each size is a database of its own, seeded by `manage.py seed_scale`, and one process that asks it. All sizes
are asked in turns, so that a machine that changes its speed slows all of them alike; Django's admin change
list runs beside, on the same databases. Writes docs/benchmarks-scale.md.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

import django

WARM_UP = 3
# So that the largest facility of the smallest size still has more than a page of cases.
FACILITIES = {1_000: 50}
# Indexes that only readers of the queue need: made at once over all rows, not row by row.
FOR_READING = "^(case_desk_|case_search_)"
OURS, ADMIN = "sca_portal.settings", "tests.bench.admin_settings"


@dataclass
class Asked:
    """Milliseconds by page and size, and what each page asks of the database."""

    times: dict[str, dict[int, list[float]]] = field(default_factory=dict)
    queries: dict[str, dict[int, int]] = field(default_factory=dict)
    plans: dict[str, list[str]] = field(default_factory=dict)
    counting: dict[int, float] = field(default_factory=dict)
    seeding: dict[int, float] = field(default_factory=dict)


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("--sizes", default="1000,100000,1000000")
    parser.add_argument("--requests", type=int, default=30, help="of each page and size, after the warm-up")
    parser.add_argument("--keep", action="store_true", help="keep the seeded databases, and use those kept")
    parser.add_argument("--no-file", action="store_true", help="print only")
    options = parser.parse_args()
    sizes = [int(one) for one in options.sizes.split(",")]
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", OURS)
    django.setup()
    from tests.bench import scale_report

    asked = Asked()
    collect = ["manage.py", "collectstatic", "--noinput", "--verbosity=0"]
    subprocess.run([sys.executable, *collect], env=environment("none"), check=True)
    for size in sizes:
        asked.seeding[size] = prepare(size)
    try:
        measure(asked, sizes, OURS, options.requests)
        measure(asked, sizes, ADMIN, options.requests)
    finally:
        if not options.keep:
            _drop(sizes)
    text = scale_report.text_of(asked, sizes, requests=options.requests)
    print(text)
    if not options.no_file:
        (scale_report.ROOT / "docs" / "benchmarks-scale.md").write_text(text, encoding="utf-8")
    return 0


def prepare(size: int) -> float:
    """The seeded database of this size, made when it is not there. Returns the seconds that took."""
    from tests import databases

    name = database_of(size)
    if databases.names_like(name):
        return 0.0
    databases.drop(f"{name}_making")
    databases.clone(databases.make_template(), f"{name}_making")
    started = time.perf_counter()
    indexes = databases.put_indexes_off(f"{name}_making", FOR_READING)
    command = [
        "manage.py",
        "seed_scale",
        "--cases",
        str(size),
        "--facilities",
        str(FACILITIES.get(size, 500)),
    ]
    subprocess.run([sys.executable, *command], env=environment(f"{name}_making"), check=True)
    databases.settle(f"{name}_making", name, indexes)
    return time.perf_counter() - started


def measure(asked: Asked, sizes: list[int], settings: str, requests: int) -> None:
    with ExitStack() as stack:
        workers = {size: stack.enter_context(_worker(size, settings)) for size in sizes}
        pages: list[str] = []
        for size, worker in workers.items():
            told = worker.read()
            if told:
                asked.counting[size] = told["seconds"]
            pages = worker.read()["pages"]
        for page in pages:
            times: dict[int, list[float]] = {size: [] for size in sizes}
            for number in range(WARM_UP + requests):
                for size, worker in workers.items():
                    took = worker.ask("time", page)
                    if number >= WARM_UP:
                        times[size].append(took)
            asked.times[page] = times
            asked.queries[page] = {size: worker.ask("queries", page) for size, worker in workers.items()}
            asked.plans[page] = workers[sizes[-1]].ask("explain", page)


@dataclass
class _Worker:
    process: subprocess.Popen[str]

    def read(self) -> Any:
        assert self.process.stdout is not None
        line = self.process.stdout.readline()
        if not line:
            raise SystemExit("a worker ended; see what it wrote above")
        return json.loads(line)

    def ask(self, verb: str, page: str) -> Any:
        assert self.process.stdin is not None
        self.process.stdin.write(f"{verb} {page}\n")
        self.process.stdin.flush()
        return self.read()


@contextmanager
def _worker(size: int, settings: str) -> Iterator[_Worker]:
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.bench.scale_worker"],
        env=environment(database_of(size)) | {"DJANGO_SETTINGS_MODULE": settings},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        yield _Worker(process)
    finally:
        process.kill()
        process.wait()


def database_of(size: int) -> str:
    """A change of the migrations makes another name, so that a kept database is never an old one."""
    from tests import databases

    return databases.template_name().replace("sca_template", f"sca_scale_{size}")


def environment(database: str) -> dict[str, str]:
    from sca_portal import env
    from tests import databases

    places = {
        name: urlsplit(env.text(name))._replace(path=f"/{database}").geturl()
        for name in ("DATABASE_URL", "DATABASE_OWNER_URL")
    }
    given = {name: env.text(name) for name in ("SECRET_KEY", "DATA_KEYS", "REDIS_URL")}
    folder = databases.ROOT / "var" / "bench-scale"
    folder.mkdir(parents=True, exist_ok=True)
    fixed = {
        "DATA_DIR": str(folder),
        "EMAIL_URL": f"file://{folder / 'mail'}",
        "SITE_URL": "http://127.0.0.1",
        "ALLOWED_HOSTS": "127.0.0.1",
        "DEMO": "1",
        "DEBUG": "0",
        "SECURE_COOKIES": "0",
    }
    return {**os.environ, **given, **places, **fixed}


def _drop(sizes: list[int]) -> None:
    from tests import databases

    for size in sizes:
        databases.drop(database_of(size))


if __name__ == "__main__":
    sys.exit(main())
