"""Behind the code: see what is asked, upload, say no, ask."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from requests_app.documents.inspection import inspect
from requests_app.documents.services import store_document
from requests_app.letters import messages
from requests_app.models import (
    ClinicianLetter,
    ClinicianMessage,
    ClinicianRequest,
    Document,
    DocumentKind,
    OutgoingEmail,
)
from tests.architecture.samples import PICTURE
from tests.factories.cases import make_case
from tests.factories.letters import clinician_of, let_in, make_letter_request
from tests.factories.people import actor_for, make_facility, make_user


@pytest.fixture
def asked(db) -> ClinicianRequest:
    patient = make_user()
    return make_letter_request(make_case(user=patient, facility=make_facility()), by=patient)


@pytest.fixture
def inside(client, asked):
    return let_in(client, asked)


def url(name: str, asked) -> str:
    return reverse(f"clinicians:{name}", args=[asked.public_id])


def fresh(asked) -> ClinicianRequest:
    return ClinicianRequest.objects.get(pk=asked.pk)


def upload(inside, asked, **values):
    data = {
        "file": SimpleUploadedFile("letter.png", PICTURE, "image/png"),
        "signed_name": "Dana Example, MD",
        "signed_on": "today",
        **values,
    }
    return inside.post(url("upload", asked), data)


def test_the_overview_says_what_is_asked_and_no_more_than_that(inside, asked):
    page = inside.get(url("overview", asked)).content.decode()

    for needed in ("Ana Sample", "Sample Health Plan", "Example Desert Program", "Ref. 27-B"):
        assert needed in page
    for not_needed in ("SHP123456789", "602-555-0142", "12 Example Street", asked.case.reference):
        assert not_needed not in page
    assert "<title>A letter for your patient" in page


def test_an_uploaded_letter_is_a_signed_version_with_its_file(inside, asked):
    response = upload(inside, asked)

    letter, document = ClinicianLetter.objects.get(), Document.objects.get()
    assert response.headers["Location"] == url("overview", asked)
    assert (letter.state, letter.number, letter.signed_name) == ("SIGNED", 1, "Dana Example, MD")
    assert (letter.document, letter.text_sha256) == (document, document.sha256)
    assert (document.kind, document.from_clinician, document.added_by) == ("CLINICIAN_LETTER", asked, None)
    assert document.in_packet
    assert fresh(asked).state == "SIGNED"


def test_a_letter_the_patient_added_before_is_the_same_paper_and_counts_as_signed(inside, asked):
    case, by = asked.case, actor_for(asked.asked_by)
    kept = store_document(
        case=case, kind=DocumentKind.OTHER, read=inspect(PICTURE, name="a.png"), by=by, at=timezone.now()
    )

    upload(inside, asked)

    assert Document.objects.get() == kept
    assert ClinicianLetter.objects.get().document == kept
    assert fresh(asked).state == "SIGNED"


def test_after_an_upload_the_clinician_and_the_patient_can_read_it(inside, asked, client_for):
    upload(inside, asked)

    page = inside.get(url("overview", asked)).content.decode()
    assert "Your letter is signed and with your patient." in page
    assert inside.get(url("done", asked)).status_code == 200
    patient = client_for(asked.asked_by)
    case = asked.case.public_id
    for name in ("ask_detail", "letter", "letter_file"):
        more = {"number": 1} if name == "letter_file" else {}
        address = reverse(
            f"clinicians:{name}", kwargs={"case_id": case, "request_id": asked.public_id, **more}
        )
        assert patient.get(address).status_code == 200, name


def test_the_same_file_twice_is_one_letter(inside, asked):
    upload(inside, asked)
    again = upload(inside, asked)

    assert again.status_code == 422
    assert ClinicianLetter.objects.count() == 1


def test_a_file_that_is_none_is_refused_and_nothing_is_signed(inside, asked):
    response = upload(inside, asked, file=SimpleUploadedFile("letter.pdf", b"not a letter"))

    assert response.status_code == 422
    assert not ClinicianLetter.objects.exists()
    assert fresh(asked).state == "SENT"


def test_without_the_code_a_file_is_not_even_read(client, asked):
    upload(client, asked)

    assert not Document.objects.exists()


def test_a_no_shows_a_page_without_the_patient_and_closes_the_rest(inside, asked):
    response = inside.post(url("decline", asked), {"reason": "NOT_MY_PATIENT", "note": ""})

    assert response.headers["Location"] == url("declined", asked)
    page = inside.get(url("declined", asked)).content.decode()
    assert "Ana" not in page
    for name in ("overview", "upload", "question", "decline"):
        assert inside.get(url(name, asked)).headers["Location"] == url("declined", asked)
    assert (fresh(asked).state, fresh(asked).decline_reason) == ("DECLINED", "NOT_MY_PATIENT")


def test_a_no_needs_a_reason(inside, asked):
    response = inside.post(url("decline", asked), {"reason": ""})

    assert response.status_code == 422
    assert "Select the reason" in response.content.decode()


def test_a_question_reaches_the_patient_and_the_answer_the_clinician(inside, asked, client_for):
    inside.post(url("question", asked), {"text": "Which start date?"})
    inside.post(url("question", asked), {"text": "Which start date?"})
    assert ClinicianMessage.objects.count() == 1
    assert OutgoingEmail.objects.filter(template="letters/news").count() == 1

    patient = client_for(asked.asked_by)
    thread = reverse("clinicians:ask_message", args=[asked.case.public_id, asked.public_id])
    assert "Which start date?" in patient.get(thread).content.decode()
    patient.post(thread, {"text": "December 7"})

    assert "December 7" in inside.get(url("question", asked)).content.decode()
    mail = OutgoingEmail.objects.get(template="letters/answered")
    assert mail.to_email == asked.email
    assert "December 7" not in str(mail.context)


def test_who_of_the_case_wrote_is_the_facility_to_the_clinician(inside, asked):
    by = clinician_of(asked)
    messages.ask(letter_request=asked, text="Hello", by=by, at=asked.sent_at)
    page = inside.get(url("question", asked)).content.decode()

    assert "You" in page
    assert "Hello" in page


def test_markup_in_notes_and_messages_is_text(inside, asked):
    ClinicianRequest.objects.filter(pk=asked.pk).update(note="<script>alert(1)</script>")
    inside.post(url("question", asked), {"text": "<img src=x onerror=alert(1)>"})

    assert "<script>alert" not in inside.get(url("overview", asked)).content.decode()
    assert "<img src=x" not in inside.get(url("question", asked)).content.decode()
