"""A case is deleted whole: no row of it is left in any table, no file, and nothing of others is gone."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.apps import apps
from django.db import DatabaseError, connection, models, transaction
from django.utils import timezone

from requests_app import tasks
from requests_app.audit import log
from requests_app.common import files, scope
from requests_app.models import (
    AuditEntry,
    Case,
    CaseAccess,
    CaseNote,
    CaseTransition,
    Erasure,
    Invitation,
    LegalHold,
    Organization,
    OutgoingEmail,
    Packet,
    PacketCopy,
    PatientDetails,
    Promise,
)
from requests_app.outbox.worker import Outcome, Work, sweep
from requests_app.oversight import erasing, erasures, kept_files, proof, sendings
from requests_app.packets import files as packet_files
from tests.architecture.samples import make_samples
from tests.databases import see_everything
from tests.factories.cases import make_case
from tests.factories.people import actor_for, make_facility, make_user

# Field names that end like those of files and name none.
NO_FILES = {"message_key", "request_key", "dedupe_key"}
MODELS = list(apps.get_app_config("requests_app").get_models())
WORDS = ("Quillon", "QX9988776655", "Quagmire Lane", "quetzal note", "quokka@example.com")


def rows_of(case: Case) -> dict[str, int]:
    """Rows by table, for every table whose rows belong to a case."""
    return {
        model.__name__: count
        for model in MODELS
        if any(one.name == "case" and one.is_relation for one in model._meta.concrete_fields)
        if (count := model._default_manager.filter(case_id=case.pk).count())
    }


def everything_kept() -> str:
    """Every row of every table, as text."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
        found: list[str] = []
        for (table,) in cursor.fetchall():
            cursor.execute(f"SELECT t::text FROM {table} t")
            found.extend(row for (row,) in cursor.fetchall())
    return "\n".join(found)


def ripe(case: Case, **told: Any) -> Erasure:
    now = timezone.now()
    return Erasure.objects.create(
        **{
            "organization": case.organization,
            "case_public_id": case.public_id,
            "reference_end": case.reference[-4:],
            "why": "PERSON",
            "asked_by": case.opened_by,
            "confirmed_by": case.opened_by,
            "asked_at": now - timedelta(days=8),
            "not_before": now - timedelta(days=1),
            **told,
        }
    )


def work_on(erasure: Erasure) -> Outcome:
    work = Work(1, erasure.pk, erasure.organization_id, 1, after_crash=False)
    try:
        return erasing.erase(work, timezone.now())
    finally:
        see_everything()


def _cannot_remove(key: str) -> None:
    raise OSError("the disk says no")


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


def test_the_database_itself_refuses(db):
    case, mine = make_case(), make_user()
    held = ripe(case, state="RUNNING")
    LegalHold.objects.create(
        organization=case.organization, case=case, reason="Court", placed_by=mine, placed_at=timezone.now()
    )
    early = ripe(make_case(), state="RUNNING", not_before=timezone.now() + timedelta(days=1))
    asked = ripe(make_case())
    elsewhere = ripe(make_case(), state="RUNNING")

    for erasure in (held, early, asked):
        with pytest.raises(DatabaseError):
            _erase_at_once(erasure)
    scope.set_scope({case.organization_id})
    with pytest.raises(DatabaseError):
        _erase_at_once(elsewhere)
    see_everything()


def _erase_at_once(erasure: Erasure) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT app_erase_case(%s)", [erasure.pk])


def test_what_only_grows_gives_way_to_nobody_else(db):
    """Not even with the setting that the one function uses: it counts for the owner of the tables alone."""
    case = make_case()
    CaseTransition.objects.create(
        organization=case.organization,
        case=case,
        from_status="PREPARING",
        to_status="SENT",
        event="sent",
        actor="user:1",
        at=timezone.now(),
    )
    packet = Packet.objects.create(
        organization=case.organization,
        case=case,
        number=1,
        contents={},
        contents_sha256="0" * 64,
        template_version="1",
        signed_name="A",
        signed_by=case.opened_by,
        signed_at=timezone.now(),
    )
    done = ripe(case, state="DONE")
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('app.erasing', %s, true)", [str(case.pk)])

    for change in (
        lambda: CaseTransition.objects.all().delete(),
        lambda: packet.delete(),
        lambda: done.delete(),
        lambda: Erasure.objects.update(rows_deleted={}),
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            change()


def test_a_row_of_another_case_that_points_here_ends_it_all(db):
    facility = make_facility()
    case, other = make_case(facility=facility), make_case(facility=facility)
    first = Packet.objects.create(
        organization=facility,
        case=case,
        number=1,
        contents={},
        contents_sha256="0" * 64,
        template_version="1",
        signed_name="A",
        signed_by=case.opened_by,
        signed_at=timezone.now(),
    )
    PacketCopy.objects.create(
        organization=facility,
        case=other,
        packet=first,
        kind="FAX",
        media_type="application/pdf",
        file_key="x",
        sha256="0" * 64,
        byte_size=4,
        made_at=timezone.now(),
    )

    with pytest.raises(DatabaseError, match="belongs to another case"), transaction.atomic():
        work_on(ripe(case))
    see_everything()
    assert Case.objects.filter(pk=case.pk).exists()


def test_every_field_that_names_a_file_of_a_case_is_known():
    named = {
        f"{model.__name__}.{field.name}"
        for model in MODELS
        if any(one.name == "case" for one in model._meta.concrete_fields)
        for field in model._meta.concrete_fields
        if isinstance(field, models.CharField | models.JSONField)
        and field.name.endswith(("_key", "_keys"))
        and field.name not in NO_FILES
        and field.name not in kept_files.FILE_FIELDS
    }

    assert named == set()


def test_every_table_of_a_case_that_only_grows_lets_the_erasure_through(db):
    """A guard without the way through would keep every case for ever."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT t.tgrelid::regclass::text FROM pg_trigger t"
            " JOIN pg_attribute a ON a.attrelid = t.tgrelid AND a.attname = 'case_id' AND a.atttypid = 20"
            " WHERE NOT t.tgisinternal AND t.tgtype & 11 = 11 AND t.tgqual IS NULL"
            " AND pg_get_functiondef(t.tgfoid) ~ 'RAISE EXCEPTION'"
        )
        assert cursor.fetchall() == []


def test_in_a_space_of_ones_own_the_announced_day_is_enough(db):
    case = make_case()
    assert case.organization.kind == Organization.Kind.PERSONAL
    assert work_on(ripe(case, why="TIME", asked_by=None, confirmed_by=None)) is Outcome.DONE
    assert not Case.objects.filter(pk=case.pk).exists()


def test_asking_twice_is_told_and_calling_off_keeps_everything(db):
    case, now = make_case(), timezone.now()
    by = actor_for(case.opened_by)
    log.record(action="test", target=case, by=by, at=now)

    erasure = erasures.ask_to_delete(case=case, by=by, at=now)
    with pytest.raises(erasures.ErasureRefused):
        erasures.ask_to_delete(case=case, by=by, at=now)
    erasures.call_off_own(case=case, by=by, at=now)
    erasure.refresh_from_db()

    assert (erasure.state, erasure.not_before) == ("CALLED_OFF", now + timedelta(days=7))
    assert work_on(erasure) is Outcome.NOT_WANTED
    assert erasures.ask_to_delete(case=case, by=by, at=now).pk == erasure.pk


def test_mails_to_people_of_another_case_stay(db):
    facility, both, here = make_facility(), make_user(), make_user()
    case, _other = make_case(user=both, facility=facility), make_case(user=both, facility=facility)
    CaseAccess.objects.create(organization=facility, case=case, user=here, relation="CAREGIVER", level="EDIT")
    Invitation.objects.create(
        organization=facility,
        case=case,
        token_hash="2" * 64,
        email=both.email,
        invited_by=here,
        expires_at=timezone.now(),
    )
    for person in (both, here):
        OutgoingEmail.objects.create(
            organization=facility,
            template="messaging/new",
            to_email=person.email,
            message_key=uuid4(),
            sent_at=timezone.now(),
        )

    assert sendings.forget(case) == {"outgoingemail": 1}
    assert OutgoingEmail.objects.get().to_email == both.email
