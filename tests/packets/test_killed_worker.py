"""A worker that is killed in the middle leaves no half packet, and the next sweep makes it."""

from __future__ import annotations

import hashlib
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

from requests_app.models import AuditEntry, Packet, PacketState, Promise
from requests_app.packets import files
from tests.databases import see_everything
from tests.packets.making import ask, keep_promises, stored_case

ROOT = Path(__file__).resolve().parents[2]
pytestmark = pytest.mark.usefixtures("transactional_db")


@pytest.fixture
def worker():
    """Start a worker on this test's database and files; whatever is left of it is killed at the end."""
    running: list[subprocess.Popen[str]] = []

    def start(promise_id: int) -> subprocess.Popen[str]:
        here = (connection.settings_dict["NAME"], settings.MEDIA_ROOT)
        process = subprocess.Popen(
            [sys.executable, "-m", "tests.packets.worker_process", str(promise_id), *map(str, here)],
            cwd=ROOT,
            env={**os.environ, "DJANGO_SETTINGS_MODULE": "sca_portal.settings"},
            stdout=subprocess.PIPE,
            text=True,
        )
        running.append(process)
        return process

    yield start
    for process in running:
        if process.poll() is None:
            process.kill()
        process.communicate()


def said(process: subprocess.Popen[str]) -> str:
    assert process.stdout is not None
    return process.stdout.readline().strip()


def sweep_after_the_lease() -> None:
    keep_promises(now=timezone.now() + settings.OUTBOX_LEASE + timedelta(seconds=1))


def assert_ready_once(packet: Packet) -> None:
    packet.refresh_from_db()
    data = files.read(packet.file_key)
    assert packet.state == PacketState.READY
    assert data is not None
    assert hashlib.sha256(data).hexdigest() == packet.pdf_sha256
    promise = Promise.objects.get(kind="packet")
    assert (promise.state, promise.attempts) == ("DONE", 2)
    assert AuditEntry.objects.filter(action="packets.ready").count() == 1


def test_killed_while_printing(worker):
    packet = ask(stored_case())
    promise = Promise.objects.get(kind="packet")
    process = worker(promise.pk)
    assert said(process) == "begun"
    process.send_signal(signal.SIGKILL)
    process.wait()

    see_everything()
    packet.refresh_from_db()
    promise.refresh_from_db()
    assert (packet.state, packet.file_key) == (PacketState.ASKED, "")
    assert promise.state == "RUNNING"
    assert files.read(files.key_of(packet.public_id)) is None
    assert keep_promises() == 0  # somebody still has the lease

    sweep_after_the_lease()
    assert_ready_once(packet)


def test_killed_between_the_file_and_the_row(worker):
    """The row is held by this test, so the worker has written the file and waits to say so."""
    packet = ask(stored_case(), sections=frozenset())
    promise = Promise.objects.get(kind="packet")
    tick, target = threading.Event(), Path(settings.MEDIA_ROOT) / files.key_of(packet.public_id)
    with transaction.atomic():
        Packet.objects.select_for_update().get(pk=packet.pk)
        process = worker(promise.pk)
        assert said(process) == "begun"
        while process.poll() is None and not target.exists():
            tick.wait(0.02)
        process.send_signal(signal.SIGKILL)
        process.wait()
    assert target.exists()

    see_everything()
    packet.refresh_from_db()
    assert (packet.state, packet.file_key) == (PacketState.ASKED, "")
    sweep_after_the_lease()
    assert_ready_once(packet)
    assert target in target.parent.glob("*.pdf")
    assert all(path.name.startswith(target.stem) for path in target.parent.iterdir())
