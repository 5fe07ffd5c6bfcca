"""One text goes out once; what may have gone out is never sent again by itself."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

import pytest

from requests_app import tasks
from requests_app.models import OutgoingText, Promise, TextChoice
from requests_app.outbox import worker
from requests_app.texts import answers, delivery, service, services
from requests_app.texts.service import MaybeTaken, NotTaken
from tests.databases import see_everything
from tests.factories.people import make_user
from tests.followups.moments import NOW
from tests.texts.phones import PHONE, bodies, opted_in, sweep_all

LATER = timedelta(minutes=3)


class Odd:
    """A text service that does in turn what it is told."""

    name = "odd"

    def __init__(self, *turns):
        self.turns, self.asked = list(turns), 0

    def hand_over(self, *, to_phone: str, body: str, key: UUID) -> str:
        self.asked += 1
        turn = self.turns.pop(0)
        if isinstance(turn, Exception):
            raise turn
        return turn


@pytest.fixture
def use(monkeypatch):
    def made(*turns) -> Odd:
        found = Odd(*turns)
        monkeypatch.setattr(service, "chosen", lambda: found)
        return found

    return made


@pytest.fixture
def text(db) -> OutgoingText:
    user = make_user()
    opted_in(user, at=NOW)
    queued = services.queue_text(user=user, template="reminder_own", context={}, organization_id=None, at=NOW)
    assert queued
    return queued


def test_a_text_that_was_taken_is_done_and_forgets_what_it_said(text, use):
    use("SM1")
    sweep_all(NOW)
    text.refresh_from_db()
    assert (text.state, text.service_id, text.context) == ("SENT", "SM1", {})


def test_what_surely_was_not_taken_is_tried_again(text, use):
    sender = use(NotTaken("NO_LINE", again=True), "SM1")
    sweep_all(NOW)
    sweep_all(NOW + LATER)
    text.refresh_from_db()
    assert (text.state, sender.asked) == ("SENT", 2)


def test_three_tries_end_it(text, use):
    sender = use(*[NotTaken("NO_LINE", again=True)] * 3)
    for turn in range(6):
        sweep_all(NOW + turn * 5 * LATER)
    text.refresh_from_db()
    assert (text.state, text.fault, sender.asked) == ("FAILED", "NO_LINE", 3)


def test_what_may_have_been_taken_is_not_sent_again(text, use):
    sender = use(MaybeTaken("TIMEOUT"))
    for turn in range(4):
        sweep_all(NOW + turn * 5 * LATER)
    text.refresh_from_db()
    assert (text.state, text.fault, sender.asked) == ("UNCLEAR", "TIMEOUT", 1)
    assert Promise.objects.get(kind="text").state == "UNCLEAR"


def test_a_worker_that_died_after_noting_that_it_sends_leaves_it_unclear(text, use):
    sender = use("SM1")
    OutgoingText.objects.filter(pk=text.pk).update(sent_at=NOW)
    sweep_all(NOW)
    text.refresh_from_db()
    assert (text.state, text.fault, sender.asked) == ("UNCLEAR", "WORKER_DIED", 0)


def test_the_services_report_clears_what_was_unclear(text, use):
    use(MaybeTaken("TIMEOUT"))
    sweep_all(NOW)
    for status, state in (("sent", "SENT"), ("delivered", "DELIVERED"), ("failed", "DELIVERED")):
        answers.report(key=text.message_key, service_id="SM9", status=status, at=NOW)
        see_everything()
        text.refresh_from_db()
        assert (text.state, text.service_id) == (state, "SM9")


def test_a_report_that_comes_before_the_answer_is_kept(text, monkeypatch):
    class Quick:
        name = "quick"

        def hand_over(self, *, to_phone, body, key):
            answers.report(key=key, service_id="SM1", status="delivered", at=NOW)
            return "SM1"

    monkeypatch.setattr(service, "chosen", Quick)
    sweep_all(NOW)
    text.refresh_from_db()
    assert (text.state, text.service_id) == ("DELIVERED", "SM1")


def test_a_phone_that_said_stop_to_the_service_is_off_here_too(text, use):
    use(NotTaken("SAID_STOP", unwanted=True))
    sweep_all(NOW)
    text.refresh_from_db()
    choice = TextChoice.objects.get()
    assert (text.state, choice.opted_out_by) == ("STOPPED", "SERVICE")


def test_a_no_between_the_queue_and_the_sending_holds(text, use):
    sender = use("SM1")
    TextChoice.objects.update(opted_out_at=NOW, opted_out_by="TEXT")
    sweep_all(NOW)
    text.refresh_from_db()
    assert (text.state, sender.asked) == ("STOPPED", 0)


def test_a_text_to_a_number_that_was_changed_is_not_sent(text, use):
    sender = use("SM1")
    TextChoice.objects.update(phone="+16025550199")
    sweep_all(NOW)
    assert sender.asked == 0


def test_the_first_text_and_one_a_month_say_how_to_stop(db):
    user = make_user()
    choice = opted_in(user, at=NOW)
    TextChoice.objects.filter(pk=choice.pk).update(told_how_to_stop_at=None)
    for days in (0, 1, 20, 31):
        at = NOW + timedelta(days=days)
        services.queue_text(user=user, template="hidden", context={}, organization_id=None, at=at)
        sweep_all(at)
    assert ["STOP" in body for body in bodies()] == [True, False, False, True]


def test_texts_are_kept_by_the_worker_of_the_portal(text):
    assert worker.sweep(handlers=tasks.HANDLERS, now=NOW) == 1
    assert bodies()
    assert PHONE not in bodies()[0]
    assert OutgoingText.objects.get().state == delivery.State.SENT
