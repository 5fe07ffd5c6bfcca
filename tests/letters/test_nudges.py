"""A clinician is asked again twice, then the people of the case are told who owes it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import count

import pytest

from requests_app.cases.services import close_case
from requests_app.letters import answers, nudges, requests
from requests_app.models import AuditEntry, Case, ClinicianRequest, OutgoingEmail, Promise
from requests_app.outbox.worker import Outcome, Work
from tests.databases import see_everything
from tests.factories.cases import make_case
from tests.factories.letters import clinician_of, key_of, make_letter_request
from tests.factories.people import actor_for, make_user

# A Friday noon in Phoenix; Thanksgiving is the Thursday after.
FRIDAY = datetime(2026, 11, 20, 19, 0, tzinfo=UTC)
_numbers = count(1)


@pytest.fixture
def patient(db):
    return make_user()


@pytest.fixture
def asked(patient) -> ClinicianRequest:
    case = make_case(user=patient)
    Case.objects.filter(pk=case.pk).update(time_zone="America/Phoenix")
    case.refresh_from_db()
    return make_letter_request(case, by=patient, at=FRIDAY)


def fresh(asked) -> ClinicianRequest:
    return ClinicianRequest.objects.select_related("case").get(pk=asked.pk)


def keep_next(asked, *, at: datetime | None = None) -> Outcome:
    now = at or fresh(asked).nudge_at
    assert now is not None
    work = Work(next(_numbers), asked.pk, asked.organization_id, 1, False)
    outcome = nudges.keep(work, now)
    see_everything()
    return outcome


def mails(template: str) -> list[str]:
    return list(OutgoingEmail.objects.filter(template=template).values_list("to_email", flat=True))


def test_the_first_comes_after_three_business_days_at_nine_in_the_morning_there(asked):
    assert fresh(asked).nudge_at == datetime(2026, 11, 25, 16, 0, tzinfo=UTC)


def test_a_holiday_does_not_count(asked):
    keep_next(asked)

    # After Wednesday: Friday (Thursday is a holiday), Monday, Tuesday.
    assert fresh(asked).nudge_at == datetime(2026, 12, 1, 16, 0, tzinfo=UTC)


def test_two_nudges_with_a_fresh_link_each_then_the_patient_is_told(asked, patient):
    first = key_of(asked)
    assert keep_next(asked) is Outcome.DONE
    second = key_of(asked)
    keep_next(asked)
    assert mails("letters/nudge") == [asked.email] * 2
    assert first != second
    assert mails("letters/news") == []

    keep_next(asked)
    assert mails("letters/news") == [patient.email]
    assert AuditEntry.objects.filter(action="letters.overdue").exists()
    assert fresh(asked).nudge_at is None


def test_a_fresh_link_lives_no_longer_than_the_first(asked):
    ends_at = asked.expires_at
    keep_next(asked)

    assert fresh(asked).expires_at == ends_at


@pytest.mark.parametrize("what", ["signed", "declined", "revoked", "closed", "expired"])
def test_it_stops_when_there_is_nothing_to_wait_for(asked, patient, what):
    at = FRIDAY + timedelta(days=1)
    due = fresh(asked).nudge_at
    if what == "signed":
        answers.note_signed(letter_request=asked, by=clinician_of(asked), at=at)
    elif what == "declined":
        answers.decline(letter_request=asked, reason="OTHER", note="", by=clinician_of(asked), at=at)
    elif what == "revoked":
        requests.revoke(letter_request=asked, by=actor_for(patient), at=at)
    elif what == "closed":
        close_case(case=asked.case, because="STOPPED", by=actor_for(patient), at=at)
    else:
        due = asked.expires_at + timedelta(days=1)

    assert keep_next(asked, at=due) is Outcome.NOT_WANTED
    assert mails("letters/nudge") == []
    if what in ("signed", "declined", "revoked"):
        assert not Promise.objects.filter(kind=nudges.KIND, state="WAITING").exists()


def test_a_pause_puts_it_off_and_loses_nothing(asked):
    Case.objects.filter(pk=asked.case_id).update(reminders_paused=True)
    due = fresh(asked).nudge_at
    keep_next(asked)
    assert mails("letters/nudge") == []
    assert fresh(asked).nudge_at > due

    Case.objects.filter(pk=asked.case_id).update(reminders_paused=False)
    keep_next(asked)
    assert mails("letters/nudge") == [asked.email]


def test_sending_again_counts_from_the_new_day_and_an_older_promise_does_nothing(asked, patient):
    due = fresh(asked).nudge_at
    requests.send_link(letter_request=asked, by=actor_for(patient), at=FRIDAY + timedelta(days=4))

    assert keep_next(asked, at=due) is Outcome.NOT_WANTED
    assert fresh(asked).nudge_at > due


def test_a_sheet_on_paper_gets_no_mail_but_its_people_are_told(patient):
    case = make_case(user=patient)
    asked = make_letter_request(case, by=patient, email="", fax="602-555-0100", at=FRIDAY)

    keep_next(asked)
    assert mails("letters/nudge") == []
    assert mails("letters/news") == [patient.email]
