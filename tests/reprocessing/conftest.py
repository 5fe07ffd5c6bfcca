from __future__ import annotations

import pytest
import time_machine

from requests_app.models import Case
from tests.factories.bills import make_approval
from tests.factories.cases import make_case

TODAY = "2026-11-23T18:00:00Z"


@pytest.fixture(autouse=True)
def on_a_monday():
    with time_machine.travel(TODAY, tick=True):
        yield


@pytest.fixture
def case(db) -> Case:
    """Approved, of a job plan that pays its claims itself, with nothing left to do."""
    found = make_case(path="GAP_EXCEPTION", next_action="NONE")
    type(found.coverage).objects.filter(case=found).update(source_detail="PRIVATE_EMPLOYER")
    found.coverage.refresh_from_db()
    make_approval(found)
    return found


@pytest.fixture
def client(case, client_for):
    return client_for(case.opened_by)
