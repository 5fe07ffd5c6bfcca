"""Deletion has its limits: the database refuses what nobody may delete, and mails of others stay."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import DatabaseError, connection, models, transaction
from django.utils import timezone

from requests_app.audit import log
from requests_app.common import scope
from requests_app.models import (
    Case,
    CaseAccess,
    CaseTransition,
    Erasure,
    Invitation,
    LegalHold,
    Organization,
    OutgoingEmail,
    Packet,
    PacketCopy,
)
from requests_app.outbox.worker import Outcome
from requests_app.oversight import erasures, kept_files, sendings
from tests.databases import see_everything
from tests.factories.cases import make_case
from tests.factories.people import actor_for, make_facility, make_user
from tests.oversight.deleting import (
    MODELS,
    NO_FILES,
    ripe,
    work_on,
)


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
