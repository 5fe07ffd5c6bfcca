"""What may be written on a track, and by whom."""

from __future__ import annotations

import html
from datetime import date

import pytest
import time_machine
from django.urls import reverse

from requests_app.models import (
    Case,
    CaseAccess,
    CostFacts,
    InsurerCall,
    Packet,
    Submission,
    Track,
)
from tests.factories.cases import make_case
from tests.factories.people import make_user
from tests.intake.pages import fill_in, hidden

TODAY = "2026-11-23T18:00:00Z"


@pytest.fixture(autouse=True)
def on_a_monday():
    with time_machine.travel(TODAY, tick=True):
        yield


@pytest.fixture
def case(db) -> Case:
    return make_case(path="GAP_EXCEPTION")


@pytest.fixture
def client(case, client_for):
    return client_for(case.opened_by)


def list_url(case: Case) -> str:
    return reverse("tracks:track_list", args=[case.public_id])


def edit_url(case: Case, slug: str) -> str:
    return reverse("tracks:track_edit", args=[case.public_id, slug])


def text_of(response) -> str:
    return html.unescape(response.content.decode())


def day(name: str, when: date) -> dict[str, str]:
    return {f"{name}_month": str(when.month), f"{name}_day": str(when.day), f"{name}_year": str(when.year)}


def call(case: Case, kind: str, **columns) -> InsurerCall:
    return InsurerCall.objects.create(
        organization_id=case.organization_id,
        case=case,
        kind=kind,
        called_on=columns.pop("called_on", date(2026, 11, 17)),
        **columns,
    )


def send(case: Case, sent_on: date, *, is_expedited: bool = False) -> Submission:
    own = {"organization_id": case.organization_id, "case": case}
    packet = Packet.objects.create(
        **own,
        number=1,
        contents={},
        contents_sha256="0" * 64,
        template_version="1",
        signed_name="Ana Sample",
        signed_by=case.opened_by,
        signed_at="2026-11-18T18:00:00Z",
    )
    return Submission.objects.create(
        **own,
        packet=packet,
        sent_on=sent_on,
        way="FAX",
        recorded_at="2026-11-18T18:00:00Z",
        is_expedited=is_expedited,
    )


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

    assert edit_url(case, "gap") not in text_of(client.get(list_url(case)))
    assert client.get(edit_url(case, "gap")).status_code == 403
    assert client_for(make_user()).get(list_url(case)).status_code == 404
