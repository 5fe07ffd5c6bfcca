"""Cases, providers and insurers from a file: first only shown, bad rows told, then saved once."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from requests_app.exchange.imports_columns import template_rows
from requests_app.facilities import providers
from requests_app.models import (
    AuditEntry,
    Case,
    Consent,
    ExchangeKind,
    ImportRun,
    InsurerProfile,
    OutgoingEmail,
    ProviderEntry,
    Site,
)
from requests_app.tasks import do_what_is_due
from tests.databases import see_everything
from tests.factories.people import make_facility, make_member

CASES = """Outside ID,First name,Last name,Date of birth,Phone,Email,State,Insurer,Site,Consent by,Consent how,Consent on,Consent to email,Shoe size
EX-1,Ana,Sample,3/27/1990,602-555-0142,ana@example.com,Arizona,Sample Health Plan,North,Ana Sample,Said on the phone,2026-11-16,yes,38
EX-2,Ben,,1991-02-30,,,Nowhere,,,Ben Sample,VERBAL,2026-11-16,,
EX-3,Cleo,Sample,,602-555-0143,,AZ,,South,Cleo Sample,VERBAL,2026-11-16,,
EX-4,Dan,Sample,,602-555-0144,,AZ,,,,VERBAL,2026-11-16,,
EX-1,Eva,Sample,,602-555-0145,,AZ,,,Eva Sample,VERBAL,2026-11-16,,
"""  # noqa: E501


@pytest.fixture
def facility(db):
    made = make_facility()
    Site.objects.create(organization=made, name="North")
    return made


@pytest.fixture
def lead(client_for, facility):
    return client_for(make_member(facility, role="LEAD"), second_factor=True)


def read(client, kind, data, name="rows.csv"):
    content = data if isinstance(data, bytes) else data.encode()
    return client.post(
        reverse("exchange:import_add"), {"kind": kind, "file": SimpleUploadedFile(name, content)}
    )


def save(client, preview):
    page = client.get(preview)
    answer = client.post(preview, {"form_key": page.context["form"].form_key})
    assert answer.status_code == 302
    do_what_is_due(now=timezone.now())
    see_everything()


def results():
    return {one["number"]: one["result"] for one in ImportRun.objects.latest("pk").report}


def test_cases_are_shown_first_then_opened_with_their_consent(lead, facility):
    preview = read(lead, "CASES", CASES).url
    text = lead.get(preview).content.decode()

    assert not Case.objects.exists()
    assert "5 rows were read" in text
    assert "were not read: Shoe size" in text
    assert "Save 1 row, leave out 4" in text
    for said in (
        "Last name: It is missing.",
        "Date of birth: It must be a day",
        "State: It must be a state",
        "Site: Your facility has no open site of this name.",
        "Who gave consent: It is missing.",
        "The same one stands in row 2.",
    ):
        assert said in text, said

    save(lead, preview)

    case = Case.objects.get()
    assert (case.patient.full_name, case.coverage.insurer) == ("Ana Sample", "Sample Health Plan")
    assert (case.site.name, case.time_zone) == ("North", "America/Phoenix")
    assert set(Consent.objects.filter(case=case).values_list("to_what", "given_by")) == {
        ("KEEP", "Ana Sample"),
        ("MAIL", "Ana Sample"),
    }
    assert OutgoingEmail.objects.filter(to_email="ana@example.com").count() == 1
    assert results() == {2: "NEW", 3: "BAD", 4: "BAD", 5: "BAD", 6: "BAD"}
    run = ImportRun.objects.get()
    assert (run.state, run.rows) == ("SAVED", [])
    assert case.reference in lead.get(preview).content.decode()
    report = lead.get(reverse("exchange:import_report", args=[run.public_id])).content.decode()
    assert f"2,Added,,{case.reference}" in report


def test_the_same_file_again_opens_nothing_twice(lead):
    for _time in range(2):
        save_or_not = read(lead, "CASES", CASES.split("EX-2")[0]).url
        page = lead.get(save_or_not).content.decode()
        if "Save 1 row" in page:
            save(lead, save_or_not)
    assert Case.objects.count() == 1
    assert "The same file was saved on" in page
    assert "There is nothing to save in this file" in page


def test_a_json_list_means_the_same(lead):
    one = {
        "patient": {"first_name": "Ana", "last_name": "Sample", "phone": "602-555-0142"},
        "consent": {
            "given": True,
            "given_by": "Ana Sample",
            "how": "WRITTEN",
            "given_at": "2026-11-16T10:00:00Z",
        },
        "outside_id": {"system": "ehr", "value": "7"},
    }
    refused = {
        **one,
        "outside_id": {"system": "ehr", "value": "8"},
        "consent": {**one["consent"], "given": False},
    }
    preview = read(lead, "CASES", json.dumps({"cases": [one, refused]}), "cases.json").url
    assert "Without consent there is no case." in lead.get(preview).content.decode()
    save(lead, preview)
    assert list(Case.objects.get().outside_keys.values_list("system", "value")) == [("ehr", "7")]


def test_providers_are_added_changed_or_left_as_they_are(lead, facility):
    own = {"organization": facility}
    ProviderEntry.objects.create(**own, name="Example Desert Program", npi="1234567893", phone="480-555-0155")
    ProviderEntry.objects.create(**own, name="Sample Clinic", zip_code="85004", city="Phoenix")
    data = (
        "Name;NPI;Phone;ZIP\nExample Desert Program;1234567893;480-555-0199;\nSample Clinic;;;85004\n"
        "New Office;;=1+1;\nOther Office;1234567890;;\nThird Office;;480-555-0111;\n"
    )
    preview = read(lead, "PROVIDERS", data).url
    text = lead.get(preview).content.decode()
    assert "Save 2 rows, leave out 2" in text
    assert "Phone number: It starts with a formula." in text
    assert "NPI: Check the NPI. One number looks wrong." in text
    save(lead, preview)
    assert results() == {2: "CHANGED", 3: "SAME", 4: "BAD", 5: "BAD", 6: "NEW"}
    assert ProviderEntry.objects.get(npi="1234567893").phone == "480-555-0199"
    assert ProviderEntry.objects.get(name="Sample Clinic").city == "Phoenix"
    assert "Third Office" in lead.get(reverse("exchange:provider_list")).content.decode()


def test_a_row_that_fails_on_our_side_is_told_and_keeps_no_other_from_being_saved(lead, monkeypatch):
    add = providers.add_entry

    def add_or_fail(*, typed, **others):
        if typed["name"] == "Broken Office":
            raise ValueError(typed["name"])
        return add(typed=typed, **others)

    monkeypatch.setattr(providers, "add_entry", add_or_fail)
    preview = read(lead, "PROVIDERS", "Name\nFirst Office\nBroken Office\nThird Office\n").url
    save(lead, preview)

    assert results() == {2: "NEW", 3: "NOT_SAVED", 4: "NEW"}
    assert ImportRun.objects.get().state == "SAVED"
    assert "Something went wrong on our side" in lead.get(preview).content.decode()


def test_insurers_come_with_their_source_and_are_never_written_over(lead, facility):
    data = "Name,States,Source,Checked on\nSample Health Plan,AZ; NM,Manual,2026-11-16\nOther,,,2026-11-16\n"
    for _time in range(2):
        preview = read(lead, "INSURERS", data).url
        if "Save 1 row" in lead.get(preview).content.decode():
            save(lead, preview)
    made = InsurerProfile.objects.get()
    assert (made.name, made.states, made.source) == ("Sample Health Plan", ["AZ", "NM"], "Manual")
    assert results()[2] == "SAME"


@pytest.mark.parametrize(
    ("data", "said"),
    [
        ("Name\nJosé".encode("cp1252"), "must be in UTF-8"),
        ("Name\nA".encode("utf-16"), "is no text"),
        (b"PK\x03\x04zip", "is no text"),
        (b" ", "is empty"),
        (b"Who\nAna\n", "has no column: Name"),
        (b"Name,Provider\nAna,Ana\n", "has two columns for"),
        (b"Name\n", "has no rows"),
        (b'[{"name": ', "breaks off"),
        (b'{"a": 1}', "must hold one list"),
    ],
)
def test_a_file_that_is_none_of_ours_is_refused_and_nothing_is_kept(lead, data, said):
    answer = read(lead, "PROVIDERS", data)
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert not ImportRun.objects.exists()


def test_what_nobody_looked_at_for_a_day_is_forgotten(lead):
    read(lead, "PROVIDERS", "Name\nExample Clinic\n")
    do_what_is_due(now=timezone.now() + timedelta(days=1, minutes=1))
    see_everything()
    run = ImportRun.objects.get()
    assert (run.state, run.rows) == ("DROPPED", [])
    assert AuditEntry.objects.filter(action="exchange.import_dropped").exists()


@pytest.mark.parametrize("kind", ExchangeKind.values)
def test_the_example_file_can_be_read_in_as_it_is(lead, kind):
    file = lead.get(reverse("exchange:import_template", args=[kind.lower()])).content
    page = lead.get(read(lead, kind, file).url).content.decode()
    assert "Save 1 row" in page, page
    assert template_rows(kind)[0][0] in file.decode()


@pytest.mark.parametrize(("role", "status"), [("CASE_WORKER", 403), ("INTAKE", 403), ("ADMIN", 200)])
def test_only_leads_and_admins_read_files_in(client_for, facility, role, status):
    person = client_for(make_member(facility, role=role), second_factor=True)
    assert person.get(reverse("exchange:import_add")).status_code == status


def test_another_facilitys_file_is_not_there(client_for, lead):
    preview = read(lead, "PROVIDERS", "Name\nExample Clinic\n").url
    stranger = client_for(make_member(make_facility(), role="LEAD"), second_factor=True)
    assert stranger.get(preview).status_code == stranger.post(preview).status_code == 404


def test_who_works_for_one_site_sees_only_files_they_read_in(client_for, lead, facility):
    of_all = read(lead, "PROVIDERS", "Name\nExample Clinic\n").url
    north = client_for(
        make_member(facility, role="LEAD", site_ids=[Site.objects.get(organization=facility).pk]),
        second_factor=True,
    )
    assert north.get(of_all).status_code == north.post(of_all).status_code == 404
    own = read(north, "PROVIDERS", "Name\nExample Practice\n").url
    listed = north.get(reverse("exchange:import_list")).content.decode()

    assert north.get(own).status_code == lead.get(own).status_code == 200
    assert own in listed
    assert of_all not in listed
