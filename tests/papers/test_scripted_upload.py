"""What the script that sends a file is answered: an address to go to, or the page with its errors."""

from __future__ import annotations

import pytest

from requests_app.models import Document
from tests.factories.cases import make_case
from tests.papers.pages import new_key, text_of, upload, url

BY_SCRIPT = {"x-upload": "yes"}


@pytest.fixture
def case(db):
    return make_case()


@pytest.fixture
def client(case, client_for):
    return client_for(case.opened_by)


def test_it_gets_the_address_and_what_the_next_page_says_is_not_used_up(client, case):
    answer = client.post(url("paper_add", case), {**new_key(), "file": upload()}, headers=BY_SCRIPT)

    paper = Document.objects.get()
    assert answer.status_code == 204
    assert answer.headers["X-Go-To"] == url("paper_edit", case, paper.public_id) + "?new=yes"
    assert "Location" not in answer.headers
    assert "Photo saved, 1 page." in text_of(client.get(answer.headers["X-Go-To"]))


def test_a_press_again_after_an_answer_that_was_lost_leads_to_the_same_paper(client, case):
    key = new_key()
    answers = [
        client.post(url("paper_add", case), {**key, "file": upload()}, headers=BY_SCRIPT)
        for _time in range(2)
    ]

    assert len({one.headers["X-Go-To"] for one in answers}) == 1
    assert Document.objects.count() == 1


def test_errors_come_as_the_page_they_are_on(client, case):
    answer = client.post(url("paper_add", case), {**new_key(), "file": upload(b"words")}, headers=BY_SCRIPT)

    assert answer.status_code == 422
    assert "must be a PDF" in text_of(answer)


def test_who_is_signed_out_is_led_to_sign_in(client, case):
    client.logout()

    answer = client.post(url("paper_add", case), {**new_key(), "file": upload()}, headers=BY_SCRIPT)

    assert answer.status_code == 204
    assert "/account/" in answer.headers["X-Go-To"]
    assert not Document.objects.exists()


def test_the_fifty_first_file_is_refused_in_words(client, case):
    from tests.papers.pages import kept_paper

    paper = kept_paper(case)
    for number in range(49):
        paper.pk = paper.id = None
        paper.public_id = f"00000000-0000-4000-8000-{number:012}"
        paper.sha256 = f"{number:064}"
        paper.save(force_insert=True)
    from tests.documents import making

    answer = client.post(url("paper_add", case), {**new_key(), "file": upload(making.picture(color="blue"))})

    assert answer.status_code == 422
    assert "A request can hold 50 files. Remove one first." in text_of(answer)
    assert Document.objects.count() == 50
