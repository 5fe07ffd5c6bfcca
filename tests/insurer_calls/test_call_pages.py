from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from requests_app.common.time_zones import day_at
from requests_app.insurer_calls import queries
from requests_app.insurer_calls.cards import CARDS
from requests_app.models import (
    AuditEntry,
    Case,
    CaseAccess,
    FollowUp,
    InsurerCall,
    NextAction,
    OutreachOffice,
)
from tests.factories.cases import make_case
from tests.factories.people import make_facility, make_member, make_user
from tests.insurer_calls.pages import END, fill_in, hidden_fields, make_call, send, shown, url

pytestmark = pytest.mark.django_db
PLAN_KINDS = ["CALL_1", "CALL_2", "CALL_3", "CALL_4"]


@pytest.fixture
def user():
    return make_user()


@pytest.fixture
def case(user) -> Case:
    return make_case(user=user)


@pytest.fixture
def pages(client_for, user):
    return client_for(user)


@pytest.mark.parametrize("kind", sorted(CARDS))
def test_every_box_of_a_card_is_kept_and_shown(pages, case, kind) -> None:
    filled = fill_in(kind)
    call = make_call(pages, case, kind, **filled, person="Kim", minutes="25", notes="Two lines\nof notes")

    assert not call.is_draft
    assert call.called_on == day_at(timezone.now(), zone=case.time_zone) - timedelta(days=1)
    assert (call.person, call.minutes, call.notes) == ("Kim", 25, "Two lines\nof notes")
    assert set(call.answers) == {field.key for field in CARDS[kind].fields}
    body = pages.get(url("call_detail", case, call.public_id)).content.decode()
    for field in CARDS[kind].fields:
        assert str(field.label).replace("'", "&#x27;") in body, field.key
    assert "Two lines<br>of notes" in body
    if kind == "CALL_1":
        assert call.request_number == "Said about request_number"
        assert call.answers["deductible_in_network"] == "1250.50"
        assert "$1,250.50" in body
        assert queries.latest_request_number(case) == call.request_number
    edit = pages.get(url("call_edit", case, call.public_id)).content.decode()
    assert "Two lines\nof notes" in edit
    assert 'name="then" value="draft"' not in edit


@pytest.mark.parametrize("kind", sorted(CARDS))
def test_the_lines_to_say_are_filled_from_the_case(pages, case, kind) -> None:
    body = pages.get(url("call_card", case, kind)).content.decode()
    assert "{" not in body[body.index("<main") : body.index("</main>")]
    number = "480-555-0155" if kind == "PROVIDER" else "800-555-0111"
    assert f'value="{number}"' in body
    if kind == "CALL_1":
        assert "my name is Ana Sample. My member ID is SHP123456789." in body
        assert "near 85004" in body


def test_a_caregiver_calls_under_their_own_name(client_for) -> None:
    user = make_user()
    case = make_case(user=user)
    case.for_whom = "MY_CHILD"
    case.save()
    case.patient.caregiver_name = "Rosa Sample"
    case.patient.save()
    client = client_for(user)
    body = client.get(url("call_card", case, "CALL_1")).content.decode()
    assert "my name is Rosa Sample. I’m calling for Ana Sample, member ID SHP123456789." in body
    assert "My member ID" not in body
    sheet = client.get(reverse("outreach:call_sheet", args=[case.public_id])).content.decode()
    assert "this is Rosa Sample at" in sheet


def test_a_colleague_calls_under_their_own_name(client_for) -> None:
    facility = make_facility()
    case = make_case(user=make_user(), facility=facility)
    colleague = make_member(facility)
    colleague.full_name = "Casey Example"
    colleague.save()
    body = client_for(colleague, second_factor=True).get(url("call_card", case, "CALL_1")).content.decode()
    assert "my name is Casey Example. I’m calling for Ana Sample, member ID SHP123456789." in body


def test_an_empty_case_still_has_words_to_say(client_for) -> None:
    user = make_user()
    case = make_case(user=user, filled=False)
    body = client_for(user).get(url("call_card", case, "CALL_1")).content.decode()
    assert "(the number on your card)" in body
    assert "The number is on the back of the insurance card." in body


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


def test_call_1_moves_the_case_on_to_the_offices(pages, case) -> None:
    Case.objects.filter(pk=case.pk).update(next_action=NextAction.CALL_1)
    send(pages, url("call_card", case, "CALL_1"), {"then": "draft", "notes": "Half"})
    assert Case.objects.get(pk=case.pk).next_action == NextAction.CALL_1
    make_call(pages, case, "CALL_1")
    assert Case.objects.get(pk=case.pk).next_action == NextAction.CALL_OFFICES


def test_call_1_after_three_offices_moves_on_to_the_packet(pages, case) -> None:
    Case.objects.filter(pk=case.pk).update(next_action=NextAction.CALL_1)
    for number in range(3):
        OutreachOffice.objects.create(
            organization=case.organization, case=case, name=f"Example {number}", result="NOT_TAKING"
        )
    make_call(pages, case, "CALL_1")
    assert Case.objects.get(pk=case.pk).next_action == NextAction.MAKE_PACKET


def sent(case) -> Case:
    Case.objects.filter(pk=case.pk).update(status="SENT", next_action=NextAction.CALL_2)
    return Case.objects.get(pk=case.pk)


def test_after_sending_each_call_plans_the_next_one(pages, case) -> None:
    sent(case)
    make_call(pages, case, "CALL_2", received="CANNOT_FIND")
    only = FollowUp.objects.get(case=case, state="OPEN")
    assert (only.kind, only.reason) == ("CALL_2", "NOT_FOUND")
    make_call(pages, case, "CALL_2", received="YES")
    assert FollowUp.objects.get(case=case, state="OPEN").kind == "CALL_3"
    make_call(pages, case, "CALL_3", status="DECIDED")
    assert not FollowUp.objects.filter(case=case, state="OPEN").exists()
    assert Case.objects.get(pk=case.pk).next_action == NextAction.CALL_4


def test_changing_a_call_later_plans_nothing_again(pages, case) -> None:
    sent(case)
    call = make_call(pages, case, "CALL_2", received="YES")
    send(pages, url("call_edit", case, call.public_id), {**END, "received": "YES", "notes": "More"})
    assert FollowUp.objects.filter(case=case).count() == 1


def test_the_next_call_is_suggested(pages, case) -> None:
    def suggested():
        return queries.suggested_kind(Case.objects.get(pk=case.pk))

    assert suggested() == "CALL_1"
    make_call(pages, case, "CALL_1", request_opened="NO")
    assert suggested() == "CALL_1"
    make_call(pages, case, "CALL_1", request_opened="YES")
    assert suggested() == "PROVIDER"
    make_call(pages, case, "PROVIDER", agrees="YES")
    assert suggested() == ""
    sent(case)
    assert suggested() == "CALL_2"
    make_call(pages, case, "CALL_2", received="NO")
    assert suggested() == "CALL_2"
    make_call(pages, case, "CALL_2", received="YES")
    assert suggested() == "CALL_3"
    make_call(pages, case, "CALL_3", status="DECIDED", called_on="today")
    assert suggested() == "CALL_4"
    make_call(pages, case, "CALL_4", answer="NOTHING_YET", called_on="today")
    assert suggested() == "CALL_3"
    make_call(pages, case, "CALL_4", answer="YES", called_on="today")
    assert suggested() == ""


def promise(days) -> dict[str, str]:
    day = date.today() + timedelta(days=days)  # noqa: DTZ011
    return {
        "promised": "Call me back",
        "promised_on_month": str(day.month),
        "promised_on_day": str(day.day),
        "promised_on_year": str(day.year),
    }


def test_a_promise_becomes_a_reminder_with_one_tap(pages, case) -> None:
    call = make_call(pages, case, "CALL_1", **promise(5))
    detail = url("call_detail", case, call.public_id)
    assert "Add to reminders: " in pages.get(detail).content.decode()
    for _tap in range(2):
        assert pages.post(url("promise_reminder", case, call.public_id))["Location"] == detail
    planned = FollowUp.objects.get(case=case)
    assert (planned.kind, planned.what, planned.counted_from) == (
        "PROMISED",
        "Call me back",
        call.promised_on,
    )
    body = pages.get(detail).content.decode()
    assert "We will remind you on" in body
    assert "Add to reminders: " not in body


def test_a_promise_without_a_day_has_no_button(pages, case) -> None:
    call = make_call(pages, case, "CALL_1", promised="Soon")
    assert "Add to reminders" not in pages.get(url("call_detail", case, call.public_id)).content.decode()
    answer = pages.post(url("promise_reminder", case, call.public_id))
    assert answer["Location"] == url("call_detail", case, call.public_id)
    body = pages.get(answer["Location"]).content.decode()
    assert "Write down by when they promised it first." in body
    assert not FollowUp.objects.exists()


def test_a_promise_of_the_past_has_no_button(pages, case) -> None:
    call = make_call(pages, case, "CALL_1", **promise(5))
    InsurerCall.objects.filter(pk=call.pk).update(promised_on=date(2020, 1, 2))
    assert "Add to reminders" not in pages.get(url("call_detail", case, call.public_id)).content.decode()


def test_names_the_plan_gave_lead_to_the_list_of_offices(pages, case) -> None:
    call = make_call(pages, case, "CALL_1", provider_names="Example Care, 602-555-0151")
    link = f"/cases/{case.public_id}/offices/names/?call={call.public_id}"
    assert link in pages.get(url("call_detail", case, call.public_id)).content.decode()
    assert "Example Care, 602-555-0151" in pages.get(link).content.decode()


def test_removing_asks_first_and_keeps_the_row(pages, case) -> None:
    call = make_call(pages, case, "CALL_1")
    page = url("call_remove", case, call.public_id)
    data = shown(pages, page)
    for _click in range(2):
        assert pages.post(page, data)["Location"] == url("call_list", case)
    assert "Calls with your plan (0)" in pages.get(url("call_list", case)).content.decode()
    assert pages.get(url("call_detail", case, call.public_id)).status_code == 404
    call.refresh_from_db()
    assert call.removed_at is not None


def addresses(case, call) -> list[tuple[str, str]]:
    return [
        ("read", url("call_list", case)),
        ("read", url("call_detail", case, call.public_id)),
        ("change", url("call_card", case, "CALL_1")),
        ("change", url("call_edit", case, call.public_id)),
        ("change", url("call_remove", case, call.public_id)),
        ("post", url("promise_reminder", case, call.public_id)),
    ]


def test_for_a_stranger_there_is_no_such_page(pages, case, client_for) -> None:
    call = make_call(pages, case, "CALL_1")
    stranger = client_for(make_user())
    for what, address in addresses(case, call):
        if what != "post":
            assert stranger.get(address).status_code == 404, address
        if what != "read":
            assert stranger.post(address, END).status_code == 404, address


def test_a_call_of_another_case_is_not_found(pages, case, user) -> None:
    call = make_call(pages, case, "CALL_1")
    other = make_case(user=user)
    assert pages.get(url("call_detail", other, call.public_id)).status_code == 404
    assert pages.post(url("call_edit", other, call.public_id), END).status_code == 404
    assert pages.get(url("call_card", case, "CALL_9")).status_code == 404


def test_who_may_only_look_sees_the_calls_and_changes_nothing(pages, case, client_for) -> None:
    call = make_call(pages, case, "CALL_1", **promise(5))
    helper = make_user()
    CaseAccess.objects.create(
        organization=case.organization, case=case, user=helper, relation="HELPER", level="VIEW"
    )
    looking = client_for(helper)
    for what, address in addresses(case, call):
        if what == "read":
            body = looking.get(address).content.decode()
            assert "Add to reminders" not in body
            assert ">Change<" not in body
        else:
            assert looking.post(address, END).status_code == 403, address
        if what == "change":
            assert looking.get(address).status_code == 403, address


def test_it_is_kept_who_made_the_call(client_for) -> None:
    facility = make_facility()
    parent = make_user()
    case = make_case(user=parent, facility=facility, for_whom="MY_CHILD")
    member = make_member(facility)
    assert make_call(client_for(parent), case, "CALL_1").made_by == "CAREGIVER"
    staff = client_for(member, second_factor=True)
    call = make_call(staff, case, "CALL_1")
    assert call.made_by == "STAFF"
    assert AuditEntry.objects.filter(action="insurer_calls.saved", user_id=member.pk).count() == 1


def test_a_closed_request_takes_no_calls_and_keeps_the_text(pages, case) -> None:
    Case.objects.filter(pk=case.pk).update(status="CLOSED")
    for then in ("draft", "end"):
        answer = send(pages, url("call_card", case, "CALL_1"), {**END, "then": then, "notes": "Long text"})
        assert answer.status_code == 422
        assert "This request is closed" in answer.content.decode()
        assert "Long text" in answer.content.decode()


def test_the_list_asks_the_database_as_often_for_many_calls(pages, case, django_assert_num_queries) -> None:
    def log(numbers) -> None:
        InsurerCall.objects.bulk_create(
            InsurerCall(
                organization=case.organization,
                case=case,
                kind="CALL_3",
                called_on=date(2026, 6, 1) + timedelta(days=number),
                reference=f"REF-{number}",
            )
            for number in numbers
        )

    log(range(3))
    pages.get(url("call_list", case))
    with CaptureQueriesContext(connection) as few:
        pages.get(url("call_list", case))
    log(range(3, 30))
    with django_assert_num_queries(len(few)):
        pages.get(url("call_list", case))
    with django_assert_num_queries(1):
        queries.suggested_kind(case)
    with django_assert_num_queries(1):
        queries.latest_request_number(case)


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


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("Day program for eating problems.", "I need day program for eating problems and can’t"),
        ("MRI of the knee", "I need MRI of the knee and can’t"),
    ],
)
def test_the_care_stands_in_the_sentence_to_say(pages, case, typed, said) -> None:
    case.care.description = typed
    case.care.save()
    assert said in pages.get(url("call_card", case, "CALL_1")).content.decode()


@pytest.mark.parametrize(
    ("reasons", "said", "unsaid"),
    [
        (["NOT_LOOKED"], "I am looking for an in-network provider", "find it in the network in time"),
        (["WAIT"], "find it in the network in time", "I am looking for an in-network provider"),
    ],
)
def test_call_1_says_cannot_find_it_only_for_those_who_looked(pages, case, reasons, said, unsaid) -> None:
    case.care.gap_reasons = reasons
    case.care.save()

    body = pages.get(url("call_card", case, "CALL_1")).content.decode()

    assert said in body
    assert unsaid not in body


def test_a_caregiver_who_has_not_looked_yet_says_so_for_the_patient(pages, case) -> None:
    case.care.gap_reasons = ["NOT_LOOKED"]
    case.care.save()
    case.for_whom = "CHILD"
    case.save()
    case.patient.caregiver_name = "Rosa Example"
    case.patient.save()

    body = pages.get(url("call_card", case, "CALL_1")).content.decode()

    assert "We are looking for an in-network provider" in body
    assert "find it in the network in time" not in body
