from __future__ import annotations

import pytest
from django.urls import reverse
from django.utils import timezone

from requests_app.cases.services import close_case
from requests_app.models import AuditEntry, Case
from tests.factories.cases import make_case
from tests.factories.people import actor_for, make_facility, make_member, make_user
from tests.intake.pages import check_url, fill_in, hidden, step_url


@pytest.fixture
def case(db) -> Case:
    return make_case(filled=False)


@pytest.fixture
def client(case, client_for):
    return client_for(case.opened_by)


def hub_url(case) -> str:
    return reverse("intake:codes", kwargs={"case_id": case.public_id})


def add_url(case, kind: str) -> str:
    return reverse("intake:code_add", kwargs={"case_id": case.public_id, "kind": kind})


def remove_url(case, code) -> str:
    return reverse("intake:code_remove", kwargs={"case_id": case.public_id, "code_id": code.public_id})


def kept(case) -> list[tuple[str, str, str]]:
    rows = case.codes.filter(removed_at__isnull=True)
    return [(code.kind, code.code, code.modifier) for code in rows]


def test_knowing_the_codes_leads_to_their_list(case, client):
    saved = fill_in(client, step_url(case, "care", "codes-known"), {"codes_known": "TYPE_NOW"})

    assert saved["Location"] == hub_url(case)
    page = client.get(hub_url(case)).content.decode()
    assert "Codes on your request (0)" in page
    assert "No codes yet. You can go on without them." in page
    assert check_url(case, "care") in page


@pytest.mark.parametrize("answer", ["CLINICIAN", "UNSURE"])
def test_not_knowing_the_codes_never_blocks(answer, case, client):
    saved = fill_in(client, step_url(case, "care", "codes-known"), {"codes_known": answer})

    assert saved["Location"] == check_url(case, "care")


@pytest.mark.parametrize(
    ("kind", "typed", "stored"),
    [
        ("diagnosis", "f33.2", ("DIAGNOSIS", "F33.2", "")),
        ("diagnosis", " F 33-2 ", ("DIAGNOSIS", "F33.2", "")),
        ("service", "h0015 hq", ("SERVICE", "H0015", "HQ")),
        ("service", "90837", ("SERVICE", "90837", "")),
        ("service", "0905", ("REVENUE", "0905", "")),
    ],
)
def test_a_code_is_added_as_people_type_it(kind, typed, stored, case, client):
    saved = fill_in(client, add_url(case, kind), {"code": typed, "own_words": "", "units": ""})

    assert saved["Location"] == hub_url(case)
    assert kept(case) == [stored]
    page = client.get(hub_url(case)).content.decode()
    assert "Saved. 1 code in the list." in page
    assert stored[1] in page


@pytest.mark.parametrize(
    ("kind", "answers", "error"),
    [
        ("diagnosis", {"code": ""}, "Enter the diagnosis code"),
        ("diagnosis", {"code": "depression"}, "Diagnosis code must look like F33.2"),
        ("service", {"code": "the program"}, "Service code must be 5 letters or numbers"),
        ("service", {"code": "H0015", "units": "1000"}, "Enter a number from 1 to 999"),
        ("diagnosis", {"code": "F33.2", "own_words": "x" * 121}, "120 characters or fewer"),
    ],
)
def test_what_cannot_be_a_code_is_refused(kind, answers, error, case, client):
    refused = fill_in(client, add_url(case, kind), answers)

    text = refused.content.decode()
    assert refused.status_code == 422
    assert "<title>Error: " in text
    assert error in text
    assert kept(case) == []


def test_a_double_click_adds_one_code(case, client):
    posted = {**hidden(client.get(add_url(case, "diagnosis"))), "code": "F33.2"}

    first = client.post(add_url(case, "diagnosis"), posted)
    second = client.post(add_url(case, "diagnosis"), posted)

    assert first["Location"] == second["Location"] == hub_url(case)
    assert len(kept(case)) == 1


def test_the_same_code_twice_is_pointed_out(case, client):
    fill_in(client, add_url(case, "diagnosis"), {"code": "F33.2"})

    refused = fill_in(client, add_url(case, "diagnosis"), {"code": "f332"})

    assert refused.status_code == 422
    assert "F33.2 is in the list already" in refused.content.decode()


def test_a_code_is_removed_only_after_asking_and_can_come_back(case, client):
    fill_in(client, add_url(case, "diagnosis"), {"code": "F33.2", "own_words": "depression"})
    code = case.codes.get()

    asked = client.get(remove_url(case, code))
    assert "Remove this code?" in asked.content.decode()
    assert len(kept(case)) == 1
    removed = client.post(remove_url(case, code))
    again = client.post(remove_url(case, code))

    assert removed["Location"] == again["Location"] == hub_url(case)
    assert kept(case) == []
    assert AuditEntry.objects.filter(details__fields=["removed"]).count() == 1
    fill_in(client, add_url(case, "diagnosis"), {"code": "F33.2"})
    assert len(kept(case)) == 1


def test_codes_stay_when_the_question_about_them_is_answered_otherwise(case, client):
    fill_in(client, add_url(case, "diagnosis"), {"code": "F33.2"})
    fill_in(client, step_url(case, "care", "codes-known"), {"codes_known": "UNSURE"})

    assert len(kept(case)) == 1


def test_the_check_page_of_the_care_lists_the_codes(client_for):
    case = make_case()
    page = client_for(case.opened_by).get(check_url(case, "care")).content.decode()

    for code in ("F33.2", "H0015", "0905"):
        assert code in page
    assert hub_url(case) in page


def test_a_code_added_by_staff_says_so(client_for):
    facility = make_facility()
    case = make_case(facility=facility, filled=False)
    worker = client_for(make_member(facility), second_factor=True)

    fill_in(worker, add_url(case, "service"), {"code": "H0015", "units": "36"})

    assert case.codes.get().added_by == "STAFF"
    assert "Care team" in client_for(case.opened_by).get(hub_url(case)).content.decode()


def test_strangers_find_no_codes(case, client, client_for):
    fill_in(client, add_url(case, "diagnosis"), {"code": "F33.2"})
    code = case.codes.get()
    stranger = client_for(make_user())

    assert stranger.get(hub_url(case)).status_code == 404
    assert stranger.post(add_url(case, "diagnosis"), {"code": "F33.1"}).status_code == 404
    assert stranger.post(remove_url(case, code)).status_code == 404
    other = make_case()
    assert client.post(remove_url(other, code)).status_code == 404
    own = make_case(user=case.opened_by)
    assert client.post(remove_url(own, code)).status_code == 404
    assert len(kept(case)) == 1


def test_a_closed_request_keeps_its_codes(case, client):
    fill_in(client, add_url(case, "diagnosis"), {"code": "F33.2"})
    code = case.codes.get()
    close_case(case=case, because="STOPPED", by=actor_for(case.opened_by), at=timezone.now())

    answer = client.post(remove_url(case, code), follow=True)

    assert kept(case) == [("DIAGNOSIS", "F33.2", "")]
    assert "This request is closed" in answer.content.decode()
