from __future__ import annotations

from datetime import date

import pytest

from requests_app.appeals.answer_clock import days_for_answer
from requests_app.knowledge.plans import PlanFacts

SENT = date(2026, 11, 23)
ERISA = PlanFacts(source="JOB", detail="PRIVATE_EMPLOYER", is_self_funded="YES", plan_state="AZ")
INSURED = PlanFacts(source="JOB", detail="PRIVATE_EMPLOYER", is_self_funded="NO", plan_state="AZ")
MEDICAID = PlanFacts(source="MEDICAID", detail="MEDICAID_PLAN", plan_state="AZ")
CHURCH = PlanFacts(source="JOB", detail="CHURCH_JOB", is_self_funded="YES", plan_state="AZ")
# Plan, level, fast, after care: the sure day, and records to confirm.
TABLE = [
    (ERISA, "INTERNAL", True, False, date(2026, 11, 26), set()),
    (ERISA, "INTERNAL", False, False, None, {"us-erisa-appeal-preservice"}),
    (ERISA, "INTERNAL", False, True, date(2027, 1, 22), set()),
    (ERISA, "INTERNAL", True, True, date(2027, 1, 22), set()),
    (ERISA, "SECOND", False, False, None, set()),
    (ERISA, "EXTERNAL", False, False, date(2027, 1, 7), set()),
    (ERISA, "EXTERNAL", True, False, date(2026, 11, 26), set()),
    (INSURED, "EXTERNAL", False, False, None, {"us-aca-external-decision"}),
    (MEDICAID, "INTERNAL", True, False, date(2026, 11, 26), set()),
    (MEDICAID, "INTERNAL", False, False, None, {"us-medicaid-appeal-standard"}),
    (CHURCH, "INTERNAL", True, False, None, set()),
    (PlanFacts(), "INTERNAL", True, False, None, {"us-erisa-appeal-urgent", "us-medicaid-appeal-expedited",
                                                 "us-ma-reconsideration-expedited"}),
]  # fmt: skip


@pytest.mark.parametrize(("plan", "level", "fast", "after", "sure", "unsure"), TABLE)
def test_only_a_sure_rule_sets_the_day_of_the_answer(plan, level, fast, after, sure, unsure):
    found = days_for_answer(plan, level=level, is_expedited=fast, is_after_care=after, sent_on=SENT)
    assert next((one.due_on for one in found if one.is_sure), None) == sure
    assert {one.record.id for one in found if not one.is_sure} == unsure
