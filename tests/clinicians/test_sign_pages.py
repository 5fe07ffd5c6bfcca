"""D05 and D06: the letter as it will print, the signature, the copy to keep, and a new version."""

from __future__ import annotations

import io

import pypdf
import pytest
from django.urls import reverse

from requests_app.casefile.export import case_file
from requests_app.letters import letters
from requests_app.models import ClinicianLetter
from tests.clinicians.letter_pages import post, sign, step_url, url, write
from tests.factories.cases import make_case
from tests.factories.letters import let_in, make_letter_request
from tests.factories.people import make_user


@pytest.fixture
def asked(db):
    case = make_case()
    return make_letter_request(case, by=case.opened_by)


@pytest.fixture
def door(client, asked):
    return let_in(client, asked)


@pytest.fixture
def signed(door, asked):
    write(door, asked)
    assert sign(door, asked)["Location"] == url(asked, "done")
    return asked


def test_what_is_missing_is_listed_and_there_is_nothing_to_sign(door, asked):
    html = door.get(url(asked, "review")).content.decode()
    assert "Explain the clinical need" in html
    assert step_url(asked, "why") in html
    assert "signed_name" not in html
    assert sign(door, asked).headers["Location"] == url(asked, "review")
    assert not ClinicianLetter.objects.filter(state="SIGNED").exists()


def test_the_letter_is_shown_as_it_will_print(door, asked):
    write(door, asked)
    html = door.get(url(asked, "review")).content.decode()
    assert "Patient: Ana Sample, born March 27, 1990. Plan: Sample Health Plan." in html
    assert "Clinical need: Two medicines did not help." in html
    assert "I wrote or checked every part of this letter" in html
    assert "Sign and share with my patient" in html
    for step in ("you", "diagnosis", "services", "why", "papers"):
        assert step_url(asked, step) in html


@pytest.mark.parametrize(
    ("typed", "error"),
    [
        ({"is_true": ""}, "Tick the box to show you agree"),
        ({"signed_name": ""}, "Type your full name to sign"),
        ({"signed_name": "Ana Sample"}, "must match the name in the letter: Dana Example"),
    ],
)
def test_a_signature_needs_the_tick_and_the_same_name(door, asked, typed, error):
    write(door, asked)
    answer = sign(door, asked, **typed)
    assert answer.status_code == 422
    assert error in answer.content.decode()
    assert not ClinicianLetter.objects.filter(state="SIGNED").exists()


@pytest.mark.parametrize("name", ["Dr. Dana Example, MD", "dana EXAMPLE", "Dana M. Example"])
def test_titles_and_initials_do_not_count(door, asked, name):
    write(door, asked)
    assert sign(door, asked, signed_name=name).status_code == 302
    assert ClinicianLetter.objects.get().signed_name == name


def test_a_letter_that_changed_meanwhile_is_shown_again(door, asked):
    write(door, asked)
    html = door.get(url(asked, "review")).content.decode()
    version = html.split('name="version" value="')[1].split('"')[0]
    asked.case.provider.name = "Another Program"
    asked.case.provider.save()
    typed = {"is_true": "yes", "signed_name": "Dana Example", "version": version}
    answer = door.post(url(asked, "review"), typed, follow=True)
    html = answer.content.decode()
    assert "The letter changed while you read it" in html
    assert "Another Program" in html
    assert not ClinicianLetter.objects.filter(state="SIGNED").exists()
    assert sign(door, asked).status_code == 302


def test_after_signing_the_form_is_closed_and_the_letter_can_be_kept(door, signed):
    assert door.get(step_url(signed, "you"))["Location"] == url(signed, "done")
    assert door.get(url(signed, "review"))["Location"] == url(signed, "done")
    answer = door.get(url(signed, "done"))
    html = answer.content.decode()
    assert "no-store" in answer["Cache-Control"]
    assert "602-555-0177" in html
    assert "You can read it here until" in html
    assert "Signed electronically on" in html
    assert "UTC" in html


def test_signing_twice_is_one_letter(door, signed):
    typed = {"is_true": "yes", "signed_name": "Dana Example"}
    assert door.post(url(signed, "review"), typed)["Location"] == url(signed, "done")
    assert ClinicianLetter.objects.count() == 1


def test_the_copy_is_a_pdf_with_the_same_bytes_each_time(door, signed):
    first = door.get(url(signed, "done_file"))
    assert first["Content-Type"] == "application/pdf"
    assert first["Content-Disposition"] == 'attachment; filename="letter-1.pdf"'
    assert first.content == door.get(url(signed, "done_file")).content
    pages = pypdf.PdfReader(io.BytesIO(first.content)).pages
    words = " ".join(" ".join(page.extract_text() for page in pages).split())
    assert "Clinical need: Two medicines did not help." in words
    assert "Dana Example, MD" in words
    assert ClinicianLetter.objects.get().text_sha256 in words.replace(" ", "")


def test_a_new_version_keeps_the_old_one(door, signed):
    assert door.post(url(signed, "new_version"))["Location"] == step_url(signed, "you")
    door.post(url(signed, "new_version"))
    assert "You are writing a new version" in door.get(step_url(signed, "why")).content.decode()
    post(door, step_url(signed, "why"), {"need": "It got worse.", "is_urgent": "yes", "urgent_reason": "x"})
    assert "You began a new version" in door.get(url(signed, "done")).content.decode()
    assert sign(door, signed).status_code == 302
    assert [one.number for one in letters.signed_versions(signed)] == [2, 1]
    assert "Version 2, as you signed it" in door.get(url(signed, "done")).content.decode()


def case_url(asked, name, *args):
    return reverse(f"clinicians:{name}", args=[asked.case.public_id, asked.public_id, *args])


def test_the_people_of_the_case_read_the_letter_and_its_versions(door, signed, client_for):
    door.post(url(signed, "new_version"))
    sign(door, signed)
    patient = client_for(signed.case.opened_by)
    html = patient.get(case_url(signed, "letter")).content.decode()
    assert "Clinical need: Two medicines did not help." in html
    assert "Signed by Dana Example" in html
    assert "Earlier versions" in html
    assert patient.get(case_url(signed, "letter_file", 1))["Content-Type"] == "application/pdf"
    assert patient.get(case_url(signed, "letter_file", 3)).status_code == 404


def test_nobody_else_reads_it(signed, client_for):
    stranger = client_for(make_user())
    assert stranger.get(case_url(signed, "letter")).status_code == 404
    assert stranger.get(case_url(signed, "letter_file", 1)).status_code == 404


def test_a_page_about_a_letter_that_is_not_there_yet_says_so(asked, client_for):
    html = client_for(asked.case.opened_by).get(case_url(asked, "letter")).content.decode()
    assert "No letter is signed yet." in html


def test_the_packet_is_given_the_words_that_were_signed(signed):
    (found,) = case_file(signed.case).letters
    assert found.text == ClinicianLetter.objects.get().text
    assert found.answers.credentials == "MD"
