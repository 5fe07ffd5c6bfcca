from __future__ import annotations

from datetime import date

import pytest

from requests_app.models import AuditEntry, Case, StatedFacts
from tests.factories.cases import make_case
from tests.factories.people import make_user
from tests.strength.pages import NOTHING_SAID, hidden, letter, text_of, url

pytestmark = pytest.mark.django_db
LETTER = {
    **NOTHING_SAID,
    "stated_by": "Dr. Ana Example",
    "diagnosis_codes": "f332, F43.12",
    "service_codes": "H0015-HQ 90791; 0905",
    "starts_on_month": "12",
    "starts_on_day": "14",
    "starts_on_year": "2026",
    "amount": "36",
    "amount_unit": "DAYS",
    "waiting_harms": "YES",
}


@pytest.fixture
def user():
    return make_user()


@pytest.fixture
def case(user) -> Case:
    return make_case(user=user)


@pytest.fixture
def pages(client_for, user):
    return client_for(user)


def send(client, case: Case, source: str = "letter", **values):
    address = url("stated", case, source=source)
    return client.post(address, {**hidden(client, address), **values})


def test_what_the_letter_says_is_kept_and_compared(pages, case):
    response = send(pages, case, **LETTER)

    assert response.status_code == 302
    assert response.url == url("same_story", case)
    row = StatedFacts.objects.get(case=case)
    assert (row.source, row.stated_by, row.starts_on) == ("CLINICIAN", "Dr. Ana Example", date(2026, 12, 14))
    assert (row.diagnosis_codes, row.service_codes) == (["F33.2", "F43.12"], ["H0015", "90791", "0905"])
    assert "Start date" in text_of(pages.get(response.url))
    assert AuditEntry.objects.get(action="strength.stated").details == {"source": "CLINICIAN"}


def test_the_form_of_the_plan_is_a_paper_of_its_own(pages, case):
    send(pages, case, **LETTER)
    send(pages, case, "form", **NOTHING_SAID, provider_npi="1234567893")

    assert set(StatedFacts.objects.values_list("source", flat=True)) == {"CLINICIAN", "PLAN_FORM"}


def test_what_is_kept_is_shown_to_be_changed(pages, case):
    send(pages, case, **LETTER)

    page = pages.get(url("stated", case, source="letter")).content.decode()

    assert 'value="F33.2, F43.12"' in page
    send(pages, case, **{**LETTER, "diagnosis_codes": "F33.2"})
    assert StatedFacts.objects.get().diagnosis_codes == ["F33.2"]


def test_an_emptied_page_takes_the_paper_out(pages, case):
    send(pages, case, **LETTER)
    send(pages, case, **NOTHING_SAID)

    assert not StatedFacts.objects.filter(removed_at__isnull=True).exists()
    send(pages, case, **LETTER)
    assert StatedFacts.objects.filter(removed_at__isnull=True).count() == 1


def test_an_empty_page_asks_for_at_least_one_thing(pages, case):
    response = send(pages, case, **NOTHING_SAID)

    assert response.status_code == 422
    assert "Fill in at least one thing that this paper says" in text_of(response)


@pytest.mark.parametrize(
    ("values", "text"),
    [
        ({"diagnosis_codes": "F33.2, depression"}, "“depression” is not a code"),
        ({"service_codes": "IOP"}, "“IOP” is not a code"),
        ({"service_codes": ", ".join(f"9{n:04d}" for n in range(25))}, "Enter up to 20 codes"),
        ({"amount": "36", "amount_unit": ""}, "Select visits, days, hours or units"),
        (
            {"ends_on_month": "12", "ends_on_day": "1", "ends_on_year": "2026"},
            "End date must be the same as or after December 14, 2026",
        ),
        ({"provider_npi": "123"}, "NPI must be 10 numbers"),
    ],
)
def test_what_cannot_be_is_said_beside_what_was_typed(pages, case, values, text):
    response = send(pages, case, **{**LETTER, **values})

    assert response.status_code == 422
    assert text in text_of(response)
    assert "Dr. Ana Example" in text_of(response)
    assert not StatedFacts.objects.exists()


def test_a_wrong_check_digit_is_a_warning_and_kept_the_second_time(pages, case):
    wrong = {**LETTER, "provider_npi": "1234567890"}
    first = send(pages, case, **wrong)
    digest = first.content.decode().split('name="confirmed_warnings" value="')[1].split('"')[0]

    assert first.status_code == 422
    assert send(pages, case, **wrong, confirmed_warnings=digest).status_code == 302


def test_two_people_at_one_paper_see_both_answers(pages, case):
    row = letter(case, specialty="Psychiatry")
    address = url("stated", case, source="letter")
    shown = hidden(pages, address)
    StatedFacts.objects.filter(pk=row.pk).update(specialty="Neurology")

    response = pages.post(address, {**shown, **NOTHING_SAID, "specialty": "Cardiology"})

    assert response.status_code == 422
    assert "Neurology" in text_of(response)
    assert StatedFacts.objects.get().specialty == "Neurology"


def test_a_paper_we_do_not_know_is_not_there(pages, case):
    assert pages.get(url("stated", case, source="diary")).status_code == 404
