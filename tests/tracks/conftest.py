from __future__ import annotations

import pytest
import time_machine

from requests_app.models import Case
from tests.factories.cases import make_case

TODAY = "2026-11-23T18:00:00Z"


@pytest.fixture
def on_a_monday():
    with time_machine.travel(TODAY, tick=True):
        yield


@pytest.fixture
def case(db) -> Case:
    return make_case(path="GAP_EXCEPTION")


@pytest.fixture
def client(case, client_for):
    return client_for(case.opened_by)
