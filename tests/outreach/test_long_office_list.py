from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from requests_app.models import Case
from requests_app.outreach import queries
from tests.databases import ROOT
from tests.factories.cases import make_case
from tests.factories.people import make_user
from tests.outreach.pages import log_offices, send, shown, url

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


def test_the_list_asks_the_database_as_often_for_many_offices(
    pages, case, user, django_assert_num_queries
) -> None:
    log_offices(case, user, 3)
    pages.get(url("office_list", case))
    with CaptureQueriesContext(connection) as few:
        pages.get(url("office_list", case))
    log_offices(case, user, 27)
    with django_assert_num_queries(len(few)):
        pages.get(url("office_list", case))
    with django_assert_num_queries(2):
        queries.logged_offices(case)
    with django_assert_num_queries(2):
        queries.reasons_covered(case)
    with django_assert_num_queries(1):
        assert queries.counts(case).logged == 30


def test_a_long_list_comes_in_pages_and_what_is_left_to_do_comes_first(pages, case, user) -> None:
    log_offices(case, user, 45)
    send(pages, url("office_names", case), {"names": "Still to call, 602-555-0151", "found_in": "LETTER"})
    first = " ".join(pages.get(url("office_list", case)).content.decode().split())
    assert "Still to call" in first
    assert "Logged (45)" in first
    assert '<li class="is-covered">Not taking patients <strong>45</strong></li>' in first
    second = pages.get(url("office_list", case) + "?page=2").content.decode()
    seen = re.findall(r"Example Clinic \d+</a>", first + second)
    assert len(seen) == len(set(seen)) == 45
    again = pages.post(url("part_done", case), shown(pages, url("office_list", case))).content.decode()
    assert f'href="{url("office_list", case)}?page=2"' in again


def test_a_page_of_the_list_stays_light_in_both_languages(pages, case, user) -> None:
    facts = {
        "name": "Example Center for Behavioral Care and Recovery of Maricopa County",
        "result": "WAIT_TOO_LONG",
        "first_open_on": timezone.now().date() + timedelta(days=40),
        "street": "410 North Example Street, Suite 1200",
        "city": "Phoenix",
        "state": "AZ",
        "zip_code": "85004",
        "distance": 62,
        "distance_unit": "MINUTES",
        "proof_note": "p" * 100,
    }
    log_offices(case, user, 35, **facts)
    files = sum((ROOT / "static" / name).stat().st_size for name in ("css/portal.css", "js/portal.js"))
    for language in ("en", "es"):
        pages.cookies["language"] = language
        assert len(pages.get(url("office_list", case)).content) + files < 100_000


def test_a_long_call_sheet_comes_in_pages_and_names_every_office(pages, case) -> None:
    names = "\n".join(f"Example Clinic {number}" for number in range(30))
    send(pages, url("office_names", case), {"names": names, "found_in": "LETTER"})
    both = [pages.get(url("call_sheet", case) + query).content.decode() for query in ("", "?page=2")]
    assert [body.count("paper-office") for body in both] == [20, 10]
    assert len(set(re.findall(r"Example Clinic \d+</h2>", "".join(both)))) == 30
