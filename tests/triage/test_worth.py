"""“Is it worth it?” before there is a request: posted, worked out, shown, and kept nowhere."""

from __future__ import annotations

import html

import pytest
from django.contrib.sessions.models import Session
from django.urls import reverse

from requests_app.models import CostFacts, HeldForm

NUMBERS = {
    "price": "500",
    "visits": "36",
    "accepts_agreement": "YES",
    "will_not_bill_rest": "NO",
    "in_deductible": "1500",
    "in_deductible_met": "500",
    "in_max": "4000",
    "in_max_met": "1000",
    "in_coinsurance": "20",
    "has_out_benefits": "NO",
    "plan_allows": "380",
}


@pytest.fixture
def url() -> str:
    return reverse("triage:worth")


def test_the_arithmetic_is_shown_and_nothing_is_kept(db, client, url):
    response = client.post(url, NUMBERS)

    text = html.unescape(response.content.decode())
    assert response.status_code == 200
    assert "36 × $500.00" in text
    assert "$10,680.00 less than as it is now" in text
    assert 'value="500.00"' in text or 'value="500"' in text
    assert "no-store" in response["Cache-Control"]
    assert not CostFacts.objects.exists()
    assert not Session.objects.exists()


def test_numbers_in_the_address_are_not_read(db, client, url):
    text = client.get(url, NUMBERS).content.decode()

    assert 'value="500' not in text
    assert "36 ×" not in text


def test_what_a_language_switch_carried_over_is_gone_after_it_was_shown(db, client, url):
    client.post(reverse("language"), {**NUMBERS, "language": "es", "from_page": url})
    first, second = client.get(url).content.decode(), client.get(url).content.decode()

    assert 'value="500"' in first
    assert 'value="500"' not in second
    assert not HeldForm.objects.exists()


def test_only_price_and_number_are_needed_and_the_rest_is_named(db, client, url):
    nothing = client.post(url, {})
    assert nothing.status_code == 422
    assert "Enter the price in dollars" in nothing.content.decode()

    response = client.post(url, {"price": "500", "visits": "36"})

    text = html.unescape(response.content.decode())
    assert response.status_code == 200
    assert "It depends on numbers that are not known yet" in text
    assert "Whether the plan pays anything out of network" in text


def test_what_is_no_number_is_an_error_at_its_box(db, client, url):
    response = client.post(url, {**NUMBERS, "visits": "0", "price": "five"})

    text = html.unescape(response.content.decode())
    assert response.status_code == 422
    assert "Enter a number from 1 to 999" in text
