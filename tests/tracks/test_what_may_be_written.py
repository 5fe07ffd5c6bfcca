"""What may be written on a track, and by whom."""

from __future__ import annotations

from datetime import date

import pytest

from requests_app.models import (
    CaseAccess,
    CostFacts,
    Track,
)
from tests.factories.people import make_user
from tests.intake.pages import fill_in, hidden
from tests.tracks.pages import day, edit_url, list_url, text_of

pytestmark = pytest.mark.usefixtures("on_a_monday")


@pytest.mark.parametrize(
    ("answers", "words"),
    [
        (
            {**day("asked_on", date(2026, 11, 16)), **day("answer_due_on", date(2026, 11, 15))},
            "The answer cannot be due before it was asked for",
        ),
        (
            {
                **day("asked_on", date(2026, 11, 16)),
                **day("outcome_on", date(2026, 11, 15)),
                "outcome": "DENIED",
            },
            "The answer cannot come before it was asked for",
        ),
        ({**day("asked_on", date(2026, 11, 30))}, "must be today or in the past"),
        ({**day("outcome_on", date(2026, 11, 15))}, "Select what the plan answered"),
        ({"answer_due_from": "OTHER"}, "Say where the day comes from"),
        ({"owner": "KING"}, "Select one of the answers"),
        ({"answer_due_from": "PHONE"}, "You said where a day comes from, and no day"),
    ],
)
def test_what_cannot_be_is_asked_about(answers, words, case, client):
    refused = fill_in(client, edit_url(case, "gap"), answers)

    assert refused.status_code == 422
    assert words in text_of(refused)
    assert not Track.objects.exists()


def test_two_tabs_show_both_answers(case, client):
    fill_in(client, edit_url(case, "gap"), {"reference": "R-1"})
    first, second = (hidden(client.get(edit_url(case, "gap"))) for _tab in range(2))
    client.post(edit_url(case, "gap"), {**first, "reference": "R-2"})

    clash = client.post(edit_url(case, "gap"), {**second, "reference": "R-3"})

    assert clash.status_code == 422
    assert "R-2" in text_of(clash)
    assert Track.objects.get(case=case).reference == "R-2"


def test_two_days_of_two_people_that_do_not_fit_are_refused(case, client):
    asked = {"asked_on_month": "11", "asked_on_day": "10", "asked_on_year": "2026"}
    answered = {"outcome_on_month": "11", "outcome_on_day": "3", "outcome_on_year": "2026"}
    first, second = (hidden(client.get(edit_url(case, "gap"))) for _tab in range(2))
    client.post(edit_url(case, "gap"), {**first, **asked, "outcome": "NONE"})

    refused = client.post(edit_url(case, "gap"), {**second, **answered, "outcome": "DENIED"})

    assert refused.status_code == 422
    assert "The answer cannot come before it was asked for" in text_of(refused)
    assert Track.objects.get(case=case).outcome == ""


def test_there_are_three_tracks_and_no_fourth(case, client):
    assert client.get(edit_url(case, "appeal")).status_code == 404


def test_prior_authorization_is_part_when_the_numbers_say_so(case, client):
    CostFacts.objects.create(organization_id=case.organization_id, case=case, needs_approval="NO")

    prior = text_of(client.get(list_url(case))).split('<section class="card')[3]

    assert "Not part of this request" in prior


def test_who_may_only_look_cannot_change_a_track(case, client_for):
    helper = make_user()
    CaseAccess.objects.create(
        organization_id=case.organization_id, case=case, user=helper, relation="HELPER", level="VIEW"
    )
    client = client_for(helper)

    assert f'"{edit_url(case, "gap")}"' not in text_of(client.get(list_url(case)))
    assert client.get(edit_url(case, "gap")).status_code == 403
    assert client_for(make_user()).get(list_url(case)).status_code == 404
