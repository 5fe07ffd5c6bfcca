"""The way from the first number to the review, forth and back."""

from __future__ import annotations

from decimal import Decimal

import pytest
from django.urls import reverse

from tests.eobcheck import visitor
from tests.eobcheck.visitor import ASKED, COST, NUMBERS, PARTS, WHAT, heading, send, state_of, text, url, walk

AGAIN = "Start the check again."


def test_six_short_pages_lead_to_the_review(client):
    review = walk(client)

    assert heading(review) == "1 statement looks wrong"
    shown = text(review)
    assert "The plan processed this as out of network." in shown
    assert "$450.00" in shown
    assert "We compared it with the approval you entered. We cannot see your plan’s records." in shown
    assert "get ready to appeal" in shown
    assert "<svg" in shown
    assert "no-store" in review.headers["Cache-Control"]


def test_what_was_told_is_kept_as_it_was_typed(client):
    claim = state_of(walk(client)).claims[0].statement

    assert claim.lines[0].patient_owes == Decimal("400.00")
    assert claim.lines[0].deductible == Decimal("100.00")
    assert claim.lines[0].copay is None, "an empty box is not zero"
    assert claim.provider_asks == Decimal("450.00")
    assert claim.network == "OUT_OF_NETWORK"


@pytest.mark.parametrize("said", ["NO", "UNSURE"])
def test_without_an_approval_its_pages_are_left_out(client, said):
    review = walk(client, NUMBERS, PARTS, {"said": said}, {"has_bill": "NO"})

    assert "You entered no approval" in text(review)


def test_an_empty_page_says_what_is_missing_and_loses_nothing(client):
    wrong = client.post(url(), {"at": "numbers:0:0", "state": "", "billed": "12,5", "allowed": "7"})

    assert wrong.status_code == 422
    assert "Select the network level, or ‘Not shown’" in text(wrong)
    assert "Enter what the statement says you owe, or 0" in text(wrong)
    assert 'value="12,5"' in text(wrong)
    assert 'value="7"' in text(wrong)


def test_back_shows_the_page_before_with_what_was_typed_on_both(client):
    parts = walk(client, NUMBERS)
    back = send(client, parts, {**PARTS, "go": "numbers:0:0"})
    again = send(client, back, NUMBERS)

    assert 'value="400.00"' in text(back)
    assert 'value="300.00"' in text(again), "what stood on the page that was left is there, too"


def test_lines_are_typed_one_by_one(client):
    first = send(client, walk(client, NUMBERS), {"wish": "by_line"})
    line = {"code": "90837", "units": "1", "billed": "250", "patient_owes": "200"}
    second = send(client, first, {**line, "wish": "one_more"})
    asked = send(client, second, {**line, "code": "0905", "deductible": "50"})

    claim = state_of(asked).claims[0].statement
    assert "Line 2" in text(second)
    assert [one.code or one.revenue_code for one in claim.lines] == ["90837", "0905"]
    assert claim.lines[1].deductible == Decimal("50.00")
    assert claim.lines[0].service_from == claim.service_from


def test_what_was_told_of_the_claim_is_not_typed_again_for_its_first_line(client):
    parts = walk(client, NUMBERS)
    first = send(client, parts, {**PARTS, "wish": "by_line"})
    second = send(client, first, {**PARTS, "patient_owes": "200", "wish": "one_more"})

    claim = state_of(second).claims[0].statement
    assert 'value="90837"' in text(first)
    assert 'value="PR-242"' in text(first)
    assert 'value="90837"' not in text(second)
    assert [one.code for one in claim.lines[0].adjustments] == ["242"]
    assert not claim.adjustments, "told once"


def test_the_way_back_over_the_lines_keeps_them(client):
    line = {"code": "90837", "billed": "250", "patient_owes": "200"}
    first = send(client, walk(client, NUMBERS), {"wish": "by_line"})
    second = send(client, first, {**line, "wish": "one_more"})
    back = send(client, send(client, second, {**line, "go": "line:0:0"}), {**line, "go": "numbers:0:0"})

    assert len(state_of(back).claims[0].lines) == 2
    assert "numbers:0:0" in text(send(client, second, {**line, "go": "line:0:0"}))


def test_what_cannot_be_done_here_is_not_asked_for(client):
    told = walk(client, NUMBERS, {**PARTS, "copay": "25"}, {"said": "NO"}, {"has_bill": "NO"})

    assert "Add your in-network copay" not in text(told)
    assert "get the letter to your plan" not in text(told) or "looks wrong" in text(told)


def test_a_second_statement_is_held_against_the_same_approval(client):
    review = walk(client)
    numbers = client.post(url(), {"state": visitor.hidden(review)["state"], "go": "numbers:1:0"})
    parts = send(client, numbers, {**NUMBERS, **visitor.day("service_from", 2026, 3, 9)})
    asked = send(client, parts, PARTS)
    both = send(client, asked, {"has_bill": "NO"})

    assert "Statement 2" in text(numbers)
    assert heading(asked) == "Has the provider sent you a bill for this?", "the approval is not asked again"
    assert heading(both) == "2 statements look wrong"


def test_who_goes_back_to_the_review_leaves_the_begun_statement_behind(client):
    review = walk(client)
    numbers = client.post(url(), {"state": visitor.hidden(review)["state"], "go": "numbers:1:0"})
    again = send(client, send(client, numbers, NUMBERS), {"go": "review:0:0"})

    assert heading(again) == "1 statement looks wrong"


def test_the_language_changes_in_place_and_nothing_typed_is_lost(client):
    typed = client.post(url(), {"at": "numbers:0:0", "state": "", "billed": "123.45", "language": "es"})
    review = walk(client)
    spanish = client.post(url("review"), {"state": visitor.hidden(review)["state"], "language": "es"})

    assert 'value="123.45"' in text(typed)
    assert "error-summary" not in text(typed)
    assert '<html lang="es"' in text(typed)
    assert '<html lang="es"' in text(spanish)
    assert spanish.cookies["language"].value == "es"


def test_two_answers_more_name_help_and_a_day_only_for_that_plan(client):
    review = walk(client)
    state = visitor.hidden(review)["state"]
    job = client.post(url("review"), {"state": state, "wish": "plan", "coverage": "JOB", "plan_state": "AZ"})

    assert "Free help in Arizona" in text(job)
    assert "Medicare" not in text(review).split("Two answers more")[0]
    assert "This may hold for your plan, so confirm it by phone:" in text(job)
    assert "at least 180 days" in text(job)
    assert "not later than" not in text(job)
    assert state_of(job).coverage == "JOB"


def test_the_sheet_has_everything_open_and_no_site_around_it(client):
    review = walk(client)
    sheet = client.post(url("review"), {"state": visitor.hidden(review)["state"], "wish": "sheet"})

    assert 'class="sheet"' in text(sheet)
    assert "<details" not in text(sheet)
    assert "Looks right" in text(sheet)


def test_the_example_is_invented_and_says_so(client):
    example = client.get(url(), {"way": "example"})

    assert "all numbers here are invented" in text(example)
    assert "Does not match" in text(example)
    assert "Keep it and go on" not in text(example)


@pytest.mark.parametrize("name", ["start", "review", "keep"])
@pytest.mark.parametrize("state", ["x", "gAAAAABn", "é" * 40, "A" * 700_000])
def test_a_state_that_is_not_ours_starts_again_plainly(client, name, state):
    answer = client.post(url(name), {"state": state, "at": "numbers:0:0"}, follow=True)

    assert AGAIN in text(answer)


@pytest.mark.parametrize("name", ["review", "keep"])
def test_nothing_to_review_or_to_keep_starts_again(client, name):
    for state in ("", visitor.hidden(walk(client, NUMBERS))["state"]):
        assert AGAIN in text(client.post(url(name), {"state": state}, follow=True))


@pytest.mark.parametrize("at", ["line:7:3", "asked:0:0", "cost:0:0", "nowhere", "numbers:99:0", ":::"])
def test_a_place_that_cannot_be_is_no_fault(client, at):
    assert client.post(url(), {"at": at, "state": "", "has_bill": "NO"}).status_code in (302, 422)


def test_days_and_codes_that_do_not_fit_are_told_at_their_box(client):
    what = walk(client, NUMBERS, PARTS, {"said": "YES"})
    wrong = send(
        client,
        what,
        {**WHAT, **visitor.day("ends_on", 2025, 1, 1), "codes": "90837, nothing", "unit": ""},
    )

    assert "The last day must be on or after the first day" in text(wrong)
    assert "Service code must be 5 letters or numbers" in text(wrong)
    assert "Select visits, days, hours or units" in text(wrong)


def test_of_several_codes_nobody_can_tell_whose_number_it_is(client):
    what = walk(client, NUMBERS, PARTS, {"said": "YES"})
    warned = send(client, what, {**WHAT, "codes": "90837, 90834"})

    assert warned.status_code == 422
    assert "we cannot tell which one this number is for" in text(warned)


def test_front_page_help_and_result_of_the_questions_lead_here(client):
    session = client.session
    session["triage"] = {
        **{"who": "ME", "care_when": "OVER", "how_soon": "LATER", "state": "AZ", "coverage": "JOB"},
        **{"funding": "YES", "care": "SURGERY", "why": ["WAIT"], "provider": "YES"},
        "already": "SAID_YES_BILLS_WRONG",
    }
    session.save()
    for page in (reverse("home"), reverse("help"), reverse("how_it_works"), reverse("triage:result")):
        assert f'href="{url()}"' in text(client.get(page)), page


def test_approval_and_cost_are_changed_from_the_review(client):
    review = walk(client)
    approved = client.post(url(), {"state": visitor.hidden(review)["state"], "go": "approved:0:0"})
    what = send(client, approved, {"said": "YES"})
    cost = send(client, what, WHAT)
    asked = send(client, cost, {**COST, "no_billing_the_rest": "NO"})
    again = send(client, asked, ASKED)

    assert state_of(again).approval.no_billing_the_rest == "NO"
    assert 'value="90837"' in text(what)


def test_visits_of_one_statement_are_gone_for_the_next(client):
    pages = (NUMBERS, PARTS, {"said": "GAP"}, {**WHAT, "units": "1"}, COST, ASKED)
    review = walk(client, *pages)
    numbers = client.post(url(), {"state": visitor.hidden(review)["state"], "go": "numbers:1:0"})
    parts = send(client, numbers, {**NUMBERS, **visitor.day("service_from", 2026, 3, 9)})
    both = send(client, send(client, parts, PARTS), {"has_bill": "NO"})

    assert "1 visit used here and, as far as we know, 0 visits before. 1 visit approved" in text(both)
    assert "That is 1 visit too many." in text(both)
