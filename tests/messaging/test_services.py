"""Messages: what waits for an answer, what an answer settles, and what leaves the app about it."""

from __future__ import annotations

import random
from datetime import UTC, datetime, timedelta

import pytest
from django.core.exceptions import PermissionDenied

from requests_app import tasks
from requests_app.drafts.clash import Clash
from requests_app.messaging import notices, queries, sending, services
from requests_app.models import CaseMessage, MessageSide, OutgoingEmail, Promise
from requests_app.outbox.worker import Outcome, Work
from tests.factories.cases import make_case
from tests.factories.people import actor_for, make_facility, make_member, make_user

pytestmark = pytest.mark.django_db
PATIENT, STAFF = MessageSide.PATIENT, MessageSide.STAFF
# Noon in Phoenix, where the sample case is.
NOON = datetime(2026, 11, 23, 19, tzinfo=UTC)
SECRET = "detox at the Example Desert Program"


@pytest.fixture
def facility():
    return make_facility()


@pytest.fixture
def case(facility):
    return make_case(facility=facility)


@pytest.fixture
def patient(case):
    return actor_for(case.opened_by)


@pytest.fixture
def staff(facility):
    return actor_for(make_member(facility), facility=facility)


def write(case, side, by, at, **options):
    return services.write_message(case=case, side=side, text="Hello", by=by, at=at, **options)


def later(minutes: int) -> datetime:
    return NOON + timedelta(minutes=minutes)


def since(case):
    case.refresh_from_db()
    return case.unanswered_since


def test_a_message_of_the_patient_waits_until_it_is_answered(case, patient, staff):
    write(case, PATIENT, patient, later(0))
    write(case, PATIENT, patient, later(1))
    assert (since(case), queries.unanswered_count(case)) == (later(0), 2)

    write(case, STAFF, staff, later(2))

    assert (since(case), queries.unanswered_count(case)) == (None, 0)


def test_a_message_to_many_people_answers_nobody(case, patient, staff):
    write(case, PATIENT, patient, later(0))

    write(case, STAFF, staff, later(1), is_answer=False)

    assert since(case) == later(0)


def test_no_answer_needed_counts_for_what_was_on_the_page_only(case, patient, staff):
    seen = write(case, PATIENT, patient, later(0))
    write(case, PATIENT, patient, later(1))

    assert services.settle(case=case, up_to=seen, by=staff, at=later(2)) == 1

    assert since(case) == later(1)


def test_an_answer_written_for_later_settles_only_what_had_come_in_by_then(case, patient, staff):
    write(case, PATIENT, patient, later(0))
    message = write(case, STAFF, staff, later(1), send_at=later(60))
    write(case, PATIENT, patient, later(30))
    assert since(case) == later(0)

    assert sending.send(work_of(message), later(60)) is Outcome.DONE

    assert since(case) == later(30)


def work_of(message) -> Work:
    return Work(
        promise_id=1,
        subject_id=message.pk,
        organization_id=message.organization_id,
        attempt=1,
        after_crash=False,
    )


def test_what_waits_is_seen_by_the_team_alone_and_can_be_called_off(case, staff):
    message = write(case, STAFF, staff, later(0), send_at=later(60))
    assert queries.thread_of(case, for_staff=False) == []
    assert [one.pk for one in queries.thread_of(case, for_staff=True)] == [message.pk]

    services.call_off(message=message, by=staff, at=later(1))

    assert sending.send(work_of(message), later(60)) is Outcome.NOT_WANTED
    assert CaseMessage.objects.get(pk=message.pk).sent_at is None
    assert Promise.objects.get(kind="message").state == Promise.State.CANCELLED


def test_what_was_sent_cannot_be_called_off(case, staff):
    message = write(case, STAFF, staff, later(0))

    with pytest.raises(services.MessageRefused):
        services.call_off(message=message, by=staff, at=later(1))


def test_the_mail_says_that_there_is_a_message_and_not_a_word_of_it(case, staff):
    services.write_message(case=case, side=STAFF, text=SECRET, by=staff, at=NOON)

    mail = OutgoingEmail.objects.get()
    assert (mail.template, mail.to_email) == ("messaging/new", case.opened_by.email)
    assert SECRET not in str(mail.context)


@pytest.mark.parametrize(
    ("local_hour", "allowed"),
    [(19, True), (20, datetime(2026, 11, 24, 16, tzinfo=UTC)), (8, datetime(2026, 11, 23, 16, tzinfo=UTC))],
)
def test_a_notice_waits_for_the_morning(case, staff, local_hour, allowed):
    now = datetime(2026, 11, 23, tzinfo=UTC) + timedelta(hours=local_hour + 7)
    message = write(case, STAFF, staff, now)

    assert notices.gate(message.pk, now) == allowed
    assert tasks.GATES["message"] is notices.gate


def test_no_notice_goes_to_those_who_read_it_or_were_told_of_a_later_one(case, patient, staff):
    first = write(case, STAFF, staff, later(0))
    second = write(case, STAFF, staff, later(1))
    assert (notices.gate(first.pk, later(2)), notices.gate(second.pk, later(2))) == (False, True)

    services.note_reading(case=case, by=patient, at=later(3))

    assert notices.gate(second.pk, later(4)) is False
    assert queries.unread_count(case) == 0


def test_reading_is_noted_once_and_for_those_whose_it_is(case, patient, staff, facility):
    write(case, PATIENT, patient, later(0))
    auditor = actor_for(make_member(facility, role="AUDITOR"), facility=facility, role="AUDITOR")
    services.note_reading(case=case, by=auditor, at=later(1))
    services.note_reading(case=case, by=patient, at=later(2))
    for minute in (3, 4):
        services.note_reading(case=case, by=staff, at=later(minute))

    assert queries.reads_of(case).moments == {"STAFF": [later(3)]}


def test_who_writes_meanwhile_is_shown_before_the_answer_goes(case, patient, staff):
    shown = services.version_of_thread(case, side=STAFF)
    write(case, PATIENT, patient, later(0))

    with pytest.raises(Clash):
        write(case, STAFF, staff, later(1), shown_version=shown)

    write(case, STAFF, staff, later(1), shown_version=services.version_of_thread(case, side=STAFF))


def test_a_side_is_written_for_by_its_own_people_only(case, patient, staff):
    stranger = actor_for(make_user())
    elsewhere = make_facility()
    colleague = actor_for(make_member(elsewhere), facility=elsewhere)
    for side, by in ((STAFF, patient), (PATIENT, staff), (PATIENT, stranger), (STAFF, colleague)):
        with pytest.raises(PermissionDenied):
            write(case, side, by, NOON)


@pytest.mark.parametrize("text", ["", "   ", "x" * 2001])
def test_a_message_has_words_and_not_too_many(case, patient, text):
    with pytest.raises(services.MessageRefused):
        services.write_message(case=case, side=PATIENT, text=text, by=patient, at=NOON)


def test_nobody_writes_into_a_closed_request_or_where_nobody_reads(case, patient):
    case.status = "CLOSED"
    case.save(update_fields=["status"])
    own = make_case()

    for one, by in ((case, patient), (own, actor_for(own.opened_by))):
        with pytest.raises(services.MessageRefused):
            write(one, PATIENT, by, NOON)


def test_what_waits_for_an_answer_is_the_same_after_any_order_of_events(case, patient, staff):
    """Held against a small model: (when it came, whether something settled it) for each message."""
    chance = random.Random(7)
    model: list[list] = []
    planned: list[tuple[CaseMessage, datetime]] = []

    def settle_until(moment):
        for one in model:
            one[1] = one[1] or one[0] <= moment

    for minute in range(60):
        at = later(minute * 61)
        event = chance.choice(["asks", "asks", "answers", "plans", "sends", "settles", "tells all"])
        if event == "asks":
            write(case, PATIENT, patient, at)
            model.append([at, False])
        elif event == "plans":
            planned.append((write(case, STAFF, staff, at, send_at=later(minute * 61 + 5)), at))
        elif event == "sends" and planned:
            message, written_at = planned.pop(0)
            sending.send(work_of(message), at)
            settle_until(written_at)
        elif event == "answers":
            write(case, STAFF, staff, at)
            settle_until(at)
        elif event == "settles":
            services.settle(case=case, by=staff, at=at)
            settle_until(at)
        elif event == "tells all":
            write(case, STAFF, staff, at, is_answer=False)
        open_ones = [came for came, is_settled in model if not is_settled]
        assert since(case) == min(open_ones, default=None)
        assert queries.unanswered_count(case) == len(open_ones)
