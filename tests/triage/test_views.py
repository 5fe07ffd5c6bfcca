from __future__ import annotations

from itertools import pairwise

import pytest
from django.urls import reverse

from requests_app.triage import answers as given
from requests_app.triage.questions import QUESTIONS

PATHS = [question.path for question in QUESTIONS]
ALL = {
    "who": {"answer": "ME"},
    "care-when": {"answer": "NOT_STARTED"},
    "how-soon": {"answer": "WEEKS_2"},
    "state": {"answer": "AZ"},
    "coverage": {"answer": "JOB"},
    "funding": {"answer": "UNSURE"},
    "care": {"answer": "BEHAVIORAL"},
    "why": {"answer": ["WAIT", "DISTANCE"]},
    "provider": {"answer": "YES"},
    "already": {"answer": "NO"},
}


def at(path: str) -> str:
    return reverse("triage:question", kwargs={"question": path})


def answer(client, path: str, data=None, **query):
    return client.post(at(path) + ("?from=result" if query else ""), data or ALL[path])


def answer_all(client, **changed):
    for path in PATHS:
        data = changed.get(path.replace("-", "_"), ALL[path])
        response = answer(client, path, data)
    return response


@pytest.mark.parametrize("path", PATHS)
def test_a_question_posted_empty_says_what_to_do(client, path):
    if path == "funding":
        answer(client, "coverage")
    response = client.post(at(path), {})
    question = next(question for question in QUESTIONS if question.path == path)
    body = response.content.decode()
    assert response.status_code == 422
    assert "<title>Error: " in body
    assert "There is a problem" in body
    assert body.count(str(question.error)) >= 2


@pytest.mark.parametrize("path", PATHS)
def test_an_answer_that_is_not_on_the_list_is_refused(client, path):
    if path == "funding":
        answer(client, "coverage")
    assert client.post(at(path), {"answer": "<script>"}).status_code == 422


def test_each_question_leads_to_the_next_and_the_last_to_the_result(client):
    for path, following in pairwise(PATHS):
        assert answer(client, path).url == at(following)
    assert answer(client, "already").url == reverse("triage:result")


def test_the_result_names_the_path_and_quotes_the_answers(client):
    answer_all(client)
    body = client.get(reverse("triage:result")).content.decode()
    assert "Ask for a network gap exception" in body
    assert "“The wait is too long”" in body
    assert "5 to 15 business days is common; 1 to 3 days if care is urgent." in body
    assert "Common, not a promise." in body
    assert "Ask about a single case agreement." in body
    assert reverse("intake:save") in body


def test_the_result_sends_back_to_the_first_open_question(client):
    answer(client, "who")
    assert client.get(reverse("triage:result")).url == at("care-when")


def test_the_follow_up_of_an_option_is_asked_with_it(client):
    response = client.post(at("who"), {"answer": "SOMEONE_ELSE"})
    assert response.status_code == 422
    client.post(at("who"), {"answer": "SOMEONE_ELSE", "has_ok": "NO"})
    assert given.read(client)["has_ok"] == "NO"


def test_a_long_kind_of_care_keeps_the_text(client):
    response = client.post(at("care"), {"answer": "OTHER", "care_other": "x" * 81})
    body = response.content.decode()
    assert response.status_code == 422
    assert "Kind of care must be 80 characters or fewer" in body
    assert "x" * 81 in body


def test_a_changed_answer_returns_to_the_result_and_keeps_the_others(client):
    answer_all(client)
    assert answer(client, "state", {"answer": "NY"}, back=True).url == reverse("triage:result")
    assert given.read(client)["why"] == ["WAIT", "DISTANCE"]


def test_a_changed_answer_that_asks_for_more_leads_there_first(client):
    answer_all(client, coverage={"answer": "SCHOOL"}, funding={"answer": "UNSURE"})
    answer(client, "coverage", {"answer": "JOB"}, back=True)
    response = answer(client, "coverage", {"answer": "JOB"}, back=True)
    assert response.url == at("funding") + "?from=result"


def test_funding_is_asked_of_plans_through_a_job_only(client):
    answer(client, "coverage", {"answer": "SCHOOL"})
    assert client.get(at("funding")).url == at("care")


def test_an_emergency_stops_until_the_person_goes_on(client):
    assert answer(client, "how-soon", {"answer": "EMERGENCY"}).url == reverse("triage:emergency")
    body = client.get(reverse("triage:emergency")).content.decode()
    assert "call 911 or go to the nearest ER" in body
    assert "988" in body
    assert client.post(reverse("triage:emergency")).url == at("state")


def test_looking_at_a_stop_page_changes_nothing(client):
    answer(client, "how-soon", {"answer": "EMERGENCY"})
    before = given.read(client)
    client.get(reverse("triage:emergency"))
    assert given.read(client) == before


@pytest.mark.parametrize(
    ("coverage", "contact"),
    [
        ("MEDICAID", "Medicaid office"),
        ("MEDICARE", "1-800-MEDICARE"),
        ("MILITARY", "TRICARE East"),
        ("NONE", "Community health centers"),
    ],
)
def test_another_kind_of_cover_gets_its_contacts_with_source_and_a_way_on(client, coverage, contact):
    assert answer(client, "coverage", {"answer": coverage}).url == reverse("triage:other_path")
    body = client.get(reverse("triage:other_path")).content.decode()
    assert contact in body
    assert ">Why we say this<" in body
    assert "November 22, 2026" in body
    assert "You can still use our call log and packet" in body
    assert "<title>Another way to ask" in body
    assert client.post(reverse("triage:other_path")).url == at("care")


def test_who_went_on_from_medicaid_gets_a_result(client):
    for path in PATHS[:5]:
        answer(client, path, {"answer": "MEDICAID"} if path == "coverage" else None)
    client.post(reverse("triage:other_path"))
    for path in ("care", "why", "provider", "already"):
        response = answer(client, path)
    assert response.url == reverse("triage:result")
    assert client.get(reverse("triage:result")).status_code == 200


@pytest.mark.parametrize(
    ("path", "value", "text"),
    [
        ("care_when", {"answer": "OVER"}, "The care is over"),
        ("already", {"answer": "SAID_NO"}, "look for the appeal date today"),
        ("already", {"answer": "SAID_YES_BILLS_WRONG"}, "but the bills are wrong"),
        ("why", {"answer": ["NOT_LOOKED"]}, "You have not looked yet"),
        ("how_soon", {"answer": "DAYS_3"}, "Ask for a fast answer"),
    ],
)
def test_the_result_is_honest_about_what_changes_the_way(client, path, value, text):
    answer_all(client, **{path: value})
    assert text in client.get(reverse("triage:result")).content.decode()


def test_starting_over_forgets_the_answers(client):
    answer_all(client)
    assert client.post(reverse("triage:start_over")).url == reverse("home")
    assert given.read(client) == {}


def test_an_unknown_question_is_not_found(client):
    assert client.get(at("nothing")).status_code == 404


def test_half_typed_text_survives_the_language_switch(client):
    typed = {"answer": "OTHER", "care_other": "Hippo therapy", "language": "es", "from_page": at("care")}
    response = client.post(reverse("language"), typed)
    assert response.url == at("care")
    body = client.get(at("care")).content.decode()
    assert '<html lang="es">' in body
    assert "Hippo therapy" in body
    assert 'class="flash" role="status"' in body
    client.post(at("care"), {"answer": "OTHER", "care_other": "Hippo therapy"})
    client.post(at("care"), {"answer": "SURGERY"})
    later = client.get(at("care")).content.decode()
    assert "Hippo therapy" not in later
    assert 'class="flash"' not in later


def test_every_page_tells_how_far_one_is_only_when_it_is_certain(client):
    assert "Question 1<" in client.get(at("who")).content.decode()
    answer(client, "coverage")
    assert "Question 7 of 10" in client.get(at("care")).content.decode()


@pytest.mark.parametrize(
    ("said", "headline", "advice"),
    [
        ("SAID_NO", "Answer the plan’s no", "look for the appeal date today"),
        ("SAID_YES_BILLS_WRONG", "Get the approval applied to your bills", "Have ready for the call"),
    ],
)
def test_the_headline_fits_an_answer_the_plan_gave_already(client, said, headline, advice):
    answer_all(client, already={"answer": said}, how_soon={"answer": "DAYS_3"})

    body = client.get(reverse("triage:result")).content.decode()

    assert f"<h2>{headline}</h2>" in body
    assert body.index(advice) > body.index(headline)
    for unfit in ("Ask for a network gap exception", "How long it takes"):
        assert unfit not in body
    assert ("Ask for a fast answer" in body) == (said == "SAID_NO")
