from __future__ import annotations

from datetime import date

import pytest
import time_machine

from requests_app.models import ApprovedLine, Case, Decision
from tests.factories.cases import make_case
from tests.renewals.making import approve

TODAY = "2027-01-20T18:00:00Z"


@pytest.fixture(autouse=True)
def on_a_wednesday():
    with time_machine.travel(TODAY, tick=True):
        yield


@pytest.fixture
def case(db) -> Case:
    made = make_case(
        path="GAP_EXCEPTION", status="ANSWERED", outcome="APPROVED", outcome_on=date(2026, 12, 1)
    )
    made.coverage.source_detail = "PRIVATE_EMPLOYER"
    made.coverage.save(update_fields=["source_detail"])
    return made


@pytest.fixture
def approval(case) -> Decision:
    return approve(case)


@pytest.fixture
def line(approval) -> ApprovedLine:
    return approval.lines.get()


@pytest.fixture
def client(case, client_for):
    return client_for(case.opened_by)
