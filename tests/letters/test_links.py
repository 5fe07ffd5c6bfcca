"""A link and its code: what opens it, what does not, and what each try leaves behind."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.forms.models import model_to_dict
from django.utils import timezone

from requests_app.accounts.link_door import hash_of
from requests_app.letters import codes, links, requests
from requests_app.letters.links import Try
from requests_app.models import AuditEntry, ClinicianRequest, OutgoingEmail
from tests.factories.cases import make_case
from tests.factories.letters import code_for, key_of, make_letter_request
from tests.factories.people import actor_for, make_user

NOW = timezone.now()


@pytest.fixture
def patient(db):
    return make_user()


@pytest.fixture
def asked(patient) -> ClinicianRequest:
    return make_letter_request(make_case(user=patient), by=patient, at=NOW)


def send(asked, at=NOW) -> bool:
    return links.send_code(letter_request=asked, language="en", at=at)


def wrong_for(asked) -> str:
    return str((int(code_for(asked)) + 1) % 10**6).zfill(6)


def check(asked, typed, at=NOW) -> Try:
    return links.check_code(letter_request=asked, typed=typed, at=at).outcome


def fresh(asked) -> ClinicianRequest:
    return ClinicianRequest.objects.get(pk=asked.pk)


def code_mails() -> int:
    return OutgoingEmail.objects.filter(template="letters/code").count()


def test_the_key_has_more_than_128_random_bits_and_only_its_hash_is_kept(asked):
    key = key_of(asked)

    assert codes.KEY_BYTES * 8 >= 128
    assert asked.key_sha256 == hash_of(key)
    assert key not in str(model_to_dict(fresh(asked)))
    assert key_of(asked) != codes.new_key()


def test_the_link_ends_after_thirty_days(asked, settings):
    assert asked.expires_at - asked.sent_at == settings.CLINICIAN_LINK_KEPT == timedelta(days=30)


def test_sending_again_makes_a_new_key_and_ends_the_old_one(asked, patient):
    old = asked.key_sha256
    later = NOW + timedelta(minutes=5)
    again = requests.send_link(letter_request=asked, by=actor_for(patient), at=later)

    assert again.key_sha256 not in (old, None)
    assert not ClinicianRequest.objects.filter(key_sha256=old).exists()
    assert again.times_sent == 2


def test_the_right_code_opens_and_only_the_first_time_says_so(asked):
    assert send(asked)
    assert check(asked, code_for(asked)) is Try.RIGHT
    first = fresh(asked)
    assert (first.state, first.opened_at) == ("OPENED", NOW)

    assert check(asked, code_for(asked), NOW + timedelta(minutes=1)) is Try.RIGHT
    assert fresh(asked).opened_at == NOW
    assert AuditEntry.objects.filter(action="letters.opened").count() == 1


def test_neither_the_code_nor_a_plain_hash_of_it_is_kept_with_the_request(asked):
    send(asked)
    code = code_for(asked)

    assert code not in fresh(asked).code_hash
    assert hash_of(code) not in fresh(asked).code_hash
    assert len(code) == 6


def test_a_code_works_for_fifteen_minutes(asked):
    send(asked)

    assert check(asked, code_for(asked), NOW + timedelta(minutes=15, seconds=1)) is Try.NO_CODE
    assert fresh(asked).wrong_codes == 0


def test_asking_again_within_its_life_sends_the_same_code_and_at_most_once_a_minute(asked):
    send(asked)
    first = code_for(asked)

    assert not send(asked, NOW + timedelta(seconds=30))
    assert send(asked, NOW + timedelta(minutes=2))
    assert code_for(asked) == first
    assert code_mails() == 2
    assert check(asked, first, NOW + timedelta(minutes=16)) is Try.RIGHT


def test_after_its_life_a_new_code_is_made(asked):
    send(asked)
    first = fresh(asked).code_hash
    send(asked, NOW + timedelta(minutes=20))

    assert fresh(asked).code_hash != first


def test_however_often_the_button_is_pressed_there_are_five_mails_an_hour(asked):
    for second in range(0, 3600, 20):
        send(asked, NOW + timedelta(seconds=second))

    assert code_mails() == links.MAILS_IN_A_ROW == 5


def test_wrong_codes_are_counted_and_the_fifth_locks_for_thirty_minutes_and_tells(asked, patient):
    send(asked)
    code = code_for(asked)
    wrong = wrong_for(asked)

    assert [check(asked, wrong) for _try in range(5)] == [Try.WRONG] * 4 + [Try.LOCKED]
    assert check(asked, code) is Try.LOCKED
    assert not send(asked, NOW + timedelta(minutes=2))
    assert fresh(asked).locked_until == NOW + timedelta(minutes=30)
    told = OutgoingEmail.objects.filter(template="letters/news")
    assert [mail.to_email for mail in told] == [patient.email]
    assert fresh(asked).state == "SENT"


def test_after_the_lock_the_old_code_is_dead_and_a_new_one_opens(asked):
    send(asked)
    code, wrong = code_for(asked), wrong_for(asked)
    for _try in range(5):
        check(asked, wrong)
    later = NOW + timedelta(minutes=31)

    assert check(asked, code, later) is Try.NO_CODE
    assert send(asked, later)
    assert check(asked, code_for(asked), later) is Try.RIGHT


def test_whoever_goes_on_guessing_does_not_flood_the_patient(asked):
    for hour in range(6):
        at = NOW + timedelta(hours=hour)
        send(asked, at)
        for _try in range(5):
            check(asked, wrong_for(asked), at)

    assert OutgoingEmail.objects.filter(template="letters/news").count() == 1


def test_wrong_tries_without_a_living_code_are_not_counted(asked):
    assert check(asked, "123456") is Try.NO_CODE
    assert fresh(asked).wrong_codes == 0


def test_a_code_of_one_request_opens_no_other(asked, patient):
    other = make_letter_request(asked.case, by=patient, email="other@clinic.example", at=NOW)
    send(asked)
    send(other)

    assert not codes.matches(other.public_id, fresh(asked).code_hash, code_for(asked))
    assert codes.code_of(asked.public_id, "mark") != codes.code_of(other.public_id, "mark")
