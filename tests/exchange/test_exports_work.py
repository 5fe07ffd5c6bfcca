"""A file of everything: whole, of one facility only, without what the other side keeps to itself."""

from __future__ import annotations

import hashlib
import io
import json
from datetime import timedelta
from zipfile import ZipFile

import pytest
from django.urls import reverse
from django.utils import timezone

from requests_app.common import files
from requests_app.exchange import exports, exports_work
from requests_app.exchange.exports_case import tables
from requests_app.models import (
    CaseMessage,
    CaseNote,
    Document,
    ExportRun,
    InsurerCall,
    OutgoingEmail,
    Promise,
)
from requests_app.models.tenancy import TenantModel
from requests_app.outbox import worker
from requests_app.oversight import kept_files
from tests.databases import see_everything
from tests.factories.cases import make_case
from tests.factories.exchange import make_export
from tests.factories.people import actor_for, make_facility, make_member, make_user

NOW = timezone.now()
PAPER, KEPT_BACK = b"a paper that is shared", b"a paper that is kept back"
HANDLERS = {exports.KIND: exports_work.build, exports.FORGET: exports_work.forget}


@pytest.fixture
def facility(db):
    return make_facility()


@pytest.fixture
def admin(facility):
    return make_member(facility, role="ADMIN")


def work_off(*, at=NOW):
    while worker.sweep(handlers=HANDLERS, now=at):
        see_everything()
    see_everything()


def everything(facility, admin):
    by = actor_for(admin, facility=facility, role="ADMIN")
    run = exports.ask_for_everything(organization=facility, by=by, at=NOW)
    work_off()
    run.refresh_from_db()
    return run


def opened(run):
    data = files.read(run.file_key)
    assert (len(data), hashlib.sha256(data).hexdigest()) == (run.byte_size, run.sha256)
    archive = ZipFile(io.BytesIO(data))
    assert archive.testzip() is None
    return archive


def add_paper(case, data, **columns):
    sha256 = hashlib.sha256(data).hexdigest()
    files.write_whole(f"documents/{sha256}", data)
    return Document.objects.create(
        organization=case.organization,
        case=case,
        kind="REFERRAL",
        media_type="application/pdf",
        byte_size=len(data),
        sha256=sha256,
        file_key=f"documents/{sha256}",
        pages=1,
        received_at=NOW,
        added_by=case.opened_by,
        **columns,
    )


def full_case(facility, staff):
    case = make_case(user=make_user(), facility=facility)
    own = {"organization": facility, "case": case}
    add_paper(case, PAPER + case.reference.encode())
    add_paper(case, KEPT_BACK, kept_back_at=NOW, title="Kept back title")
    CaseNote.objects.create(**own, author=staff, text="A note among staff", written_at=NOW)
    InsurerCall.objects.create(
        **own, kind="CALL_1", called_on=NOW.date(), person="Jo", reference="R-1", notes="Raw staff notes",
        made_by="STAFF", is_draft=False,
    )  # fmt: skip
    message = {"author": staff, "written_at": NOW, "send_at": NOW}
    CaseMessage.objects.create(**own, **message, side="STAFF", text="We called the plan", sent_at=NOW)
    CaseMessage.objects.create(**own, **message, side="STAFF", text="Not sent yet")
    return case


def test_a_facility_gets_all_its_cases_in_parts_joined_to_one_file(facility, admin, monkeypatch):
    monkeypatch.setattr(exports_work, "AT_ONCE", 1)
    monkeypatch.setattr(exports_work, "MOST_BYTES", 1)
    cases = [full_case(facility, admin) for _ in range(3)]
    other = make_case(user=make_user(), facility=make_facility())

    run = everything(facility, admin)

    assert (run.state, run.done, run.parts) == ("READY", 3, 3)
    archive = opened(run)
    folders = {name.split("/")[1] for name in archive.namelist() if name.startswith("cases/")}
    assert folders == {case.reference for case in cases}
    whole = b"".join(archive.read(name) for name in archive.namelist())
    assert other.reference.encode() not in whole
    for case in cases:
        assert (
            archive.read(f"cases/{case.reference}/papers/001-referral.pdf") == PAPER + case.reference.encode()
        )
    rows = json.loads(archive.read(f"cases/{cases[0].reference}/rows.json"))
    assert rows["CaseNote"][0]["text"] == "A note among staff"
    assert "Raw staff notes" in archive.read(f"cases/{cases[0].reference}/case.json").decode()
    assert KEPT_BACK not in whole
    assert b"Kept back title" not in whole
    assert archive.read("index.csv").decode().count("\r\n") == 4
    assert files.keys_older_than(exports.folder_of(run), NOW + timedelta(days=9)) == [run.file_key]
    assert OutgoingEmail.objects.get(template="exchange/file_ready").to_email == admin.email


def test_every_table_of_a_case_is_in_the_file():
    with_case = {
        model.__name__
        for model in TenantModel.__subclasses__()
        if any(one.name == "case" for one in model._meta.concrete_fields)
    }

    assert {model.__name__ for model in tables()} == with_case - {
        "CaseSearch", "ExportRun", "WebhookDelivery", "EobFile",
    }  # fmt: skip


def test_a_file_that_is_lost_is_told_and_the_rest_is_there(facility, admin):
    case = full_case(facility, admin)
    files.remove(Document.objects.get(case=case, kept_back_at=None).file_key)

    archive = opened(everything(facility, admin))

    assert "papers/001-referral.pdf: file missing or changed" in archive.read("index.csv").decode()
    assert f"cases/{case.reference}/case.json" in archive.namelist()


def test_the_patient_takes_along_what_the_patient_sees(facility, admin):
    facility.insurer_notes = "STAFF"
    facility.save()
    case = full_case(facility, admin)

    run = exports.ask_for_copy(case=case, by=actor_for(case.opened_by), at=NOW)
    assert exports.ask_for_copy(case=case, by=actor_for(case.opened_by), at=NOW).pk == run.pk
    work_off()
    run.refresh_from_db()

    archive = opened(run)
    whole = b"".join(archive.read(name) for name in archive.namelist() if name != "summary.pdf")
    assert {"request.json", "messages.json", "summary.pdf", "papers/002-referral.pdf"} <= set(
        archive.namelist()
    )
    assert KEPT_BACK in whole
    assert b"We called the plan" in whole
    assert archive.read("summary.pdf").startswith(b"%PDF")
    for hidden in (b"A note among staff", b"Raw staff notes", b"Not sent yet"):
        assert hidden not in whole


def test_after_a_week_the_file_is_gone(facility, admin, client_for):
    run = everything(facility, admin)
    key = run.file_key

    work_off(at=NOW + exports.KEPT_FOR + timedelta(minutes=1))

    run.refresh_from_db()
    assert (run.state, run.file_key, files.read(key)) == ("GONE", "", None)
    response = client_for(admin, second_factor=True).get(
        reverse("exchange:export_file", args=[run.public_id])
    )
    assert response.status_code == 302


def test_a_worker_that_gives_up_says_so(facility, admin, monkeypatch):
    make_case(user=make_user(), facility=facility)

    def full(*_args):
        raise OSError("no space")

    monkeypatch.setattr(files, "write_from", full)
    run = exports.ask_for_everything(
        organization=facility, by=actor_for(admin, facility=facility, role="ADMIN"), at=NOW
    )
    for minutes in (0, 5, 20):
        worker.sweep(handlers=HANDLERS, now=NOW + timedelta(minutes=minutes))
    see_everything()

    run.refresh_from_db()
    assert run.state == ExportRun.State.FAILED
    assert Promise.objects.get(kind=exports.KIND).state == Promise.State.FAILED


def test_only_admins_of_the_facility_take_its_file(facility, admin, client_for):
    run = make_export(facility, admin)
    url = reverse("exchange:export_file", args=[run.public_id])
    other = make_facility()

    assert client_for(admin, second_factor=True).get(url).status_code == 200
    assert client_for(make_member(facility, role="LEAD"), second_factor=True).get(url).status_code == 403
    assert client_for(make_member(other, role="ADMIN"), second_factor=True).get(url).status_code == 404
    # A case worker here who is an admin somewhere else.
    both = make_member(facility, role="CASE_WORKER")
    other.memberships.create(user=both, role="ADMIN")
    assert client_for(both, second_factor=True).get(url).status_code == 404


def test_a_copy_is_not_given_out_once_a_paper_in_it_is_kept_back(facility, admin, client_for):
    run = make_export(facility, admin)
    before, after = run.asked_at - timedelta(days=1), run.asked_at + timedelta(minutes=1)
    case = make_case(user=make_user(), facility=facility)
    add_paper(case, KEPT_BACK, kept_back_at=before)
    later = add_paper(case, PAPER)
    url = reverse("exchange:export_file", args=[run.public_id])
    browser = client_for(admin, second_factor=True)
    assert browser.get(url).status_code == 200

    Document.objects.filter(pk=later.pk).update(kept_back_at=after)
    assert browser.get(url).status_code == 302


def test_a_copy_that_holds_a_case_that_was_deleted_goes_with_it(facility, admin):
    case = make_case(user=make_user(), facility=facility)
    run = everything(facility, admin)
    by = actor_for(admin, facility=facility, role="ADMIN")
    begun = exports.ask_for_everything(organization=facility, by=by, at=NOW)
    elsewhere = make_export(make_facility(), admin)

    assert f"exports/{run.public_id}" in kept_files.keys_of(case)
    kept_files.drop_lists_with(case)
    work_off()

    states = [ExportRun.objects.get(pk=one.pk).state for one in (run, begun, elsewhere)]
    assert states == ["GONE", "FAILED", "READY"]
    assert f"exports/{elsewhere.public_id}" not in kept_files.keys_of(case)
