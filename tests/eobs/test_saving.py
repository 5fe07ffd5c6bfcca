from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from requests_app.eobs.saving import Fate, Known, Relation, fingerprint, in_order, relation
from tests.eobs.claims import FIRST, claim, line

LATER = date(2026, 12, 1)


def fate(new, *kept, current=True):
    return relation(new, [Known(number, one, current) for number, one in enumerate(kept)]).fate


@pytest.mark.parametrize(
    ("new", "kept", "expected"),
    [
        (claim(), [], Fate.NEW),
        (claim(claim_number="CLM-2"), [claim()], Fate.NEW),
        (claim(), [claim()], Fate.SAME),
        # the same number, written another way; a source that shows less
        (claim(claim_number="clm1"), [claim()], Fate.SAME),
        (claim(allowed=None, network=""), [claim(network="IN_NETWORK")], Fate.SAME),
        # other numbers under the same claim number
        (claim(patient_owes=Decimal("500.00")), [claim()], Fate.CORRECTS),
        (claim(patient_owes=Decimal("500.00"), processed_on=LATER), [claim()], Fate.CORRECTS),
        (claim(patient_owes=Decimal("500.00")), [claim(processed_on=LATER)], Fate.OLDER),
        (claim(network="OUT_OF_NETWORK"), [claim()], Fate.CORRECTS),
        (claim(status="REVERSED"), [claim()], Fate.CORRECTS),
        (claim(line()), [claim()], Fate.CORRECTS),
        # it names the one before it, or is named by the one that is there
        (claim(claim_number="CLM-9", prior_claim_number="CLM-1"), [claim()], Fate.CORRECTS),
        (
            claim(claim_number="CLM-9", prior_claim_number="CLM-1", patient_owes=Decimal("9.00")),
            [claim()],
            Fate.CORRECTS,
        ),
        (
            claim(patient_owes=Decimal("9.00")),
            [claim(claim_number="CLM-9", prior_claim_number="CLM-1")],
            Fate.OLDER,
        ),
        # without a number: by days, charge, codes and who billed
        (claim(claim_number=""), [claim()], Fate.LOOKS_SAME),
        (claim(claim_number=""), [claim(claim_number="")], Fate.LOOKS_SAME),
        (claim(line(billed=Decimal("1000.00")), claim_number=""), [claim()], Fate.LOOKS_SAME),
        (claim(claim_number="", billing_npi="1043388898"), [claim()], Fate.NEW),
        (claim(claim_number="", service_from=date(2026, 11, 9)), [claim()], Fate.NEW),
        (claim(claim_number="", billed=Decimal("1.00")), [claim()], Fate.NEW),
        (claim(line(code="90837"), line(code="90837"), claim_number=""), [claim()], Fate.NEW),
    ],
)
def test_what_a_claim_is_to_those_that_are_there(new, kept, expected):
    assert fate(new, *kept) is expected


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        # of the same care again: the second correction names the first claim, too
        ({"patient_owes": Decimal("9.00"), "processed_on": LATER}, Fate.CORRECTS),
        # the plan made two claims of one
        ({"billed": Decimal("400.00")}, Fate.NEW),
        ({"billed": Decimal("400.00"), "processed_on": date(2026, 11, 1)}, Fate.OLDER),
    ],
)
def test_two_claims_that_name_the_same_one_as_the_one_before(changes, expected):
    kept = [Known(1, claim(), False), Known(2, claim(claim_number="CLM-2", prior_claim_number="CLM-1"))]
    new = claim(claim_number="CLM-3", prior_claim_number="CLM-1", **changes)
    assert relation(new, kept).fate is expected


def test_a_number_that_only_history_has_is_older():
    assert fate(claim(patient_owes=Decimal("7.00")), claim(), current=False) is Fate.OLDER


def test_a_claim_made_again_under_a_new_number_is_not_lost_in_the_history_of_the_old_one():
    again = claim(claim_number="CLM-9", prior_claim_number="CLM-1")
    kept = [Known(1, claim(), False), Known(2, claim(status="REVERSED"), True)]
    assert relation(again, kept) == Relation(Fate.CORRECTS, 2)


def test_a_taking_back_comes_before_what_takes_its_place():
    first, back, again = claim(), claim(status="REVERSED", processed_on=LATER), claim(processed_on=LATER)

    assert [place for place, _one in in_order([back, again, first])] == [2, 0, 1]


def test_a_correction_that_stands_before_the_taking_back_is_the_last_word():
    first = claim()
    corrected = claim(patient_owes=Decimal("10.00"), plan_paid=Decimal("690.00"), processed_on=LATER)
    amounts = {name: -getattr(first, name) for name in ("billed", "plan_paid")}
    back = claim(status="REVERSED", processed_on=LATER, **amounts)

    assert [place for place, _one in in_order([corrected, back, first])] == [2, 1, 0]
    # All told on one day: what is taken back, the taking back, and what takes its place.
    same_day = [one.model_copy(update={"processed_on": LATER}) for one in (first, back, corrected)]
    assert [place for place, _one in in_order(same_day)] == [0, 1, 2]


def test_versions_without_a_day_come_one_after_the_other():
    every = [
        claim(claim_number="C", prior_claim_number="B", processed_on=None),
        claim(claim_number="B", prior_claim_number="A", processed_on=None),
        claim(claim_number="A", processed_on=None),
    ]
    assert [place for place, _one in in_order(every)] == [2, 1, 0]


def test_claims_that_name_each_other_as_the_one_before_are_put_in_some_order():
    every = [
        claim(claim_number="A", prior_claim_number="B"),
        claim(claim_number="B", prior_claim_number="A"),
    ]
    assert len(in_order(every)) == 2


def test_a_fingerprint_is_of_the_numbers_and_not_of_the_source():
    assert fingerprint(claim()) == fingerprint(claim(source="X12", payer_name="Other", claim_number="CLM1"))
    assert fingerprint(claim()) != fingerprint(claim(patient_owes=Decimal("1.00")))
    assert fingerprint(claim(line(units=Decimal("1.000")))) == fingerprint(claim(line(units=Decimal(1))))


def test_too_little_is_no_fingerprint():
    assert fingerprint(claim(claim_number="", service_from=None)) == ""
    assert fingerprint(claim(claim_number="", billed=None)) == ""
    assert fingerprint(claim(claim_number="", service_from=FIRST)) != ""
