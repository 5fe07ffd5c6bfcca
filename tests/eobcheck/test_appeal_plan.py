"""What is said about an appeal: days only from rules that surely hold, and help that fits."""

from __future__ import annotations

from datetime import date, timedelta

from requests_app.claims.check import review
from requests_app.claims.statement import Statement
from requests_app.eobcheck.appeal_plan import AppealPlan, plan
from requests_app.eobcheck.state import Approval, Claim, State
from requests_app.eobcheck.terms import terms_of

TODAY = date(2026, 11, 23)
PROCESSED = date(2026, 10, 1)


def planned(**told) -> AppealPlan:
    top = Statement(network="OUT_OF_NETWORK", processed_on=told.pop("processed_on", None))
    state = State(claims=(Claim(top=top, is_read=True),), **told)
    reviews = [review(one, terms_of(state), today=TODAY) for one in state.statements]
    return plan(state, reviews, today=TODAY)


def test_without_a_plan_no_day_and_no_help_for_one_kind_of_plan():
    found = planned(processed_on=PROCESSED)

    assert found.days == ()
    assert "us-ship" not in {one.record.id for one in found.places}


def test_a_rule_that_surely_holds_is_counted_from_the_day_of_processing():
    found = planned(coverage="MEDICARE", processed_on=PROCESSED)
    unknown = planned(coverage="MEDICARE")

    for one in found.days:
        assert one.is_sure
        assert one.record.is_printable
        assert one.last_day is None or one.last_day >= PROCESSED + timedelta(days=30)
    assert all(one.last_day is None for one in unknown.days), "no day is counted from a day nobody told"


def test_where_kinds_of_plans_differ_nothing_is_named():
    found = planned(coverage="UNSURE", processed_on=PROCESSED)

    assert found.days == ()
    assert all(not one.is_sure for one in found.maybe)


def test_what_to_gather_follows_what_was_told():
    plain = {str(one) for one in planned().gather}
    agreed = {str(one) for one in planned(approval=Approval(said="YES", kind="AGREEMENT")).gather}

    assert any("if there is something" in one for one in plain)
    assert any("single case agreement" in one for one in agreed - plain)
    assert any("approval letter" in one for one in agreed - plain)
