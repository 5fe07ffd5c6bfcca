"""C19, the side of the patient and of staff."""

from __future__ import annotations

from io import BytesIO

import pikepdf
import pytest
from django.urls import reverse
from django.utils import timezone

from requests_app.letters import answers
from requests_app.letters import messages as thread
from requests_app.models import Case, ClinicianMessage, ClinicianRequest, DocumentKind, OutgoingEmail
from tests.factories.cases import make_case
from tests.factories.letters import clinician_of, make_letter_request
from tests.factories.people import make_facility, make_member, make_user

TYPED = {
    "clinician_name": "Dr. Dana Example",
    "role": "family doctor",
    "email": "dana@clinic.example",
    "asks": ["WHY_CARE", "DATES"],
    "note": "Thank you",
}


@pytest.fixture
def patient(db):
    return make_user()


@pytest.fixture
def case(patient) -> Case:
    return make_case(user=patient, facility=make_facility())


@pytest.fixture
def pages(client_for, patient):
    return client_for(patient)


def url(name: str, case, *more) -> str:
    return reverse(f"clinicians:{name}", args=[case.public_id, *more])


def text_of(response) -> str:
    return response.content.decode()


def test_nothing_goes_out_before_the_button_and_then_the_link_does(pages, case):
    saved = pages.post(url("ask_add", case), TYPED)
    asked = ClinicianRequest.objects.get()
    assert saved.headers["Location"] == url("ask_detail", case, asked.public_id)
    assert not OutgoingEmail.objects.exists()

    page = text_of(pages.post(url("ask_send", case, asked.public_id), follow=True))
    assert "Link sent to d•••@clinic.example." in page
    assert OutgoingEmail.objects.get().to_email == "dana@clinic.example"


def test_a_double_click_sends_one_link(pages, case, patient):
    asked = make_letter_request(case, by=patient, is_sent=False)
    key = {"form_key": "0b0f8a3e-52f3-4e6c-8f36-6a5c1a3c9a11"}
    for _click in range(2):
        pages.post(url("ask_send", case, asked.public_id), key)

    assert OutgoingEmail.objects.count() == 1


def test_neither_email_nor_fax_is_an_error_in_the_right_words(pages, case):
    response = pages.post(url("ask_add", case), {**TYPED, "email": ""})

    assert response.status_code == 422
    assert "Enter your clinician’s email or fax number" in text_of(response)


def test_a_fax_alone_makes_a_sheet(pages, case):
    pages.post(url("ask_add", case), {**TYPED, "email": "", "fax": "602-555-0100"})

    assert ClinicianRequest.objects.get().way == "PAPER"


def test_the_note_has_a_limit(pages, case):
    response = pages.post(url("ask_add", case), {**TYPED, "note": "x" * 301})

    assert response.status_code == 422


def test_the_preview_shows_the_email_without_its_key_and_what_the_clinician_sees(pages, case, patient):
    asked = make_letter_request(case, by=patient)
    page = text_of(pages.get(url("ask_detail", case, asked.public_id)))

    assert "A request from a patient: review by" in page
    assert "/c/•••••/" in page
    assert "Ana Sample" in page
    assert "Ref. 27-B" in page
    assert "Dana" not in page[page.index("<title>") : page.index("</title>")]


def test_the_list_says_who_owes_the_letter_and_since_when(pages, case, patient):
    make_letter_request(case, by=patient)
    page = text_of(pages.get(url("ask_list", case)))

    assert "Dr. Dana Example owes the letter." in page
    assert "Asked on" in page


def test_a_letter_that_was_handed_over_is_uploaded_as_a_letter(pages, case):
    shown = pages.get(url("ask_list", case)).context["paper_url"]

    assert pages.get(shown).context["kind"].kind == DocumentKind.CLINICIAN_LETTER


def test_a_question_makes_it_the_turn_of_the_people_of_the_case(pages, case, patient, client_for):
    asked = make_letter_request(case, by=patient)
    thread.ask(letter_request=asked, text="Which codes?", by=clinician_of(asked), at=timezone.now())
    staff = client_for(make_member(case.organization), second_factor=True)
    tasks = reverse("tracker:task_list", args=[case.public_id])

    for address in (url("ask_list", case), url("ask_detail", case, asked.public_id)):
        assert "You: answer the question of Dr. Dana Example." in text_of(pages.get(address))
    assert "Dr. Dana Example has a question for you" in text_of(pages.get(tasks))
    assert "not answered yet" in text_of(staff.get(reverse("staff:case", args=[case.public_id])))

    pages.post(url("ask_message", case, asked.public_id), {"text": "F33.2"})
    assert "owes the letter" in text_of(pages.get(url("ask_list", case)))
    assert "has a question for you" not in text_of(pages.get(tasks))


@pytest.mark.parametrize(
    ("fields", "columns"),
    [
        ({"is_sent": False}, {}),
        ({"email": "", "fax": "602-555-0199"}, {}),
        ({}, {"revoked_at": timezone.now()}),
        ({}, {"expires_at": timezone.now()}),
    ],
)
def test_no_message_is_said_to_be_sent_where_nobody_can_read_it(pages, case, patient, fields, columns):
    asked = make_letter_request(case, by=patient, **fields)
    ClinicianRequest.objects.filter(pk=asked.pk).update(**columns)

    assert "Messages with the clinician" not in text_of(pages.get(url("ask_detail", case, asked.public_id)))
    answer = pages.post(url("ask_message", case, asked.public_id), {"text": "Hello"})
    assert answer.status_code == 422
    assert "Nothing was sent" in text_of(answer)
    assert not ClinicianMessage.objects.exists()


def test_cancelling_a_sheet_on_paper_does_not_speak_of_a_link(pages, case, patient):
    asked = make_letter_request(case, by=patient, email="", fax="602-555-0199")
    here = url("ask_revoke", case, asked.public_id)

    assert "The link stops working" not in text_of(pages.get(here))
    assert "The link does not work" not in text_of(pages.post(here, follow=True))


@pytest.mark.parametrize(
    ("columns", "state"),
    [
        ({}, "Sent"),
        ({"state": "OPENED", "opened_at": timezone.now()}, "Opened"),
        ({"state": "STARTED", "started_at": timezone.now()}, "Started"),
        ({"state": "DECLINED", "declined_at": timezone.now()}, "Said no"),
        ({"revoked_at": timezone.now()}, "Cancelled"),
        ({"expires_at": timezone.now()}, "Link ran out"),
    ],
)
def test_each_state_has_its_word(pages, case, patient, columns, state):
    asked = make_letter_request(case, by=patient)
    ClinicianRequest.objects.filter(pk=asked.pk).update(**columns)

    for name, more in (("ask_list", ()), ("ask_detail", (asked.public_id,))):
        assert state in text_of(pages.get(url(name, case, *more)))


def test_cancelling_asks_first_and_then_ends_the_link(pages, case, patient):
    asked = make_letter_request(case, by=patient)
    address = url("ask_revoke", case, asked.public_id)
    assert "Cancel this request?" in text_of(pages.get(address))

    page = text_of(pages.post(address, follow=True))
    assert "Cancelled. The link does not work any more." in page
    assert "Link works until" not in page
    assert "Cannot start yet" not in page


def test_changing_the_email_says_that_the_old_link_ended(pages, case, patient):
    asked = make_letter_request(case, by=patient)
    address = url("ask_edit", case, asked.public_id)
    version = pages.get(address).context["form"].version

    page = text_of(
        pages.post(address, {**TYPED, "email": "new@clinic.example", "version": version}, follow=True)
    )
    assert "The link to the old address does not work any more." in page
    assert "Send the secure link" in page


def test_the_sheet_is_a_form_to_fill_in_with_names_for_every_box(pages, case, patient):
    asked = make_letter_request(case, by=patient, email="", fax="602-555-0100")
    response = pages.get(url("ask_sheet", case, asked.public_id))

    assert response.headers["Content-Type"] == "application/pdf"
    assert 'filename="request-sheet.pdf"' in response.headers["Content-Disposition"]
    with pikepdf.open(BytesIO(response.content)) as pdf:
        fields = {str(one.T): str(one.get("/TU", "")) for one in pdf.Root.AcroForm.Fields}
        assert {"need", "delay", "urgent", "npi", "name", "codes_and_dates_right"} <= set(fields)
        assert all(spoken and spoken != name for name, spoken in fields.items())
        assert pdf.Root.Lang == "en"
        assert "StructTreeRoot" in str(list(pdf.Root.keys()))


def test_the_same_request_gives_the_same_sheet(pages, case, patient):
    asked = make_letter_request(case, by=patient)
    address = url("ask_sheet", case, asked.public_id)

    assert pages.get(address).content == pages.get(address).content


def test_whoever_may_only_look_sees_the_state_and_no_button(case, patient, client_for):
    asked = make_letter_request(case, by=patient)
    auditor = client_for(make_member(case.organization, role="AUDITOR"), second_factor=True)
    page = text_of(auditor.get(url("ask_detail", case, asked.public_id)))

    assert "Sent" in page
    assert "Send a new link" not in page
    assert "Cancel the link" not in page


def test_staff_see_on_the_case_page_who_owes_it(case, patient, client_for):
    make_letter_request(case, by=patient)
    staff = client_for(make_member(case.organization), second_factor=True)

    page = text_of(staff.get(reverse("staff:case", args=[case.public_id])))
    assert "owes the letter since" in page
    assert "Request sent to the clinician" in page


def test_the_task_list_names_who_owes_it_and_then_that_it_is_there(pages, case, patient):
    asked = make_letter_request(case, by=patient)
    address = reverse("tracker:task_list", args=[case.public_id])
    assert "Dr. Dana Example: Sent. Asked on" in text_of(pages.get(address))

    answers.note_signed(letter_request=asked, by=clinician_of(asked), at=timezone.now())
    page = text_of(pages.get(address))
    assert "Sent. Asked on" not in page
    assert "Ask your clinician for a letter" in page


def test_the_number_of_queries_does_not_grow_with_the_requests(
    pages, case, patient, django_assert_max_num_queries
):
    address = url("ask_list", case)
    make_letter_request(case, by=patient)
    pages.get(address)
    with django_assert_max_num_queries(12) as few:
        pages.get(address)
    for number in range(8):
        make_letter_request(case, by=patient, email=f"other{number}@clinic.example")
    with django_assert_max_num_queries(len(few)):
        pages.get(address)
