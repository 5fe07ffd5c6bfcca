"""D04: five short pages, filled in as far as the request goes, kept at every press."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from requests_app.clinicians.letter_forms.base import MOST_ROWS
from requests_app.letters import letters
from requests_app.models import ClinicianRequest, Document
from tests.clinicians.letter_pages import DIAGNOSIS, SERVICES, WHY, YOU, post, step_url, url, write
from tests.documents.making import picture
from tests.factories.cases import make_case
from tests.factories.letters import let_in, make_letter_request


@pytest.fixture
def asked(db):
    case = make_case()
    case.offices.create(
        organization=case.organization, name="Example Clinic", result="NOT_TAKING", phone="602-555-0101"
    )
    return make_letter_request(case, by=case.opened_by)


@pytest.fixture
def door(client, asked):
    return let_in(client, asked)


def answers(asked):
    return letters.answers_in(letters.draft_row(asked))


@pytest.mark.parametrize("step", ["you", "diagnosis", "services", "why", "papers"])
def test_looking_at_a_page_writes_nothing(door, asked, step):
    assert door.get(step_url(asked, step)).status_code == 200
    assert letters.draft_row(asked) is None
    assert ClinicianRequest.objects.get().state == "SENT"


def test_pages_come_filled_in_and_say_from_where(door, asked):
    diagnosis = door.get(step_url(asked, "diagnosis")).content.decode()
    assert 'value="F33.2"' in diagnosis
    assert "Major depressive disorder, recurrent severe" in diagnosis
    assert "Filled in from your patient’s request" in diagnosis
    services = door.get(step_url(asked, "services")).content.decode()
    assert 'value="H0015"' in services
    assert 'value="0905"' in services
    assert "Page 3 of 5" in services


def test_no_page_shows_the_member_number_the_address_or_the_costs(door, asked):
    for step in ("you", "diagnosis", "services", "why", "papers"):
        html = door.get(step_url(asked, step)).content.decode()
        for private in ("SHP123456789", "GRP-001", "12 Example Street", "602-555-0142", "85004"):
            assert private not in html


def test_the_log_stands_beside_the_question_about_it(door, asked):
    html = door.get(step_url(asked, "why")).content.decode()
    assert html.count("Example Clinic") == 2
    assert "602-555-0101" not in html


def test_each_page_leads_to_the_next_and_the_last_to_the_review(door, asked):
    ways = {"you": ("diagnosis", YOU), "diagnosis": ("services", DIAGNOSIS), "services": ("why", SERVICES)}
    for step, (following, typed) in {**ways, "why": ("papers", WHY)}.items():
        answer = post(door, step_url(asked, step), typed)
        assert answer["Location"] == step_url(asked, following)
    assert post(door, step_url(asked, "papers"), {})["Location"] == url(asked, "review")
    found = answers(asked)
    assert (found.name, found.credentials, found.diagnoses[0].code) == ("Dana Example", "MD", "F33.2")
    assert [(one.kind, one.code, one.units) for one in found.services] == [
        ("SERVICE", "H0015", 36),
        ("REVENUE", "0905", None),
    ]
    assert ClinicianRequest.objects.get().state == "STARTED"


@pytest.mark.parametrize(
    ("step", "typed", "error"),
    [
        ("you", {"name": ""}, "Enter your name"),
        ("diagnosis", {"diagnosis_1": ""}, "Enter at least one diagnosis code"),
        ("services", {"service_1": ""}, "Enter at least one service code"),
        ("why", {"need": ""}, "Explain the clinical need"),
        ("why", {"need": "x", "is_urgent": "yes"}, "Explain why waiting could cause harm, or clear the box"),
        ("diagnosis", {"diagnosis_1": "depression"}, "must look like F33.2"),
        ("services", {**SERVICES, "ends_on_year": "2025"}, "must be the same as or after"),
        ("services", {**SERVICES, "amount_unit": ""}, "Select visits, days, hours or units"),
        ("why", {"need": "x" * 601}, "must be 600 characters or fewer"),
        ("you", {"name": "Dana Example", "npi": "12"}, "NPI must be 10 numbers"),
    ],
)
def test_what_is_wrong_is_said_in_its_place(door, asked, step, typed, error):
    answer = post(door, step_url(asked, step), typed)
    assert answer.status_code == 422
    html = answer.content.decode()
    assert error in html
    assert "There is a problem" in html


def test_a_code_in_any_row_will_do(door, asked):
    assert (
        post(door, step_url(asked, "diagnosis"), {"diagnosis_1": "", "diagnosis_2": "F33.2"}).status_code
        == 302
    )
    assert [one.code for one in answers(asked).diagnoses] == ["F33.2"]


def test_a_page_with_a_mistake_keeps_what_could_be_read(door, asked):
    post(door, step_url(asked, "why"), {"need": "", "delay": "She gets worse."})
    assert answers(asked).delay == "She gets worse."


def test_a_wrong_check_digit_is_said_once_and_never_blocks(door, asked):
    typed = {**YOU, "npi": "1234567890"}
    first = post(door, step_url(asked, "you"), typed)
    assert first.status_code == 422
    assert "Check this" in first.content.decode()
    confirmed = first.content.decode().split('name="confirmed_warnings" value="')[1].split('"')[0]
    again = post(door, step_url(asked, "you"), {**typed, "confirmed_warnings": confirmed})
    assert again.status_code == 302
    assert answers(asked).npi == "1234567890"


def test_it_can_be_left_half_filled_for_days(door, asked):
    answer = post(door, step_url(asked, "why"), {"delay": "Half a thought", "save_later": "yes"})
    assert answer["Location"] == url(asked, "overview")
    assert "Half a thought" in door.get(step_url(asked, "why")).content.decode()


def test_another_page_is_reached_with_the_draft_kept(door, asked):
    answer = post(door, step_url(asked, "why"), {"delay": "Half a thought", "then": "you"})
    assert answer["Location"] == step_url(asked, "you")
    assert answers(asked).delay == "Half a thought"


def test_a_script_keeps_the_draft_while_typing_stops(door, asked):
    answer = post(door, step_url(asked, "why"), {"need": "Half"}, headers={"X-Draft": "yes"})
    assert answer.status_code == 200
    assert answer.content.decode().startswith("Draft saved at ")
    assert answers(asked).need == "Half"


def test_two_at_one_page_see_both_texts(door, asked):
    page = door.get(step_url(asked, "why")).content.decode()
    post(door, step_url(asked, "why"), {"need": "From the nurse", "then": "you"})
    version = page.split('name="version" value="')[1].split('"')[0]
    late = {
        "need": "From the clinician",
        "version": version,
        "form_key": "0" * 8 + "-0000-4000-8000-" + "1" * 12,
    }
    answer = door.post(step_url(asked, "why"), late)
    html = answer.content.decode()
    assert answer.status_code == 422
    assert "From the nurse" in html
    assert "From the clinician" in html


def test_a_difference_is_told_at_once_and_never_blocks(door, asked):
    address = step_url(asked, "services")
    typed = {**SERVICES, "starts_on_month": "1", "starts_on_day": "4", "starts_on_year": "2027"}
    assert post(door, address, typed)["Location"] == address
    html = door.get(address).content.decode()
    assert "The request says December 7, 2026; you entered January 4, 2027." in html
    assert post(door, address, typed)["Location"] == step_url(asked, "why")


def test_the_requests_value_can_be_used(door, asked):
    address = step_url(asked, "services")
    typed = {**SERVICES, "starts_on_month": "1", "starts_on_day": "4", "starts_on_year": "2027"}
    post(door, address, typed)
    assert post(door, address, {**typed, "then": "take:starts_on"})["Location"] == address
    assert answers(asked).starts_on.isoformat() == "2026-12-07"
    assert "you entered" not in door.get(address).content.decode()


def test_the_requests_codes_can_be_used(door, asked):
    address = step_url(asked, "diagnosis")
    post(door, address, {"diagnosis_1": "F43.12"})
    assert "The request says F33.2; you entered F43.12." in door.get(address).content.decode()
    post(door, address, {"diagnosis_1": "F43.12", "then": "take:diagnosis_codes"})
    assert [one.code for one in answers(asked).diagnoses] == ["F33.2"]


def test_a_request_that_says_waiting_harms_is_told_to_a_letter_that_does_not(door, asked):
    html = door.get(step_url(asked, "why")).content.decode()
    assert "The request says that waiting could cause harm. Your letter does not say so." in html


def test_a_code_is_found_by_its_name_and_added(door, asked):
    way = post(door, step_url(asked, "diagnosis"), {"diagnosis_1": "F33.2", "then": "find"})
    assert way["Location"] == url(asked, "find_code")
    found = post(door, url(asked, "find_code"), {"words": "post-traumatic stress chronic"})
    assert "F43.12" in found.content.decode()
    used = door.post(url(asked, "find_code"), {"code": "F43.12"})
    assert used["Location"] == step_url(asked, "diagnosis")
    assert [one.code for one in answers(asked).diagnoses] == ["F33.2", "F43.12"]
    door.post(url(asked, "find_code"), {"code": "F43.12"})
    assert len(answers(asked).diagnoses) == 2


def test_codes_are_found_inside_the_page_by_a_script(door, asked):
    found = door.post(url(asked, "find_code"), {"words": "F43.1"}, headers={"HX-Request": "true"})
    html = found.content.decode()
    assert "F43.12" in html
    assert "<html" not in html


def test_nothing_that_is_no_code_is_added(door, asked):
    door.post(url(asked, "find_code"), {"code": "<script>"})
    assert letters.draft_row(asked) is None


def test_a_paper_is_added_for_the_packet(door, asked):
    file = SimpleUploadedFile("referral.png", picture(), content_type="image/png")
    answer = post(door, step_url(asked, "papers"), {"file": file, "kind": "REFERRAL"})
    assert answer["Location"] == step_url(asked, "papers")
    paper = Document.objects.get()
    assert (paper.kind, paper.from_clinician_id, paper.in_packet) == ("REFERRAL", asked.pk, True)
    html = door.get(step_url(asked, "papers")).content.decode()
    assert "A referral" in html
    assert "No psychotherapy notes" in html


def test_a_broken_paper_is_loud_and_nothing_is_kept(door, asked):
    file = SimpleUploadedFile("referral.pdf", b"", content_type="application/pdf")
    answer = post(door, step_url(asked, "papers"), {"file": file, "kind": "REFERRAL"})
    assert answer.status_code == 422
    assert not Document.objects.exists()


def test_a_page_that_is_none_is_not_there(door, asked):
    assert door.get(step_url(asked, "costs")).status_code == 404


def test_pages_are_spanish_for_who_wants_that(door, asked):
    door.cookies["language"] = "es"
    html = door.get(step_url(asked, "you")).content.decode()
    assert '<html lang="es"' in html


def test_writing_it_all_takes_four_pages(door, asked):
    write(door, asked)
    assert letters.signing.missing(answers(asked)) == []


def test_a_request_with_more_codes_than_a_page_has_rows_loses_none(door, asked):
    have = {one.code for one in asked.case.codes.filter(kind="DIAGNOSIS")}
    more = [f"Z{number}.0" for number in range(20, 20 + MOST_ROWS)]
    for position, code in enumerate(more, start=50):
        asked.case.codes.create(
            organization=asked.case.organization, kind="DIAGNOSIS", code=code, position=position
        )
    listed = sorted(have | set(more))
    page = door.get(step_url(asked, "diagnosis"))
    rows = [page.context["form"].initial[name] for name in page.context["form"].rows]

    post(door, step_url(asked, "diagnosis"), {f"diagnosis_{row}": code for row, code in enumerate(rows, 1)})
    assert sorted(one.code for one in answers(asked).diagnoses) == listed
