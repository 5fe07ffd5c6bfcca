"""A worker that is killed in the middle of a job: the next one goes on, and no case is done twice."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection, transaction
from django.utils import timezone

from requests_app.bulk import services, work
from requests_app.models import AuditEntry, BulkItem, BulkJob, Case, Promise
from requests_app.outbox import worker as outbox
from tests.bulk.jobs import told
from tests.databases import see_everything
from tests.factories.cases import make_case
from tests.factories.people import actor_for
from tests.robustness.together import TOGETHER, at_once

ROOT = Path(__file__).resolve().parents[2]
CASES = 40
pytestmark = pytest.mark.usefixtures("transactional_db")


@pytest.fixture
def job(facility, worker) -> BulkJob:
    see_everything()
    first = make_case(facility=facility, filled=False)
    cases = [
        first,
        *(make_case(facility=facility, filled=False, user=first.opened_by) for _ in range(CASES - 1)),
    ]
    by, now = actor_for(worker, facility=facility), timezone.now()
    made = services.choose(kind="ASSIGN", cases=cases, by=by, at=now)
    services.set_options(job=made, options={"owner": worker.pk}, by=by, at=now)
    services.begin(job=made, by=by, at=now)
    see_everything()
    return made


def keep(*, later: timedelta = timedelta(0)) -> None:
    promise = Promise.objects.get(kind=work.KIND)
    outbox.keep(promise_id=promise.pk, handlers={work.KIND: work.keep}, now=timezone.now() + later)
    see_everything()


def assigned() -> int:
    return AuditEntry.objects.filter(action="cases.assigned").count()


def test_the_next_worker_goes_on_and_does_no_case_twice(job):
    promise = Promise.objects.get(kind=work.KIND)
    process = subprocess.Popen(
        [
            sys.executable,
            "-m",
            "tests.bulk.worker_process",
            str(promise.pk),
            connection.settings_dict["NAME"],
        ],
        cwd=ROOT,
        env={**os.environ, "DJANGO_SETTINGS_MODULE": "sca_portal.settings"},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        tick = threading.Event()
        while process.poll() is None and assigned() < 3:
            tick.wait(0.01)
        process.send_signal(signal.SIGKILL)
    finally:
        process.kill()
        process.communicate()
    done = BulkItem.objects.filter(job=job, state="DONE").count()
    assert 0 < done < CASES
    assert assigned() == done
    keep()
    assert assigned() == done  # the dead one still has the lease

    keep(later=settings.OUTBOX_LEASE + timedelta(seconds=1))

    job.refresh_from_db()
    assert (job.state, assigned()) == ("DONE", CASES)
    assert set(told(job).values()) == {("DONE", "")}
    assert Case.objects.filter(owner=job.asked_by).count() == CASES


def test_two_workers_share_a_job_and_a_case_that_is_being_saved_is_told(job):
    held = BulkItem.objects.filter(job=job).order_by("position").first()
    let_go, holds = threading.Event(), threading.Event()
    through: list[None] = []

    def hold():
        see_everything()
        with transaction.atomic():
            see_everything()
            Case.objects.select_for_update().get(pk=held.case_id)
            holds.set()
            assert let_go.wait(TOGETHER)

    def turn():
        assert holds.wait(TOGETHER)
        subject = outbox.Work(0, job.pk, job.organization_id, 1, False)
        try:
            return work.keep(subject, timezone.now())
        finally:
            through.append(None)
            if len(through) == 2:
                let_go.set()

    answers = at_once(hold, turn, turn)

    assert not [one for one in answers if isinstance(one, Exception)], answers
    job.refresh_from_db()
    assert job.state == "DONE"
    assert told(job)[held.case_id] == ("FAILED", "BUSY")
    assert assigned() == CASES - 1
