"""The page with the arithmetic, the page with the numbers, and the amounts heard on call 1."""

from __future__ import annotations

import html
from datetime import date
from decimal import Decimal

import pytest
from django.urls import reverse
from django.utils import timezone

from requests_app.cases.services import close_case
from requests_app.models import AuditEntry, Case, CaseAccess, CostFacts, InsurerCall
from tests.factories.cases import make_case
from tests.factories.people import actor_for, make_user
from tests.intake.pages import fill_in, hidden

NUMBERS = {
    "in_deductible": "1,500",
    "in_deductible_met": "500",
    "in_max": "4000",
    "in_max_met": "1000",
    "in_coinsurance": "20%",
    "has_out_benefits": "YES",
    "out_deductible": "5000",
    "out_deductible_met": "0",
    "out_max": "12000",
    "out_max_met": "0",
    "out_coinsurance": "50",
    "plan_allows": "380",
    "needs_approval": "YES",
    "as_of_month": "11",
    "as_of_day": "2",
    "as_of_year": "2025",
}


@pytest.fixture
def case(db) -> Case:
    case = make_case()
    type(case.provider).objects.filter(case=case).update(
        price=Decimal("500.00"), accepts_agreement="YES", will_not_bill_rest="NO"
    )
    return case


@pytest.fixture
def client(case, client_for):
    return client_for(case.opened_by)


def url(case: Case, name: str) -> str:
    return reverse(f"costs:{name}", args=[case.public_id])


def text_of(response) -> str:
    return html.unescape(response.content.decode())


def heard_on_call_1(case: Case, **answers: str) -> InsurerCall:
    return InsurerCall.objects.create(
        organization_id=case.organization_id,
        case=case,
        kind="CALL_1",
        called_on=date(2026, 11, 17),
        answers=answers,
    )


def test_numbers_are_kept_and_the_arithmetic_is_shown(case, client):
    saved = fill_in(client, url(case, "edit"), NUMBERS)

    assert saved["Location"] == url(case, "worth")
    facts = CostFacts.objects.get(case=case)
    assert (facts.in_deductible, facts.in_coinsurance) == (Decimal("1500.00"), Decimal("20.00"))
    assert facts.as_of == date(2025, 11, 2)
    page = text_of(client.get(url(case, "worth")))
    for words in (
        "a gap exception is likely to lower what you pay",
        "36 × $380.00 = $13,680.00",
        "50% of $8,680.00",
        "36 × $120.00",
        "$13,660.00",
        "$7,320.00",
        "$6,340.00 less than as it is now",
        "the provider can still bill you the rest",
        "None of these amounts holds without it",
        "It is not advice and not a promise",
        "Numbers of November 2, 2025",
    ):
        assert words in page
    entry = AuditEntry.objects.get(action="costs.saved")
    assert "500" not in str(entry.details)


def test_without_numbers_the_page_says_what_is_missing(case, client):
    page = text_of(client.get(url(case, "worth")))

    assert "No numbers yet" in page
    assert "What the plan allows for one visit or day" in page


def test_amounts_of_call_1_are_offered_and_fill_only_empty_boxes(case, client):
    heard_on_call_1(
        case,
        deductible_in_network="250.00",
        limit_in_network="900.00",
        deductible_out_of_network="a lot",
        needs_approval="YES",
    )
    assert "You wrote amounts on call 1" in text_of(client.get(url(case, "worth")))
    fill_in(client, url(case, "edit"), {"in_max_met": "1000"})

    offered = text_of(client.get(url(case, "edit")))
    assert "You wrote this on call 1, on November 17, 2026" in offered
    assert 'value="250.00"' not in offered
    used = client.get(url(case, "edit") + "?from=heard")
    text = text_of(used)
    assert 'value="250.00"' in text
    assert 'value="1000.00"' in text
    assert 'value="900.00"' not in text
    shown = {"in_deductible_met": "250.00", "in_max_met": "1000.00", "needs_approval": "YES"}
    client.post(url(case, "edit"), {**hidden(used), **shown})

    facts = CostFacts.objects.get(case=case)
    assert facts.in_deductible_met == Decimal("250.00")
    assert facts.out_deductible_met is None
    assert facts.needs_approval == "YES"


def test_more_met_than_there_is_is_asked_about_once(case, client):
    odd = {**NUMBERS, "in_deductible_met": "1600"}
    asked = fill_in(client, url(case, "edit"), odd)

    assert asked.status_code == 422
    assert "More is paid than the whole amount" in text_of(asked)
    assert client.post(url(case, "edit"), {**hidden(asked), **odd}).status_code == 302
    shown = text_of(client.get(url(case, "worth")))
    assert "We count it as all paid" in shown


@pytest.mark.parametrize(
    ("field", "value"),
    [("in_deductible", "lots"), ("in_coinsurance", "101"), ("plan_allows", "-5"), ("has_out_benefits", "X")],
)
def test_what_is_no_number_is_not_saved(field, value, case, client):
    refused = fill_in(client, url(case, "edit"), {**NUMBERS, field: value})

    assert refused.status_code == 422
    assert "There is a problem" in text_of(refused)
    assert not CostFacts.objects.filter(case=case).exists()


def test_two_tabs_show_both_numbers(case, client):
    fill_in(client, url(case, "edit"), NUMBERS)
    first, second = (hidden(client.get(url(case, "edit"))) for _tab in range(2))
    client.post(url(case, "edit"), {**first, **NUMBERS, "out_coinsurance": "40"})

    clash = client.post(url(case, "edit"), {**second, **NUMBERS, "out_coinsurance": "30"})

    assert clash.status_code == 422
    assert "40%" in text_of(clash)
    assert CostFacts.objects.get(case=case).out_coinsurance == Decimal("40.00")


def test_a_closed_request_keeps_its_numbers(case, client):
    page = hidden(client.get(url(case, "edit")))
    close_case(case=case, because="STOPPED", by=actor_for(case.opened_by), at=timezone.now())

    refused = client.post(url(case, "edit"), {**page, **NUMBERS})

    assert refused.status_code == 422
    assert "This request is closed" in text_of(refused)


def test_who_may_only_look_sees_the_arithmetic_and_no_way_to_change_it(case, client_for):
    helper = make_user()
    CaseAccess.objects.create(
        organization_id=case.organization_id, case=case, user=helper, relation="HELPER", level="VIEW"
    )
    client = client_for(helper)

    page = text_of(client.get(url(case, "worth")))

    assert url(case, "edit") not in page
    assert client.get(url(case, "edit")).status_code == 403
    assert client_for(make_user()).get(url(case, "worth")).status_code == 404
