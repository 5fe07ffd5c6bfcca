"""The list of statements: how each looks, what all of them come to, and one picture of all."""

from __future__ import annotations

import re
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from requests_app.models import CostFacts, EobLine
from tests.eobs.as_typed import add_line, text_of, url
from tests.factories.bills import FIRST, NOW, make_approval, make_eob, make_reprocessing, make_wrong_eob
from tests.factories.cases import make_case


@pytest.fixture
def case(db):
    return make_case()


@pytest.fixture
def client(case, client_for):
    return client_for(case.opened_by)


def test_an_empty_list_says_what_a_statement_is_and_what_to_do(client, case):
    text = text_of(client.get(url("eob_list", case)))

    assert "When a statement (EOB) comes, add it here. We check it against your approval." in text
    assert "No statement yet." in text
    assert url("eob_add", case) in text
    assert url("file_add", case) in text


def test_without_an_approval_it_says_what_cannot_be_told(client, case):
    make_eob(case)

    assert "No approval is written down yet." in text_of(client.get(url("eob_list", case)))


def test_what_does_not_match_stands_first_and_the_money_is_added_up(client, case):
    make_approval(case)
    make_eob(case)
    wrong = make_wrong_eob(case, service_from=None, service_to=None)
    EobLine.objects.filter(eob=wrong).update(service_from="2026-11-17", service_to="2026-11-17")

    page = client.get(url("eob_list", case))

    assert page.context["checked"][0].url == url("eob_detail", case, wrong.public_id)
    assert page.context["checked"][0].status == "WRONG"
    assert "2 checked" in text_of(page)
    assert page.context["totals"].in_question in text_of(page)


def test_a_claim_on_its_way_back_says_so(client, case):
    make_approval(case)
    make_reprocessing(case)

    text = text_of(client.get(url("eob_list", case)))

    assert "You are getting ready to ask the plan to process it again." in text


def test_a_corrected_statement_takes_the_place_of_the_first_and_both_stay(client, case):
    first = make_wrong_eob(case, replaced_at=NOW)
    second = make_eob(case, replaces=first, frequency="REPLACEMENT")

    hub = client.get(url("eob_list", case))
    old = text_of(client.get(url("eob_detail", case, first.public_id)))
    new = text_of(client.get(url("eob_detail", case, second.public_id)))

    assert "1 statement that was corrected since" in text_of(hub)
    assert len(hub.context["checked"]) == 1
    assert "A corrected statement took the place of this one." in old
    assert url("eob_detail", case, second.public_id) in old
    assert "History of this claim" in new
    assert url("eob_detail", case, first.public_id) in new


@pytest.mark.parametrize("name", ["eob_list", "eob_picture"])
def test_queries_do_not_grow_with_the_statements(client, case, name):
    make_approval(case)
    make_eob(case)
    few = queries_of(client, url(name, case))
    for number in range(4):
        make_eob(case, claim_number=f"CLM-{number}")

    assert queries_of(client, url(name, case)) == few


def queries_of(client, path: str) -> int:
    client.get(path)
    with CaptureQueriesContext(
        connection,
    ) as seen:
        client.get(path)
    return len(seen)


def test_the_picture_has_a_block_for_each_claim_and_the_table_says_the_same(client, case):
    make_eob(case)
    make_wrong_eob(case, plan_paid=None)

    page = client.get(url("eob_picture", case))

    text = text_of(page)
    assert text.count("<svg") == 1
    assert "What was billed, allowed and paid, and what is yours" in text
    assert [one.billed for one in page.context["claims"]] == [Decimal("1000.00")] * 2
    assert "$2,000.00" in text


def test_nothing_to_draw_says_so(client, case):
    make_eob(case, is_finished=False)

    assert "No checked statement yet, so there is nothing to draw." in text_of(
        client.get(url("eob_picture", case))
    )


def test_the_approval_is_named_only_where_there_is_one(client, case):
    eob = make_wrong_eob(case, billed=Decimal("900.00"))

    alone = text_of(client.get(url("eob_detail", case, eob.public_id)))
    make_approval(case)
    held = text_of(client.get(url("eob_detail", case, eob.public_id)))

    assert "The amounts on this statement do not add up" in alone
    assert "No approval for this day is written down" in alone
    assert "your approval" not in alone.partition("<h1")[2].partition("</h1>")[0]
    assert "This claim does not match your approval" in held
    assert "We compared it with the approval you entered." in held


def test_each_step_is_said_once_and_findings_name_it_by_its_number(client, case):
    make_approval(case)
    page = client.get(url("eob_detail", case, make_wrong_eob(case).public_id))

    texts = [one.text for one in page.context["todos"]]
    assert len(texts) == len(set(texts))
    numbers = [
        int(number)
        for group in page.context["result_groups"]
        for one in group.findings
        for number in re.findall(r"\d+", one.steps)
    ]
    assert numbers
    assert max(numbers) <= len(texts)


def test_a_code_we_have_words_for_is_explained_and_one_we_have_not_is_not_made_up(client, case):
    make_approval(case)
    eob = make_eob(case, remarks=["ZZ9"])
    add_line(eob, codes="CO-242", billed=Decimal("1.00"))

    text = text_of(client.get(url("eob_detail", case, eob.public_id)))

    assert "<strong>CO 242</strong>: " in text
    assert "Why we say this" in text
    assert "<strong>ZZ9</strong>: we have no words for it." in text


def test_the_largest_statement_and_the_longest_list_are_pages_one_can_load(client, case):
    make_approval(case)
    lines = [{"service_from": FIRST, "billed": Decimal(number)} for number in range(1, 400)]
    long = make_wrong_eob(case, lines=lines)
    for number in range(45):
        make_eob(case, claim_number=f"CLM-{number}", lines=[])

    pages = [
        url("eob_list", case),
        url("eob_picture", case),
        url("line_list", case, long.public_id) + "?page=3",
        url("eob_detail", case, long.public_id),
    ]
    answers = [client.get(path) for path in pages]

    assert [one.status_code for one in answers] == [200] * len(pages)
    assert all(len(one.content) < 60_000 for one in answers)
    assert "Line 41" in text_of(answers[2])
    assert "These are the first 20 of 399 lines." in text_of(answers[3])


def test_a_claim_that_looks_right_still_says_what_to_do_next(client, case):
    make_approval(case)
    costs_of(case)

    text = text_of(client.get(url("eob_detail", case, make_eob(case).public_id)))

    assert "This claim looks right" in text
    assert "Nothing now. Keep the statement." in text


def costs_of(case) -> None:
    """A copay of 30 dollars a day, nothing of the deductible left."""
    CostFacts.objects.create(
        organization=case.organization,
        case=case,
        in_copay=Decimal("30.00"),
        in_coinsurance=Decimal(0),
        in_deductible=Decimal(0),
        in_deductible_met=Decimal(0),
    )
