"""A facility and one of its case workers, signed in."""

from __future__ import annotations

import pytest

from tests.factories.people import make_facility, make_member


@pytest.fixture
def facility(db):
    return make_facility()


@pytest.fixture
def worker(facility):
    return make_member(facility, full_name="Sam Worker")


@pytest.fixture
def staff(client_for, worker):
    return client_for(worker, second_factor=True)
