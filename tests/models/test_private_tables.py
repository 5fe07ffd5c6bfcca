"""The last guard: what Postgres itself refuses, whatever our code does."""

from __future__ import annotations

import pytest
from django.apps import apps
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.utils import timezone

from requests_app.audit import log
from requests_app.common.scope import scoped, set_scope
from requests_app.models import AuditEntry, Case, CaseTransition, InsurerCall
from requests_app.models.tenancy import TenantModel
from tests.databases import see_everything
from tests.factories.cases import make_case
from tests.factories.people import actor_for, make_facility, make_user

PRIVATE = [
    model for model in apps.get_app_config("requests_app").get_models() if issubclass(model, TenantModel)
]


def test_the_program_runs_as_a_role_that_owns_nothing_and_cannot_pass_row_security(db):
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT rolsuper, rolbypassrls, rolcreatedb FROM pg_roles WHERE rolname = current_user"
        )
        assert cursor.fetchone() == (False, False, False)
        cursor.execute("SELECT count(*) FROM pg_tables WHERE tableowner = current_user")
        assert cursor.fetchone() == (0,)


@pytest.mark.parametrize("model", PRIVATE, ids=lambda model: model.__name__)
def test_every_private_table_has_forced_row_security_and_keys_that_include_the_organization(db, model):
    table = model._meta.db_table
    with connection.cursor() as cursor:
        cursor.execute("SELECT relrowsecurity, relforcerowsecurity FROM pg_class WHERE relname = %s", [table])
        assert cursor.fetchone() == (True, True)
        for field in model._meta.get_fields():
            target = getattr(field, "related_model", None)
            if field.concrete and target is not None and target in PRIVATE:
                cursor.execute(
                    "SELECT count(*) FROM pg_constraint WHERE conname = %s",
                    [f"{table}_{field.column}_same_organization"],
                )
                assert cursor.fetchone() == (1,), f"{table}.{field.column} can point across tenants"


def test_a_query_without_a_scope_is_an_error_not_an_empty_answer(db):
    make_case()
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('app.tenants', '', true)")

    with pytest.raises(DatabaseError), transaction.atomic():
        Case.objects.count()


def test_another_tenants_rows_cannot_be_seen_changed_or_made(db):
    ours, theirs = make_case(), make_case()

    set_scope({ours.organization_id})

    assert list(Case.objects.all()) == [ours]
    assert Case.objects.filter(pk=theirs.pk).update(path="X") == 0
    with pytest.raises(DatabaseError), transaction.atomic():
        CaseTransition.objects.create(
            organization_id=theirs.organization_id,
            case_id=theirs.pk,
            from_status="PREPARING",
            to_status="SENT",
            event="sent",
            actor="user:1",
            at=timezone.now(),
        )


def test_a_row_cannot_point_to_a_case_of_another_tenant(db):
    ours, theirs = make_case(), make_case()

    with pytest.raises(IntegrityError), transaction.atomic():
        InsurerCall.objects.create(organization_id=ours.organization_id, case_id=theirs.pk, kind="CALL_1")


def test_audit_and_transitions_can_only_grow(db):
    case = make_case()
    log.record(action="test", target=case, by=actor_for(case.opened_by), at=timezone.now())

    for change in (
        lambda: AuditEntry.objects.update(action="other"),
        lambda: AuditEntry.objects.all().delete(),
        lambda: CaseTransition.objects.all().delete(),
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            change()


def test_the_scope_ends_with_the_transaction(transactional_db):
    facility = make_facility()
    make_case(user=make_user(), facility=facility)
    with scoped({facility.pk}):
        assert Case.objects.count() == 1
    connection.close()
    with pytest.raises(DatabaseError):
        Case.objects.count()
    see_everything()
