from __future__ import annotations

from datetime import date, timedelta

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from requests_app.models import Case, CaseAccess
from requests_app.outreach import services as outreach
from requests_app.strength.queries import findings_of
from tests.factories.cases import make_case
from tests.factories.people import actor_for, make_facility, make_member, make_user
from tests.strength.pages import text_of, url

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 18)


@pytest.fixture(autouse=True)
def _today():
    with time_machine.travel("2026-11-18T20:00:00Z", tick=False):
        yield


@pytest.fixture
def user(db):
    return make_user()


@pytest.fixture
def case(user) -> Case:
    return make_case(user=user)


@pytest.fixture
def pages(client_for, user):
    return client_for(user)


def log_office(case: Case, user, name: str, **office):
    return outreach.log_office(
        case=case,
        office={"name": name, "result": "NOT_TAKING", "found_in": "PLAN_WEBSITE", **office},
        tries=[{"contacted_on": date(2026, 11, 16), "channel": "PHONE", "spoke_with": "Dana"}],
        by=actor_for(user),
        at=timezone.now(),
    )


def test_the_page_counts_in_words_and_says_what_to_do(pages, case):
    text = text_of(pages.get(url("check", case)))

    assert "<h1>How strong is your request?</h1>" in text
    assert "must-fix items, " in text
    assert " ideas, " in text
    assert " look good." in text
    assert "Contact at least three in-network offices. You have 0 so far" in text
    assert reverse("outreach:office_list", args=[case.public_id]) in text
    assert "score" not in text.lower()
    assert "odds" not in text.lower()


def test_a_record_behind_a_check_is_linked(pages, case):
    text = text_of(pages.get(url("check", case)))

    assert reverse("knowledge:why", kwargs={"record_id": "us-payer-three-provider-practice"}) in text


def test_fixing_an_office_leads_to_its_own_page(pages, case, user):
    office = log_office(case, user, "Sample North Clinic", result="CAN_SEE_ME", gives_all_care="YES")

    text = text_of(pages.get(url("check", case)))

    assert "Say why it does not work: Sample North Clinic" in text
    assert reverse("outreach:office_detail", args=[case.public_id, office.public_id]) in text


def test_of_two_offices_with_one_name_the_link_leads_to_the_one_that_is_meant(pages, case, user):
    first = log_office(case, user, "Sample North Clinic")
    second = log_office(case, user, "Sample North Clinic")

    text = text_of(pages.get(url("check", case)))
    line = text[text.index("Count this office once: Sample North Clinic") :].split("</li>")[0]

    assert reverse("outreach:office_detail", args=[case.public_id, second.public_id]) in line
    assert reverse("outreach:office_detail", args=[case.public_id, first.public_id]) not in line


def test_an_almost_empty_request_names_three_things_to_start_with(client_for, user):
    case = make_case(user=user, filled=False)

    text = text_of(client_for(user).get(url("check", case)))

    assert "There is not enough to check yet. Start with these three." in text
    assert text.count('class="task-link"') == 3
    assert "must-fix" not in text


def test_what_insurers_look_for_is_said_with_its_day(pages, case):
    text = text_of(pages.get(url("check", case)))

    assert "What insurers look for: " in text
    assert "Missing:" in text
    assert "Read on " in text


def test_the_day_it_is_checked_on_decides_what_has_passed(user):
    case = make_case(user=user)
    type(case.care).objects.filter(pk=case.care.pk).update(starts_on=date(2026, 11, 18))

    found = {one.id: one.group for one in findings_of(case, TODAY)}

    assert found["start-date-passed"] == "GOOD"
    assert {one.id: one.group for one in findings_of(case, date(2026, 11, 19))}["start-date-passed"] == "MUST"


def test_somebody_who_may_only_look_is_not_offered_to_fix(client_for, case):
    helper = make_user()
    CaseAccess.objects.create(
        organization_id=case.organization_id, case=case, user=helper, relation="HELPER", level="VIEW"
    )

    text = text_of(client_for(helper).get(url("check", case)))

    assert "Must fix before you send" in text
    assert "Fix this" not in text


def test_staff_see_the_same_page_and_strangers_none(client_for, user):
    facility = make_facility()
    worker = make_member(facility)
    case = make_case(user=user, facility=facility)

    assert client_for(worker, second_factor=True).get(url("check", case)).status_code == 200
    assert client_for(make_user()).get(url("check", case)).status_code == 404


def test_the_page_asks_the_database_as_often_for_many_offices(pages, case, user):
    log_office(case, user, "Sample North Clinic")
    pages.get(url("check", case))
    with CaptureQueriesContext(connection) as few:
        pages.get(url("check", case))
    for number in range(12):
        log_office(case, user, f"Sample Clinic {number}", first_open_on=TODAY + timedelta(days=number))
    with CaptureQueriesContext(connection) as many:
        pages.get(url("check", case))

    assert len(many) == len(few)


def test_the_page_speaks_spanish(pages, case):
    pages.post(reverse("language"), {"language": "es", "next": url("check", case)})

    assert '<html lang="es"' in text_of(pages.get(url("check", case)))
