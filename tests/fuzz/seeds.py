"""What the fuzzer starts from: every file of the readers’ own tests, by the reader it is for."""

from __future__ import annotations

from functools import cache

from tests.claims.fhir.files import FOLDER
from tests.claims.pdf import making, shapes
from tests.claims.table import good as table_good
from tests.claims.table import odd as table_odd
from tests.claims.x12.broken import BROKEN
from tests.claims.x12.good_more import ALL_GOOD
from tests.claims.x12.odd_claims import ALL_ODD

# Longer ones only cost time: what can go wrong in them goes wrong in short ones, too.
LONGEST = 20_000
DRAWN = [shape.pages for shape in (*shapes.TABLES, *shapes.SUMMARIES)]


@cache
def seeds_of(family: str) -> tuple[bytes, ...]:
    found = {
        "fhir": lambda: [path.read_bytes() for path in sorted(FOLDER.glob("*/*"))],
        "x12": lambda: [case.data for case in (*ALL_GOOD, *ALL_ODD, *BROKEN)],
        "table": lambda: [case.data for case in (*table_good.GOOD, *table_odd.ODD, *table_odd.REFUSED)],
        "pdf": lambda: [making.pdf(*pages) for pages in DRAWN],
        "pages": lambda: ["\f".join(pages).encode() for pages in DRAWN],
    }[family]()
    return tuple(one for one in found if len(one) <= LONGEST)
