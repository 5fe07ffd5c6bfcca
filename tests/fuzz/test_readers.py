"""The readers of strangers’ files, on files damaged at random; `python -m tests.fuzz` does this for long."""

from __future__ import annotations

import random
import tracemalloc
from collections import Counter
from pathlib import Path

import pytest

from tests.fuzz.mutations import damaged
from tests.fuzz.seeds import seeds_of
from tests.fuzz.targets import FAMILIES, outcome_of

RUNS = {"fhir": 2000, "x12": 2000, "table": 1500, "pdf": 250, "pages": 250}
MEGABYTE = 1024 * 1024
# Seeds and what is made of them are at most 40 KB.
MOST_MEMORY = 40 * MEGABYTE
FOUND = Path(__file__).parent / "found"


@pytest.mark.parametrize("family", FAMILIES)
def test_seeds_are_read_or_refused(family: str) -> None:
    found = Counter(outcome_of(family, data) for data in seeds_of(family))
    assert found["read"] >= 20, found


@pytest.mark.parametrize("family", FAMILIES)
def test_damaged_files_are_read_or_refused(family: str) -> None:
    """The same damage each time: what fails here fails again."""
    chance = random.Random(f"{family} 6")
    seeds = seeds_of(family)
    found = Counter(
        outcome_of(family, damaged(family, chance.choice(seeds), chance)) for _ in range(RUNS[family])
    )
    # Damage that never gets past the door tries nothing.
    assert found["read"] > RUNS[family] / 20, found
    assert len(found) > 2, found


@pytest.mark.parametrize("family", FAMILIES)
def test_a_damaged_file_takes_little_memory(family: str) -> None:
    chance = random.Random(f"{family} memory")
    whole = [damaged(family, chance.choice(seeds_of(family)), chance) for _ in range(12)]
    outcome_of(family, whole[0])
    tracemalloc.start()
    try:
        for data in whole:
            outcome_of(family, data)
        assert tracemalloc.get_traced_memory()[1] < MOST_MEMORY
    finally:
        tracemalloc.stop()


def test_what_the_fuzzer_once_found_stays_mended() -> None:
    for path in sorted(FOUND.glob("*/*")):
        outcome_of(path.parent.name, path.read_bytes())
