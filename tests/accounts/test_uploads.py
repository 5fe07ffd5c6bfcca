"""Files nobody asked for are dropped before a form sees them; a body too large is refused at once."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from requests_app.accounts.policy import ROWS
from tests.documents import making
from tests.factories.cases import make_case


@pytest.fixture
def seen(monkeypatch):
    """What each request's files were, as the last part of the chain saw them."""
    from requests_app.accounts.middleware import PolicyMiddleware

    found: list[dict[str, int]] = []
    real = PolicyMiddleware.process_view

    def process_view(self, request, view, args, kwargs):
        found.append({name: file.size for name, file in request.FILES.items()})
        return real(self, request, view, args, kwargs)

    monkeypatch.setattr(PolicyMiddleware, "process_view", process_view)
    return found


def picture():
    return SimpleUploadedFile("a.png", making.picture(), "image/png")


def test_a_route_that_asks_for_files_gets_them(client_for, seen):
    case = make_case()

    client_for(case.opened_by).post(
        reverse("listings:capture_add", args=[case.public_id]), {"file": picture()}
    )

    assert list(seen[-1]) == ["file"]


@pytest.mark.parametrize("name", ["outreach:office_add", "tracker:settings"])
def test_a_route_that_asks_for_none_gets_none_and_keeps_the_words(client_for, seen, name):
    case = make_case()

    answer = client_for(case.opened_by).post(
        reverse(name, args=[case.public_id]), {"file": picture(), "name": "Example Clinic"}
    )

    assert seen[-1] == {}
    assert answer.status_code in (200, 302, 422)


def test_files_of_people_who_are_not_signed_in_are_dropped(client, seen):
    case = make_case()

    answer = client.post(reverse("listings:capture_add", args=[case.public_id]), {"file": picture()})

    assert seen == [] or seen[-1] == {}
    assert answer.status_code == 302


def test_a_page_for_everyone_that_asks_for_a_file_gets_a_small_one(client, settings, seen):
    settings.UPLOAD_LARGEST_PUBLIC = 1000
    kept = SimpleUploadedFile("a.csv", b"x" * 999)
    counted = SimpleUploadedFile("a.csv", b"x" * 200_000)

    for file in (kept, counted):
        client.post(reverse("eobcheck:start"), {"at": "numbers:0:0", "file": file})

    assert seen == [{"file": 999}, {"file": 200_000}]


def test_a_page_for_everyone_that_asks_for_none_gets_none(client, seen):
    client.post(reverse("eobcheck:keep"), {"file": picture()})

    assert seen[-1] == {}


def test_a_file_that_is_too_large_is_counted_and_not_kept(client_for, settings, seen):
    settings.UPLOAD_LARGEST_FILE = 1000
    case = make_case()

    client_for(case.opened_by).post(
        reverse("listings:capture_add", args=[case.public_id]),
        {"file": SimpleUploadedFile("a.png", b"x" * 200_000)},
    )

    assert seen[-1] == {"file": 200_000}


def test_a_body_larger_than_any_form_is_refused_and_says_what_to_do(client_for, settings):
    settings.UPLOAD_LARGEST_BODY = 100_000
    case = make_case()

    answer = client_for(case.opened_by).post(
        reverse("listings:capture_add", args=[case.public_id]),
        {"file": SimpleUploadedFile("a.png", b"x" * 200_000)},
    )

    assert answer.status_code == 413
    assert "choose a smaller file" in answer.content.decode()


def test_only_forms_that_ask_for_a_file_take_files():
    assert {name for name, row in ROWS.items() if row.takes_files} == {
        "agreements:signed",
        "bills_desk:remittance_add",
        "eobcheck:start",
        "eobs:eob_add",
        "eobs:file_add",
        "exchange:import_add",
        "facilities:logo",
        "eobs:photo_add",
        "decisions:letter_add",
        "clinicians:form_step",
        "clinicians:upload",
        "listings:capture_add",
        "listings:question_answer",
        "outreach:import_start",
        "papers:paper_add",
        "planforms:case_form_add",
        "planforms:form_add",
        "submissions:proof_add",
        "submissions:record",
    }
