"""Asking, changing, sending again, taking back."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from requests_app.cases.services import close_case
from requests_app.drafts.clash import Clash
from requests_app.drafts.versions import version_of
from requests_app.letters import answers, queries, requests
from requests_app.models import AuditEntry, Case, ClinicianRequest, NextAction, OutgoingEmail, WaitingOn
from tests.factories.cases import make_case
from tests.factories.letters import CLINICIAN_EMAIL, clinician_of, make_letter_request
from tests.factories.people import actor_for, make_facility, make_member, make_user

NOW = timezone.now()
LATER = NOW + timedelta(minutes=5)


@pytest.fixture
def patient(db):
    return make_user()


@pytest.fixture
def case(patient) -> Case:
    return make_case(user=patient)


@pytest.fixture
def asked(case, patient) -> ClinicianRequest:
    return make_letter_request(case, by=patient, at=NOW)


def change(asked, patient, **typed) -> ClinicianRequest:
    stored = requests.shown(asked)
    return requests.change_request(
        letter_request=asked,
        typed={**stored, **typed},
        shown_version=version_of(stored),
        by=actor_for(patient),
        at=LATER,
    )


def test_a_request_is_a_draft_until_it_is_sent(case, patient):
    asked = make_letter_request(case, by=patient, is_sent=False)

    assert (asked.state, asked.key_sha256, asked.sent_at) == ("DRAFT", None, None)
    assert not OutgoingEmail.objects.exists()


def test_sending_mails_a_neutral_link(asked):
    mail = OutgoingEmail.objects.get()

    assert (mail.to_email, mail.template, mail.language) == (CLINICIAN_EMAIL, "letters/link", "en")
    assert set(mail.context) == {"day", "short_day", "path"}
    assert asked.state == "SENT"


def test_twice_within_a_minute_is_refused(asked, patient):
    with pytest.raises(requests.AskRefused):
        requests.send_link(letter_request=asked, by=actor_for(patient), at=NOW + timedelta(seconds=20))


def test_another_email_ends_the_old_link_until_the_new_one_is_sent(asked, patient):
    changed = change(asked, patient, email="new@clinic.example")

    assert (changed.state, changed.key_sha256, changed.expires_at) == ("DRAFT", None, None)
    sent = requests.send_link(letter_request=changed, by=actor_for(patient), at=LATER)
    assert sent.state == "SENT"
    assert OutgoingEmail.objects.filter(to_email="new@clinic.example").count() == 1


def test_the_address_stays_once_somebody_there_has_begun(asked, patient):
    ClinicianRequest.objects.filter(pk=asked.pk).update(state="STARTED", started_at=NOW)

    with pytest.raises(requests.AskRefused):
        change(asked, patient, email="new@clinic.example")
    assert change(asked, patient, note="Other words").note == "Other words"


def test_two_people_who_change_the_same_field_are_told(asked, patient):
    stored = requests.shown(asked)
    change(asked, patient, note="First")

    with pytest.raises(Clash):
        requests.change_request(
            letter_request=asked,
            typed={**stored, "note": "Second"},
            shown_version=version_of(stored),
            by=actor_for(patient),
            at=LATER,
        )


def test_a_request_taken_back_can_be_sent_again(asked, patient):
    taken_back = requests.revoke(letter_request=asked, by=actor_for(patient), at=LATER)
    assert queries.state_of(taken_back, at=LATER) == "CANCELLED"

    again = requests.send_link(letter_request=asked, by=actor_for(patient), at=LATER)
    assert queries.state_of(again, at=LATER) == "SENT"


def test_after_signing_nothing_of_the_request_changes(asked, patient):
    answers.note_signed(letter_request=asked, by=clinician_of(asked), at=LATER)

    for what in (requests.send_link, requests.revoke):
        with pytest.raises(requests.AskRefused):
            what(letter_request=asked, by=actor_for(patient), at=LATER)


def test_a_link_that_ran_out_says_so(asked):
    assert queries.state_of(asked, at=NOW + timedelta(days=31)) == "RAN_OUT"


def test_a_closed_case_asks_nobody(asked, case, patient):
    close_case(case=case, because="STOPPED", by=actor_for(patient), at=LATER)

    with pytest.raises(requests.AskRefused):
        requests.send_link(letter_request=asked, by=actor_for(patient), at=LATER)


def test_neither_a_stranger_nor_a_clinician_asks(asked):
    for actor in (actor_for(make_user()), clinician_of(asked)):
        with pytest.raises(PermissionDenied):
            requests.revoke(letter_request=asked, by=actor, at=LATER)


def test_a_clinician_answers_for_one_request_only(asked, case, patient):
    other = make_letter_request(case, by=patient, email="other@clinic.example", at=NOW)

    with pytest.raises(PermissionDenied):
        answers.decline(letter_request=other, reason="OTHER", note="", by=clinician_of(asked), at=LATER)


def test_a_no_is_told_to_the_patient_and_to_the_colleague_in_charge_once(db):
    facility = make_facility()
    patient = make_user()
    worker = make_member(facility)
    case = make_case(user=patient, facility=facility)
    Case.objects.filter(pk=case.pk).update(owner=worker)
    asked = make_letter_request(case, by=patient, at=NOW)

    for _twice in range(2):
        answers.decline(letter_request=asked, reason="NO_TIME", note="", by=clinician_of(asked), at=LATER)

    told = OutgoingEmail.objects.filter(template="letters/news").values_list("to_email", flat=True)
    assert sorted(told) == sorted([patient.email, worker.email])
    entry = AuditEntry.objects.get(action="letters.declined")
    assert (entry.actor, entry.user_id) == (f"clinician:{asked.pk}", None)


def test_while_only_the_letter_is_missing_the_queue_waits_on_the_clinician(case, patient):
    Case.objects.filter(pk=case.pk).update(next_action=NextAction.MAKE_PACKET)
    case.refresh_from_db()
    asked = make_letter_request(case, by=patient, at=NOW)
    case.refresh_from_db()
    assert case.waiting_on == WaitingOn.CLINICIAN

    answers.note_signed(letter_request=asked, by=clinician_of(asked), at=LATER)
    case.refresh_from_db()
    assert case.waiting_on == WaitingOn.PATIENT


def test_what_is_owed_is_counted_in_business_days(case, patient):
    friday = timezone.datetime(2026, 11, 20, 18, 0, tzinfo=timezone.get_current_timezone())
    make_letter_request(case, by=patient, at=friday)

    owed = queries.waiting_for_clinician(case, timezone.datetime(2026, 11, 27).date(), at=friday)

    # Monday to Wednesday and Friday: Thursday is Thanksgiving.
    assert [one.business_days for one in owed] == [4]
