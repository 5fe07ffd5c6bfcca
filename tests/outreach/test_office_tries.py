from __future__ import annotations

import pytest

from requests_app.models import Case, OutreachAttempt
from requests_app.outreach import queries
from requests_app.outreach.results import ReasonGroup
from tests.factories.cases import make_case
from tests.factories.people import make_user
from tests.outreach.pages import (
    CONTACT,
    FOLLOW_UPS,
    log_by_pages,
    send,
    shown,
    step_url,
    url,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def user():
    return make_user()


@pytest.fixture
def case(user) -> Case:
    return make_case(user=user)


@pytest.fixture
def pages(client_for, user):
    return client_for(user)


def test_three_tries_show_that_nobody_answers_and_fewer_do_not(pages, case) -> None:
    office = log_by_pages(pages, case, "NO_ANSWER")
    assert not any(queries.reasons_covered(case).values())
    again = send(pages, step_url(office, "again"), {**CONTACT, "contacted_on": "today"})
    assert again["Location"] == step_url(office, "ended")
    ended = send(pages, again["Location"], {"outcome": "LEFT_MESSAGE"})
    assert ended["Location"] == url("office_check", case, office.public_id)
    tries = shown(pages, step_url(office, "follow-up"))
    assert "version" in tries
    answer = pages.post(
        step_url(office, "follow-up"),
        {
            **tries,
            **{f"try{n}_on_month": "nov" for n in (1, 2, 3)},
            **{f"try{n}_on_day": str(n) for n in (1, 2, 3)},
            **{f"try{n}_on_year": "2026" for n in (1, 2, 3)},
            "try3_part": "EVENING",
        },
    )
    assert answer.status_code == 302
    assert [one.contacted_on.day for one in queries.tries_of(office)] == [1, 2, 3]
    assert queries.reasons_covered(case)[ReasonGroup.WRONG_LISTING] == 1
    assert "Log another try" not in pages.get(url("office_list", case)).content.decode()


def test_a_try_whose_date_is_cleared_is_taken_away_and_kept_in_the_database(pages, case) -> None:
    office = log_by_pages(pages, case, "NO_ANSWER")
    send(pages, step_url(office, "again"), {**CONTACT, "contacted_on": "today"})
    page = step_url(office, "follow-up")
    send(pages, page, FOLLOW_UPS["NO_ANSWER"])
    assert len(queries.tries_of(queries.get_office_or_404(case, office.public_id))) == 1
    assert OutreachAttempt.objects.filter(office=office).count() == 2


def test_a_try_like_one_before_is_asked_about(pages, case) -> None:
    office = log_by_pages(pages, case, "TOO_FAR")
    answer = send(pages, step_url(office, "again"), CONTACT)
    assert answer.status_code == 422
    assert "You already wrote down a try on this day and time." in answer.content.decode()
