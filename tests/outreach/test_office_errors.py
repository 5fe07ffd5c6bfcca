from __future__ import annotations

import pytest

from requests_app.models import Case, OutreachOffice
from tests.factories.cases import make_case
from tests.factories.people import make_user
from tests.outreach.pages import (
    log_by_pages,
    send,
    step_url,
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


NONSENSE = {
    "about": {"name": "x", "phone": "abc", "kind": "ROBOT", "npi": "12"},
    "place": {"state": "Atlantis", "zip_code": "850"},
    "listing": {"found_in": "MOON", "listed_accepting": "PERHAPS", "found_at": "a" * 301},
    "contact": {"contacted_on": "other", "contacted_on_month": "13", "contacted_on_day": "x", "channel": "?"},
    "ended": {"outcome": "EXPLODED", "spoke_with": "k" * 101},
    "again": {"contacted_on": "never", "channel": ""},
    "result": {"result": "NONSENSE"},
    "follow-up": {"distance": "far away", "distance_unit": "INCHES"},
    "offer": {"first_open_on_month": "13", "visit_mode": "BOAT", "declined_why": "w" * 301},
    "notes": {"notes": "n" * 2001},
}


@pytest.mark.parametrize("step", sorted(NONSENSE))
def test_nonsense_gets_a_summary_and_keeps_what_was_typed(pages, case, step) -> None:
    office = log_by_pages(pages, case, "TOO_FAR")
    before = OutreachOffice.objects.filter(pk=office.pk).values().get()
    answer = send(pages, step_url(office, step), NONSENSE[step])
    body = answer.content.decode()
    assert answer.status_code == 422
    assert "There is a problem" in body
    assert "<title>Error: " in body
    for typed in ("far away", "abc", "n" * 2001):
        if typed in NONSENSE[step].values():
            assert typed in body
    assert OutreachOffice.objects.filter(pk=office.pk).values().get() == before


@pytest.mark.parametrize("step", ["about", "listing", "contact", "ended", "result", "follow-up"])
def test_an_empty_page_says_what_to_do(pages, case, step) -> None:
    office = log_by_pages(pages, case, "TOO_FAR")
    answer = send(pages, step_url(office, step), {})
    assert answer.status_code == 422
    assert "There is a problem" in answer.content.decode()
