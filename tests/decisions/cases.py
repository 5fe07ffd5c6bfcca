"""Answers of the plan to a request that was sent, in Phoenix."""

from __future__ import annotations

from datetime import date
from typing import Any

from requests_app.cases import lifecycle
from requests_app.decisions import services
from requests_app.models import Case, Decision
from tests.factories.cases import make_case
from tests.followups.moments import NOW, patient_of

HEARD = date(2026, 11, 20)
LETTER = date(2026, 11, 18)


def asked_case(**fields: Any) -> Case:
    """Sent, with the federal rules for a plan of a private employer."""
    case = make_case(path="GAP_EXCEPTION", next_action="CALL_2", waiting_on="PLAN", **fields)
    lifecycle.move(case=case, event="sent", by=patient_of(case), at=NOW)
    type(case.coverage).objects.filter(case=case).update(source_detail="PRIVATE_EMPLOYER")
    return case


def answered(case: Case, answer: str, *, heard_on: date = HEARD, at=NOW, **more: Any) -> Decision:
    places = {name: more.pop(name) for name in ("track", "appeal", "renewal", "call") if name in more}
    return services.record_answer(
        case=case, answer=answer, heard_on=heard_on, values=more, by=patient_of(case), at=at, **places
    )


def open_days(case: Case) -> dict[str, date]:
    """The days that are kept open, by what they are about."""
    return {one.about: one.due_on for one in case.follow_ups.filter(state="OPEN").exclude(about="")}
