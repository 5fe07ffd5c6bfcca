"""A promise is kept once, survives a dead worker and a dead broker, and a failure is never silent."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.conf import settings

from requests_app.models import Promise, WorkerHeartbeat
from requests_app.outbox import services, worker
from requests_app.outbox.worker import Outcome
from tests.databases import see_everything
from tests.factories.people import make_facility

NOW = datetime(2026, 11, 23, 15, 0, tzinfo=UTC)


@pytest.fixture
def promise(db):
    facility = make_facility()
    return services.promise(
        kind="test", subject_id=7, due_at=NOW, organization_id=facility.pk, now=NOW, dedupe_key="one"
    )


class Handler:
    """Writes down what it was asked, and answers what the test wants."""

    def __init__(self, *answers):
        self.answers = list(answers)
        self.asked = []

    def __call__(self, work, now):
        self.asked.append(work)
        answer = self.answers.pop(0)
        if isinstance(answer, Exception):
            raise answer
        return answer


def sweep(handler, *, now=NOW):
    done = worker.sweep(handlers={"test": handler}, now=now)
    see_everything()
    return done


def reload(promise):
    promise.refresh_from_db()
    return promise


def test_a_due_promise_is_kept_once_however_often_the_sweep_runs(promise):
    handler = Handler(Outcome.DONE)

    assert (sweep(handler), sweep(handler)) == (1, 0)

    assert reload(promise).state == Promise.State.DONE
    assert [work.subject_id for work in handler.asked] == [7]


def test_the_same_promise_made_twice_is_one(promise):
    again = services.promise(
        kind="test", subject_id=7, due_at=NOW, organization_id=None, now=NOW, dedupe_key="one"
    )

    assert again == promise


def test_nothing_happens_before_its_time(promise):
    handler = Handler()

    assert sweep(handler, now=NOW - timedelta(seconds=1)) == 0


def test_a_promise_that_was_called_off_is_not_kept(promise):
    assert services.call_off(kind="test", subject_id=7, at=NOW) == 1

    assert sweep(Handler()) == 0


def test_a_dead_worker_keeps_its_lease_for_a_while_and_then_another_one_takes_over(promise):
    token_time = NOW + settings.OUTBOX_LEASE
    Promise.objects.filter(pk=promise.pk).update(
        state="RUNNING", attempts=1, lease_until=token_time, lease_token=promise.public_id
    )
    handler = Handler(Outcome.DONE)

    assert sweep(handler, now=NOW) == 0
    assert sweep(handler, now=token_time + timedelta(seconds=1)) == 1
    assert handler.asked[0].after_crash


def test_a_fault_is_tried_again_later_and_then_shown_as_failed(promise):
    handler = Handler(*(RuntimeError("secret detail"),) * settings.OUTBOX_TRIES)
    now = NOW
    for _round in range(settings.OUTBOX_TRIES):
        sweep(handler, now=now)
        now = reload(promise).due_at if promise.state == Promise.State.WAITING else now

    assert promise.state == Promise.State.FAILED
    assert len(handler.asked) == settings.OUTBOX_TRIES
    assert promise.last_error == "RuntimeError"


def test_a_worker_that_always_dies_is_stopped_by_the_count_of_tries(promise):
    Promise.objects.filter(pk=promise.pk).update(
        state="RUNNING",
        attempts=settings.OUTBOX_TRIES,
        lease_until=NOW - timedelta(seconds=1),
        lease_token=promise.public_id,
    )

    assert sweep(Handler()) == 0
    assert reload(promise).state == Promise.State.FAILED


def test_a_late_worker_cannot_finish_what_another_one_has_taken_over(promise):
    def slow(work, now):
        Promise.objects.filter(pk=work.promise_id).update(lease_token=promise.public_id)
        return Outcome.DONE

    sweep(slow)

    assert reload(promise).state == Promise.State.RUNNING


def test_the_sweep_leaves_a_sign_of_life(promise):
    sweep(Handler(Outcome.DONE))

    assert WorkerHeartbeat.objects.get(name="sweep").seen_at == NOW
