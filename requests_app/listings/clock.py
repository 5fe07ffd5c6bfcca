"""By when a plan must answer “is this provider in network?”, as far as a rule on file says so for it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from requests_app.common.business_days import add_business_days, count_business_days
from requests_app.followups.calendar import closed_days, closed_days_from
from requests_app.knowledge import library
from requests_app.knowledge.plans import plan_facts_of
from requests_app.knowledge.records import Match, Record
from requests_app.models import Case, QuestionWay

# On paper nobody knows here when the plan got it, so no day is counted.
ARRIVES_AT_ONCE = (QuestionWay.PORTAL, QuestionWay.EMAIL)
RULE, WRONG_LISTING = "us-nsa-directory-clock", "us-nsa-directory"
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
    match = _match(case, RULE, on)
    return Clock(match.record, int(match.record.value[DAYS]), match.is_certain) if match else None


def wrong_listing_rule(case: Case, *, on: date) -> Record | None:
    """What holds when a directory was wrong, where it surely is about a plan of this kind."""
    match = _match(case, WRONG_LISTING, on)
    return match.record if match and match.is_certain else None


def _match(case: Case, record_id: str, on: date) -> Match | None:
    plan = plan_facts_of(case.coverage, case.care)
    found = library.applicable(plan, library.record(record_id).kind, on=on)
    return next((one for one in found if one.record.id == record_id), None)


def business_days_left(due_on: date, today: date) -> int:
    first, last = sorted((due_on, today))
    return count_business_days(today, due_on, closed_days(first_year=first.year, last_year=last.year))
