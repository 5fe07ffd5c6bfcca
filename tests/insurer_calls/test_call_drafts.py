from __future__ import annotations

import pytest

from requests_app.insurer_calls import queries
from requests_app.models import (
    AuditEntry,
)
from tests.insurer_calls.pages import END, hidden_fields, make_call, send, shown, url

PLAN_KINDS = ["CALL_1", "CALL_2", "CALL_3", "CALL_4"]


@pytest.mark.parametrize("kind", PLAN_KINDS)
def test_a_finished_call_needs_a_day_and_a_reference_number(pages, case, kind) -> None:
    answer = send(pages, url("call_card", case, kind), {"then": "end", "notes": "Hung up"})
    body = answer.content.decode()
    assert answer.status_code == 422
    assert "<title>Error: " in body
    assert "Select when you called" in body
    assert "Enter the reference number, or select ‘They would not give one’" in body
    assert "Hung up" in body
    assert not case.insurer_calls.exists()
    answer = send(
        pages,
        url("call_card", case, kind),
        {"then": "end", "called_on": "today", "reference_refused": "yes"},
    )
    assert answer.status_code == 302


def test_an_empty_post_is_refused_whatever_button_was_pressed(pages, case) -> None:
    for data in ({}, {"then": "draft"}, {"then": "end"}):
        answer = pages.post(url("call_card", case, "CALL_1"), data)
        assert answer.status_code == 422
        assert "There is a problem" in answer.content.decode()


def test_nonsense_is_named_at_its_box_and_kept(pages, case) -> None:
    nonsense = {
        "then": "end",
        "called_on": "other",
        "called_on_month": "12",
        "called_on_day": "31",
        "called_on_year": "2099",
        "reference": "R" * 51,
        "send_fax": "call me",
        "deductible_in_network": "lots",
        "funding": "MARS",
        "minutes": "a while",
        "promised_on_month": "13",
        "promised_on_day": "40",
        "promised_on_year": "2026",
        "notes": "n" * 2001,
    }
    answer = send(pages, url("call_card", case, "CALL_1"), nonsense)
    body = answer.content.decode()
    assert answer.status_code == 422
    for text in (
        "must be today or in the past",
        "Reference number must be 50 characters or fewer",
        "“Fax number” must be a phone number with area code",
        "“Paid toward the deductible, in network” must be an amount in dollars, like 125.50",
        "Enter the minutes, from 0 to 600",
        "“By when?” must be a real date",
        "Notes must be 2,000 characters or fewer",
    ):
        assert text in body, text
    for typed in ("call me", "lots", "a while", "2099", "n" * 2001):
        assert typed in body, typed


def test_a_draft_keeps_what_cannot_be_read_yet(pages, case) -> None:
    half = {"then": "draft", "send_fax": "602-5", "decision_days": "10 bus", "promised_on_month": "Dec"}
    answer = send(pages, url("call_card", case, "CALL_1"), half)
    call = case.insurer_calls.get()
    assert call.is_draft
    assert answer["Location"] == url("call_edit", case, call.public_id)
    body = pages.get(answer["Location"]).content.decode()
    assert "Draft saved at" in body
    assert "There is a problem" not in body
    for typed in ("602-5", "10 bus", 'value="Dec"'):
        assert typed in body
    hub = pages.get(url("call_list", case)).content.decode()
    assert "Not finished yet" in hub
    assert "Calls with your plan (0)" in hub
    assert queries.finished_calls(case) == []


def test_a_draft_is_finished_from_its_own_page(pages, case) -> None:
    send(pages, url("call_card", case, "CALL_1"), {"then": "draft", "notes": "Half"})
    call = case.insurer_calls.get()
    page = url("call_edit", case, call.public_id)
    answer = send(pages, page, {**END, "notes": "Whole", "funding": "EMPLOYER"})
    assert answer["Location"] == url("call_detail", case, call.public_id)
    call.refresh_from_db()
    assert (call.is_draft, call.notes, call.answers) == (False, "Whole", {"funding": "EMPLOYER"})
    assert case.insurer_calls.count() == 1


def test_one_page_makes_one_call_however_often_it_is_saved(pages, case) -> None:
    page = url("call_card", case, "CALL_2")
    hidden = shown(pages, page)
    for notes in ("a", "ab", "ab"):
        pages.post(page, {**hidden, "then": "draft", "notes": notes})
    assert pages.post(page, {**hidden, "notes": "abc"}, headers={"X-Draft": "yes"}).content.startswith(
        b"Draft saved at"
    )
    first = pages.post(page, {**hidden, **END, "notes": "abcd"})
    again = pages.post(page, {**hidden, **END, "notes": "abcd"})
    assert first["Location"] == again["Location"]
    call = case.insurer_calls.get()
    assert (call.notes, call.is_draft) == ("abcd", False)
    other = pages.post(page, {**hidden, **END, "notes": "after Back"})
    assert other["Location"] == url("call_edit", case, call.public_id)
    body = pages.get(other["Location"]).content.decode()
    assert "You already saved this." in body
    assert "after Back" in body
    answer = pages.post(other["Location"], {**hidden_fields(body), **END, "notes": "after Back"})
    assert answer.status_code == 302
    call.refresh_from_db()
    assert call.notes == "after Back"
    assert AuditEntry.objects.filter(action="insurer_calls.saved").count() == 1


def test_text_saved_in_the_background_is_no_clash_with_its_own_page(pages, case) -> None:
    send(pages, url("call_card", case, "CALL_1"), {"then": "draft", "notes": "Half"})
    page = url("call_edit", case, case.insurer_calls.get().public_id)
    hidden = shown(pages, page)
    for notes in ("Half a", "Half a sentence"):
        assert pages.post(page, {**hidden, "notes": notes}, headers={"X-Draft": "yes"}).status_code == 200
    assert pages.post(page, {**hidden, **END, "notes": "A sentence"}).status_code == 302


def test_two_tabs_do_not_overwrite_each_other_unseen(pages, case) -> None:
    call = make_call(pages, case, "CALL_1", notes="Start")
    page = url("call_edit", case, call.public_id)
    first, second = shown(pages, page), shown(pages, page)
    pages.post(page, {**first, **END, "notes": "First tab"})
    answer = pages.post(page, {**second, **END, "notes": "Second tab"})
    body = answer.content.decode()
    assert answer.status_code == 422
    assert "First tab" in body
    assert "Second tab" in body
    assert pages.post(page, {**hidden_fields(body), **END, "notes": "Second tab"}).status_code == 302


def test_two_tabs_with_the_same_draft_clash_too(pages, case) -> None:
    send(pages, url("call_card", case, "CALL_1"), {"then": "draft", "notes": "Half"})
    page = url("call_edit", case, case.insurer_calls.get().public_id)
    first, second = shown(pages, page), shown(pages, page)
    pages.post(page, {**first, "then": "draft", "notes": "First tab"})
    answer = pages.post(page, {**second, "then": "draft", "notes": "Second tab"})
    assert answer.status_code == 422
    assert "First tab" in answer.content.decode()


def test_an_odd_promise_is_shown_once_and_kept(pages, case) -> None:
    odd = {**END, "promised_on_month": "1", "promised_on_day": "2", "promised_on_year": "2020"}
    answer = send(pages, url("call_card", case, "CALL_1"), odd)
    body = answer.content.decode()
    assert answer.status_code == 422
    assert "The promised day is before the call." in body
    odd.pop("then")
    answer = pages.post(url("call_card", case, "CALL_1"), {**odd, **hidden_fields(body)})
    assert answer.status_code == 302
    assert not case.insurer_calls.get().is_draft


def test_the_same_call_sent_from_a_fresh_page_is_asked_about(pages, case) -> None:
    make_call(pages, case, "CALL_1", reference=END["reference"])
    answer = send(pages, url("call_card", case, "CALL_1"), END)
    body = answer.content.decode()
    assert answer.status_code == 422
    assert "You already saved a call like this. Save one more?" in body
    assert case.insurer_calls.count() == 1
    assert send(pages, url("call_card", case, "CALL_1"), {**END, "reference": "REF-0043"}).status_code == 302


def test_an_older_draft_is_offered_on_a_fresh_page(pages, case) -> None:
    page = url("call_card", case, "CALL_1")
    assert "You have a draft of this call." not in pages.get(page).content.decode()
    send(pages, page, {"then": "draft", "notes": "Half"})
    assert "You have a draft of this call." in pages.get(page).content.decode()
    assert "You have a draft" not in pages.get(url("call_card", case, "CALL_2")).content.decode()


def test_problems_are_told_in_the_order_of_the_page(pages, case) -> None:
    answer = send(
        pages,
        url("call_card", case, "CALL_1"),
        {"called_on": "yesterday", "then": "end", "minutes": "soon", "send_fax": "12"},
    )
    body = answer.content.decode()
    told = ["“Fax number” must be", "Enter the reference number", "Enter the minutes"]
    places = [body.index(words) for words in told]
    assert places == sorted(places)
