"""A letter that a clinician signed in the portal, in the checks and on the page for typing in a paper."""

from __future__ import annotations

import pytest
from django.urls import reverse

from requests_app.models import Document, StatedFacts
from requests_app.strength.queries import findings_of
from tests.factories.cases import make_case
from tests.factories.letters import make_letter_request, make_signed_letter
from tests.factories.people import make_user
from tests.strength.pages import NOTHING_SAID, letter, text_of, url


@pytest.fixture
def user(db):
    return make_user()


@pytest.fixture
def case(user):
    return make_case(user=user)


@pytest.fixture
def asked(case, user):
    return make_letter_request(case, by=user)


def found(case, check):
    on = case.created_at.date()
    return [(one.group, one.title, one.url_name) for one in findings_of(case, on) if one.id == check]


def test_without_a_letter_the_way_leads_to_asking(case):
    assert found(case, "clinician-letter") == [
        ("MUST", "Get a letter from your clinician", "clinicians:ask_list")
    ]
    assert found(case, "letter-typed") == []


def test_a_letter_that_was_signed_here_is_said_to_be_that(case, asked):
    make_signed_letter(asked)
    assert found(case, "clinician-letter")[0][:2] == ("GOOD", "A clinician signed the letter here")
    assert found(case, "letter-typed") == []


def test_what_a_signed_letter_leaves_out_is_mended_by_the_clinician(case, asked):
    make_signed_letter(asked)
    letter(case, stated_by="Dana Example", stated_on="2026-11-20")
    assert found(case, "letter-codes")[0][2] == "clinicians:ask_list"


def test_what_a_letter_on_paper_says_is_to_be_typed_in(case, user):
    Document.objects.create(
        organization_id=case.organization_id,
        case=case,
        kind="CLINICIAN_LETTER",
        media_type="application/pdf",
        byte_size=1,
        sha256="ab" * 32,
        file_key="documents/a",
        pages=1,
        received_at=case.created_at,
        added_by=user,
    )
    assert found(case, "clinician-letter")[0][0] == "GOOD"
    assert found(case, "letter-typed") == [
        ("STRONGER", "Type in what the clinician’s letter says", "strength:stated")
    ]


def test_a_signed_letter_is_not_typed_over(case, asked, user, client_for):
    make_signed_letter(asked)
    pages = client_for(user)
    way = pages.get(url("stated", case, source="letter"))
    assert way["Location"] == reverse("clinicians:ask_list", args=[case.public_id])
    answer = pages.post(url("stated", case, source="letter"), {**NOTHING_SAID, "stated_by": "Somebody"})
    assert answer.status_code == 422
    assert "The clinician signed the letter here, so what it says stays." in text_of(answer)
    assert not StatedFacts.objects.exists()


def test_the_plans_form_is_typed_in_as_before(case, asked, user, client_for):
    make_signed_letter(asked)
    assert client_for(user).get(url("stated", case, source="form")).status_code == 200
