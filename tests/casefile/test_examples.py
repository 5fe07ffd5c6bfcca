from __future__ import annotations

import re
from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from requests_app.casefile.reader import read_case_file
from requests_app.common.codes import npi_warning, tax_id_warning

EXAMPLES = sorted((Path(__file__).resolve().parents[2] / "docs" / "examples").glob("*.json"))
WRITTEN_FOR = date(2026, 11, 22)
INVENTED = re.compile(r"Sample|Example|Demo|Test|Placeholder|Specimen|Muestra|Ejemplo")
example = pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)


def read(path: Path):
    return read_case_file(path.read_bytes(), today=WRITTEN_FOR)


def test_there_are_at_least_six_and_the_readme_names_each():
    readme = (EXAMPLES[0].parent / "README.md").read_text()
    assert len(EXAMPLES) >= 6
    assert [path.name for path in EXAMPLES if f"`{path.name}`" not in readme] == []


@example
def test_each_is_in_the_format_and_rich_enough_to_be_believed(path):
    file = read(path)
    assert 5 <= len(file.offices) <= 14
    assert len({office.result for office in file.offices}) >= 4
    assert any(call.reference and call.request_number for call in file.insurer_calls)
    assert {code.kind for code in file.care.codes} >= {"DIAGNOSIS", "SERVICE"}
    assert all(vars(file.story).values())


@example
def test_npis_pass_the_check_digit_and_are_not_given_to_anybody(path):
    found = re.findall(r'"npi": "(\d+)"', path.read_text())
    assert found
    assert [npi for npi in found if npi_warning(npi)] == []
    assert {npi[0] for npi in found if npi != "1234567893"} <= {"2"}


@example
def test_each_office_has_its_own_number(path):
    npis = Counter(office.npi for office in read(path).offices if office.npi)
    assert [npi for npi, times in npis.items() if times > 1] == []


@example
def test_phone_numbers_are_those_kept_for_fiction(path):
    text = path.read_text()
    found = re.findall(r"\b\d{3}-\d{3}-\d{4}\b", text)
    assert len(found) > 10
    assert [phone for phone in found if not re.fullmatch(r"\d{3}-555-01\d\d", phone)] == []


@example
def test_addresses_on_the_web_lead_nowhere(path):
    text = path.read_text()
    hosts = re.findall(r"@([\w.-]+)", text) + re.findall(r"https?://([\w.-]+)", text)
    assert [host for host in hosts if not re.search(r"(^|\.)example\.(com|org)$", host)] == []


@example
def test_names_say_that_they_are_invented(path):
    file = read(path)
    names = [file.coverage.insurer, file.provider.name, *(office.name for office in file.offices)]
    assert [name for name in names if not INVENTED.search(name)] == []
    assert INVENTED.search(f"{file.patient.first_name} {file.patient.last_name}")


@example
def test_tax_ids_have_a_known_beginning(path):
    tax_id = read(path).provider.tax_id
    assert not tax_id or not tax_id_warning(tax_id)


def test_together_they_show_every_result_an_office_can_have():
    from requests_app.models import OutreachResult

    found = {office.result for path in EXAMPLES for office in read(path).offices}
    assert found >= set(OutreachResult.values)


def test_one_is_told_in_spanish_and_one_by_a_caregiver():
    files = [read(path) for path in EXAMPLES]
    assert any(file.language == "es" and "ñ" in file.patient.last_name for file in files)
    assert any(file.for_whom == "MY_CHILD" and file.patient.caregiver_name for file in files)
