from __future__ import annotations

from datetime import date

from requests_app.casefile.export import case_file
from requests_app.evidence.measures import measure
from requests_app.evidence.model import Evidence
from requests_app.models import Case


def evidence_of(case: Case, on: date) -> Evidence:
    """What the case shows today, measured anew; a packet keeps its own."""
    return measure(case_file(case), on=on)
