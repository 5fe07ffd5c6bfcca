"""Build one packet twice in a process of its own, as the worker does. Prints JSON: seconds and peak memory.

python -m tests.bench.packet CASE_ID, inside the portal's environment.
"""

from __future__ import annotations

import json
import os
import resource
import sys
import time

import django


def measure(case_id: str) -> dict[str, float]:
    from django.utils import timezone

    from requests_app.casefile.export import case_file
    from requests_app.cases.lookup import every_organization, find_case
    from requests_app.common.time_zones import day_at
    from requests_app.packets.contents import filled_sections
    from requests_app.packets.gathering import proof_of
    from requests_app.packets.parts import Options, Section
    from requests_app.packets.rendering import render

    before = _peak()
    with every_organization("build_packet"):
        case = find_case(case_id)
        assert case is not None
        file, now = case_file(case), timezone.now()
        proof = proof_of(case, file, on=day_at(now, zone=case.time_zone))
    options = Options(sections=filled_sections(file, proof) | {Section.COVER}, made_at=now)
    seconds = []
    for _number in range(2):
        start = time.perf_counter()
        printed = render(file, options, proof)
        seconds.append(time.perf_counter() - start)
    return {
        "first": seconds[0],
        "again": seconds[1],
        "pages": printed.pages,
        "kilobytes": len(printed.pdf) / 1000,
        "before": before,
        "peak": _peak(),
    }


def _peak() -> float:
    """Megabytes, the most so far."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "sca_portal.settings")
    django.setup()
    print(json.dumps(measure(sys.argv[1])))
