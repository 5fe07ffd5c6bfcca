"""What the other tests build on stands as the product would read it."""

from __future__ import annotations

from decimal import Decimal

from requests_app.claims.statement import Statement
from requests_app.eobs import queries
from requests_app.eobs.statements import statement_of
from tests.factories.bills import make_approval, make_eob, make_eob_file, make_reprocessing
from tests.factories.cases import make_case


def test_a_claim_comes_back_as_a_statement(db):
    case = make_case()
    eob = make_eob(case)

    read = statement_of(queries.get_eob_or_404(case, eob.public_id))

    assert (read.billed, read.patient_owes, len(read.lines)) == (Decimal("1000.00"), Decimal("60.00"), 2)


def test_one_of_each_can_stand_in_one_case(db):
    case = make_case()
    make_approval(case)
    make_reprocessing(case)
    file = make_eob_file(case)

    assert Statement.model_validate(file.read[0]).claim_number == "CLM-2026-0003"
    assert len(queries.current(case)) == 1
