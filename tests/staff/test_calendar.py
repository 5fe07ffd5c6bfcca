"""The facility’s own calendar: closed days, and how often a plan is called."""

from __future__ import annotations

import html
from datetime import date

import pytest
import time_machine
from django.urls import reverse

from requests_app.followups.closed import closed_days_of
from requests_app.models import AuditEntry, ClosedDay, FollowUp, Organization
from tests.factories.cases import make_case
from tests.factories.people import make_facility, make_member
from tests.intake.pages import fill_in, hidden
from tests.tracks.pages import day

URL = "staff:calendar"


@pytest.fixture(autouse=True)
def on_a_monday():
    with time_machine.travel("2026-11-23T18:00:00Z", tick=True):
        yield


@pytest.fixture
def facility(db) -> Organization:
    return make_facility()


@pytest.fixture
def client(facility, client_for):
    return client_for(make_member(facility), second_factor=True)


def text_of(response) -> str:
    return " ".join(html.unescape(response.content.decode()).split())


def test_a_closed_day_is_added_counts_no_more_and_is_taken_out(client, facility):
    saved = fill_in(client, reverse(URL), {**day("day", date(2026, 11, 27)), "name": "Staff training"})

    assert saved["Location"] == reverse(URL)
    assert "Friday, November 27, 2026" in text_of(client.get(reverse(URL)))
    assert date(2026, 11, 27) in closed_days_of(facility.pk, date(2026, 11, 23))
    assert date(2026, 11, 27) not in closed_days_of(make_facility().pk, date(2026, 11, 23))

    kept = ClosedDay.objects.get()
    remove = reverse("staff:closed_day_remove", args=[kept.public_id])
    client.post(remove, hidden(client.get(remove)))

    assert not ClosedDay.objects.exists()
    actions = AuditEntry.objects.filter(action__startswith="office.").order_by("pk")
    assert [one.action for one in actions] == ["office.closed_day_added", "office.closed_day_removed"]


@pytest.mark.parametrize(
    ("when", "told"),
    [
        (date(2026, 11, 26), "This day is a federal holiday"),
        (date(2026, 11, 28), "This day is on a weekend"),
        (date(2026, 12, 24), "This day is in the list already"),
    ],
)
def test_a_day_that_does_not_count_anyway_is_told(when, told, client, facility):
    ClosedDay.objects.create(organization=facility, day=date(2026, 12, 24))

    refused = fill_in(client, reverse(URL), day("day", when))

    assert refused.status_code == 422
    assert told in text_of(refused)
    assert ClosedDay.objects.count() == 1


def test_follow_ups_of_that_day_stay_and_are_told(client, facility):
    case = make_case(facility=facility)
    FollowUp.objects.create(
        organization=facility, case=case, kind="OWN", what="Call", due_on=date(2026, 12, 24)
    )
    page = client.get(reverse(URL))
    answer = client.post(reverse(URL), {**hidden(page), **day("day", date(2026, 12, 24))}, follow=True)

    assert "1 follow-up is planned for that day and stays there." in text_of(answer)


def test_the_number_of_days_between_calls_is_changed(client, facility):
    url = reverse("staff:call_interval", args=[facility.public_id])

    assert fill_in(client, url, {"every": "0"}).status_code == 422
    assert fill_in(client, url, {"every": "5"}).status_code == 302

    facility.refresh_from_db()
    assert facility.follow_up_every == 5
    assert "Every 5 business days" in text_of(client.get(reverse(URL)))


def test_the_calendar_of_another_facility_is_not_there(client, client_for):
    other = make_facility()
    theirs = ClosedDay.objects.create(organization=other, day=date(2026, 12, 24))

    assert "December 24" not in text_of(client.get(reverse(URL)))
    assert client.get(reverse("staff:closed_day_remove", args=[theirs.public_id])).status_code == 404
    assert client.get(reverse("staff:call_interval", args=[other.public_id])).status_code == 404


def test_whoever_may_only_look_does_not_change_it(facility, client_for):
    client = client_for(make_member(facility, role="AUDITOR"), second_factor=True)

    assert client.get(reverse(URL)).status_code == 403
