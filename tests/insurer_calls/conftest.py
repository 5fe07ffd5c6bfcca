from __future__ import annotations

import pytest

from requests_app.models import (
    Case,
)
from tests.factories.cases import make_case
from tests.factories.people import make_user


@pytest.fixture
def user():
    return make_user()


@pytest.fixture
def case(user) -> Case:
    return make_case(user=user)


@pytest.fixture
def pages(client_for, user):
    return client_for(user)
