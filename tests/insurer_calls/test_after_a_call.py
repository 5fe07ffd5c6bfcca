from __future__ import annotations

from datetime import date

from django.urls import reverse

from requests_app.insurer_calls import queries
from requests_app.models import (
    Case,
    FollowUp,
    InsurerCall,
    NextAction,
    OutreachOffice,
)
from tests.insurer_calls.pages import END, make_call, promise, send, url


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


def test_what_the_plan_misses_becomes_things_to_do_with_its_day(pages, case) -> None:
    sent(case)
    missing = {"is_complete": "NO", "missing": "Page 3\r\n\r\nThe clinician’s letter"}
    by_then = {"missing_by_month": "1", "missing_by_day": "5", "missing_by_year": "2099"}
    call = make_call(pages, case, "CALL_2", received="YES", **missing, **by_then)
    own = FollowUp.objects.filter(case=case, kind="NEEDS_MORE", state="OPEN").order_by("id")
    assert [one.what for one in own] == [
        "Send to the plan: Page 3",
        "Send to the plan: The clinician’s letter",
    ]
    assert {one.due_on for one in own} == {date(2099, 1, 5)}
    page = pages.get(url("call_detail", case, call.public_id)).text
    assert "They miss something" in page
    assert "Page 3" in page


def test_papers_they_cannot_find_lead_to_sending_them_again(pages, case) -> None:
    sent(case)
    call = make_call(pages, case, "CALL_2", received="CANNOT_FIND", is_complete="NO", missing="All of it")
    page = pages.get(url("call_detail", case, call.public_id)).text
    assert "Send it again today and keep the proof." in page
    assert reverse("submissions:send", args=[case.public_id]) in page
    assert not FollowUp.objects.filter(case=case, kind="NEEDS_MORE").exists()


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
