"""A worker that is killed between asking the service and hearing from it: no second fax comes of it."""

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
from django.db import connection

from requests_app.models import FaxState, Promise, Submission
from tests.databases import see_everything
from tests.submissions.fax_server import COMPLETED
from tests.submissions.faxing import make_desk, sweep

ROOT = Path(__file__).resolve().parents[2]
pytestmark = pytest.mark.usefixtures("transactional_db")


@pytest.fixture
def killed(service):
    """Let a worker hand the fax over and kill it as soon as `happened()` is true."""

    def kill(promise_id: int, happened) -> None:
        here = (connection.settings_dict["NAME"], settings.MEDIA_ROOT, service.url)
        process = subprocess.Popen(
            [sys.executable, "-m", "tests.submissions.worker_process", str(promise_id), *map(str, here)],
            cwd=ROOT,
            env={**os.environ, "DJANGO_SETTINGS_MODULE": "sca_portal.settings"},
            stdout=subprocess.PIPE,
            text=True,
        )
        try:
            tick = threading.Event()
            while process.poll() is None and not happened():
                tick.wait(0.02)
            process.send_signal(signal.SIGKILL)
        finally:
            process.kill()
            process.communicate()
        see_everything()

    return kill


def after_the_lease(*, minutes: int = 0) -> None:
    sweep(later=settings.OUTBOX_LEASE + timedelta(seconds=1, minutes=minutes))


def test_killed_while_the_service_has_it(service, killed):
    """The service took it; the answer never reached anybody. The next worker looks for it and finds it."""
    service.posts, service.endings = ["hang"], [COMPLETED]
    fax = make_desk().ask()
    killed(Promise.objects.get(kind="fax").pk, lambda: service.taken)
    service.release.set()
    fax.refresh_from_db()
    assert (fax.state, fax.service_id) == (FaxState.SENDING, "")
    sweep()
    assert service.hits == 1  # somebody still has the lease

    after_the_lease()
    fax.refresh_from_db()
    assert (fax.state, fax.fault, service.hits) == (FaxState.UNCLEAR, "WORKER_DIED", 1)
    for minutes in (5, 15, 30, 45):
        after_the_lease(minutes=minutes)
    fax.refresh_from_db()
    assert (fax.state, fax.service_id) == (FaxState.DELIVERED, "01FAX0000")
    assert (service.hits, Submission.objects.count()) == (1, 1)


def test_killed_and_the_service_does_not_know_our_key(service, killed):
    """Whether it arrived, nobody can say: it stays with a person, and nothing goes out again."""
    service.posts, service.loses_labels = ["hang"], True
    fax = make_desk().ask()
    killed(Promise.objects.get(kind="fax").pk, lambda: service.taken)
    service.release.set()
    for minutes in range(0, 600, 30):
        after_the_lease(minutes=minutes)
    fax.refresh_from_db()
    assert (fax.state, service.hits) == (FaxState.UNCLEAR, 1)
    assert Promise.objects.get(kind="fax").state == "CANCELLED"
    assert not Submission.objects.exists()
