"""A system that asks four times at the same moment gets one case."""

from __future__ import annotations

import json

import pytest
from django.urls import reverse

from requests_app.exchange.api_presenters import EXAMPLE
from requests_app.models import Case, OutgoingEmail
from tests.conftest import PortalClient
from tests.databases import see_everything
from tests.factories.exchange import make_token
from tests.factories.people import make_facility, make_member
from tests.robustness.together import at_once

pytestmark = pytest.mark.usefixtures("transactional_db")


def test_four_at_once_open_one_case():
    facility = make_facility()
    _token, key = make_token(facility, make_member(facility, role="ADMIN"))

    def ask():
        return PortalClient().post(
            reverse("api:cases"),
            json.dumps(EXAMPLE),
            content_type="application/json",
            headers={"Authorization": f"Bearer {key}"},
        )

    answers = at_once(*[ask] * 4)

    assert sorted(one.status_code for one in answers) == [200, 200, 200, 201]
    assert len({one.json()["id"] for one in answers}) == 1
    see_everything()
    assert (Case.objects.count(), OutgoingEmail.objects.count()) == (1, 1)
