"""What the answers lead to: tips, urgency, the next step, and what is not asked twice."""

from __future__ import annotations

import html

import pytest

from requests_app.cases import progress
from requests_app.models import AuditEntry, Case, NextAction
from tests.factories.cases import make_case
from tests.intake.pages import GOOD, check_url, fill_in, hidden, step_url

TOLD = {
    "who": "ME",
    "care_when": "NOT_STARTED",
    "how_soon": "LATER",
    "state": "AZ",
    "coverage": "JOB",
    "funding": "YES",
    "care": "BEHAVIORAL",
    "why": ["WAIT"],
    "provider": "YES",
    "already": "NO",
}


@pytest.fixture
def case(db) -> Case:
    case = make_case(filled=False, triage_answers=TOLD)
    columns = {"source": "JOB", "is_self_funded": "YES", "plan_state": "AZ"}
    type(case.coverage).objects.filter(case=case).update(**columns)
    care = {"kind": "BEHAVIORAL", "timing": "NOT_STARTED", "how_soon": "LATER", "gap_reasons": ["WAIT"]}
    type(case.care).objects.filter(case=case).update(**care)
    return fresh(case)


@pytest.fixture
def client(case, client_for):
    return client_for(case.opened_by)


def fresh(case: Case) -> Case:
    return Case.objects.select_related(*progress.SECTIONS).get(pk=case.pk)


def test_facts_from_the_first_questions_are_shown_and_not_asked_again(case, client):
    first = client.get(check_url(case, "plan"))["Location"]
    page = html.unescape(client.get(first).content.decode())

    assert first == step_url(case, "plan", "insurer")
    assert "You told us" in page
    assert "Through a job" in page
    assert "Arizona" in page
    assert step_url(case, "plan", "source") + "?back=check" in page
    assert "Step 1" in page
    assert client.get(check_url(case, "care"))["Location"] == step_url(case, "care", "need")


def test_not_being_sure_about_funding_is_asked_once_more(case, client):
    type(case.coverage).objects.filter(case=case).update(is_self_funded="UNSURE")
    Case.objects.filter(pk=case.pk).update(triage_answers={**TOLD, "funding": "UNSURE"})

    saved = fill_in(client, step_url(case, "plan", "detail"), GOOD["plan", "detail"])

    assert saved["Location"] == step_url(case, "plan", "funding")


def test_changing_how_the_plan_is_paid_for_makes_funding_a_question_or_not(case, client):
    url = step_url(case, "plan", "source") + "?back=check"

    fill_in(client, url, {"source": "MARKETPLACE", "plan_state": "AZ"})

    assert client.get(step_url(case, "plan", "funding")).status_code == 302
    assert fresh(case).coverage.is_self_funded == "YES"


def test_each_source_has_its_own_closer_answers(case, client):
    for source, own, other in (
        ("JOB", "The federal government", "TRICARE"),
        ("MARKETPLACE", "Directly from the insurance company", "The federal government"),
        ("MEDICARE", "Original Medicare", "VA health care"),
        ("MEDICAID", "Medicaid straight from the state", "Original Medicare"),
        ("MILITARY", "VA health care", "A church or a church-run employer"),
    ):
        type(case.coverage).objects.filter(case=case).update(source=source)
        text = html.unescape(client.get(step_url(case, "plan", "detail")).content.decode())
        assert own in text
        assert other not in text
        assert "I’m not sure" in text
    for source in ("SCHOOL", "NONE", "UNSURE"):
        type(case.coverage).objects.filter(case=case).update(source=source)
        assert client.get(step_url(case, "plan", "detail")).status_code == 302


def test_a_new_source_takes_away_a_closer_answer_that_does_not_fit_it(case, client):
    fill_in(client, step_url(case, "plan", "detail"), {"source_detail": "CHURCH_JOB"})
    url = step_url(case, "plan", "source") + "?back=check"

    fill_in(client, url, {"source": "JOB", "plan_state": "NM"})
    assert fresh(case).coverage.source_detail == "CHURCH_JOB"

    fill_in(client, url, {"source": "MILITARY", "plan_state": "NM"})
    assert fresh(case).coverage.source_detail == ""
    entry = AuditEntry.objects.filter(action="intake.saved").order_by("-id")[0]
    assert entry.details["fields"] == ["source", "source_detail"]

    fill_in(client, step_url(case, "plan", "detail"), {"source_detail": "UNSURE"})
    fill_in(client, url, {"source": "MEDICARE", "plan_state": "NM"})
    assert fresh(case).coverage.source_detail == "UNSURE"
    fill_in(client, url, {"source": "SCHOOL", "plan_state": "NM"})
    assert fresh(case).coverage.source_detail == ""


def test_the_state_of_the_plan_is_offered_for_the_address_and_said_so(case, client):
    page = client.get(step_url(case, "you", "address")).content.decode()

    assert '<option value="AZ" selected>' in page
    assert "Filled in with the state of the plan" in page


def test_pages_are_counted_once_their_number_is_certain(case, client):
    assert "Step 1 of 3" in client.get(step_url(case, "you", "name")).content.decode()
    fill_in(client, step_url(case, "plan", "main-person"), {"is_subscriber": "NO"})

    assert "Step 4 of 6" in client.get(step_url(case, "plan", "subscriber")).content.decode()


def fill_in_all(client, case: Case, *tasks: str) -> None:
    for task in tasks:
        url = client.get(check_url(case, task))["Location"]
        while not url.endswith("/check/"):
            url = fill_in(client, url, GOOD[task, url.split("/")[-2]])["Location"]


def test_call_1_is_next_when_a_packet_has_what_it_needs(case, client):
    fill_in_all(client, case, "you", "plan", "care")
    assert fresh(case).next_action == NextAction.FILL_IN

    fill_in_all(client, case, "provider")
    case = fresh(case)

    assert progress.ready_for_packet(case)
    assert case.next_action == NextAction.CALL_1


def test_a_step_that_staff_set_by_hand_stays(case, client):
    Case.objects.filter(pk=case.pk).update(next_action=NextAction.OWN)

    fill_in_all(client, case, *progress.FOR_THE_PACKET)

    assert fresh(case).next_action == NextAction.OWN


@pytest.mark.parametrize(
    ("task", "key", "answers"),
    [
        ("care", "timing", {"timing": "NOT_STARTED", "how_soon": "DAYS_3"}),
        ("care", "harm", {"clinician_says_waiting_harms": "YES"}),
    ],
)
def test_a_case_is_urgent_as_long_as_the_answers_say_so(task, key, answers, case, client):
    fill_in(client, step_url(case, task, key), answers)
    assert fresh(case).is_urgent

    calm = {"timing": "NOT_STARTED", "how_soon": "LATER", "clinician_says_waiting_harms": "NO"}
    fill_in(client, step_url(case, task, key), {name: calm[name] for name in answers})
    assert not fresh(case).is_urgent


def test_care_that_is_over_is_not_urgent(case, client):
    fill_in(client, step_url(case, "care", "timing"), {"timing": "OVER", "how_soon": "DAYS_3"})

    assert not fresh(case).is_urgent


@pytest.mark.parametrize(
    ("task", "key", "answers", "tip"),
    [
        ("provider", "numbers", {"npi": "1234567890", "tax_id": ""}, "One number looks wrong"),
        ("provider", "numbers", {"npi": "", "tax_id": "00-1234567"}, "Check the tax ID"),
        (
            "care",
            "need",
            {**GOOD["care", "need"], "description": "I want the Sunrise Recovery treatment"},
            "Plans read codes, not program names",
        ),
        ("why", "reasons", {"reasons": ["SOONEST"], "why_text": "World-class team"}, "advertisement"),
        ("story", "need", {"need_now": "It is unfair to wait."}, "not at what is fair"),
        (
            "care",
            "dates",
            {**GOOD["care", "dates"], "starts_on_year": "2020"},
            "The start date is in the past",
        ),
    ],
)
def test_odd_answers_are_asked_about_once_and_never_block(task, key, answers, tip, case, client):
    url = step_url(case, task, key)

    asked = fill_in(client, url, answers)
    text = html.unescape(asked.content.decode())
    assert asked.status_code == 422
    assert "Check this" in text
    assert tip in text
    assert "There is a problem" not in text

    passed = client.post(url, {**hidden(asked), **answers})
    assert passed.status_code == 302


def test_an_end_before_the_start_says_which_day_it_must_follow(case, client):
    answers = {**GOOD["care", "dates"], "ends_on_month": "June", "ends_on_day": "1"}

    refused = fill_in(client, step_url(case, "care", "dates"), answers)

    text = refused.content.decode()
    assert refused.status_code == 422
    assert "End date must be the same as or after December 7, 2099" in text


def test_nobody_is_older_than_120(case, client):
    answers = {**GOOD["you", "name"], "birth_date_year": "1901"}

    refused = fill_in(client, step_url(case, "you", "name"), answers)

    assert "Date of birth must be in the last 120 years" in refused.content.decode()


def test_a_told_story_is_done_when_the_person_says_so(case, client):
    fill_in(client, step_url(case, "story", "need"), GOOD["story", "need"])
    assert progress.task_state(fresh(case), "story").status == progress.STARTED

    fill_in(client, check_url(case, "story"), {})

    assert progress.task_state(fresh(case), "story").status == progress.DONE


def test_progress_names_what_is_missing(db):
    case = fresh(make_case())
    assert {state.status for state in progress.task_states(case).values()} == {progress.DONE}

    case.coverage.member_id = ""
    case.provider.npi = ""

    states = progress.task_states(case)
    assert states["plan"].status == progress.STARTED
    assert [str(words) for words in states["plan"].missing] == ["the member ID"]
    assert states["provider"].status == progress.DONE
    assert [str(words) for words in states["provider"].helpful] == ["the NPI"]
    assert not progress.ready_for_packet(case)


def test_a_new_case_has_everything_to_do(db):
    case = fresh(make_case(filled=False))

    assert {state.status for state in progress.task_states(case).values()} == {progress.TO_DO}
