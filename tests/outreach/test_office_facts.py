"""What the pages of an office work out: the wait, the way there, and what the listing leaves open."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from django.utils import timezone

from requests_app.models import Case, PatientDetails
from requests_app.outreach import services, steps
from requests_app.outreach.steps import Step
from tests.factories.cases import make_case
from tests.factories.people import actor_for, make_user
from tests.outreach.pages import step_url, url

pytestmark = pytest.mark.django_db

TRY = {"contacted_on": date(2026, 11, 20), "day_part": "MORNING", "channel": "PHONE", "outcome": "REACHED"}


@pytest.fixture
def user(db):
    return make_user()


@pytest.fixture
def case(user) -> Case:
    made = make_case(user=user)
    PatientDetails.objects.filter(case=made).update(zip_code="85004")
    return made


@pytest.fixture
def pages(client_for, user):
    return client_for(user)


@pytest.fixture
def log(case, user):
    def write(**about):
        typed = {"name": "Desert Sky Clinic", "result": "OFFERED_DATE", **about}
        return services.log_office(
            case=case, office=typed, tries=[TRY], by=actor_for(user), at=timezone.now()
        )

    return write


def test_the_wait_is_told_in_calendar_and_business_days_on_list_and_office_page(pages, case, log) -> None:
    office = log(first_open_on=date(2026, 12, 1))
    text = "11 calendar days (6 business days) after the contact on November 20, 2026"
    for page in (
        url("office_list", case),
        url("office_detail", case, office.public_id),
        url("office_check", case, office.public_id),
    ):
        assert text in pages.get(page).content.decode(), page


def test_an_offer_that_another_result_set_aside_is_no_wait(pages, case, log) -> None:
    office = log(first_open_on=date(2026, 12, 1), result="NOT_TAKING")
    body = pages.get(url("office_detail", case, office.public_id)).content.decode()
    assert "calendar days" not in body
    assert "December 1" not in body


def test_the_way_is_a_straight_line_by_zip_code_with_the_own_miles_beside_it(pages, case, log) -> None:
    office = log(zip_code="85701", distance=Decimal("125.0"), distance_unit="MINUTES")
    body = pages.get(url("office_detail", case, office.public_id)).content.decode()
    assert "About 107 miles in a straight line, by ZIP code. 125 minutes one way, as you reported" in body


@pytest.mark.parametrize("zip_code", ["", "00000", "09001"])
def test_an_unknown_zip_code_asks_for_miles_and_is_no_error(pages, case, log, zip_code) -> None:
    office = log(zip_code=zip_code)
    page = pages.get(step_url(office, "travel"))
    assert page.status_code == 200
    assert "Write down the miles or minutes." in page.content.decode()
    assert "straight line" not in pages.get(url("office_list", case)).content.decode()


def test_a_visit_by_video_is_not_asked_how_far_it_is(log) -> None:
    assert Step.TRAVEL in steps.path_of(log(visit_mode="IN_PERSON"))
    assert Step.TRAVEL not in steps.path_of(log(visit_mode="VIDEO"))


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ("", "The listing does not say. Call to ask"),
        ("YES", "The listing says: taking new patients"),
        ("NO", "The listing says: not taking new patients"),
    ],
)
def test_a_listing_that_says_nothing_means_call_to_ask(pages, case, log, said, shown) -> None:
    office = log(listed_accepting=said)
    assert shown in pages.get(url("office_detail", case, office.public_id)).content.decode()


@pytest.mark.parametrize("page", ["office_detail", "office_check", "office_remove"])
def test_an_office_that_offered_a_date_is_said_to_stay(pages, case, log, page) -> None:
    office = log(first_open_on=date(2026, 12, 1))
    assert "This office offered a visit" in pages.get(url(page, case, office.public_id)).content.decode()


def test_an_offer_without_all_of_the_care_is_not_said_to_be_one(pages, case, log) -> None:
    office = log(first_open_on=date(2026, 12, 1), gives_all_care="NO", missing_care="No evening groups")
    body = pages.get(url("office_detail", case, office.public_id)).content.decode()
    assert "This office offered a visit" not in body
    assert "No evening groups" in body
