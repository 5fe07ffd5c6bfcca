from __future__ import annotations

from datetime import date

import pytest
from django.utils import timezone

from requests_app.insurers.services import add_contact
from requests_app.models import InsurerContact
from tests.factories.cases import make_case
from tests.factories.people import actor_for, make_facility, make_member

TYPED = {
    "insurer": "Sample Health Plan",
    "scope": "All its plans",
    "state": "",
    "purpose": "GAP_REQUEST",
    "way": "FAX",
    "value": "800-555-0142",
    "notes": "",
    "source": "Provider manual 2026, page 12",
    "checked_on": date(2026, 11, 20),
}


@pytest.fixture
def facility(db):
    return make_facility()


@pytest.fixture
def worker(facility):
    return make_member(facility)


@pytest.fixture
def staff(worker, client_for):
    return client_for(worker, second_factor=True)


@pytest.fixture
def case(facility):
    made = make_case(facility=facility)
    made.coverage.insurer, made.coverage.plan_state = "Sample Health Plan", "AZ"
    made.coverage.save()
    return made


@pytest.fixture
def keep(facility, worker):
    """Keeps a contact in the facility, or in another."""

    def _keep(*, within=None, **changes) -> InsurerContact:
        organization = within or facility
        user = worker if within is None else make_member(organization)
        return add_contact(
            organization=organization,
            typed={**TYPED, **changes},
            by=actor_for(user, facility=organization),
            at=timezone.now(),
        )

    return _keep
