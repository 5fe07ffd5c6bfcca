"""Fuzz the readers of strangers’ files: `python -m tests.fuzz --runs 10000 [--family fhir]`.

Each family runs in a process of its own under atheris (libFuzzer), which follows what the damage reaches in
the reader. Printed are what came out and how often, the slowest file, and the most memory. Ends with 1 where
a reader let anything else through, hung, or took too much; that file is kept in tests/fuzz/found.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

from tests.fuzz.targets import FAMILIES

ROOT = Path(__file__).resolve().parents[2]
FOUND = Path(__file__).parent / "found"
MOST_MEGABYTES, MOST_SECONDS, LONGEST = 600, 10, 40_000
TOLD_EVERY = 50


def main() -> int:
    asked = argparse.ArgumentParser(prog="python -m tests.fuzz")
    asked.add_argument("--runs", type=int, default=10_000)
    asked.add_argument("--family", choices=FAMILIES)
    asked.add_argument("--seed", type=int, default=6)
    asked.add_argument("--inside", default="", help=argparse.SUPPRESS)
    told = asked.parse_args()
    if told.inside:
        _fuzz(told.family, told.runs, told.seed, Path(told.inside))
    failed = [
        one for one in ([told.family] if told.family else FAMILIES) if not _family(one, told.runs, told.seed)
    ]
    return 1 if failed else 0


def _family(family: str, runs: int, seed: int) -> bool:
    from tests.fuzz.seeds import seeds_of

    with tempfile.TemporaryDirectory(prefix="fuzz-") as name:
        folder = Path(name)
        folder.joinpath("seeds").mkdir()
        for place, data in enumerate(seeds_of(family)):
            folder.joinpath("seeds", f"{place:03}").write_bytes(data)
        command = [sys.executable, "-m", "tests.fuzz", "--family", family, "--runs", str(runs)]
        with folder.joinpath("log").open("wb") as log:
            ended = subprocess.run(
                [*command, "--seed", str(seed), "--inside", name],
                cwd=ROOT,
                stdout=log,
                stderr=log,
                check=False,
            )
        _report(family, folder)
        if ended.returncode == 0:
            return True
        print(folder.joinpath("log").read_text(errors="replace")[-3000:])
        _keep(family, folder)
        return False


def _report(family: str, folder: Path) -> None:
    try:
        told = json.loads(folder.joinpath("told").read_text())
    except (OSError, ValueError):
        print(f"{family}: nothing was told")
        return
    print(
        f"{family}: {told['runs']} files in {told['seconds']:.0f} s, slowest {told['slowest']:.2f} s, "
        f"{told['megabytes']} MB at most, {told['before']} MB before the first"
    )
    for outcome, count in sorted(told["outcomes"].items(), key=lambda pair: -pair[1]):
        print(f"  {count:6} {outcome}")


def _keep(family: str, folder: Path) -> None:
    for path in folder.glob("bad-*"):
        FOUND.joinpath(family).mkdir(parents=True, exist_ok=True)
        shutil.copy(path, FOUND / family / path.name)
        print(f"kept: {FOUND.relative_to(ROOT) / family / path.name}")


def _fuzz(family: str, runs: int, seed: int, folder: Path) -> None:
    """Never comes back: libFuzzer ends the process."""
    import atheris

    with atheris.instrument_imports(include=["requests_app.claims"]):
        from requests_app.claims.readers import dispatch, fhir, pdf_text, table, x12  # noqa: F401
    from tests.fuzz.mutations import damaged
    from tests.fuzz.targets import outcome_of

    outcomes: Counter[str] = Counter()
    slowest, began, before = 0.0, time.monotonic(), _megabytes()

    def one(data: bytes) -> None:
        nonlocal slowest
        started = time.process_time()
        outcomes[outcome_of(family, data)] += 1
        slowest = max(slowest, time.process_time() - started)
        count = outcomes.total()
        # Nothing runs after the last file: the process is ended from outside Python.
        if count % TOLD_EVERY == 0 or count >= runs - 1:
            told = {
                "runs": count,
                "seconds": time.monotonic() - began,
                "slowest": slowest,
                "megabytes": _megabytes(),
                "before": before,
                "outcomes": outcomes,
            }
            folder.joinpath("told.new").write_text(json.dumps(told))
            os.replace(folder / "told.new", folder / "told")

    def damage(data: bytes, most: int, number: int) -> bytes:
        return damaged(family, data, random.Random(number), most=min(most, LONGEST))

    atheris.Setup(
        [
            "fuzz",
            f"-runs={runs}",
            f"-seed={seed}",
            f"-timeout={MOST_SECONDS}",
            f"-rss_limit_mb={MOST_MEGABYTES}",
            f"-max_len={LONGEST}",
            f"-artifact_prefix={folder}/bad-",
            str(folder / "seeds"),
        ],
        one,
        custom_mutator=damage,
    )
    atheris.Fuzz()


def _megabytes() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


if __name__ == "__main__":
    sys.exit(main())
