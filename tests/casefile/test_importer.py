from __future__ import annotations

import json
from datetime import UTC, date, datetime

import pytest
from django.apps import apps

from requests_app.casefile import schema
from requests_app.casefile.importer import CaseFileRefused, import_case, read_case_file
from requests_app.common.actor import job
from requests_app.models import AuditEntry, Case, CaseAccess
from tests.casefile.test_examples import EXAMPLES, WRITTEN_FOR
from tests.factories.people import make_facility, make_user

NOW = datetime(2026, 11, 22, 18, 0, tzinfo=UTC)
ARIZONA = next(path for path in EXAMPLES if path.stem == "arizona-iop-self-funded")


@pytest.fixture
def owner(db):
    return make_user()


@pytest.fixture
def facility(db):
    return make_facility()


def imported(file, facility, owner):
    by = job("import_case", scope=frozenset({facility.pk}))
    return import_case(file, organization=facility, user=owner, by=by, at=NOW)


def from_json(data):
    return read_case_file(json.dumps({"format": "sca-portal-case", "version": 1, **data}), today=WRITTEN_FOR)


def arizona(**changes):
    data = json.loads(ARIZONA.read_text())
    return from_json({**data, **changes})


def count_rows():
    models = apps.get_app_config("requests_app").get_models()
    return {model.__name__: model._default_manager.count() for model in models}


def test_the_case_belongs_to_its_organization_and_its_patient_can_edit_it(facility, owner):
    case = imported(arizona(), facility, owner)
    assert (case.organization, case.opened_by) == (facility, owner)
    way = CaseAccess.objects.get(case=case)
    assert (way.user, way.relation, way.level) == (owner, "PATIENT", "EDIT")
    assert {row.organization_id for row in case.offices.all()} == {facility.pk}


def test_a_parent_comes_in_as_caregiver(facility, owner):
    case = imported(from_json({"for_whom": "MY_CHILD"}), facility, owner)
    assert CaseAccess.objects.get(case=case).relation == "CAREGIVER"


def test_the_import_is_audited_without_any_name(facility, owner):
    case = imported(arizona(), facility, owner)
    entries = AuditEntry.objects.filter(case_id=case.public_id)
    assert {"cases.opened", "casefile.imported"} <= set(entries.values_list("action", flat=True))
    assert set(entries.values_list("actor", flat=True)) == {"job:import_case"}
    assert "Maya" not in json.dumps(list(entries.values_list("details", flat=True)))


def test_the_reference_of_the_file_is_not_taken_over(facility, owner):
    assert imported(from_json({"reference": "AAAA-AA"}), facility, owner).reference != "AAAA-AA"


@pytest.mark.parametrize(
    ("changes", "action"),
    [
        ({}, "MAKE_PACKET"),
        ({"offices": []}, "CALL_OFFICES"),
        ({"offices": [], "insurer_calls": []}, "CALL_1"),
        ({"provider": {}}, "FILL_IN"),
    ],
)
def test_the_next_step_is_the_first_that_is_open(changes, action, facility, owner):
    assert imported(arizona(**changes), facility, owner).next_action == action


def test_a_case_is_urgent_when_a_clinician_says_that_waiting_harms(facility, owner):
    case = imported(from_json({"care": {"clinician_says_waiting_harms": "YES"}}), facility, owner)
    assert case.is_urgent
    assert Case.objects.get(pk=case.pk).is_urgent


BROKEN_BY_PROGRAM = [
    schema.CaseFile(time_zone="Mars"),
    schema.CaseFile(offices=[schema.Office(name="Sample Clinic", result="OTHER")]),
    schema.CaseFile(care=schema.Care(starts_on=date(2026, 12, 2), ends_on=date(2026, 12, 1))),
    schema.CaseFile(insurer_calls=[schema.InsurerCall(kind="CALL_1", called_on=date(2026, 11, 23))]),
    schema.CaseFile(care=schema.Care(codes=[schema.CareCode(kind="SERVICE", code="H0015")] * 2)),
]


@pytest.mark.parametrize("file", BROKEN_BY_PROGRAM)
def test_a_file_put_together_by_a_program_obeys_the_same_rules_and_else_nothing_is_written(
    file, facility, owner
):
    before = count_rows()
    with pytest.raises(CaseFileRefused):
        imported(file, facility, owner)
    assert count_rows() == before


def test_a_fault_in_the_middle_of_writing_leaves_nothing(facility, owner, monkeypatch):
    def full_disk(*args, **kwargs):
        raise OSError("disk full")

    before = count_rows()
    monkeypatch.setattr("requests_app.casefile.importer._write_calls", full_disk)
    with pytest.raises(OSError, match="disk full"):
        imported(arizona(), facility, owner)
    assert count_rows() == before
