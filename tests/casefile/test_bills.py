"""Bills and claims sent back, in a case file: as they are shown, with what replaced them, for reading."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal

import pytest
from django.utils import timezone

from requests_app.casefile.export import case_file, file_text
from requests_app.casefile.importer import import_case
from requests_app.casefile.reader import CaseFileRefused, read_case_file
from requests_app.claims.statement import Statement
from requests_app.common.actor import job
from requests_app.eobs import statements
from requests_app.models import EobAdjustment, EobLine, ExplanationOfBenefits
from tests.factories.bills import make_approval, make_eob, make_reprocessing, make_wrong_eob
from tests.factories.cases import make_case

TODAY = date(2026, 11, 23)


@pytest.fixture
def case(db):
    return make_case()


def test_a_bill_is_told_as_it_is_shown(case):
    eob = make_wrong_eob(case)
    EobAdjustment.objects.create(
        organization=case.organization,
        case=case,
        eob=eob,
        line=eob.lines.first(),
        group="CO",
        code="242",
        amount=Decimal("300.00"),
    )

    (found,) = case_file(case).eobs

    assert (found.key, found.is_current, found.replaces_key) == (eob.public_id, True, None)
    assert (found.statement.network, found.statement.other_paid) == ("OUT_OF_NETWORK", None)
    assert [str(one.patient_owes) for one in found.statement.lines] == ["500.00", "500.00"]
    assert [one.code for one in found.statement.lines[0].adjustments] == ["242"]


def test_a_claim_that_was_replaced_stays_and_one_that_is_being_typed_is_left_out(case):
    first = make_wrong_eob(case)
    second = make_eob(case, claim_number="CLM-2026-0002A", replaces=first)
    ExplanationOfBenefits.objects.filter(pk=first.pk).update(replaced_at=timezone.now())
    make_eob(case, claim_number="CLM-2026-0009", is_finished=False)

    found = case_file(case).eobs

    assert [(one.key, one.replaces_key, one.is_current) for one in found] == [
        (first.public_id, None, False),
        (second.public_id, first.public_id, True),
    ]


def test_a_claim_sent_back_names_the_claim_and_its_points(case):
    back = make_reprocessing(case, state="SENT")

    (found,) = case_file(case).reprocessings

    assert (found.eob_key, found.corrected_key, found.state) == (back.eob.public_id, None, "SENT")
    assert [point["slug"] for point in found.points] == ["network.out"]
    assert found.in_question == Decimal("940.00")


def test_a_decision_about_a_bill_says_so(case):
    eob = make_wrong_eob(case)
    make_approval(case, eob=eob, answer="DENIED")

    (found,) = case_file(case).decisions

    assert (found.about, found.about_key) == ("BILL", eob.public_id)


def test_the_file_reads_again_and_an_import_leaves_bills_out(case):
    make_reprocessing(case)
    written = case_file(case)

    again = read_case_file(file_text(written), today=TODAY)
    by = job("test", scope=frozenset({case.organization_id}))
    imported = import_case(
        again, organization=case.organization, user=case.opened_by, by=by, at=timezone.now()
    )

    assert again == written
    assert (case_file(imported).eobs, case_file(imported).reprocessings) == ([], [])


def test_queries_do_not_grow_with_the_bills(db, django_assert_num_queries):
    few, many = make_case(), make_case()
    make_eob(few)
    for number in range(12):
        make_eob(many, claim_number=f"CLM-{number}")
    for case in (few, many):
        with django_assert_num_queries(16):
            case_file(case)


ELSEWHERE = {
    ExplanationOfBenefits: {"file", "document", "fingerprint", "replaces", "replaced_at", "notes"}
    | {"added_by", "finished_at"},
    EobLine: {"eob", "position"},
    EobAdjustment: {"eob", "line", "position"},
}


def test_a_statement_has_a_field_for_every_column():
    bookkeeping = {"id", "public_id", "created_at", "organization", "case", "removed_at"}
    known = {
        ExplanationOfBenefits: {*statements.CLAIM, "network", "remarks"},
        EobLine: {*statements.LINE, "network", "remarks"},
        EobAdjustment: {"group", "code", "amount"},
    }
    for model, elsewhere in ELSEWHERE.items():
        own = {field.name for field in model._meta.concrete_fields}
        assert known[model] == own - bookkeeping - elsewhere


def statement(**fields):
    return {"eobs": [{"statement": fields}]}


FAULTS = {
    "processed tomorrow": (statement(processed_on="2026-11-24"), "eobs[0].statement.processed_on"),
    "ends before it starts": (
        statement(lines=[{}, {"service_from": "2026-11-10", "service_to": "2026-11-09"}]),
        "eobs[0].statement.lines[1].service_to",
    ),
    "a year that is none": (
        statement(lines=[{"service_from": "0202-11-10"}]),
        "eobs[0].statement.lines[0].service_from",
    ),
    "half a cent": (statement(billed="1.005"), "eobs[0].statement.billed"),
    "no such group": (
        statement(lines=[{"adjustments": [{"group": "XX", "code": "45"}]}]),
        "eobs[0].statement.lines[0].adjustments[0].group",
    ),
    "marks that cannot be read": (
        statement(lines=[{"words": "a\u0007b"}]),
        "eobs[0].statement.lines[0].words",
    ),
    "answered before it was sent": (
        {"reprocessings": [{"sent_on": "2026-11-20", "decided_on": "2026-11-19"}]},
        "reprocessings[0].decided_on",
    ),
}


@pytest.mark.parametrize(("data", "place"), FAULTS.values(), ids=FAULTS)
def test_a_fault_is_told_at_its_place(data, place):
    text = json.dumps({"format": "sca-portal-case", "version": 5, **data})
    with pytest.raises(CaseFileRefused) as refusal:
        read_case_file(text, today=TODAY)
    assert [path for path, _text in refusal.value.faults] == [f"$.{place}"]


def test_a_statement_of_any_source_is_read(case):
    told = Statement(source="X12", status="REVERSED", plan_paid=Decimal("-320.00"))
    text = json.dumps(
        {
            "format": "sca-portal-case",
            "version": 5,
            "eobs": [{"statement": told.model_dump(mode="json")}],
        }
    )

    assert read_case_file(text, today=TODAY).eobs[0].statement == told
