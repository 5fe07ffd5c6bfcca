"""Time the library of rules, the measures, the picture and the strength check. Prints JSON: milliseconds.

python -m tests.bench.evidence CASE_ID, inside the portal's environment.
"""

from __future__ import annotations

import json
import os
import statistics
import sys
import time
from collections.abc import Callable
from datetime import date
from typing import Any

import django

TURNS = 40
ON = date(2026, 11, 22)
ILLINOIS = {
    "source": "JOB",
    "source_detail": "PRIVATE_EMPLOYER",
    "is_self_funded": "NO",
    "plan_state": "IL",
}


def measure_all(case_id: str) -> dict[str, dict[str, float]]:
    from requests_app.casefile.export import case_file
    from requests_app.cases.lookup import every_organization, find_case
    from requests_app.common.distance import place_of
    from requests_app.evidence import measures, picture, queries, rows
    from requests_app.knowledge import codes, diagnoses, plans, readiness, regulators, standards, store
    from requests_app.strength.checker import check
    from requests_app.strength.facts import facts_of
    from requests_app.strength.queries import findings_of

    with every_organization("build_packet"):
        case = find_case(case_id)
        assert case is not None
        file = case_file(case)
        file = file.model_copy(update={"coverage": file.coverage.model_copy(update=ILLINOIS)})
        plan = plans.plan_facts_of(file.coverage, file.care)
        first = {
            "Rules that apply, with reading all files": _once(lambda: standards.standards_for(plan, ON)),
            "A diagnosis by its code, with opening the list": _once(lambda: diagnoses.diagnosis("F33.2")),
            "The place of a ZIP code, with opening the data": _once(lambda: place_of("85004")),
        }
        found = measures.measure(file, on=ON)
        facts = facts_of(file, on=ON)
        again = {
            "One record by its id": lambda: store.record("il-wait-mh-initial"),
            "Which waits and distances apply to a plan": lambda: standards.standards_for(plan, ON),
            "Who regulates a plan": lambda: regulators.regulators_for(plan, ON),
            "What an insurer looks for": lambda: readiness.tests_for(file.coverage.insurer, plan),
            "Billing codes for a level of care": lambda: codes.code_suggestions(
                "OUTPATIENT_PROGRAM", "BEHAVIORAL"
            ),
            "A diagnosis by its code": lambda: diagnoses.diagnosis("F33.2"),
            "Diagnoses by words": lambda: diagnoses.find_diagnoses("depression recurrent"),
            "Measure 200 offices": lambda: measures.measure(file, on=ON),
            "Draw 200 offices for the page": lambda: picture.picture(found),
            "Draw 200 offices for the packet": lambda: picture.picture(found, width=picture.WIDE),
            "The same as a table": lambda: rows.picture_rows(found),
            "Read the case and measure it": lambda: queries.evidence_of(case, ON),
            "Strength check of a case file with 200 offices": lambda: check(facts_of(file, on=ON)),
            "Strength check, facts at hand": lambda: check(facts),
            "Read the case and check its strength": lambda: findings_of(case, ON),
        }
        return {"first": first, "again": {name: _median(ask) for name, ask in again.items()}}


def _once(ask: Callable[[], Any]) -> float:
    start = time.perf_counter()
    ask()
    return (time.perf_counter() - start) * 1000


def _median(ask: Callable[[], Any]) -> float:
    ask()
    return statistics.median(_once(ask) for _turn in range(TURNS))


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "sca_portal.settings")
    django.setup()
    print(json.dumps(measure_all(sys.argv[1])))
