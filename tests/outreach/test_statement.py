from __future__ import annotations

from datetime import date

import pytest
from django.utils import timezone, translation

from requests_app.cases.services import close_case
from requests_app.models import AuditEntry, CallsStatement, Case, CaseAccess
from requests_app.outreach import services, statement
from tests.factories.cases import make_case
from tests.factories.people import actor_for, make_facility, make_member, make_user
from tests.outreach.pages import send, shown, step_url, url

pytestmark = pytest.mark.django_db

KIM = {"contacted_on": date(2026, 11, 16), "day_part": "MORNING", "channel": "PHONE", "spoke_with": "Kim"}


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
def log(case, user):
    def write(name: str, result: str = "NOT_TAKING", **about):
        return services.log_office(
            case=case,
            office={"name": name, "phone": "602-555-0101", "result": result, **about},
            tries=[KIM | {"outcome": "REACHED"}],
            by=actor_for(user),
            at=timezone.now(),
        )

    return write


def sign(pages, case, name: str):
    return send(pages, url("statement", case), {"is_true": "yes", "signed_name": name})


def test_the_log_is_told_in_plain_sentences_numbered_as_in_the_packet(case, log) -> None:
    log("Desert Sky Clinic")
    log("Example Care", "OTHER", result_text="100% booked. Call in May.")

    assert statement.covered_lines(case) == [
        "1. Desert Sky Clinic, 602-555-0101. Contacted: November 16, 2026, morning, phone, reached somebody, "
        "spoke with Kim. Said it is not taking new patients.",
        "2. Example Care, 602-555-0101. Contacted: November 16, 2026, morning, phone, reached somebody, "
        "spoke with Kim. Other result: 100% booked. Call in May.",
    ]


def test_the_words_that_are_signed_do_not_depend_on_the_language_of_the_page(case, log) -> None:
    log("Desert Sky Clinic")
    english = statement.covered_lines(case)
    with translation.override("es"):
        assert statement.covered_lines(case) == english


def test_a_long_office_goes_on_below_and_no_line_is_too_long(case, log) -> None:
    log("E" * 150, "OTHER", result_text="word " * 59)

    lines = statement.covered_lines(case)
    assert len(lines) > 1
    assert all(len(line) <= statement.LONGEST_LINE for line in lines)


def test_a_name_still_to_call_is_not_signed_for(case, user, log) -> None:
    services.start_office(case=case, typed={"name": "Later"}, by=actor_for(user), at=timezone.now())

    assert statement.covered_lines(case) == []


def test_signing_keeps_what_was_read_with_the_name_and_a_number(pages, case, log) -> None:
    log("Desert Sky Clinic")
    body = pages.get(url("statement", case)).content.decode()
    assert "1. Desert Sky Clinic, 602-555-0101." in body

    answer = sign(pages, case, case.patient.full_name)

    kept = case.calls_statements.get()
    assert answer["Location"] == url("statement", case)
    assert (kept.number, kept.signed_name) == (1, case.patient.full_name)
    assert kept.covers == statement.covered_lines(case)
    assert kept.covers_sha256 == statement.hash_of(kept.covers)
    assert statement.is_current(kept, case)
    body = pages.get(url("statement", case)).content.decode()
    assert "Signed by" in body
    assert "Take my signature back" in body
    assert "Sign for these calls" not in body
    assert AuditEntry.objects.filter(case_id=case.public_id, action="outreach.statement_signed").exists()


def test_a_log_that_changed_since_says_so_and_a_new_signature_keeps_the_old_one(
    pages, case, log, user
) -> None:
    office = log("Desert Sky Clinic")
    sign(pages, case, case.patient.full_name)
    log("Example Care")
    log("Example Clinic")
    assert "Sign again: 2 offices were added." in pages.get(url("statement", case)).content.decode()
    assert "The list changed. Sign again" in pages.get(url("office_list", case)).content.decode()

    sign(pages, case, case.patient.full_name)
    assert [one.number for one in case.calls_statements.all()] == [2, 1]
    assert statement.is_current(case.calls_statements.get(number=2), case)
    assert not statement.is_current(case.calls_statements.get(number=1), case)

    send(pages, step_url(office, "result"), {"result": "WRONG_AGE"})
    assert "an answer in the log was changed" in pages.get(url("statement", case)).content.decode()
    services.remove_office(office=office, by=actor_for(user), at=timezone.now())
    assert "Sign again: 1 office was taken out." in pages.get(url("statement", case)).content.decode()


def test_nobody_signs_for_a_log_that_changed_while_it_was_read(pages, case, log) -> None:
    log("Desert Sky Clinic")
    read = shown(pages, url("statement", case))
    log("Example Care")

    answer = pages.post(
        url("statement", case), {**read, "is_true": "yes", "signed_name": case.patient.full_name}, follow=True
    )

    assert "The log changed while you read." in answer.content.decode()
    assert not CallsStatement.objects.exists()


def test_a_signature_can_be_taken_back_and_stays_on_record(pages, case, log) -> None:
    log("Desert Sky Clinic")
    sign(pages, case, case.patient.full_name)
    page = shown(pages, url("statement", case))

    pages.post(url("statement", case), {"form_key": page["form_key"], "do": "withdraw", "number": "1"})

    kept = case.calls_statements.get()
    assert kept.withdrawn_at is not None
    assert statement.current_statement(case) is None
    assert not statement.is_current(kept, case)
    sign(pages, case, case.patient.full_name)
    assert case.calls_statements.first().number == 2


def test_taking_back_what_is_not_there_changes_nothing(pages, case, log) -> None:
    log("Desert Sky Clinic")
    page = shown(pages, url("statement", case))
    for number in ("7", "x", ""):
        answer = pages.post(
            url("statement", case), {"form_key": page["form_key"], "do": "withdraw", "number": number}
        )
        assert answer.status_code == 302


def test_in_a_closed_request_no_signature_is_taken_back(pages, case, user, log) -> None:
    log("Desert Sky Clinic")
    sign(pages, case, case.patient.full_name)
    page = shown(pages, url("statement", case))
    close_case(case=case, because="STOPPED", by=actor_for(user), at=timezone.now())

    answer = pages.post(
        url("statement", case), {"form_key": page["form_key"], "do": "withdraw", "number": "1"}, follow=True
    )

    assert "This request is closed, so nothing was saved." in answer.content.decode()
    assert case.calls_statements.get().withdrawn_at is None


def test_an_empty_log_is_not_signed_for(pages, case) -> None:
    assert "There is no call to sign for yet." in pages.get(url("statement", case)).content.decode()
    sign(pages, case, case.patient.full_name)
    assert not CallsStatement.objects.exists()


def test_without_a_tick_or_a_name_nothing_is_signed(pages, case, log) -> None:
    log("Desert Sky Clinic")
    answer = send(pages, url("statement", case), {})
    assert answer.status_code == 422
    assert "Type your full name to sign" in answer.content.decode()
    assert not CallsStatement.objects.exists()


def test_another_name_than_the_patients_is_asked_about(pages, case, log) -> None:
    log("Desert Sky Clinic")
    answer = sign(pages, case, "Somebody Else")
    assert answer.status_code == 422
    assert "the name in your answers is" in answer.content.decode()


def test_a_double_tap_signs_once(pages, case, log) -> None:
    log("Desert Sky Clinic")
    data = {**shown(pages, url("statement", case)), "is_true": "yes", "signed_name": case.patient.full_name}
    pages.post(url("statement", case), data)
    pages.post(url("statement", case), data)
    assert case.calls_statements.count() == 1


def test_a_helper_signs_for_the_patient(client_for, case, log) -> None:
    log("Desert Sky Clinic")
    helper = make_user()
    CaseAccess.objects.create(
        organization=case.organization, case=case, user=helper, relation="HELPER", level="EDIT"
    )
    pages = client_for(helper)
    name = case.patient.full_name
    assert f"These calls were made for {name}" in pages.get(url("statement", case)).content.decode()

    sign(pages, case, "Sam Helper")

    assert case.calls_statements.get().signed_name == f"Sam Helper, for {name}"


def test_staff_sign_for_the_patient(client_for) -> None:
    facility = make_facility()
    worker = make_member(facility)
    case = make_case(user=make_user(), facility=facility)
    services.log_office(
        case=case,
        office={"name": "Desert Sky Clinic", "result": "NOT_TAKING"},
        tries=[KIM],
        by=actor_for(case.opened_by),
        at=timezone.now(),
    )
    pages = client_for(worker, second_factor=True)

    sign(pages, case, "Wren Worker")

    assert case.calls_statements.get().signed_name == f"Wren Worker, for {case.patient.full_name}"
