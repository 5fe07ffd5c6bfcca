"""A case is deleted whole: no row of it is left in any table, no file, and nothing of others is gone."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest
from django.utils import timezone

from requests_app import tasks
from requests_app.common import files
from requests_app.models import (
    AuditEntry,
    Case,
    CaseNote,
    CaseTransition,
    Erasure,
    Invitation,
    LegalHold,
    OutgoingEmail,
    Packet,
    PacketCopy,
    PatientDetails,
    Promise,
)
from requests_app.outbox.worker import Outcome, sweep
from requests_app.oversight import kept_files, proof
from requests_app.packets import files as packet_files
from tests.architecture.samples import make_samples
from tests.databases import see_everything
from tests.factories.cases import make_case
from tests.factories.people import make_facility
from tests.oversight.deleting import (
    WORDS,
    _cannot_remove,
    everything_kept,
    ripe,
    rows_of,
    work_on,
)


def test_nothing_of_the_case_is_left_and_everything_of_others_is(db, settings):
    samples = make_samples()
    case, other = samples.case, make_case(facility=samples.facility)
    LegalHold.objects.filter(case=case).delete()
    PatientDetails.objects.filter(case=case).update(first_name=WORDS[0], street=f"1 {WORDS[2]}")
    case.coverage.member_id = WORDS[1]
    case.coverage.save()
    CaseNote.objects.create(
        organization=case.organization,
        case=case,
        author=samples.patient,
        text=WORDS[3],
        written_at=timezone.now(),
    )
    Invitation.objects.create(
        organization=case.organization,
        case=case,
        token_hash="1" * 64,
        email=WORDS[4],
        invited_by=samples.patient,
        expires_at=timezone.now(),
    )
    mail = {"organization": case.organization, "template": "staff/invitation"}
    for address in (WORDS[4], "somebody-else@example.com"):
        OutgoingEmail.objects.create(
            **mail, to_email=address, message_key=uuid4(), sent_at=timezone.now() - timedelta(days=9)
        )
    packet = Packet.objects.filter(case=case).earliest("pk")
    files.write_whole(packet_files.key_of(packet.public_id), b"%PDF")
    PacketCopy.objects.create(
        organization=case.organization,
        case=case,
        packet=packet,
        kind="FAX",
        media_type="application/pdf",
        file_key=packet_files.copy_key(packet.public_id, "FAX", "pdf"),
        sha256="0" * 64,
        byte_size=4,
        made_at=timezone.now(),
    )
    CaseTransition.objects.create(
        organization=case.organization,
        case=case,
        from_status="PREPARING",
        to_status="SENT",
        event="sent",
        actor="user:1",
        at=timezone.now(),
    )
    kept = [place for key in kept_files.keys_of(case) if (place := settings.MEDIA_ROOT / key).exists()]
    theirs, before = rows_of(other), rows_of(case)
    assert len(before) > 40
    assert all(word in everything_kept() for word in WORDS)

    erasure = ripe(case)
    assert work_on(erasure) is Outcome.DONE

    erasure.refresh_from_db()
    assert rows_of(case) == {}
    assert not Case.objects.filter(pk=case.pk).exists()
    assert rows_of(other) == theirs
    left = everything_kept()
    assert "somebody-else@example.com" in left
    assert [word for word in WORDS if word in left] == []
    assert len(kept) > 3
    assert [place for place in kept if place.exists()] == []
    assert (erasure.state, erasure.files_left) == ("DONE", [])
    assert erasure.rows_deleted["case"] == 1
    assert sum(erasure.rows_deleted.values()) > sum(before.values())
    assert erasure.proof_sha256 == proof.hash_of(erasure)
    assert AuditEntry.objects.filter(action="oversight.deleted", target_id=erasure.public_id).exists()
    # What was promised about it finds nothing and does no harm; the second worker finds it done.
    Promise.objects.filter(state="WAITING").update(due_at=timezone.now() - timedelta(hours=1))
    sweep(handlers=tasks.HANDLERS, now=timezone.now())
    see_everything()
    assert list(Promise.objects.filter(last_error__gt="").exclude(last_error="OSError")) == []
    assert work_on(erasure) is Outcome.DONE


def test_files_that_a_worker_could_not_remove_are_removed_by_the_next(db, monkeypatch):
    case = make_case()
    erasure = ripe(case)
    key = "documents/aa/bb/original"
    files.write_whole(key, b"x")
    monkeypatch.setattr(kept_files, "keys_of", lambda case: ["documents/aa/bb"])
    with monkeypatch.context() as broken:
        broken.setattr(files, "remove", _cannot_remove)
        with pytest.raises(OSError, match="disk"):
            work_on(erasure)
    erasure.refresh_from_db()
    assert (erasure.state, erasure.files_left) == ("RUNNING", ["documents/aa/bb"])
    assert not Case.objects.filter(pk=case.pk).exists()

    assert work_on(erasure) is Outcome.DONE

    erasure.refresh_from_db()
    assert (erasure.state, erasure.files_deleted, files.read(key)) == ("DONE", 1, None)


@pytest.mark.parametrize("why", ["held", "too early", "not confirmed", "called off", "a packet is printed"])
def test_a_case_stays_when(db, why):
    facility = make_facility()
    case = make_case(facility=facility)
    now = timezone.now()
    erasure = ripe(case)
    if why == "held":
        LegalHold.objects.create(
            organization=facility, case=case, reason="Court", placed_by=case.opened_by, placed_at=now
        )
    elif why == "too early":
        Erasure.objects.update(not_before=now + timedelta(days=2))
    elif why == "not confirmed":
        Erasure.objects.update(confirmed_by=None, why="TIME")
    elif why == "called off":
        Erasure.objects.update(state="CALLED_OFF")
    else:
        packet = Packet.objects.create(
            organization=facility,
            case=case,
            number=1,
            contents={},
            contents_sha256="0" * 64,
            template_version="1",
            signed_name="A",
            signed_by=case.opened_by,
            signed_at=now,
        )
        Promise.objects.create(
            organization=facility,
            kind="packet",
            subject_id=packet.pk,
            dedupe_key="p",
            state="RUNNING",
            due_at=now,
            lease_until=now + timedelta(minutes=3),
            lease_token=case.public_id,
        )

    assert work_on(erasure) is Outcome.NOT_WANTED
    assert Case.objects.filter(pk=case.pk).exists()
