"""A letter for a renewal: what got better is asked first, and signed it is in the renewal."""

from __future__ import annotations

from datetime import date

import pytest
from django.utils import timezone

from requests_app.casefile import schema
from requests_app.casefile.export import case_file
from requests_app.letters import letters, requests
from requests_app.letters.asks import ASKS, OF_A_RENEWAL, asks_for, words
from requests_app.letters.text import hash_of, letter_text
from requests_app.models import ClinicianRequest, StatedFacts
from requests_app.renewals import queries
from tests.clinicians.letter_pages import step_url, url
from tests.factories.letters import ANSWERS, clinician_of, let_in, make_letter_request, make_signed_letter
from tests.factories.people import actor_for
from tests.renewals.making import begin, save, text_of

SAID = "PHQ-9 from 21 to 12 since December."


def ask(case, purpose: str = "RENEWAL") -> ClinicianRequest:
    typed = {
        "clinician_name": "Dana Example",
        "role": "",
        "email": "dana@clinic.example",
        "fax": "",
        "asks": list(asks_for(purpose)),
        "note": "",
    }
    by, now = actor_for(case.opened_by), timezone.now()
    made = requests.add_request(case=case, typed=typed, purpose=purpose, by=by, at=now)
    return requests.send_link(letter_request=made, by=by, at=now)


@pytest.fixture
def renewal(case, approval):
    made = begin(case, approval)
    days = {"starts_on": date(2027, 2, 6), "ends_on": date(2027, 4, 7)}
    return save(made, queries.WHAT_NEXT, **days, amount=24, amount_unit="DAYS")


@pytest.fixture
def asked(case, renewal):
    return ask(case)


def sign(asked, **changes):
    answers = schema.ClinicianAnswers.model_validate({**ANSWERS, **changes})
    by, now = clinician_of(asked), timezone.now()
    letters.save_page(
        letter_request=asked, prefilled=answers, typed={}, page_key="p", shown_version=None, by=by, at=now
    )
    seen = hash_of(letter_text(answers, case_file(asked.case)))
    return letters.sign(letter_request=asked, signed_name="Dana Example", seen=seen, by=by, at=now)


def test_only_a_renewal_asks_what_got_better():
    assert list(asks_for("REQUEST")) == list(ASKS)
    assert list(asks_for("RENEWAL")) == [*OF_A_RENEWAL, *ASKS]
    assert words(["HARM", "PROGRESS"])[0] == OF_A_RENEWAL["PROGRESS"]


def test_the_form_asks_what_got_better_first_and_starts_from_the_next_dates(asked, client):
    door = let_in(client, asked)
    page = text_of(door.get(step_url(asked, "why")))
    assert page.index("What got better so far") < page.index("Clinical need")
    services = text_of(door.get(step_url(asked, "services")))
    assert 'value="24"' in services
    assert "February 6, 2027 to April 7, 2027" in text_of(door.get(url(asked, "overview")))


def test_without_what_got_better_it_is_not_signed(asked):
    with pytest.raises(letters.LetterNotReady):
        sign(asked)


def test_signed_its_words_are_in_the_letter_and_in_the_renewal(asked, renewal):
    row = sign(asked, progress=SAID)
    assert f"Progress so far, and why the care must go on: {SAID}" in row.text
    assert any("I support the request to go on covering the care below" in one for one in row.text)
    renewal.refresh_from_db()
    assert (renewal.progress, renewal.progress_by) == (SAID, "Dana Example, MD")
    assert renewal.progress_on == date(2027, 1, 20)


def test_it_is_not_held_against_the_first_request(asked):
    sign(asked, progress=SAID)
    assert not StatedFacts.objects.filter(case=asked.case).exists()


def test_a_letter_for_the_request_reads_as_it_always_did(case):
    answers = schema.ClinicianAnswers.model_validate(ANSWERS)
    text = letter_text(answers, case_file(case))
    assert any("I support the request to cover the care below" in one for one in text)
    assert not any("Progress" in one for one in text)


def test_a_letter_that_was_signed_before_is_still_read(case):
    asked = make_letter_request(case, by=case.opened_by)
    row = make_signed_letter(asked)
    row.answers.pop("progress", None)
    assert letters.as_part(row).answers.progress == ""
