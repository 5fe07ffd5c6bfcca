"""A fax from the promise to its end, against a service that works, is busy, drops half, or falls silent."""

from __future__ import annotations

import logging
from datetime import timedelta

import pytest
from django.utils import timezone

from requests_app.cases.services import close_case
from requests_app.models import (
    AuditEntry,
    Case,
    CaseStatus,
    FaxState,
    FollowUp,
    NextAction,
    OutgoingEmail,
    Packet,
    Promise,
    Submission,
)
from requests_app.packets import files
from tests.factories.people import actor_for
from tests.submissions.fax_server import BUSY, COMPLETED
from tests.submissions.faxing import NUMBER, PDF, Desk, make_desk, sweep, sweep_through

pytestmark = pytest.mark.usefixtures("db")


@pytest.fixture
def desk(service) -> Desk:
    return make_desk()


def by(desk: Desk):
    return actor_for(desk.staff, facility=desk.facility)


def assert_staff_is_told(desk: Desk) -> None:
    case = Case.objects.get(pk=desk.case.pk)
    assert (case.next_action, case.next_action_text) == (NextAction.OWN, "See what became of the fax")
    assert case.waiting_on == "US"
    (mail,) = OutgoingEmail.objects.all()
    assert (mail.to_email, mail.template, mail.context) == (
        desk.staff.email,
        "submissions/fax_trouble",
        {},
    )


def test_a_delivered_fax_is_a_recorded_sending_of_the_exact_file(desk, service):
    service.endings = [{**COMPLETED, "pagesSentSuccessfully": 3}]
    fax = desk.ask(is_expedited=True)
    sweep()
    fax.refresh_from_db()
    assert (fax.state, fax.service_id, fax.tries) == (FaxState.SENDING, "01FAX0000", 1)
    assert service.pdf() == PDF
    assert not Submission.objects.exists()
    sweep_through(hours=0.2)
    fax.refresh_from_db()
    sent = Submission.objects.get()
    assert (fax.state, fax.submission, fax.pages_sent) == (FaxState.DELIVERED, sent, 3)
    assert (sent.way, sent.sent_to, sent.confirmation_number) == ("FAX", NUMBER, "01FAX0000")
    assert (sent.sent_file, sent.file_sha256, sent.file_pages) == ("FAX", fax.file_sha256, 3)
    assert (sent.recorded_by, sent.is_expedited) == (desk.staff, True)
    case = Case.objects.get(pk=desk.case.pk)
    assert (case.status, case.next_action) == (CaseStatus.SENT, NextAction.CALL_2)
    assert FollowUp.objects.filter(case=case, kind="CALL_2", state="OPEN").count() == 1
    assert len(service.taken) == 1


def test_a_busy_line_is_tried_again_after_minutes(desk, service):
    service.endings = [BUSY, COMPLETED]
    fax = desk.ask()
    first_key = fax.request_key
    sweep_through(hours=0.1)
    fax.refresh_from_db()
    assert (fax.state, fax.fault, fax.tries) == (FaxState.WAITING, "BUSY", 1)
    again = Promise.objects.get(kind="fax", state="WAITING")
    assert again.due_at > timezone.now() + timedelta(minutes=8)
    sweep_through(hours=1)
    fax.refresh_from_db()
    assert (fax.state, fax.tries, fax.service_id) == (FaxState.DELIVERED, 2, "01FAX0001")
    assert fax.request_key != first_key
    assert len(service.taken) == 2


def test_three_busy_lines_are_enough(desk, service):
    service.endings = [BUSY] * 5
    fax = desk.ask()
    sweep_through(hours=4)
    fax.refresh_from_db()
    assert (fax.state, fax.fault, fax.tries) == (FaxState.FAILED, "BUSY", 3)
    assert len(service.taken) == 3
    assert_staff_is_told(desk)


def test_a_service_that_is_busy_is_asked_again(desk, service):
    service.posts, service.endings = [429, 429], [COMPLETED]
    fax = desk.ask()
    sweep_through(hours=2)
    fax.refresh_from_db()
    assert (fax.state, fax.tries) == (FaxState.DELIVERED, 3)
    assert (service.hits, len(service.taken)) == (3, 1)


def test_a_key_that_is_not_accepted_ends_it_at_once(desk, service):
    service.posts = [401]
    fax = desk.ask()
    sweep_through(hours=2)
    fax.refresh_from_db()
    assert (fax.state, fax.fault, service.hits) == (FaxState.FAILED, "NO_RIGHT", 1)
    assert_staff_is_told(desk)


def test_half_a_fax_is_told_with_its_pages_and_not_sent_again(desk, service):
    service.endings = [{**BUSY, "errorType": "FAX_ERROR", "errorCode": 8, "pagesSentSuccessfully": 2}]
    fax = desk.ask()
    sweep_through(hours=2)
    fax.refresh_from_db()
    assert (fax.state, fax.pages_sent) == (FaxState.PARTLY, 2)
    assert len(service.taken) == 1
    assert not Submission.objects.exists()
    assert_staff_is_told(desk)


@pytest.mark.parametrize("how", ["hang", "cut", "garbage", "no id", "drip", 500, 504])
def test_a_fax_that_may_have_been_taken_is_never_sent_again_by_itself(desk, service, how):
    service.posts, service.loses_labels = [how], True
    fax = desk.ask()
    sweep_through(hours=8)
    fax.refresh_from_db()
    assert (fax.state, fax.tries) == (FaxState.UNCLEAR, 1)
    assert service.hits == 1
    assert not Submission.objects.exists()
    assert_staff_is_told(desk)


def test_a_taken_fax_whose_answer_never_came_is_found_by_our_key(desk, service):
    service.posts, service.endings = ["hang"], [COMPLETED]
    fax = desk.ask()
    sweep()
    fax.refresh_from_db()
    assert (fax.state, fax.fault) == (FaxState.UNCLEAR, "TIMEOUT")
    sweep_through(hours=1)
    fax.refresh_from_db()
    assert (fax.state, fax.service_id) == (FaxState.DELIVERED, "01FAX0000")
    assert (service.hits, len(service.taken)) == (1, 1)
    assert Submission.objects.count() == 1


def test_a_service_that_never_says_how_it_ended_is_shown_to_staff(desk, service):
    fax = desk.ask()
    sweep_through(hours=8)
    fax.refresh_from_db()
    assert (fax.state, fax.fault) == (FaxState.UNCLEAR, "NO_WORD")
    asked = service.questions
    sweep_through(hours=12)
    assert service.questions == asked
    assert len(service.taken) == 1


def test_a_service_that_mumbles_is_asked_again_until_it_speaks(desk, service):
    service.endings, service.is_deaf = [COMPLETED], True
    fax = desk.ask()
    sweep_through(hours=1)
    fax.refresh_from_db()
    assert fax.state == FaxState.SENDING
    service.is_deaf = False
    sweep_through(hours=2)
    fax.refresh_from_db()
    assert fax.state == FaxState.DELIVERED


def test_the_same_promise_kept_twice_is_one_fax(desk, service):
    fax = desk.ask()
    promise = Promise.objects.get(kind="fax")
    sweep()
    Promise.objects.filter(pk=promise.pk).update(state="WAITING", finished_at=None)
    sweep()
    fax.refresh_from_db()
    assert (fax.state, len(service.taken)) == (FaxState.SENDING, 1)


def close(desk: Desk) -> None:
    close_case(case=desk.case, because="STOPPED", by=by(desk), at=timezone.now())


def dismiss(desk: Desk) -> None:
    desk.membership.is_active = False
    desk.membership.save()


def only_let_look(desk: Desk) -> None:
    desk.membership.role = "AUDITOR"
    desk.membership.save()


def make_newer_packet(desk: Desk) -> None:
    old = Packet.objects.get(pk=desk.packet.pk)
    old.pk, old.public_id, old.number = None, desk.facility.public_id, old.number + 1
    old.save(force_insert=True)


@pytest.mark.parametrize(
    ("happens", "fault"),
    [
        (close, "CASE_CLOSED"),
        (dismiss, "SENDER_GONE"),
        (only_let_look, "SENDER_GONE"),
        (make_newer_packet, "NEWER_PACKET"),
    ],
)
def test_a_waiting_fax_stops_when_it_is_not_wanted_any_more(desk, service, happens, fault):
    fax = desk.ask()
    happens(desk)
    sweep_through(hours=1)
    fax.refresh_from_db()
    assert (fax.state, fax.fault) == (FaxState.STOPPED, fault)
    assert service.hits == 0


def test_a_service_that_was_turned_off_gets_nothing(desk, service, settings):
    fax = desk.ask()
    settings.FAX_URL = ""
    sweep()
    fax.refresh_from_db()
    assert (fax.state, fax.fault, service.hits) == (FaxState.STOPPED, "NO_SERVICE", 0)


def test_a_file_that_changed_is_not_sent(desk, service):
    fax = desk.ask()
    files.write_whole(fax.file_key, b"other bytes")
    sweep()
    fax.refresh_from_db()
    assert (fax.state, fax.fault, service.hits) == (FaxState.FAILED, "FILE_GONE", 0)


def test_a_fax_that_arrives_after_the_case_was_closed_is_kept_and_moves_nothing(desk, service):
    service.endings = [COMPLETED]
    fax = desk.ask()
    sweep()
    close(desk)
    sweep_through(hours=1)
    fax.refresh_from_db()
    assert fax.state == FaxState.DELIVERED
    assert Submission.objects.count() == 1
    assert Case.objects.get(pk=desk.case.pk).status == CaseStatus.CLOSED
    assert not FollowUp.objects.filter(case=desk.case, state="OPEN").exists()


def test_a_step_that_staff_set_by_hand_stays(desk, service):
    service.posts = [401]
    Case.objects.filter(pk=desk.case.pk).update(next_action=NextAction.OWN, next_action_text="Ask Jo")
    desk.ask()
    sweep()
    assert Case.objects.get(pk=desk.case.pk).next_action_text == "Ask Jo"


def test_logs_and_audit_name_nobody(desk, service, caplog):
    service.posts, service.endings = [429], [BUSY]
    with caplog.at_level(logging.DEBUG):
        desk.ask()
        sweep_through(hours=2)
    told = caplog.text + str(list(AuditEntry.objects.filter(target="Fax").values_list("details", flat=True)))
    for secret in (NUMBER, "8005550112", "Example Plan", "secret-1"):
        assert secret not in told
