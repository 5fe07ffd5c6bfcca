"""By when a plan must answer “is this provider in network?”, as far as a rule on file says so for it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from requests_app.common.business_days import add_business_days, count_business_days
from requests_app.followups.calendar import closed_days, closed_days_from
from requests_app.knowledge import library
from requests_app.knowledge.plans import plan_facts_of
from requests_app.knowledge.records import Record
from requests_app.models import Case, QuestionWay

# On paper nobody knows here when the plan got it, so no day is counted.
ARRIVES_AT_ONCE = (QuestionWay.PORTAL, QuestionWay.EMAIL)
RULE = "us-nsa-directory-clock"
DAYS = "answer_member_business_days"


@dataclass(frozen=True)
class Clock:
    """The rule and its business days. Not certain: it holds for some of the plans this one may be."""

    record: Record
    days: int
    is_certain: bool

    def due_on(self, asked_on: date, way: str) -> date | None:
        """The day of asking never counts. None: no day can be said for this plan or this way of asking."""
        if not self.is_certain or way not in ARRIVES_AT_ONCE:
            return None
        return add_business_days(asked_on, self.days, closed_days_from(asked_on))


def clock_of(case: Case, *, on: date) -> Clock | None:
    """Load the case with coverage and care. None: no rule for a plan of this kind."""
    plan = plan_facts_of(case.coverage, case.care)
    rule = library.record(RULE)
    for match in library.applicable(plan, rule.kind, on=on):
        if match.record.id == RULE:
            return Clock(match.record, int(match.record.value[DAYS]), match.is_certain)
    return None


def business_days_left(due_on: date, today: date) -> int:
    first, last = sorted((due_on, today))
    return count_business_days(today, due_on, closed_days(first_year=first.year, last_year=last.year))
