"""The list of steps, the page of one step, and its entry."""

from __future__ import annotations

from datetime import date

import pytest
from django.urls import reverse

from requests_app.ladder.rungs import Reason
from requests_app.ladder.wording import OPEN, SHUT, TOLD
from requests_app.models import Case, Escalation, Rung
from requests_app.packets.sheets import SHEETS
from tests.intake.pages import fill_in
from tests.tracks.pages import send, text_of

pytestmark = pytest.mark.usefixtures("on_a_monday")


@pytest.fixture
def stalled(case) -> Case:
    send(case, date(2026, 11, 2))
    Case.objects.filter(pk=case.pk).update(status="SENT", next_action="CALL_3")
    return case


def rungs_url(case: Case) -> str:
    return reverse("ladder:rungs", args=[case.public_id])


def rung_url(case: Case, slug: str) -> str:
    return reverse("ladder:rung", args=[case.public_id, slug])


def test_every_step_has_words_a_script_and_a_letter() -> None:
    assert set(TOLD) == set(Rung)
    assert set(OPEN) | set(SHUT) == set(Reason)
    for rung, told in TOLD.items():
        assert told.say, rung
        assert told.sheet in SHEETS or rung == Rung.REGULATOR


def test_all_steps_are_told_with_why_and_from_when(stalled, client) -> None:
    text = text_of(client.get(rungs_url(stalled)))

    for rung in Rung:
        assert str(rung.label) in text
    assert "Was due Tuesday, November 17 (6 days late)" in text
    assert "The time that a rule gives the plan is over. Open since Wednesday, November 18." in text
    assert "It opens when a clinician says that waiting could harm" not in text, "the clinician said so"


def test_before_the_sending_nothing_is_open_and_the_page_says_where_to_go(case, client) -> None:
    text = text_of(client.get(rungs_url(case)))

    assert "Next:" not in text
    assert text.count("Nothing was sent to the plan yet.") == len(Rung)
    assert reverse("tracker:task_list", args=[case.public_id]) in text


@pytest.mark.parametrize("slug", [told.slug for told in TOLD.values()])
def test_each_step_says_what_to_say_and_keeps_what_came_of_it(stalled, client, slug) -> None:
    shown = text_of(client.get(rung_url(stalled, slug)))
    assert "What to say" in shown
    assert "{" not in shown.split("What to say")[1].split("<form")[0]

    answers = {"done_on": "today", "way": "PHONE", "person": "Sam", "result": "No change."}
    saved = fill_in(client, rung_url(stalled, slug), answers)

    assert saved["Location"] == rungs_url(stalled)
    assert TOLD[Rung(Escalation.objects.get().rung)].slug == slug
    assert "No change." in text_of(client.get(rungs_url(stalled)))


def test_the_regulator_is_named_in_the_script_only_when_it_is_sure(stalled, client) -> None:
    url = rung_url(stalled, "regulator")
    assert "I will file a complaint with US Department of Labor" in text_of(client.get(url))

    type(stalled.coverage).objects.filter(case=stalled).update(is_self_funded="UNSURE")
    assert "I will file a complaint with (the office that oversees the plan)" in text_of(client.get(url))


def test_an_unknown_step_is_no_page(stalled, client) -> None:
    assert client.get(rung_url(stalled, "president")).status_code == 404


def test_a_promise_before_the_call_is_refused_with_everything_kept(stalled, client) -> None:
    answers = {
        "done_on": "today",
        "way": "PHONE",
        "result": "They promised.",
        "promised_on_month": "11",
        "promised_on_day": "20",
        "promised_on_year": "2026",
    }
    again = fill_in(client, rung_url(stalled, "supervisor"), answers)

    assert again.status_code == 422
    assert "The day they promised cannot be before the day you asked" in text_of(again)
    assert "They promised." in text_of(again)
