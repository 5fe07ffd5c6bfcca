"""Dates in a person's own calendar: read here by another library than the one that wrote them."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
import time_machine
import vobject
from django.conf import settings
from django.urls import reverse
from django.utils import translation

from requests_app.followups import feeds, services
from requests_app.models import CalendarFeed, Case, CaseAccess
from tests.databases import see_everything
from tests.factories.cases import make_case
from tests.factories.people import actor_for, make_facility, make_member, make_user
from tests.followups.moments import NOW, patient_of, sent_case

WORDS_OF_A_CASE = ("Example", "plan", "call", "ask", "Ana", "health", "appeal")


@pytest.fixture
def user(db):
    return make_user(email="ana@example.com")


@pytest.fixture
def case(user) -> Case:
    return sent_case(user=user)


def plan(case: Case, *, what: str = "Ask about the appeal", due_on: date = date(2026, 12, 1), **more):
    return services.plan_own(case=case, what=what, due_on=due_on, by=patient_of(case), at=NOW, **more)


def connect(user) -> str:
    return feeds.make(by=actor_for(user), at=NOW)


def read(client, key: str):
    response = client.get(reverse("calendars:feed_file", kwargs={"key": key}))
    see_everything()
    return response


def events(client, key: str) -> list:
    response = read(client, key)
    assert response["Content-Type"].startswith("text/calendar")
    return list(vobject.readOne(response.content.decode()).contents.get("vevent", []))


def test_a_calendar_shows_the_open_days_of_ones_own_cases(client, user, case):
    plan(case)
    services.plan_after_sending(
        case=case, submission_sent_on=date(2026, 11, 23), is_expedited=False, by=patient_of(case), at=NOW
    )
    done = plan(case, due_on=date(2026, 12, 9))
    services.complete(follow_up=done, by=patient_of(case), at=NOW)

    found = events(client, connect(user))

    assert [one.dtstart.value for one in found] == [date(2026, 11, 27), date(2026, 12, 1)]
    assert all(one.dtend.value == one.dtstart.value + timedelta(days=1) for one in found)
    assert len({one.uid.value for one in found}) == 2


@pytest.mark.parametrize("language", ["en", "es"])
def test_it_tells_nothing_but_that_there_is_something(client, user, case, language):
    user.language = language
    user.save()
    plan(case)
    key = connect(user)

    (event,) = events(client, key)
    with translation.override(language):
        assert event.summary.value == translation.gettext("Follow up")
    text = read(client, key).content.decode()
    assert not [
        word for word in (*WORDS_OF_A_CASE, case.reference) if word in text.partition("BEGIN:VEVENT")[2]
    ]


def test_lines_are_folded_and_end_as_the_standard_says(client, user, case):
    plan(case)
    body = read(client, connect(user)).content
    assert body.endswith(b"END:VCALENDAR\r\n")
    assert all(len(line) <= 75 for line in body.split(b"\r\n"))
    assert b"\n" not in body.replace(b"\r\n", b"")


def test_a_moved_day_keeps_its_name(client, user, case):
    one, key = plan(case), connect(user)
    (before,) = events(client, key)
    services.move(follow_up=one, to=date(2026, 12, 8), by=patient_of(case), at=NOW)
    (after,) = events(client, key)
    assert before.uid.value == after.uid.value
    assert after.dtstart.value == date(2026, 12, 8)


def test_it_follows_a_change_of_rights_at_once(client, user, case):
    plan(case)
    key = connect(user)
    assert len(events(client, key)) == 1
    CaseAccess.objects.filter(user=user).update(ended_at=NOW)
    assert events(client, key) == []


def test_what_one_only_helps_with_and_what_one_works_on_stays_out(client, user):
    facility = make_facility()
    member = make_member(facility)
    case = make_case(facility=facility)
    plan(case)
    CaseAccess.objects.create(organization=facility, case=case, user=user, relation="HELPER", level="VIEW")
    assert events(client, connect(user)) == []
    assert events(client, connect(member)) == []


def test_somebody_elses_personal_reminder_stays_out(client, user, case):
    other = make_user()
    CaseAccess.objects.create(
        organization=case.organization, case=case, user=other, relation="CAREGIVER", level="EDIT"
    )
    plan(case, for_me=True)
    assert len(events(client, connect(user))) == 1
    assert events(client, connect(other)) == []


def test_a_closed_case_leaves_the_calendar(client, user, case):
    plan(case)
    Case.objects.filter(pk=case.pk).update(status="CLOSED")
    assert events(client, connect(user)) == []


def test_an_ended_an_older_or_a_made_up_address_opens_nothing(client, user, case):
    first = connect(user)
    second = connect(user)
    assert read(client, first).status_code == 404
    assert read(client, second).status_code == 200
    feeds.revoke(by=actor_for(user), at=NOW)
    assert read(client, second).status_code == read(client, "x" * 32).status_code == 404


def test_a_person_who_is_gone_has_no_calendar(client, user):
    key = connect(user)
    user.is_active = False
    user.save()
    assert read(client, key).status_code == 404


def test_only_the_hash_of_the_key_is_kept_and_the_page_shows_it_once(client_for, user):
    browser = client_for(user)
    page = browser.post(reverse("calendars:feed"), {"want": "make"}).content.decode()
    key = page.partition(f"{settings.SITE_URL}/calendar/")[2].partition(".ics")[0]
    assert len(key) == 32
    assert key not in browser.get(reverse("calendars:feed")).content.decode()
    assert key not in str(list(CalendarFeed.objects.values()))
    assert read(browser, key).status_code == 200


def test_one_day_as_a_file(client_for, case):
    one = plan(case)
    url = reverse("followups:event_file", kwargs={"case_id": case.public_id, "follow_up_id": one.public_id})
    response = client_for(case.opened_by).get(url)
    (event,) = vobject.readOne(response.content.decode()).contents["vevent"]
    assert (event.summary.value, event.dtstart.value) == ("Follow up", date(2026, 12, 1))
    assert response["Content-Disposition"] == 'attachment; filename="follow-up.ics"'


@time_machine.travel(NOW, tick=False)
def test_the_list_has_one_event_file_for_each_day(client_for, case):
    plan(case)
    url = reverse("followups:follow_up_list", kwargs={"case_id": case.public_id})
    assert client_for(case.opened_by).get(url).content.decode().count("event.ics") == 1
