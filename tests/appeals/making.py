"""Cases with a no, and appeals against it."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

from requests_app.appeals import services
from requests_app.decisions.services import record_answer
from requests_app.models import Appeal, Case, Coverage, Decision
from tests.factories.cases import make_case
from tests.factories.people import actor_for

NOW = datetime(2026, 11, 23, 18, 0, tzinfo=UTC)
TODAY = date(2026, 11, 23)
DATED = date(2026, 11, 16)
BY_RULE = date(2027, 5, 15)


def denied_case(**values: Any) -> tuple[Case, Decision]:
    """A no of a private employer’s self-funded plan, in a letter of November 16."""
    case = make_case(filled=True)
    Coverage.objects.filter(case=case).update(source_detail="PRIVATE_EMPLOYER")
    case = Case.objects.select_related("coverage", "care", "patient", "provider").get(pk=case.pk)
    columns = {"letter_dated_on": DATED, "is_in_writing": True, "reason": "NETWORK", **values}
    decision = record_answer(
        case=case,
        answer="DENIED",
        heard_on=date(2026, 11, 19),
        values=columns,
        by=actor_for(case.opened_by),
        at=NOW,
    )
    case.refresh_from_db()
    return case, decision


def start(case: Case, decision: Decision, **values: Any) -> Appeal:
    return services.start_appeal(
        case=case,
        decision=decision,
        by=actor_for(case.opened_by),
        at=NOW,
        **{"level": "INTERNAL", "is_expedited": False, **values},
    )


def send(appeal: Appeal, *, on: date = TODAY) -> None:
    services.mark_sent(
        appeal=appeal, sent_on=on, is_expedited=False, by=actor_for(appeal.case.opened_by), at=NOW
    )
    appeal.refresh_from_db()
