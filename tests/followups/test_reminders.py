"""A reminder goes out once, at its time, only while it is wanted, and says nothing about anybody's health."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from celery import Celery
from django.conf import settings
from django.core.mail.backends import locmem

from requests_app import tasks
from requests_app.cases.services import close_case
from requests_app.followups import services
from requests_app.models import AuditEntry, CaseAccess, OutgoingEmail, Promise, Reminder, User
from requests_app.outbox import services as outbox
from requests_app.outbox import worker
from requests_app.tracker.services import reopen_case
from tests.databases import see_everything
from tests.factories.people import make_user
from tests.followups.moments import NOW, SENT_ON, moment, patient_of, sent_case, sweep

DUE = date(2026, 11, 27)
AT_NINE = moment("2026-11-27 09:00")


@pytest.fixture
def case(db):
    return sent_case(user=make_user(email="ana@example.com"))


@pytest.fixture
def call(case):
    return services.plan_after_sending(
        case=case, submission_sent_on=SENT_ON, is_expedited=False, by=patient_of(case), at=NOW
    )


def state_of(follow_up) -> list[str]:
    return list(Reminder.objects.filter(follow_up=follow_up).values_list("state", flat=True))


def test_it_goes_out_at_its_time_and_not_before(call):
    assert sweep(AT_NINE - timedelta(seconds=1)) == []

    (mail,) = sweep(AT_NINE)

    assert mail.to == ["ana@example.com"]
    assert mail.subject == "A date is coming up"
    assert "Friday, November 27, 2026" in mail.body
    assert f"{settings.SITE_URL}/" in mail.body
    assert state_of(call) == ["SENT"]
    assert AuditEntry.objects.filter(action="followups.reminded", actor="job:reminder").count() == 1


def test_it_goes_out_once_however_often_the_sweep_runs(call):
    assert len(sweep(AT_NINE)) == 1

    assert sweep(AT_NINE) == sweep(AT_NINE + timedelta(days=1)) == []


def test_it_is_written_in_the_language_of_its_reader(case, call):
    User.objects.filter(pk=case.opened_by_id).update(language="es")

    sweep(AT_NINE)

    mail = OutgoingEmail.objects.get(template="followups/reminder")
    assert mail.language == "es"


def test_an_own_reminder_does_not_say_what_it_is_about(case):
    services.plan_own(
        case=case, what="Ask about the depression program", due_on=DUE, by=patient_of(case), at=NOW
    )

    (mail,) = sweep(AT_NINE)

    assert mail.subject == "Your reminder for today"
    assert "depression" not in mail.body + mail.subject


def test_no_mail_when_the_follow_up_is_cancelled(case, call):
    services.cancel(follow_up=call, by=patient_of(case), at=NOW)

    assert sweep(AT_NINE) == []


def test_no_mail_when_the_follow_up_is_done(case, call):
    services.complete(follow_up=call, by=patient_of(case), at=NOW)

    assert sweep(AT_NINE - timedelta(minutes=1)) == []
    assert state_of(call) == ["CANCELLED"]


def test_a_moved_one_goes_out_on_its_new_day_only(case, call):
    services.move(follow_up=call, to=date(2026, 12, 2), by=patient_of(case), at=NOW)

    assert sweep(AT_NINE) == []
    (mail,) = sweep(moment("2026-12-02 09:00"))
    assert "Wednesday, December 2, 2026" in mail.body


def test_no_mail_while_paused_and_none_twice_after_that(case, call):
    services.pause(case=case, by=patient_of(case), at=NOW)
    assert sweep(AT_NINE) == []

    services.resume(case=case, by=patient_of(case), at=moment("2026-11-27 12:00"))

    (mail,) = sweep(moment("2026-11-27 12:00"))
    assert mail.subject == "A date is coming up"
    assert sweep(moment("2026-11-28 12:00")) == []


def test_after_a_pause_each_person_gets_one_mail_for_all_that_passed_and_the_rest_in_time(case, call):
    for day in (date(2026, 11, 25), date(2026, 12, 4)):
        services.plan_own(case=case, what="Own", due_on=day, by=patient_of(case), at=NOW)
    services.pause(case=case, by=patient_of(case), at=NOW)
    in_the_evening = moment("2026-11-28 21:00")

    services.resume(case=case, by=patient_of(case), at=in_the_evening)

    assert sweep(in_the_evening) == []
    (late,) = sweep(moment("2026-11-29 09:00"))
    assert (late.subject, len(sweep(moment("2026-12-04 09:00")))) == ("A date has passed", 1)


def test_no_mail_while_the_request_is_closed_and_one_after_it_is_opened_again(case, call):
    """Two days pass while it is closed; the third comes at its time."""
    for day in (date(2026, 11, 25), date(2026, 12, 4)):
        services.plan_own(case=case, what="Own", due_on=day, by=patient_of(case), at=NOW)
    close_case(case=case, because="STOPPED", by=patient_of(case), at=NOW)
    assert sweep(AT_NINE) == []
    assert state_of(call) == ["CANCELLED"]

    reopen_case(case=case, by=patient_of(case), at=moment("2026-11-28 21:00"))

    assert sweep(moment("2026-11-28 21:00")) == []
    (late,) = sweep(moment("2026-11-29 09:00"))
    assert late.subject == "A date has passed"
    assert len(sweep(moment("2026-12-04 09:00"))) == 1


def test_a_reminder_that_went_out_before_closing_is_not_sent_again(case, call):
    assert len(sweep(AT_NINE)) == 1
    close_case(case=case, because="STOPPED", by=patient_of(case), at=AT_NINE)

    reopen_case(case=case, by=patient_of(case), at=moment("2026-11-30 10:00"))

    assert sweep(moment("2026-11-30 10:00")) == []


def test_reminders_paused_before_closing_stay_paused_when_it_is_opened_again(case, call):
    services.pause(case=case, by=patient_of(case), at=NOW)
    close_case(case=case, because="STOPPED", by=patient_of(case), at=NOW)

    reopen_case(case=case, by=patient_of(case), at=AT_NINE)

    assert sweep(AT_NINE + timedelta(hours=1)) == []
    assert state_of(call) == ["PAUSED"]


def test_no_mail_to_somebody_whose_access_ended(case, call):
    CaseAccess.objects.filter(case=case).update(ended_at=NOW)

    assert sweep(AT_NINE) == []
    assert state_of(call) == ["CANCELLED"]


def test_no_mail_to_an_account_that_is_switched_off(case, call):
    User.objects.filter(pk=case.opened_by_id).update(is_active=False)

    assert sweep(AT_NINE) == []


def test_a_worker_that_was_away_does_not_write_at_night(call):
    at_night = moment("2026-11-27 22:15")

    assert sweep(at_night) == []
    assert sweep(moment("2026-11-28 08:59")) == []

    assert len(sweep(moment("2026-11-28 09:00"))) == 1


def test_two_doorbells_at_once_send_one_mail(call):
    reminder = call.reminders.get()
    promise = Promise.objects.get(kind="reminder", subject_id=reminder.pk)

    for _ring in range(2):
        worker.keep(promise_id=promise.pk, handlers=tasks.HANDLERS, now=AT_NINE)
        see_everything()

    assert OutgoingEmail.objects.filter(template="followups/reminder").count() == 1


class DiesAfterSending(locmem.EmailBackend):
    """The mail server took it, and the worker is killed before it can say so."""

    def send_messages(self, messages):
        super().send_messages(messages)
        raise SystemExit


def test_a_worker_killed_after_the_mail_left_leaves_it_unclear_and_sends_no_second_one(
    call, settings, mailoutbox
):
    settings.EMAIL_BACKEND = f"{__name__}.DiesAfterSending"
    with pytest.raises(SystemExit):
        sweep(AT_NINE)
    see_everything()
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"

    later = AT_NINE + settings.OUTBOX_LEASE + timedelta(seconds=1)
    assert sweep(later) == []

    assert len(mailoutbox) == 1
    assert Promise.objects.get(kind="mail").state == Promise.State.UNCLEAR


def test_a_worker_killed_before_it_could_finish_the_reminder_sends_no_second_mail(call):
    def killed_at_the_end(work, now):
        tasks.HANDLERS["reminder"](work, now)
        raise SystemExit

    promise = Promise.objects.get(kind="reminder")
    with pytest.raises(SystemExit):
        worker.keep(promise_id=promise.pk, handlers={"reminder": killed_at_the_end}, now=AT_NINE)
    see_everything()

    sweep(AT_NINE + settings.OUTBOX_LEASE + timedelta(seconds=1))

    promise.refresh_from_db()
    assert promise.state == Promise.State.DONE
    assert OutgoingEmail.objects.filter(template="followups/reminder").count() == 1


def test_a_dead_broker_loses_nothing(call, monkeypatch, caplog, django_capture_on_commit_callbacks):
    """Nobody listens on this port: ringing fails, the work goes on, the next sweep sends the mail."""
    dead = Celery(broker="redis://127.0.0.1:1/0")
    dead.conf.broker_transport_options = {"max_retries": 0}
    monkeypatch.setattr(outbox, "current_app", dead)
    reminder = Promise.objects.get(kind="reminder")

    with django_capture_on_commit_callbacks(execute=True) as rung:
        worker.keep(promise_id=reminder.pk, handlers=tasks.HANDLERS, now=AT_NINE)
        see_everything()

    assert len(rung) == 1
    assert "broker unreachable" in caplog.text
    assert len(sweep(AT_NINE)) == 1


def test_a_message_carries_an_id_and_nothing_else(call, monkeypatch, django_capture_on_commit_callbacks):
    sent = []
    app = Celery(broker="memory://")
    monkeypatch.setattr(app, "send_task", lambda name, **options: sent.append((name, options)))
    monkeypatch.setattr(outbox, "current_app", app)
    reminder = Promise.objects.get(kind="reminder")

    with django_capture_on_commit_callbacks(execute=True):
        worker.keep(promise_id=reminder.pk, handlers=tasks.HANDLERS, now=AT_NINE)
        see_everything()

    mail = Promise.objects.get(kind="mail")
    assert sent == [(tasks.keep_promise.name, {"kwargs": {"promise_id": mail.pk}, "retry": False})]
