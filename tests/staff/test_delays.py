"""For whom each case has waited: days per party, longest turn first, of the own facility only."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from requests_app.cases.services import close_case, set_next_step
from requests_app.models import Case, NextAction, WaitingOn, WaitingSpan
from tests.factories.cases import make_case
from tests.factories.people import actor_for, make_facility, make_member


@pytest.fixture
def facility(db):
    return make_facility()


@pytest.fixture
def staff(facility, client_for):
    return client_for(make_member(facility), second_factor=True)


def hand_over(case, party, *, days_ago):
    set_next_step(
        case=case,
        action=NextAction.CALL_3,
        waiting_on=party,
        due_on=None,
        by=actor_for(case.opened_by),
        at=timezone.now() - timedelta(days=days_ago),
    )


def opened(facility, *, days_ago):
    """A case whose first turn began so long ago."""
    case = make_case(facility=facility)
    Case.objects.filter(pk=case.pk).update(waiting_since=None)
    hand_over(case, WaitingOn.CLINICIAN, days_ago=0)
    hand_over(case, WaitingOn.PATIENT, days_ago=0)
    WaitingSpan.objects.create(
        organization=facility,
        case=case,
        waiting_on=WaitingOn.PLAN,
        since=timezone.now() - timedelta(days=days_ago),
        until=timezone.now() - timedelta(days=2),
    )
    return case


def test_each_case_has_its_days_per_party_and_links_to_it(staff, facility):
    case = opened(facility, days_ago=9)

    page = staff.get(reverse("staff:delays"))

    (row,) = page.context["rows"]
    assert {share.party: share.days for share in row.shares}[WaitingOn.PLAN] == 7
    assert row.total == 7
    assert reverse("staff:case", args=[case.public_id]) in page.content.decode()


def test_only_open_cases_of_the_own_facility_and_only_of_one_party_when_asked(staff, facility):
    ours, theirs, closed = make_case(facility=facility), make_case(facility=make_facility()), None
    closed = make_case(facility=facility)
    close_case(case=closed, because="STOPPED", by=actor_for(closed.opened_by), at=timezone.now())
    with_plan = make_case(facility=facility)
    hand_over(with_plan, WaitingOn.PLAN, days_ago=0)

    def listed(**query):
        return {row.case.reference for row in staff.get(reverse("staff:delays"), query).context["rows"]}

    assert listed() == {ours.reference, with_plan.reference}
    assert listed(waiting_on="PLAN") == {with_plan.reference}
    assert listed(waiting_on="nonsense", page="x") == {ours.reference, with_plan.reference}
    assert theirs.reference not in listed()


def test_an_empty_list_says_so_and_leads_on(staff):
    page = staff.get(reverse("staff:delays")).content.decode()

    assert "No open case waits here." in page
    assert reverse("desk:queue") in page


def test_the_number_of_queries_does_not_grow_with_the_cases(staff, facility):
    def queries():
        with CaptureQueriesContext(connection) as seen:
            staff.get(reverse("staff:delays"))
        return len(seen)

    opened(facility, days_ago=9)
    queries()
    before = queries()
    for _ in range(4):
        opened(facility, days_ago=5)

    assert queries() == before


def test_the_case_page_says_whose_turn_it_is_and_what_runs(staff, facility):
    case = make_case(facility=facility)
    hand_over(case, WaitingOn.PLAN, days_ago=0)

    page = staff.get(reverse("staff:case", args=[case.public_id])).content.decode()

    assert "The next step is with: Plan" in page
    for name in ("tracker:standing", "decisions:answer_list", "ladder:rungs", "appeals:appeal_list"):
        assert reverse(name, args=[case.public_id]) in page
