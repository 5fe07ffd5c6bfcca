from __future__ import annotations

import logging

import pytest
from django.urls import reverse

from requests_app.models import AuditEntry, Case
from tests.factories.cases import make_case
from tests.factories.people import make_user
from tests.intake.pages import fill_in, hidden


@pytest.fixture
def case(db) -> Case:
    made = make_case(filled=False)
    made.care.kind, made.care.level_of_care = "BEHAVIORAL", "OUTPATIENT_PROGRAM"
    made.care.save()
    return made


@pytest.fixture
def client(case, client_for):
    return client_for(case.opened_by)


def url(case, name: str, **more) -> str:
    return reverse(f"intake:{name}", kwargs={"case_id": case.public_id, **more})


def find(client, case, words: str):
    return client.post(url(case, "code_find"), {**hidden(client.get(url(case, "code_find"))), "words": words})


def kept(case) -> list[str]:
    return [code.code for code in case.codes.filter(removed_at__isnull=True)]


def test_words_find_codes_with_their_official_english_name(case, client):
    answer = find(client, case, "panic attacks")

    page = answer.content.decode()
    assert answer.status_code == 200
    assert '<p lang="en">Panic disorder [episodic paroxysmal anxiety]</p>' in page
    assert "Use this code" in page
    assert "no-store" in answer["Cache-Control"]


def test_the_words_stay_out_of_address_title_log_and_audit(case, client, caplog):
    with caplog.at_level(logging.DEBUG):
        answer = find(client, case, "panic attacks")

    page = answer.content.decode()
    assert "panic" not in answer.request["QUERY_STRING"] + answer.request["PATH_INFO"]
    assert "panic" not in page[page.index("<title>") : page.index("</title>")].lower()
    assert "panic" not in caplog.text.lower()
    assert not AuditEntry.objects.filter(case_id=case.public_id, action="intake.saved").exists()


def test_a_found_code_is_added_with_one_press(case, client):
    page = find(client, case, "F41.0").content.decode()
    form = page[page.index(url(case, "code_add", kind="diagnosis")) :]
    key = form.split('name="form_key" value="')[1].split('"')[0]

    for _press in range(2):
        added = client.post(url(case, "code_add", kind="diagnosis"), {"code": "F41.0", "form_key": key})

        assert added["Location"] == url(case, "codes")
    assert kept(case) == ["F41.0"]
    assert "In your list already" in find(client, case, "F41.0").content.decode()
    assert "Panic disorder" in client.get(url(case, "codes")).content.decode()


def test_a_group_of_codes_leads_to_its_full_codes(case, client):
    page = find(client, case, "F33").content.decode()

    assert "This names a group of codes." in page
    assert "Show the codes of this group" in page
    assert "F33.2" in page


@pytest.mark.parametrize(
    ("words", "status", "text"),
    [
        ("", 422, "Enter a name or the start of a code"),
        ("x" * 81, 422, "80 characters or fewer"),
        ("qqqqq", 200, "No code found"),
        ('" OR zzzz=zzzz', 200, "No code found"),
    ],
)
def test_words_that_find_nothing_are_answered(words, status, text, case, client):
    answer = find(client, case, words)

    assert answer.status_code == status
    assert text in answer.content.decode()


def test_more_codes_than_are_shown_are_said_to_be_there(case, client):
    page = find(client, case, "disorder").content.decode()

    assert "The 20 best codes" in page
    assert "These fit best; there are more." in page
    assert "These fit best" not in find(client, case, "panic").content.decode()


def test_names_are_marked_as_english_on_a_spanish_page(case, client):
    client.post(reverse("language"), {"language": "es", "from_page": "/"})

    assert '<p lang="en">Panic disorder' in find(client, case, "pánico").content.decode()


def test_strangers_cannot_look_in_anybodys_case(case, client_for):
    stranger = client_for(make_user())

    assert stranger.get(url(case, "code_find")).status_code == 404
    assert stranger.post(url(case, "code_find"), {"words": "panic"}).status_code == 404


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("F33.99", "We do not find this code in the 2026 list. Check it with your clinician."),
        ("F33", "F33 names a group of codes. Plans ask for the full code: ask your clinician."),
    ],
)
def test_a_code_that_looks_wrong_is_said_once_and_kept(typed, said, case, client):
    address = url(case, "code_add", kind="diagnosis")
    warned = fill_in(client, address, {"code": typed})

    assert warned.status_code == 422
    assert said in warned.content.decode()
    assert kept(case) == []
    saved = client.post(address, {**hidden(warned), "code": typed})
    assert saved.status_code == 302
    assert kept(case) == [typed]


def test_the_level_of_care_offers_its_codes(case, client):
    page = client.get(url(case, "codes")).content.decode()

    assert "Codes often used for “Outpatient program”" in page
    assert "Ask your clinician which of them fit." in page
    assert "S9480" in page
    assert "One unit is one day." in page
    assert "Confirm by phone" in page
    assert "Why we say this" in page


def test_an_offered_code_is_added_with_one_press_and_not_offered_again(case, client):
    saved = client.post(url(case, "code_add", kind="service"), {"code": "S9480"})

    assert saved["Location"] == url(case, "codes")
    assert kept(case) == ["S9480"]
    page = client.get(url(case, "codes")).content.decode()
    assert 'Add this code<span class="visually-hidden"> S9480' not in page
    assert "What it stands for" in page


def test_other_care_is_offered_no_codes(case, client):
    case.care.kind = "SURGERY"
    case.care.save()

    assert "Codes often used for" not in client.get(url(case, "codes")).content.decode()
