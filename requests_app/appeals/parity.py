"""Whether the rule of equal terms for mental and physical health may be quoted for this request."""

from __future__ import annotations

from datetime import date

from requests_app.knowledge import library
from requests_app.knowledge.plans import plan_facts_of
from requests_app.knowledge.records import Record
from requests_app.knowledge.vocabulary import BEHAVIORAL, Kind
from requests_app.models import Case

CORE = "us-mhpaea-core"


def record_for(case: Case, *, on: date) -> Record | None:
    """Only for behavioral care, and only a record that surely applies and may be printed."""
    plan = plan_facts_of(case.coverage, case.care)
    if plan.care_kind != BEHAVIORAL:
        return None
    for match in library.applicable(plan, Kind.RULE, on=on):
        if match.record.id == CORE and match.is_certain and match.record.is_printable:
            return match.record
    return None
