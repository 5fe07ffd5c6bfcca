from __future__ import annotations

from datetime import date, timedelta

from django.db import connection
from django.test.utils import CaptureQueriesContext

from requests_app.insurer_calls import queries
from requests_app.models import (
    AuditEntry,
    Case,
    CaseAccess,
    InsurerCall,
)
from tests.factories.cases import make_case
from tests.factories.people import make_facility, make_member, make_user
from tests.insurer_calls.pages import END, make_call, promise, send, shown, url


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
