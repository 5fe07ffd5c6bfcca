"""An answer that is written down or changed after its bills: they are held against it anew."""

from __future__ import annotations

from datetime import UTC, datetime
from decimal import Decimal

import pytest

from requests_app import tasks
from requests_app.decisions import lines as answered_lines
from requests_app.decisions import queries as decisions
from requests_app.eobs import services
from requests_app.models import Case, NextAction, Promise, UnitsUsed
from requests_app.outbox import worker
from tests.databases import see_everything
from tests.factories.bills import APPROVED_FROM, APPROVED_TO, make_approval, make_eob, make_wrong_eob
from tests.factories.cases import make_case
from tests.factories.people import actor_for

NOW = datetime(2026, 11, 23, 18, 0, tzinfo=UTC)
LINE = {
    "kind": "SERVICE",
    "code": "H0015",
    "units": 36,
    "unit": "DAYS",
    "starts_on": APPROVED_FROM,
    "ends_on": APPROVED_TO,
    "rate": Decimal("350.00"),
    "rate_unit": "DAYS",
}


@pytest.fixture
def case(db):
    made = make_case()
    make_approval(made)
    Case.objects.filter(pk=made.pk).update(next_action=NextAction.NONE)
    made.refresh_from_db()
    return made


def worked():
    worker.sweep(handlers=tasks.HANDLERS, now=NOW)
    see_everything()


def units_counted():
    return sum(UnitsUsed.objects.filter(removed_at=None).values_list("units", flat=True))


def test_units_are_counted_once_the_line_they_fall_under_is_written_down(case):
    (approval,) = decisions.approvals_of(case)
    by = actor_for(case.opened_by)
    for line in decisions.lines_of(approval):
        answered_lines.remove_line(line=line, by=by, at=NOW)
    services.finish(eob=make_eob(case, is_finished=False), by=by, at=NOW)
    worked()
    assert units_counted() == 0

    answered_lines.add_line(
        decision=decisions.get_decision_or_404(case, approval.public_id), typed=LINE, by=by, at=NOW
    )
    worked()

    assert units_counted() == 2


def test_a_bill_that_no_longer_fits_becomes_the_next_thing(case):
    (approval,) = decisions.approvals_of(case)
    by = actor_for(case.opened_by)
    approval.in_network_cost_share = ""
    approval.save(update_fields=["in_network_cost_share"])
    approval.lines.update(cost_share="")
    eob = make_wrong_eob(case, is_finished=False)
    services.finish(eob=eob, by=by, at=NOW)
    Case.objects.filter(pk=case.pk).update(next_action=NextAction.NONE)

    approval.lines.update(cost_share="IN_NETWORK")
    (line,) = decisions.lines_of(decisions.get_decision_or_404(case, approval.public_id))
    answered_lines.change_line(line=line, typed={"words": "Day program"}, shown_version=None, by=by, at=NOW)
    Case.objects.filter(pk=case.pk).update(next_action=NextAction.NONE)
    worked()

    case.refresh_from_db()
    assert case.next_action == NextAction.FIX_BILL


def test_a_case_without_bills_leaves_no_promise(case):
    (approval,) = decisions.approvals_of(case)
    (line, *_rest) = decisions.lines_of(approval)

    answered_lines.change_line(
        line=line, typed={"words": "Day program"}, shown_version=None, by=actor_for(case.opened_by), at=NOW
    )

    assert not Promise.objects.filter(kind="bills-look-again").exists()
