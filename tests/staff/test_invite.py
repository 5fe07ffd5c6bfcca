from __future__ import annotations

import pytest
from django.urls import reverse

from requests_app.models import Organization
from tests.factories.people import make_facility, make_member

pytestmark = pytest.mark.usefixtures("db")


def test_a_facility_without_an_address_of_its_own_can_invite_all_the_same(client_for):
    facility = make_facility()
    Organization.objects.filter(pk=facility.pk).update(slug=None)

    page = client_for(make_member(facility), second_factor=True).get(reverse("staff:invite"))

    assert page.status_code == 200
    assert "Or share your address" not in page.content.decode()


def test_the_address_to_share_is_the_one_of_the_service_whatever_host_was_asked(client_for, settings):
    settings.SITE_URL = "https://portal.example.org"
    facility = make_facility(slug="desert")

    page = client_for(make_member(facility), second_factor=True).get(reverse("staff:invite"))

    assert "https://portal.example.org/at/desert/" in page.content.decode()
