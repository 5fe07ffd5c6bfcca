from __future__ import annotations

import pytest

from requests_app.models import Case
from requests_app.outreach import queries
from tests.factories.cases import make_case
from tests.factories.people import make_user
from tests.outreach.pages import (
    ABOUT,
    CONTACT,
    ENDED,
    hidden_fields,
    log_by_pages,
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


def test_a_double_click_starts_one_office(pages, case) -> None:
    data = {**shown(pages, url("office_add", case)), **ABOUT}
    first = pages.post(url("office_add", case), data)
    second = pages.post(url("office_add", case), data)
    assert first["Location"] == second["Location"]
    assert case.offices.count() == 1


def test_the_back_button_with_other_text_leads_to_the_same_office(pages, case) -> None:
    data = {**shown(pages, url("office_add", case)), **ABOUT}
    pages.post(url("office_add", case), data)
    answer = pages.post(url("office_add", case), {**data, "specialty": "Pain care"})
    office = case.offices.get()
    assert answer["Location"] == step_url(office, "about")
    body = pages.get(answer["Location"]).content.decode()
    assert "You already saved this." in body
    assert 'value="Pain care"' in body


def test_a_double_click_on_another_try_counts_once(pages, case) -> None:
    office = log_by_pages(pages, case, "NO_ANSWER")
    data = {**shown(pages, step_url(office, "again")), **CONTACT}
    pages.post(step_url(office, "again"), data)
    pages.post(step_url(office, "again"), data)
    pages.post(step_url(office, "again"), {**data, "day_part": "EVENING"})
    assert len(queries.tries_of(queries.get_office_or_404(case, office.public_id))) == 2


def test_two_tabs_do_not_overwrite_each_other_unseen(pages, case) -> None:
    office = log_by_pages(pages, case, "NOT_TAKING")
    page = step_url(office, "notes")
    first, second = shown(pages, page), shown(pages, page)
    pages.post(page, {**first, "notes": "From the first tab"})
    answer = pages.post(page, {**second, "notes": "From the second tab"})
    body = answer.content.decode()
    assert answer.status_code == 422
    assert "From the first tab" in body
    assert "From the second tab" in body
    answer = pages.post(page, {**hidden_fields(body), "notes": "From the second tab"})
    assert answer.status_code == 302
    office.refresh_from_db()
    assert office.notes == "From the second tab"


def test_two_tabs_on_the_contact_page_clash_too(pages, case) -> None:
    office = log_by_pages(pages, case, "NOT_TAKING")
    page = step_url(office, "ended")
    first, second = shown(pages, page), shown(pages, page)
    pages.post(page, {**first, **ENDED, "spoke_with": "Lee"})
    answer = pages.post(page, {**second, **ENDED, "spoke_with": "Max"})
    assert answer.status_code == 422
    assert "Lee" in answer.content.decode()
