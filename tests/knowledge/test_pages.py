from __future__ import annotations

from datetime import UTC, datetime

import pytest
import time_machine
from django.urls import reverse
from django.utils.html import escape

from requests_app.knowledge import library
from tests.conftest import PortalClient

pytestmark = pytest.mark.django_db


def why(client: PortalClient, record_id: str) -> str:
    response = client.get(reverse("knowledge:why", args=[record_id]))
    assert response.status_code == 200
    return str(response.content, "utf-8")


def test_a_sure_rule_shows_its_words_its_rule_and_its_sources(client: PortalClient) -> None:
    shown = why(client, "il-wait-mh-initial")
    record = library.record("il-wait-mh-initial")

    assert record.text.en in shown
    assert "215 ILCS 124/10(d-5)" in shown
    assert "Illinois" in shown
    assert "January 1, 2022" in shown
    assert all(f'href="{escape(address)}"' in shown for address in record.source)
    assert "not legal advice" in shown
    assert "Confirm it by phone" not in shown


@pytest.mark.parametrize("record_id", ["co-wait-bh", "us-qhp-wait-behavioral", "az-dist-pcp-urban"])
def test_what_is_remembered_seen_once_or_open_says_confirm_by_phone(
    client: PortalClient, record_id: str
) -> None:
    shown = why(client, record_id)

    assert "Confirm it by phone" in shown
    assert library.record(record_id).check.split(".")[0] not in shown


def test_a_rule_of_next_year_says_that_it_is_not_in_force(client: PortalClient) -> None:
    with time_machine.travel(datetime(2026, 11, 22, 18, tzinfo=UTC), tick=False):
        assert "not in force today" in why(client, "us-medicaid-wait-bh")


def test_the_page_speaks_spanish(client: PortalClient) -> None:
    client.cookies["django_language"] = "es"
    response = client.get(
        reverse("knowledge:why", args=["il-wait-mh-initial"]), headers={"accept-language": "es"}
    )
    assert library.record("il-wait-mh-initial").text.es in str(response.content, "utf-8")


def test_the_day_of_the_text_is_written_as_people_write_it(client: PortalClient) -> None:
    assert library.record("us-nsa-directory-clock").as_of == "2026-04-06"
    assert "April 6, 2026" in why(client, "us-nsa-directory-clock")

    client.cookies["language"] = "es"
    assert "6 de abril de 2026" in why(client, "us-nsa-directory-clock")


def test_a_name_that_is_only_english_says_so_to_those_who_hear_a_spanish_page(client: PortalClient) -> None:
    client.cookies["language"] = "es"
    shown = why(client, "az-regulator")

    assert '<h3 lang="en">Arizona Department of Insurance' in shown


@pytest.mark.parametrize("record_id", [record.id for record in library.all_records()][::40])
def test_records_of_every_file_have_their_page(client: PortalClient, record_id: str) -> None:
    assert "Where we read it" in why(client, record_id)


def test_an_unknown_record_is_not_found(client: PortalClient) -> None:
    assert client.get(reverse("knowledge:why", args=["nobody-wrote-this"])).status_code == 404


def test_the_answers_lead_to_an_address_that_can_be_kept(client: PortalClient) -> None:
    response = client.post(
        reverse("knowledge:who_regulates"), {"state": "AZ", "plan": "job", "funding": "YES"}
    )

    assert response.status_code == 302
    assert response["Location"] == "/who-regulates/az/job-self-funded/"


@pytest.mark.parametrize(
    ("answers", "slug"),
    [
        ({"plan": "job", "funding": "UNSURE"}, "job"),
        ({"plan": "job"}, "job"),
        ({"plan": "school", "funding": "NO"}, "school-insured"),
        ({"plan": "va", "funding": "YES"}, "va"),
    ],
)
def test_who_pays_counts_only_where_it_decides(
    client: PortalClient, answers: dict[str, str], slug: str
) -> None:
    response = client.post(reverse("knowledge:who_regulates"), {"state": "AZ", **answers})
    assert response["Location"] == f"/who-regulates/az/{slug}/"


def test_the_state_and_the_plan_are_needed(client: PortalClient) -> None:
    response = client.post(reverse("knowledge:who_regulates"), {})

    assert response.status_code == 422
    assert "Select the state" in str(response.content, "utf-8")


def test_the_answer_names_phone_address_complaint_page_and_day(client: PortalClient) -> None:
    with time_machine.travel(datetime(2026, 11, 22, 18, tzinfo=UTC), tick=False):
        shown = str(client.get("/who-regulates/az/job-insured/").content, "utf-8")

    assert "Arizona Department of Insurance and Financial Institutions" in shown
    assert 'href="tel:+1-602-364-2499"' in shown
    assert "https://difi.az.gov/file-complaint-against-insurance-entity" in shown
    assert "November 22, 2026" in shown
    assert "Old, confirm by phone" not in shown


def test_after_half_a_year_a_number_is_old(client: PortalClient) -> None:
    with time_machine.travel(datetime(2027, 6, 1, 18, tzinfo=UTC), tick=False):
        shown = str(client.get("/who-regulates/az/job-insured/").content, "utf-8")

    assert "Old, confirm by phone" in shown


@pytest.mark.parametrize("path", ["zz/job", "AZ/job", "az/nothing", "az/va-insured"])
def test_an_address_nobody_makes_is_not_found(client: PortalClient, path: str) -> None:
    assert client.get(f"/who-regulates/{path}/").status_code == 404


@pytest.mark.parametrize("route", ["home", "help"])
def test_public_pages_lead_there(client: PortalClient, route: str) -> None:
    assert reverse("knowledge:who_regulates") in str(client.get(reverse(route)).content, "utf-8")
