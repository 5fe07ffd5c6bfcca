"""Days are those of the place where people work and live, not of UTC."""

from __future__ import annotations

from datetime import date

import pytest
import time_machine
from django.urls import reverse

from requests_app.models import Case
from tests.factories.cases import make_case
from tests.factories.people import make_facility, make_member
from tests.staff.pages import version_on

pytestmark = pytest.mark.usefixtures("db")
# Seven in the evening of November 23 in Phoenix.
EVENING = "2026-11-24T02:00:00Z"


def test_in_the_evening_what_is_due_today_is_not_late_yet(client_for):
    facility = make_facility()
    case = make_case(facility=facility)
    Case.objects.filter(pk=case.pk).update(due_on=date(2026, 11, 23))

    with time_machine.travel(EVENING, tick=False):
        staff = client_for(make_member(facility), second_factor=True)
        queue = staff.get(reverse("desk:queue"))
        page = staff.get(reverse("staff:case", args=[case.public_id]))

    assert queue.context["rows"][0].priority != "LATE"
    assert (page.context["priority"], page.context["days_late"]) == ("SOON", 0)


def test_in_the_evening_a_next_step_may_be_due_today(client_for):
    facility = make_facility()
    case = make_case(facility=facility)
    answers = {
        "next_action": "CALL_1",
        "waiting_on": "US",
        "due_on_month": "11",
        "due_on_day": "23",
        "due_on_year": "2026",
    }

    with time_machine.travel(EVENING, tick=False):
        staff = client_for(make_member(facility), second_factor=True)
        url = reverse("staff:next_action", args=[case.public_id])
        response = staff.post(url, {**answers, "version": version_on(staff, url)})

    assert response.status_code == 302
    case.refresh_from_db()
    assert case.due_on == date(2026, 11, 23)
