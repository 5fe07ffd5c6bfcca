from __future__ import annotations

import pytest

from requests_app.models import (
    Organization,
    User,
)
from tests.factories.people import make_facility, make_user


@pytest.fixture
def person(db) -> User:
    return make_user()


@pytest.fixture
def own(person, client_for):
    return client_for(person)


@pytest.fixture
def facility(db) -> Organization:
    return make_facility(name="Sample Care Center", slug="sample-care")
