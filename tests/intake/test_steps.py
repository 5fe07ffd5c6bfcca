"""Every page of the wizard, by its data."""

from __future__ import annotations

import html
from datetime import date

import pytest
import time_machine
from django.urls import reverse

from requests_app.intake import steps
from requests_app.models import AuditEntry, Case, CaseAccess
from tests.factories.cases import make_case
from tests.factories.people import make_user
from tests.intake.pages import (
    ALL,
    ALL_OPTIONAL,
    GOOD,
    NONSENSE,
    check_url,
    fill_in,
    hidden,
    step_url,
    task_list_url,
)


@pytest.fixture
def case(db) -> Case:
    """A case in which every page applies: for a child, on somebody else's plan, through a job."""
    case = make_case(filled=False, for_whom="MY_CHILD")
    type(case.coverage).objects.filter(pk=case.coverage.pk).update(source="JOB", is_subscriber=False)
    return Case.objects.get(pk=case.pk)


@pytest.fixture
def client(case, client_for):
    return client_for(case.opened_by)


def fresh(case: Case) -> Case:
    return Case.objects.select_related("patient", "coverage", "care", "provider", "story").get(pk=case.pk)


def test_every_page_has_answers_to_test_with():
    assert set(GOOD) == set(NONSENSE) == set(ALL)


@pytest.mark.parametrize(("task", "key"), ALL)
def test_a_page_opens_with_one_h1_and_one_main_button(task, key, case, client):
    response = client.get(step_url(case, task, key))

    text = response.content.decode()
    assert response.status_code == 200
    assert text.count("<h1") == 1
    assert text.count('<button class="button"') == 1
    assert "Error:" not in text


@pytest.mark.parametrize(("task", "key"), [page for page in ALL if page not in ALL_OPTIONAL])
def test_an_empty_page_says_what_is_missing(task, key, case, client):
    response = client.post(step_url(case, task, key), {})

    text = response.content.decode()
    assert response.status_code == 422
    assert "<title>Error: " in text
    assert "There is a problem" in text


@pytest.mark.parametrize(("task", "key"), ALL)
def test_nonsense_is_refused_and_kept_on_the_page(task, key, case, client):
    response = fill_in(client, step_url(case, task, key), NONSENSE[task, key])

    text = html.unescape(response.content.decode())
    assert response.status_code == 422
    assert "<title>Error: " in text
    for value in NONSENSE[task, key].values():
        if isinstance(value, str) and value not in ("NOPE", "ZZ", "xx") and not value.isupper():
            assert value in text


@pytest.mark.parametrize(("task", "key"), ALL)
def test_good_answers_are_saved_and_lead_on(task, key, case, client):
    response = fill_in(client, step_url(case, task, key), GOOD[task, key])

    assert response.status_code == 302
    found = steps.find(task, key)
    assert found is not None
    assert found.is_done(fresh(case))
    onward = steps.following(fresh(case), found)
    after = step_url(case, task, onward.key) if onward else None
    assert response["Location"] in {after, check_url(case, task), task_list_url(case)}
    for entry in AuditEntry.objects.filter(action="intake.saved"):
        assert entry.case_id == case.public_id
        assert set(entry.details) == {"section", "fields"}
        assert set(entry.details["fields"]) <= set(found.columns)


@pytest.mark.parametrize(("task", "key"), ALL)
def test_saved_answers_are_shown_again(task, key, case, client):
    fill_in(client, step_url(case, task, key), GOOD[task, key])

    text = html.unescape(client.get(step_url(case, task, key)).content.decode())

    for name, value in GOOD[task, key].items():
        if isinstance(value, str) and value and "_month" not in name and name not in ("zip_code", "price"):
            assert value in text


@pytest.mark.parametrize(("task", "key"), ALL)
def test_change_comes_back_to_the_check_page(task, key, case, client):
    response = fill_in(client, step_url(case, task, key) + "?back=check", GOOD[task, key])

    assert response["Location"] in (check_url(case, task), task_list_url(case))


@pytest.mark.parametrize("task", ["you", "plan", "care", "provider", "story"])
def test_a_task_walked_through_ends_on_its_check_page(task, case, client):
    url = client.get(check_url(case, task))["Location"]
    seen = []
    while url != check_url(case, task):
        key = url.rstrip("/").rpartition("/")[2]
        seen.append(key)
        url = fill_in(client, url, GOOD[task, key])["Location"]

    assert seen == [step.key for step in steps.STEPS if step.task == task]
    response = client.get(url)
    text = html.unescape(response.content.decode())
    assert response.status_code == 200
    assert "Check your answers" in text
    for step in steps.of_task(fresh(case), task):
        for label, value in step.make_form(None, case=fresh(case), today=date(2026, 11, 23)).rows():
            assert label in text
            assert value.split("\n")[0] in text
    done = fill_in(client, url, {})
    assert done["Location"] == task_list_url(case)


def test_the_one_page_about_why_leads_back_to_the_task_list(case, client):
    assert client.get(check_url(case, "why"))["Location"] == step_url(case, "why", "reasons")
    saved = fill_in(client, step_url(case, "why", "reasons"), GOOD["why", "reasons"])
    assert saved["Location"] == task_list_url(case)
    assert client.get(check_url(case, "why"))["Location"] == step_url(case, "why", "reasons")


def test_a_task_is_resumed_at_its_first_open_page(case, client):
    fill_in(client, step_url(case, "you", "name"), GOOD["you", "name"])

    assert client.get(check_url(case, "you"))["Location"] == step_url(case, "you", "caregiver")


def test_who_asks_for_themselves_is_not_asked_for_a_caregiver(client_for):
    case = make_case(filled=False)
    client = client_for(case.opened_by)

    saved = fill_in(client, step_url(case, "you", "name"), GOOD["you", "name"])

    assert saved["Location"] == step_url(case, "you", "address")
    assert client.get(step_url(case, "you", "caregiver")).status_code == 302


def test_unknown_pages_and_strangers_get_the_same_404(case, client, client_for):
    assert client.get(step_url(case, "you", "nothing-here")).status_code == 404
    stranger = client_for(make_user())
    for task, key in ALL:
        assert stranger.get(step_url(case, task, key)).status_code == 404
        assert stranger.post(step_url(case, task, key), GOOD[task, key]).status_code == 404
    assert stranger.get(check_url(case, "you")).status_code == 404
    assert fresh(case).patient.first_name == ""


def test_pages_have_no_h1_in_common(case, client):
    headings = []
    for task, key in ALL:
        text = client.get(step_url(case, task, key)).content.decode()
        start = text.index("<h1")
        headings.append(text[text.index(">", start) : text.index("</h1>", start)])

    assert len(set(headings)) == len(headings)


def test_the_title_names_nobody(client_for):
    case = make_case()
    client = client_for(case.opened_by)
    for task, key in ALL:
        if steps.find(task, key) in steps.of_task(fresh(case), task):
            text = client.get(step_url(case, task, key)).content.decode()
            title = text[text.index("<title>") : text.index("</title>")]
            assert "Ana" not in title
            assert "Sample" not in title


def test_a_page_brings_back_its_own_hidden_fields(case, client):
    found = hidden(client.get(step_url(case, "you", "name")))

    assert {"form_key", "version", "from_page"} <= set(found)


def test_in_the_evening_tomorrow_is_not_today_yet(client_for):
    case = make_case()
    url = step_url(case, "provider", "agreed")
    answers = {"agreed": "YES", "agreed_on_month": "11", "agreed_on_day": "24", "agreed_on_year": "2026"}

    # Seven in the evening of November 23 in Phoenix, where this person lives.
    with time_machine.travel("2026-11-24T02:00:00Z", tick=False):
        response = client_for(case.opened_by).post(url, answers)

    assert response.status_code == 422
    assert "must be today or in the past" in response.content.decode()


def test_a_helper_who_may_only_look_reads_the_answers_without_links_to_change_them(client_for):
    case = make_case()
    helper = make_user()
    CaseAccess.objects.create(
        organization_id=case.organization_id, case=case, user=helper, relation="HELPER", level="VIEW"
    )
    client = client_for(helper)
    tasks = client.get(reverse("tracker:task_list", kwargs={"case_id": case.public_id})).content.decode()

    for task, words in (("you", "12 Example Street"), ("care", "F33.2"), ("why", "Treats this exact")):
        address = reverse("intake:read", kwargs={"case_id": case.public_id, "task": task})
        page = client.get(address).content.decode()
        assert words in page
        assert "/change" not in page
        assert "Change<" not in page
        if task != "why":
            assert address in tasks
