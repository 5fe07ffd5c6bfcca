from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.utils import timezone

from requests_app.models import AuditEntry, Case, OutreachAttempt
from requests_app.outreach import queries, services
from requests_app.outreach.call_presenters import closed_days_near
from requests_app.outreach.calling import moment_at
from requests_app.outreach.names import NameLine
from tests.factories.cases import make_case
from tests.factories.people import actor_for, make_user, sign_in
from tests.outreach.pages import hidden_fields, new_key, send, shown, url

pytestmark = pytest.mark.django_db


@pytest.fixture
def user(db):
    return make_user()


@pytest.fixture
def case(user) -> Case:
    return make_case(user=user)


@pytest.fixture
def pages(client_for, user):
    return client_for(user)


@pytest.fixture
def offices(case, user):
    lines = [NameLine(f"Example Clinic {number}", f"602-555-010{number}") for number in (1, 2, 3)]
    return services.add_names(
        case=case, lines=lines, found_in="LETTER", by=actor_for(user), at=timezone.now()
    )


def call(case, office) -> str:
    return url("call_office", case, office.public_id)


def body_of(pages, address) -> str:
    return pages.get(address).content.decode()


def test_call_mode_leads_from_office_to_office_and_tells_how_far_one_is(pages, case, offices) -> None:
    assert pages.get(url("call_mode", case))["Location"] == call(case, offices[0])
    for number, office in enumerate(offices, start=1):
        body = body_of(pages, call(case, office))
        assert f"{number} of 3" in body
        assert 'href="tel:+1-602-555-010' in body
        answer = send(pages, call(case, office), {"result": "NOT_TAKING", "spoke_with": "Kim"})
        expected = call(case, offices[number]) if number < 3 else url("call_mode", case)
        assert answer["Location"].partition("?")[0] == expected
    body = body_of(pages, answer["Location"])
    assert "You called 3 offices today. Everything is saved." in body
    assert queries.counts(case) == queries.Counts(logged=3, started=0, to_call=0)


def test_one_tap_writes_down_the_try_with_the_time_of_day_of_the_case(pages, case, offices) -> None:
    at = timezone.now()
    now = moment_at(at, zone=case.time_zone, closed=closed_days_near(at))
    send(pages, call(case, offices[0]), {"result": "LEFT_MESSAGE", "spoke_with": "Nobody to name"})

    office = queries.get_office_or_404(case, offices[0].public_id)
    (only,) = queries.tries_of(office)
    assert (only.contacted_on, only.day_part) == (now.day, now.part)
    assert (only.channel, only.outcome, only.spoke_with) == ("PHONE", "LEFT_MESSAGE", "")
    assert office.result == "NO_ANSWER"


@pytest.mark.parametrize(
    ("result", "typed"),
    [
        ("TOO_FAR", {"distance": "62.5", "distance_unit": "MILES"}),
        ("OFFERED_DATE", {"gave_no_date": "yes"}),
        ("CAN_SEE_ME", {"gives_all_care": "NO", "missing_care": "No evening groups"}),
        ("OTHER", {"result_text": "The line was bad"}),
    ],
)
def test_at_most_one_question_follows_and_then_the_next_office(pages, case, offices, result, typed) -> None:
    answer = send(pages, call(case, offices[0]), {"result": result})
    assert answer["Location"] == f"{call(case, offices[0])}?more={offices[1].public_id}"
    answer = send(pages, answer["Location"], typed)
    assert answer["Location"] == f"{call(case, offices[1])}?last={offices[0].public_id}"
    office = case.offices.get(pk=offices[0].pk)
    assert office.result == result
    for name, value in typed.items():
        assert str(getattr(office, name)) == {"yes": "True"}.get(value, value)


def test_a_question_left_open_is_offered_at_the_end(pages, case, offices) -> None:
    answer = send(pages, call(case, offices[2]), {"result": "TOO_FAR"})
    body = body_of(pages, answer["Location"])
    assert "Say this later" in body
    end = body_of(pages, url("call_mode", case) + "?end=yes")
    assert "Still to write down" in end
    assert "2 offices still to call now" in end


def test_an_office_that_gave_no_date_is_not_asked_about_the_visit_it_offered(pages, case, offices) -> None:
    address = send(pages, call(case, offices[0]), {"result": "WAIT_TOO_LONG"})["Location"]
    send(pages, address, {"gave_no_date": "yes"})
    assert "Say more about the visit they offered" not in body_of(pages, url("call_mode", case) + "?end=yes")


def test_skipping_leads_on_and_stopping_says_what_is_left(pages, case, offices) -> None:
    body = body_of(pages, call(case, offices[0]))
    assert f'href="{call(case, offices[1])}">Skip this one' in body
    assert f'href="{url("call_mode", case)}?end=yes">Skip this one' in body_of(pages, call(case, offices[2]))
    assert "3 offices still to call now" in body_of(pages, url("call_mode", case) + "?end=yes")


def test_nobody_answered_says_when_to_try_again(pages, case, offices) -> None:
    for office in offices:
        send(pages, call(case, office), {"result": "NO_ANSWER"})
    body = body_of(pages, url("call_mode", case))
    assert "When to try again" in body
    assert "Try 2 of 3: " in body
    assert re.search(r"in the (morning|afternoon)", body)


def test_after_three_tries_an_office_is_not_called_again(pages, case, offices, user) -> None:
    for _ in range(3):
        send(pages, call(case, offices[0]), {"result": "BUSY"})
    office = queries.get_office_or_404(case, offices[0].public_id)
    assert len(queries.tries_of(office)) == 3
    assert "Try 4" not in body_of(pages, call(case, offices[0]))
    assert pages.get(url("call_mode", case))["Location"] == call(case, offices[1])


def test_a_call_nobody_took_never_replaces_what_they_said_before(pages, case, offices) -> None:
    send(pages, call(case, offices[0]), {"result": "NOT_IN_NETWORK"})
    assert "You already wrote down: Not in network after all" in body_of(pages, call(case, offices[0]))
    send(pages, call(case, offices[0]), {"result": "NO_ANSWER"})
    office = queries.get_office_or_404(case, offices[0].public_id)
    assert office.result == "NOT_IN_NETWORK"
    assert len(queries.tries_of(office)) == 2


def test_a_call_back_takes_the_place_of_no_answer(pages, case, offices) -> None:
    send(pages, call(case, offices[0]), {"result": "LEFT_MESSAGE"})
    send(pages, call(case, offices[0]), {"result": "DOES_NOT_TREAT", "spoke_with": "Lee"})
    office = queries.get_office_or_404(case, offices[0].public_id)
    assert office.result == "DOES_NOT_TREAT"
    assert [one.spoke_with for one in queries.tries_of(office)] == ["", "Lee"]


def test_a_double_tap_saves_one_call(pages, case, offices) -> None:
    data = {**shown(pages, call(case, offices[0])), "result": "NOT_TAKING"}
    first = pages.post(call(case, offices[0]), data)
    second = pages.post(call(case, offices[0]), data)
    assert first["Location"] == second["Location"]
    assert OutreachAttempt.objects.filter(office=offices[0]).count() == 1


def test_another_tap_on_the_same_page_leads_to_what_was_saved(pages, case, offices) -> None:
    data = shown(pages, call(case, offices[0]))
    pages.post(call(case, offices[0]), {**data, "result": "NOT_TAKING"})
    answer = pages.post(call(case, offices[0]), {**data, "result": "TOO_FAR"})
    assert answer["Location"] == url("office_check", case, offices[0].public_id)
    assert OutreachAttempt.objects.filter(office=offices[0]).count() == 1


def test_two_people_on_one_office_see_each_others_result(pages, case, offices) -> None:
    mine, theirs = shown(pages, call(case, offices[0])), shown(pages, call(case, offices[0]))
    pages.post(call(case, offices[0]), {**theirs, "result": "NOT_TAKING"})
    answer = pages.post(call(case, offices[0]), {**mine, "result": "TOO_FAR", "form_key": new_key()})
    body = answer.content.decode()
    assert answer.status_code == 422
    assert "Not taking new patients" in body
    answer = pages.post(call(case, offices[0]), {**hidden_fields(body), "result": "TOO_FAR"})
    assert answer.status_code == 302
    assert case.offices.get(pk=offices[0].pk).result == "TOO_FAR"


def test_enter_without_a_tap_saves_nothing_and_keeps_the_name(pages, case, offices) -> None:
    answer = send(pages, call(case, offices[0]), {"spoke_with": "Kim"})
    assert answer.status_code == 422
    assert "Tap what happened on the call" in answer.content.decode()
    assert 'value="Kim"' in answer.content.decode()
    assert not OutreachAttempt.objects.exists()


def test_a_wrong_tap_is_put_right_from_the_next_page(pages, case, offices) -> None:
    answer = send(pages, call(case, offices[0]), {"result": "NOT_TAKING"})
    body = body_of(pages, answer["Location"])
    assert "Saved: Example Clinic 1. Not taking new patients." in body
    assert url("office_check", case, offices[0].public_id) in body


def test_a_second_answer_at_once_is_a_wrong_tap_put_right_and_no_second_call(pages, case, offices) -> None:
    send(pages, call(case, offices[0]), {"result": "OFFERED_DATE", "spoke_with": "Kim"})
    send(pages, call(case, offices[0]), {"result": "NOT_TAKING"})
    office = queries.get_office_or_404(case, offices[0].public_id)
    assert office.result == "NOT_TAKING"
    assert [one.spoke_with for one in queries.tries_of(office)] == ["Kim"]


def test_an_answer_on_another_day_is_another_call(pages, case, offices) -> None:
    send(pages, call(case, offices[0]), {"result": "WAIT_TOO_LONG"})
    OutreachAttempt.objects.update(contacted_on=timezone.localdate() - timedelta(days=3))
    send(pages, call(case, offices[0]), {"result": "NOT_TAKING"})
    office = queries.get_office_or_404(case, offices[0].public_id)
    assert len(queries.tries_of(office)) == 2


def test_a_removed_office_and_a_closed_case_take_no_calls(pages, case, offices, user) -> None:
    page = shown(pages, call(case, offices[0]))
    Case.objects.filter(pk=case.pk).update(status="CLOSED")
    answer = pages.post(call(case, offices[0]), {**page, "result": "NOT_TAKING"})
    assert answer.status_code == 422
    Case.objects.filter(pk=case.pk).update(status="OPEN")
    services.remove_office(office=offices[0], by=actor_for(user), at=timezone.now())
    assert pages.get(call(case, offices[0])).status_code == 404
    assert not OutreachAttempt.objects.exists()


def test_without_names_call_mode_says_where_to_get_some(pages, case) -> None:
    body = body_of(pages, url("call_mode", case))
    assert "There are no names to call yet." in body
    assert url("office_names", case) in body


def test_strange_addresses_are_no_accident(pages, case, offices) -> None:
    assert pages.get(call(case, offices[0]) + "?more=nonsense")["Location"].startswith(url("call_mode", case))
    assert pages.get(call(case, offices[0]) + "?last=nonsense").status_code == 200


def test_each_call_leaves_its_entries_without_a_word_of_it(pages, case, offices) -> None:
    send(pages, call(case, offices[0]), {"result": "NOT_TAKING", "spoke_with": "Kim"})
    entries = AuditEntry.objects.filter(
        case_id=case.public_id, action__in=("outreach.tried", "outreach.logged")
    )
    assert {entry.action for entry in entries} == {"outreach.tried", "outreach.logged"}
    assert "Kim" not in str([entry.details for entry in entries])


def test_offices_that_did_not_answer_move_the_case_on_after_three_tries_each(pages, case, offices) -> None:
    Case.objects.filter(pk=case.pk).update(next_action="CALL_OFFICES")
    for number in range(1, 4):
        for office in offices:
            send(pages, call(case, office), {"result": "NO_ANSWER"})
        expected = "CALL_OFFICES" if number < 3 else "MAKE_PACKET"
        assert Case.objects.get(pk=case.pk).next_action == expected


def test_the_strip_counts_an_office_that_could_help_beside_the_gaps(pages, case, offices) -> None:
    assert "Offered a visit" not in body_of(pages, url("office_list", case))
    send(pages, call(case, offices[0]), {"result": "OFFERED_DATE"})
    assert "Offered a visit <strong>1</strong>" in body_of(pages, url("office_list", case))


def test_a_tap_after_the_session_ended_is_kept_and_saved_with_one_more(pages, case, offices, user) -> None:
    page = shown(pages, call(case, offices[0]))
    session = pages.session
    session["seen_at"] -= 3600
    session.save()
    answer = pages.post(call(case, offices[0]), {**page, "result": "NOT_TAKING", "spoke_with": "Kim"})
    assert "next=" in answer["Location"]
    assert not OutreachAttempt.objects.exists()

    sign_in(pages, user)
    body = body_of(pages, call(case, offices[0]))
    assert "Save what you tapped: Not taking new patients" in body
    assert 'value="Kim"' in body
    send(pages, call(case, offices[0]), {"result": "NOT_TAKING", "spoke_with": "Kim"})
    assert case.offices.get(pk=offices[0].pk).result == "NOT_TAKING"
