"""The desk of a facility: which requests have statements that do not match, and how much is in question."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.factories.bills import make_approval, make_eob, make_reprocessing, make_wrong_eob
from tests.factories.cases import make_case
from tests.factories.people import make_facility, make_member

URL = "bills_desk:desk"


@pytest.fixture
def facility(db):
    return make_facility()


@pytest.fixture
def staff(client_for, facility):
    return client_for(make_member(facility), second_factor=True)


def opened(facility, *, wrong=True):
    case = make_case(facility=facility)
    make_approval(case)
    (make_wrong_eob if wrong else make_eob)(case)
    return case


def rows(answer):
    return {row.case.reference: row for row in answer.context["rows"]}


def test_a_claim_that_does_not_match_stands_with_its_money(staff, facility):
    wrong, right = opened(facility), opened(facility, wrong=False)

    answer = staff.get(reverse(URL))

    found = rows(answer)
    assert found[wrong.reference].wrong[0].in_question
    assert found[right.reference].wrong == []
    assert found[right.reference].counts
    text = answer.content.decode()
    assert "Money in question on this page" in text
    assert reverse("eobs:eob_detail", args=[wrong.public_id, wrong.eobs.get().public_id]) in text


def test_a_claim_on_its_way_back_says_so(staff, facility):
    case = opened(facility)
    make_reprocessing(case, eob=case.eobs.get(), state="SENT")

    assert "Sent back on" in staff.get(reverse(URL)).content.decode()


def test_without_an_approval_the_row_says_what_to_enter(staff, facility):
    case = make_case(facility=facility)
    make_eob(case)

    text = staff.get(reverse(URL)).content.decode()

    assert "No approval is entered" in text
    assert reverse("decisions:answer_list", args=[case.public_id]) in text


def test_requests_of_others_without_statements_and_closed_ones_are_not_shown(staff, facility):
    make_case(facility=facility)
    opened(make_facility())
    closed = opened(facility)
    type(closed).objects.filter(pk=closed.pk).update(status="CLOSED")
    make_eob(make_case(facility=facility), is_finished=False)

    assert rows(staff.get(reverse(URL))) == {}


def test_someone_who_only_looks_sees_no_button(client_for, facility):
    auditor = client_for(make_member(facility, role="AUDITOR"), second_factor=True)

    answer = auditor.get(reverse(URL))

    assert answer.status_code == 200
    assert reverse("bills_desk:remittance_add") not in answer.content.decode()
    assert auditor.get(reverse("bills_desk:remittance_add")).status_code == 403


def test_a_statement_more_costs_no_query_more(staff, facility):
    case = opened(facility)
    staff.get(reverse(URL))
    with CaptureQueriesContext(
        connection,
    ) as one:
        staff.get(reverse(URL))
    for number in range(3):
        make_wrong_eob(case, claim_number=f"CLM-{number}")
    with CaptureQueriesContext(connection) as many:
        staff.get(reverse(URL))

    assert len(many) == len(one)
