"""Lists as plans and people have them: tables, directory bundles, providers.json; and files that are none."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from requests_app.common.codes import npi_warning
from requests_app.outreach.imports.reading import read_list
from requests_app.outreach.imports.rows import (
    Doubt,
    FoundOffice,
    Reason,
)

FILES = Path(__file__).resolve().parents[1] / "files"


def read(name: str):
    return read_list((FILES / name).read_bytes())


def by_name(found) -> dict[str, FoundOffice]:
    return {row.name: row for row in found.rows}


def table(text: str):
    return read_list(text.encode())[1]


def bundle(*resources: dict) -> bytes:
    return json.dumps(
        {"resourceType": "Bundle", "type": "collection", "entry": [{"resource": one} for one in resources]}
    ).encode()


def role(**more) -> dict:
    return {"resourceType": "PractitionerRole", "practitioner": {"display": "Alva Sample"}, **more}


def new_patients(**value) -> dict:
    return {
        "url": "http://hl7.org/fhir/us/davinci-pdex-plan-net/StructureDefinition/newpatients",
        "extension": [{"url": "acceptingPatients", **value}],
    }


def code(word: str) -> dict:
    return {"valueCodeableConcept": {"coding": [{"code": word}]}}


# -- Tables ------------------------------------------------------------------------------------


def test_a_table_with_english_headers():
    kind, found = read("list_en.csv")

    rows = by_name(found)
    assert kind == "CSV"
    assert list(rows) == ["Sample, Hanna MD", "Invented Counseling", "Example Clinic"]
    first = rows["Sample, Hanna MD"]
    assert (first.number, first.phone, first.street) == (2, "(602) 555-0141", "20 Example Blvd, Suite 1")
    assert (first.listed_accepting, first.doubts) == ("YES", ())
    second = rows["Invented Counseling"]
    assert (second.state, second.zip_code) == ("AZ", "85006")
    assert (second.npi, second.doubts) == ("1234567890", (Doubt.NPI_DIGIT,))
    assert second.listed_accepting == ""
    assert (rows["Example Clinic"].listed_accepting, rows["Example Clinic"].zip_code) == ("NO", "85201-1234")
    assert [(one.number, one.reason) for one in found.errors] == [(5, Reason.NAME_MISSING)]


def test_a_table_with_spanish_headers_in_the_old_encoding():
    rows = by_name(read("list_es_latin1.csv")[1])

    assert rows["José Muñoz Ejemplo"].specialty == "Psiquiatría"
    assert rows["José Muñoz Ejemplo"].listed_accepting == "YES"
    assert rows["Clínica Inventada"].listed_accepting == ""


def test_a_table_with_tabs_and_split_names_in_utf_16():
    row = by_name(read("list_tab_utf16.csv")[1])["Ida Sample"]

    # The spreadsheet has eaten the first zero.
    assert row.zip_code == "01234"


@pytest.mark.parametrize("mark", ["utf-8-sig", "utf-8", "utf-16"])
def test_the_order_mark_is_no_part_of_the_first_header(mark):
    found = read_list("Name,Phone\nExample Clinic,602-555-0101\n".encode(mark))[1]

    assert found.rows[0].phone == "602-555-0101"


def test_a_cell_with_a_formula_refuses_its_row_only():
    found = table('Name,Phone\n"=HYPERLINK(""x"")",1\n@SUM(A1),2\nExample Clinic,+1 602-555-0101\n')

    assert [row.name for row in found.rows] == ["Example Clinic"]
    assert [one.reason for one in found.errors] == [Reason.FORMULA, Reason.FORMULA]


def test_what_is_odd_is_left_out_and_said():
    found = table(
        "Name,NPI,Phone,State,Zip,Specialty\n"
        f"Example Clinic,12345,call us,Narnia,850,{'x' * 120}\n"
        f"{'y' * 151},,,,,\n"
    )

    row = found.rows[0]
    assert (row.npi, row.phone, row.state, row.zip_code, len(row.specialty)) == ("", "", "", "", 100)
    assert set(row.doubts) == {Doubt.NPI_SHAPE, Doubt.PHONE, Doubt.STATE, Doubt.ZIP, Doubt.SHORTENED}
    assert [one.reason for one in found.errors] == [Reason.NAME_LENGTH]


def test_the_same_office_twice_is_kept_once():
    found = table(
        "Name,Phone\nExample Clinic,602-555-0101\n"
        "EXAMPLE CLINIC.,(602) 555 0101\nExample Clinic,602-555-0102\n"
    )

    assert [row.number for row in found.rows] == [2, 4]
    assert [(one.number, one.reason) for one in found.errors] == [(3, Reason.TWICE)]


# -- Directory bundles -------------------------------------------------------------------------


def test_a_plan_net_bundle_with_all_kinds_of_references():
    kind, found = read("plan_net_bundle.json")

    rows = by_name(found)
    assert kind == "PLAN_NET"
    assert set(rows) == {
        "Alva Sample, MD",
        "Benedikta Example-Ortíz",
        "Cato Invented",
        "Dara Madeup",
        "Nia Elsewhere, MD",
        "Sample Behavioral Center",
        "Desert Sample Hospital",
    }
    alva = rows["Alva Sample, MD"]
    assert (alva.kind, alva.specialty, alva.phone) == ("PERSON", "Psychiatry", "602-555-0111")
    assert (alva.street, alva.city, alva.zip_code) == ("100 Example Avenue, Suite 4", "Phoenix", "85004")
    assert not npi_warning(alva.npi)
    assert rows["Benedikta Example-Ortíz"].phone == "+1-602-555-0112"
    assert rows["Benedikta Example-Ortíz"].zip_code == "85201-1234"
    assert rows["Cato Invented"].doubts == (Doubt.NPI_DIGIT,)
    assert rows["Sample Behavioral Center"].kind == "FACILITY"
    assert rows["Sample Behavioral Center"].city == "Tempe"
    assert rows["Desert Sample Hospital"].specialty == "Adolescent and Children Mental Health Clinic"
    assert [one.reason for one in found.errors] == [Reason.NOT_ACTIVE]


def test_only_what_a_listing_states_about_new_patients_is_kept():
    rows = by_name(read("plan_net_bundle.json")[1])

    assert {name: row.listed_accepting for name, row in rows.items()} == {
        "Alva Sample, MD": "YES",
        "Benedikta Example-Ortíz": "EXISTING_ONLY",
        "Cato Invented": "",
        "Dara Madeup": "",  # its networks say different things
        "Nia Elsewhere, MD": "",
        "Sample Behavioral Center": "NO",
        "Desert Sample Hospital": "",
    }


@pytest.mark.parametrize(
    ("extension", "expected"),
    [
        ([new_patients(**code("newpt"))], "YES"),
        ([new_patients(**code("existptfam"))], "EXISTING_ONLY"),
        ([new_patients(valueCode="nopt")], "NO"),
        ([new_patients(valueBoolean=True)], "YES"),
        ([new_patients(**code("somecode"))], ""),
        ([new_patients(**code("newpt")), new_patients(**code("odd"))], ""),
        ([new_patients(valueCodeableConcept="newpt")], ""),
        ([{"url": "http://example.org/newpatients-note", "valueString": "newpt"}], ""),
        ("newpt", ""),
    ],
)
def test_new_patients_in_all_the_ways_servers_write_it(extension, expected):
    assert read_list(bundle(role(extension=extension)))[1].rows[0].listed_accepting == expected


def test_one_slip_of_a_server_costs_no_list():
    odd = role(
        telecom=[{"system": "phone", "value": ""}, {"system": "phone", "value": "602-555-0101"}],
        availableTime=[{"availableStartTime": "9:00"}],
        period={"start": "2026-13-01"},
        own_field=1,
        id="a_b",
    )

    assert read_list(bundle(odd))[1].rows[0].phone == "602-555-0101"


# -- providers.json ----------------------------------------------------------------------------


def test_a_marketplace_file_with_people_facilities_and_groups():
    kind, found = read("qhp_providers.json")

    assert kind == "QHP"
    assert [(row.number, row.name, row.city, row.listed_accepting) for row in found.rows] == [
        (1, "Dr. Edda Q Sample, Jr.", "Tucson", "YES"),
        (1, "Dr. Edda Q Sample, Jr.", "Marana", "YES"),
        (2, "Faro Invented", "Tucson", "NO"),
        (3, "Gala Madeup", "Tucson", ""),
        (4, "Sample Desert Center", "Oro Valley", ""),
        (5, "Example Counselors", "", ""),
    ]
    first = found.rows[0]
    assert (first.kind, first.specialty, first.street) == (
        "PERSON",
        "Psychiatry, Addiction Medicine",
        "10 Example Way, Floor 2",
    )
    assert found.rows[4].kind == "FACILITY"


def test_a_quote_that_is_never_closed_costs_its_own_row_only():
    found = table('Name,Phone\n"Two\nLines",\n"Unclosed Clinic,602-555-0100\nExample Clinic,602-555-0101\n')

    assert [row.name for row in found.rows] == ["Two Lines", "Example Clinic"]
    assert [(error.number, error.reason) for error in found.errors] == [(3, Reason.UNREADABLE)]
