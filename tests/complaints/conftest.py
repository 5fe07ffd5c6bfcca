from __future__ import annotations

import pytest
import time_machine

from requests_app.models import Case
from tests.factories.cases import make_case

TODAY = "2026-11-23T18:00:00Z"


@pytest.fixture(autouse=True)
def on_a_monday():
    with time_machine.travel(TODAY, tick=True):
        yield


@pytest.fixture
def case(db) -> Case:
    """Of a job plan that pays its claims itself, in Arizona: the Department of Labor."""
    found = make_case(path="GAP_EXCEPTION")
    type(found.coverage).objects.filter(case=found).update(source_detail="PRIVATE_EMPLOYER")
    found.coverage.refresh_from_db()
    return found


@pytest.fixture
def client(case, client_for):
    return client_for(case.opened_by)
