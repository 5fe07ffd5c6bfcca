from __future__ import annotations

import json
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from requests_app import tasks
from requests_app.claims.statement import Note
from requests_app.eobs import files, queries, services
from requests_app.eobs.holding import EobRefused
from requests_app.eobs.statements import statement_of
from requests_app.models import (
    AuditEntry,
    Case,
    Coverage,
    EobFile,
    EobLine,
    ExplanationOfBenefits,
    PatientDetails,
    Promise,
)
from tests.claims.fhir import files as fhir_files
from tests.claims.pdf.making import pdf
from tests.claims.pdf.shapes import FULL
from tests.claims.x12 import remit
from tests.databases import see_everything
from tests.eobs.claims import claim, reading
from tests.factories.bills import NOW, make_eob
from tests.factories.cases import make_case
from tests.factories.people import actor_for, make_user

FHIR = "stu2-with-people.json"
TABLE = """\
Claim number,Patient,Date of birth,Member ID,Provider,Date of service,Code,Billed,Allowed,Plan paid,You owe
CLM1,Ana Sample,03/27/1990,SHP123456789,Example Desert Program,11/10/2026,H0015,500.00,350.00,320.00,30.00
CLM2,Ben Sample,06/01/2015,SHP123456789,Other Clinic,11/11/2026,90837,200.00,140.00,112.00,28.00
CLM3,Ana Sample,,,Example Desert Program,11/12/2026,H0015,500.00,350.00,320.00,30.00
"""


@pytest.fixture
def case(db) -> Case:
    return make_case()


@pytest.fixture
def client(client_for, case):
    return client_for(case.opened_by)


def url(name: str, case: Case, *more: object) -> str:
    return reverse(f"eobs:{name}", args=[case.public_id, *more])


def send(client, case, data: str | bytes, name: str = "claims.csv"):
    content = data if isinstance(data, bytes) else data.encode()
    return client.post(url("file_add", case), {"file": SimpleUploadedFile(name, content)})


def keep(case, *claims, **values) -> EobFile:
    return files.keep_reading(
        case=case,
        reading=reading(*claims, **values),
        data=b"x",
        name="a.json",
        by=actor_for(case.opened_by),
        at=NOW,
    )


def rows() -> tuple[int, ...]:
    see_everything()
    return tuple(
        model.objects.count() for model in (EobFile, ExplanationOfBenefits, EobLine, Promise, AuditEntry)
    )


def text_of(answer) -> str:
    return " ".join(answer.content.decode().split())


def test_a_table_from_upload_to_bills(client, case):
    answer = send(client, case, TABLE)
    see_everything()
    (file,) = EobFile.objects.all()
    assert answer.url == url("file_preview", case, file.public_id)
    assert (file.format, file.claims_found, file.claims_left_out, len(file.read)) == ("CSV", 3, 1, 2)
    assert "Other Clinic" not in json.dumps(file.read)

    page = client.get(answer.url)
    text = text_of(page)
    assert "1 claim in the file is of another person. We did not keep it." in text
    assert "Which are yours?" in text
    assert "Ben Sample" not in text
    assert "CLM2" not in text

    done = client.post(answer.url, {"picked": ["0"], "mine": ["1"]})
    assert done.url == url("eob_list", case)
    see_everything()
    assert sorted(one.claim_number for one in queries.current(case)) == ["CLM1", "CLM3"]
    file.refresh_from_db()
    assert (file.state, file.read) == ("SAVED", [])
    assert "2 statements were added." in text_of(client.get(done.url))


def test_the_same_file_again_is_recognised(client, case):
    first = send(client, case, TABLE)
    client.post(first.url, {"picked": ["0"]})

    again = send(client, case, TABLE)

    assert again.status_code == 422
    assert "You added this file on" in text_of(again)


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b'{"resourceType": "Patient", "id": "1"}', "Patient"),
        (b"%PDF-1.7 broken", "could not read this file"),
        (b"PK\x03\x04[Content_Types].xml", "workbook"),
        (b"\x89PNG\r\n\x1a\n", "picture"),
        (b"Name,Phone\nExample,602-555-0101\n", "no columns with dates and amounts"),
        (b"MSH|^~\\&|A", "HL7 v2"),
        (TABLE.replace("500.00", "\u20ac500").encode(), "EUR"),
        (b" \n ", "empty"),
    ],
)
def test_a_refused_file_saves_nothing_and_says_why(client, case, data, said):
    before = rows()

    answer = send(client, case, data)

    assert answer.status_code == 422
    assert said in text_of(answer)
    assert rows() == before


def test_a_pdf_fills_in_and_is_never_saved_as_it_is(client, case):
    answer = send(client, case, pdf(FULL), "eob.pdf")
    page = text_of(client.get(answer.url))
    assert "Nothing is saved as it is" in page
    assert "$1,000.00" in page
    see_everything()
    assert not ExplanationOfBenefits.objects.exists()

    done = client.post(answer.url, {})
    see_everything()
    (eob,) = ExplanationOfBenefits.objects.all()
    assert done.url == url("look_over", case, eob.public_id)
    assert (eob.source, eob.finished_at, eob.lines.count()) == ("PDF", None, 2)


def test_a_remittance_is_read_for_one_person_as_well(client, case):
    """Name and member number agree; an 835 tells no birth date."""
    answer = send(client, case, remit.remittance(3), "remit.835")
    see_everything()
    (file,) = EobFile.objects.all()

    assert file.format == "X12"
    page = text_of(client.get(answer.url))
    assert "From a remittance file (X12 835)" in page
    assert file.claims_found - file.claims_left_out == len(file.read)


def test_a_fhir_file_of_a_person_is_kept_for_that_person_alone(client, case):
    data = fhir_files.data(FHIR)
    (told,) = fhir_files.reading(FHIR).statements
    first, last = told.patient_name.split(" ", 1)
    born = told.patient_born_on
    PatientDetails.objects.filter(case=case).update(first_name=first, last_name=last, birth_date=born)
    Coverage.objects.filter(case=case).update(member_id=told.member_id)

    answer = send(client, case, data, "eob.json")
    done = client.post(answer.url, {"picked": ["0"]})

    assert done.url == url("eob_list", case)
    see_everything()
    (eob,) = queries.current(case)
    assert (eob.source, eob.claim_number) == ("FHIR", told.claim_number)
    assert statement_of(eob).lines == told.lines
    PatientDetails.objects.filter(case=case).update(first_name="Somebody", last_name="Else")
    services.remove(eob=eob, by=actor_for(case.opened_by), at=NOW)
    EobFile.objects.update(sha256="0" * 64)
    assert "of another person" in text_of(client.get(send(client, case, data, "eob.json").url))


def test_a_pdf_of_another_person_is_not_kept(client, case):
    before = rows()

    answer = send(client, case, pdf(FULL.replace("Ana Sample", "Ben Other ")), "eob.pdf")

    assert answer.status_code == 422
    assert "of another person" in text_of(answer)
    assert rows() == before


def test_a_file_in_which_nothing_is_new_says_so(client, case):
    make_eob(case, claim_number="CLM-1", lines=[])
    file = keep(
        case,
        claim(billed=None, allowed=None, plan_paid=None, patient_owes=None).model_copy(update={"lines": ()}),
    )

    text = text_of(client.get(url("file_preview", case, file.public_id)))

    assert "There is nothing to add from this file." in text
    assert "you have this statement already" in text


def test_nothing_picked_is_an_error_and_the_file_stays(client, case):
    file = keep(case, claim())

    answer = client.post(url("file_preview", case, file.public_id), {})

    assert answer.status_code == 422
    file.refresh_from_db()
    assert file.state == "READ"


def test_what_was_read_can_be_thrown_away_once(client, case):
    file = keep(case, claim())
    for _time in range(2):
        assert client.post(url("file_drop", case, file.public_id)).url == url("eob_list", case)

    see_everything()
    file.refresh_from_db()
    assert (file.state, file.read) == ("DROPPED", [])
    assert client.get(url("file_preview", case, file.public_id)).url == url("eob_list", case)


def test_strangers_find_no_file(client_for, case):
    file = keep(case, claim())
    stranger = client_for(make_user())

    assert stranger.get(url("file_add", case)).status_code == 404
    assert stranger.get(url("file_preview", case, file.public_id)).status_code == 404


def test_a_file_of_another_request_is_not_there(client, case):
    other = make_case()

    assert client.get(url("file_preview", case, keep(other, claim()).public_id)).status_code == 404


def test_notes_about_claims_of_others_are_not_kept(case):
    notes = (Note(slug="fhir.a", about="CLM-1"), Note(slug="fhir.b", about="CLM-2"), Note(slug="fhir.c"))
    file = keep(case, claim(), claim(claim_number="CLM-2", patient_name="Ben Sample"), notes=notes)

    assert [one.slug for one in files.notes_of(file)] == ["fhir.a", "fhir.c"]
    assert file.claims_left_out == 1


def test_what_stood_in_a_cell_is_not_kept_where_claims_of_others_are_left_out(case):
    notes = (
        Note(slug="table.values_left", facts={"said": "BEN", "column": "NPI"}),
        Note(slug="table.day_first"),
    )
    alone = keep(case, claim(), notes=notes)
    assert len(files.notes_of(alone)) == 2
    mixed = keep(case, claim(), claim(claim_number="CLM-2", patient_name="Ben Sample"), notes=notes)
    assert [one.slug for one in files.notes_of(mixed)] == ["table.day_first"]


def test_a_pdf_is_taken_over_once(case):
    file, by = keep(case, claim()), actor_for(case.opened_by)
    files.take_over(case=case, file=file, by=by, at=NOW)
    with pytest.raises(EobRefused, match="done"):
        files.take_over(case=case, file=file, by=by, at=NOW)
    assert (file.pk, files.waiting_file(case)) == (file.pk, None)


def test_one_file_waits_at_a_time(case):
    first, second = keep(case, claim()), keep(case, claim())

    first.refresh_from_db()
    assert first.state == "DROPPED"
    assert files.waiting_file(case) == second
    assert AuditEntry.objects.filter(action="eobs.file_dropped", target_id=first.public_id).count() == 1


def test_what_nobody_looked_at_is_gone_after_a_day(case):
    file = keep(case, claim())

    tasks.do_what_is_due(now=NOW + timedelta(hours=23))
    see_everything()
    file.refresh_from_db()
    assert file.state == "READ"
    tasks.do_what_is_due(now=NOW + timedelta(hours=25))
    see_everything()
    file.refresh_from_db()

    assert (file.state, file.read) == ("DROPPED", [])


def test_a_saved_file_is_left_alone_by_the_sweep(case):
    file = keep(case, claim())
    files.save_file(case=case, file=file, places=[0], by=actor_for(case.opened_by), at=NOW)

    tasks.do_what_is_due(now=NOW + timedelta(hours=25))
    see_everything()
    file.refresh_from_db()

    assert file.state == "SAVED"
    with pytest.raises(EobRefused, match="done"):
        files.save_file(case=case, file=file, places=[0], by=actor_for(case.opened_by), at=NOW)


def test_a_file_of_more_claims_than_a_page_shows_begins_with_the_newest(client, case):
    claims = [claim(claim_number=f"C{number}", member_id="", patient_born_on=None) for number in range(120)]
    file = keep(case, *claims)

    text = text_of(client.get(url("file_preview", case, file.public_id)))

    assert "20 older claims are not shown" in text
    assert text.count('name="mine"') == 100


def test_a_list_of_bills_does_not_bring_all_that_their_files_held(case):
    assert '"read"' not in str(queries.kept(case).query)
