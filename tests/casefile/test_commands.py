"""The commands as somebody at a terminal runs them."""

from __future__ import annotations

import io
import json
import stat
from datetime import date

import pytest
import time_machine
from django.core.management import CommandError, call_command

from requests_app.casefile.json_schema import PUBLISHED, schema_text
from requests_app.casefile.reader import read_case_file
from requests_app.models import AuditEntry, Case, Organization, User
from tests.casefile.test_examples import EXAMPLES, example
from tests.casefile.test_importer import ARIZONA, count_rows
from tests.databases import see_everything
from tests.factories.cases import make_case
from tests.factories.people import make_facility, make_user

TODAY = date(2026, 11, 22)


@pytest.fixture(autouse=True)
def _on_the_day_the_examples_were_written():
    with time_machine.travel("2026-11-22T18:00:00Z", tick=True):
        yield


def run(*words, **options):
    out, err = io.StringIO(), io.StringIO()
    try:
        call_command(*words, stdout=out, stderr=err, **options)
    finally:
        see_everything()
    return out.getvalue(), err.getvalue()


def bad_file(tmp_path):
    path = tmp_path / "bad.json"
    data = {"format": "sca-portal-case", "version": 1, "time_zone": "Mars", "patient": {"phone": "5"}}
    path.write_text(json.dumps(data))
    return path


@example
def test_every_example_is_imported_by_one_command(path, db):
    out, _err = run("import_case", path, email="ana@example.com")
    case = Case.objects.get()
    assert case.reference in out
    assert str(case.public_id) in out
    assert User.objects.get(personal_organization=case.organization).email == "ana@example.com"


def test_without_an_address_the_case_belongs_to_an_account_nobody_signs_in_to(db):
    out, _err = run("import_case", ARIZONA)
    assert "imported@example.org" in out
    assert Case.objects.get().opened_by.email == "imported@example.org"


def test_a_case_can_go_to_a_facility(db):
    facility = make_facility(slug="example-valley")
    run("import_case", ARIZONA, email="ana@example.com", facility="example-valley")
    assert Case.objects.get().organization == facility
    assert not Organization.objects.filter(kind="PERSONAL").exists()


def test_an_unknown_facility_is_refused_and_nothing_is_written(db):
    before = count_rows()
    with pytest.raises(CommandError, match="no facility"):
        run("import_case", ARIZONA, facility="nowhere")
    assert count_rows() == before


def test_a_dry_run_writes_nothing(db):
    before = count_rows()
    out, _err = run("import_case", ARIZONA, dry_run=True)
    assert "Nothing was written" in out
    assert count_rows() == before


def test_faults_are_printed_with_their_paths_and_nothing_is_written(db, tmp_path):
    before = count_rows()
    out, err = io.StringIO(), io.StringIO()
    with pytest.raises(CommandError, match="2 faults"):
        call_command("import_case", bad_file(tmp_path), stdout=out, stderr=err)
    paths = [line.partition(":")[0] for line in err.getvalue().splitlines()]
    assert paths == ["$.time_zone", "$.patient.phone"]
    assert out.getvalue() == ""
    assert count_rows() == before


def test_a_file_that_is_not_there_is_told_plainly(db, tmp_path):
    with pytest.raises(CommandError, match="cannot be read"):
        run("import_case", tmp_path / "none.json")


@pytest.mark.parametrize("name", ["reference", "public_id"])
def test_a_case_is_exported_by_reference_or_id(name, db):
    run("import_case", ARIZONA)
    case = Case.objects.get()
    out, _err = run("export_case", str(getattr(case, name)).lower())
    file = read_case_file(out, today=TODAY)
    assert file.reference == case.reference
    assert file.patient.first_name == "Maya"


def test_an_export_can_be_imported_again(db, tmp_path):
    run("import_case", EXAMPLES[-1])
    path = tmp_path / "case.json"
    out, err = run("export_case", Case.objects.get().reference, output=path)
    assert out == ""
    assert str(path) in err
    run("import_case", path)
    assert Case.objects.count() == 2


def test_the_exported_file_is_for_its_owner_only(db, tmp_path):
    run("import_case", ARIZONA)
    path = tmp_path / "case.json"
    run("export_case", Case.objects.get().reference, output=path)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_every_export_is_audited_as_a_named_job(db):
    run("import_case", ARIZONA)
    case = Case.objects.get()
    run("export_case", case.reference)
    entry = AuditEntry.objects.get(action="casefile.exported")
    assert (entry.actor, entry.case_id, entry.organization_id) == (
        "job:export_case",
        case.public_id,
        case.organization_id,
    )


@pytest.mark.parametrize("text", ["7F3K-9M", "8d0e4bd3-63fb-4ee5-90bb-5d3f6d3f4b6c", "", "x" * 200])
def test_a_case_that_is_not_there_cannot_be_exported(text, db):
    make_user()
    with pytest.raises(CommandError, match="no case"):
        run("export_case", text)


def test_an_output_that_cannot_be_written_is_told_plainly(db, tmp_path):
    run("import_case", ARIZONA)
    with pytest.raises(CommandError, match="cannot be written"):
        run("export_case", Case.objects.get().reference, output=tmp_path / "no" / "case.json")


def test_the_published_schema_is_up_to_date():
    assert PUBLISHED.read_text() == schema_text(), "run manage.py case_file_schema"


def test_the_schema_describes_every_part():
    schema = json.loads(schema_text())
    assert {"Patient", "Coverage", "Care", "Provider", "Story", "Office", "InsurerCall"} <= set(
        schema["$defs"]
    )
    assert schema["additionalProperties"] is False
    assert schema["required"] == ["format", "version"]


def test_a_file_that_was_readable_by_all_is_not_any_more(db, tmp_path):
    path = tmp_path / "case.json"
    path.write_text("old")
    path.chmod(0o644)

    run("export_case", make_case().reference, output=path)

    assert stat.S_IMODE(path.stat().st_mode) == 0o600
