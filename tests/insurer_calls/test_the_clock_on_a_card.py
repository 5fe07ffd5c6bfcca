"""Call 3 says the day that the clock gives; a complaint is named only when the time of a rule is over."""

from __future__ import annotations

import html
from datetime import date

import pytest
import time_machine
from django.urls import reverse

from requests_app.models import Case
from tests.factories.cases import make_case
from tests.tracks.pages import send

COMPLAINT = "I will file a complaint with"


@pytest.fixture
def case(db) -> Case:
    case = make_case(path="GAP_EXCEPTION", status="SENT")
    type(case.coverage).objects.filter(case=case).update(source_detail="PRIVATE_EMPLOYER")
    send(case, date(2026, 11, 18))
    return case


def card(case, client_for, now: str) -> str:
    with time_machine.travel(now, tick=True):
        url = reverse("insurer_calls:call_card", args=[case.public_id, "CALL_3"])
        return html.unescape(client_for(case.opened_by).get(url).content.decode())


def test_before_the_day_it_is_said_and_no_complaint_is_named(case, client_for) -> None:
    body = card(case, client_for, "2026-12-03T18:00:00Z")

    assert "The date I have is December 3, 2026." in body
    assert COMPLAINT not in body


def test_after_it_the_complaint_and_the_office_are_named(case, client_for) -> None:
    body = card(case, client_for, "2026-12-04T18:00:00Z")

    assert f"{COMPLAINT} (the office" not in body
    assert COMPLAINT in body


def test_what_is_only_common_is_never_said_as_their_day(case, client_for) -> None:
    type(case.coverage).objects.filter(case=case).update(source_detail="")
    body = card(case, client_for, "2027-01-20T18:00:00Z")

    assert "(the day they had to answer by)" in body
    assert COMPLAINT not in body
