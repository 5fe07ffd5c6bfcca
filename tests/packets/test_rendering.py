from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.core.files.storage import default_storage
from django.utils import timezone

from requests_app.models import AuditEntry, Case, CaseTransition, NextAction, Packet, PacketState, Promise
from requests_app.packets import files, presses, rendering
from requests_app.packets.parts import Section
from tests.packets.making import (
    ARIZONA,
    ask,
    example,
    keep_promises,
    options_for,
    page_texts,
    ready_packet,
    stored_case,
)

pytestmark = pytest.mark.usefixtures("db")


def test_the_worker_keeps_the_file_and_says_that_it_is_ready():
    case = stored_case()
    packet = ready_packet(case)
    data = files.read(packet.file_key) or b""
    assert packet.state == PacketState.READY
    assert packet.file_key == f"packets/{packet.public_id}.pdf"
    assert packet.pdf_sha256 == hashlib.sha256(data).hexdigest()
    assert (packet.pdf_bytes, packet.pdf_pages) == (len(data), len(page_texts(data)))
    assert Promise.objects.get(kind="packet").state == "DONE"
    assert AuditEntry.objects.filter(action="packets.ready", case_id=case.public_id).exists()
    assert Path(default_storage.path(packet.file_key)).stat().st_mode & 0o077 == 0


def test_the_case_waits_for_sending_but_is_not_sent():
    case = stored_case()
    ready_packet(case)
    case.refresh_from_db()
    assert (case.next_action, case.waiting_on, case.is_sent) == (NextAction.SEND, "PATIENT", False)
    assert not CaseTransition.objects.filter(case=case).exists()


def test_a_step_that_staff_set_by_hand_stays():
    case = stored_case()
    Case.objects.filter(pk=case.pk).update(next_action=NextAction.OWN)
    ready_packet(case)
    case.refresh_from_db()
    assert case.next_action == NextAction.OWN


def test_ready_packets_are_the_frozen_row_and_nothing_else():
    """Worker and command line print the same bytes from the same row."""
    case = stored_case()
    packet = ready_packet(case)
    frozen = rendering.queries
    again = rendering.render(
        frozen.case_of_packet(packet), frozen.options_of(packet), frozen.proof_of_packet(packet)
    )
    assert again.pdf == files.read(packet.file_key)


def test_building_twice_changes_nothing():
    packet = ready_packet(stored_case())
    before = Packet.objects.filter(pk=packet.pk).values().get()
    Promise.objects.filter(kind="packet").update(state="WAITING")
    keep_promises()
    assert Packet.objects.filter(pk=packet.pk).values().get() == before
    assert AuditEntry.objects.filter(action="packets.ready").count() == 1


def test_after_the_last_try_it_is_failed_and_no_file_is_left():
    packet = ask(stored_case(), sections=frozenset())
    folder = Path(settings.MEDIA_ROOT)
    folder.mkdir(parents=True)
    (folder / "packets").write_text("a file where the folder should be")
    now = timezone.now()
    for attempt in range(settings.OUTBOX_TRIES):
        packet.refresh_from_db()
        assert packet.state == PacketState.ASKED
        keep_promises(now=now + timedelta(hours=attempt))
    packet.refresh_from_db()
    assert (packet.state, packet.file_key) == (PacketState.FAILED, "")
    assert Promise.objects.get(kind="packet").state == "FAILED"
    assert AuditEntry.objects.filter(action="packets.failed").exists()


def test_a_print_that_bursts_is_tried_again_and_then_failed(monkeypatch, settings, tmp_path):
    packet = ask(stored_case(), sections=frozenset())
    settings.PACKET_SECTIONS = tmp_path / "sections"
    presses.SPARE.close()
    monkeypatch.setattr(presses, "LIMITS", replace(presses.LIMITS, memory=100 * 1024 * 1024))
    now = timezone.now()
    for attempt in range(settings.OUTBOX_TRIES):
        packet.refresh_from_db()
        assert packet.state == PacketState.ASKED
        keep_promises(now=now + timedelta(hours=attempt))
    packet.refresh_from_db()
    assert (packet.state, packet.file_key) == (PacketState.FAILED, "")
    presses.SPARE.close()


def test_number_and_sections_change_the_bytes():
    file = example(ARIZONA)
    none = options_for(file, sections=frozenset())
    assert rendering.render(file, none).pages == 2
    assert rendering.render(file, options_for(file, sections=frozenset({Section.COVER}))).pages == 3
