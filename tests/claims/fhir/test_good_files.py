"""Files as the guides want them: both generations of CARIN Blue Button, Medicare, and how they are packed."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from requests_app.claims.statement import Adjustment, Statement
from tests.claims.fhir.files import GOOD, notes, reading, statement

IN, OUT, NOT_SHOWN = "IN_NETWORK", "OUT_OF_NETWORK", ""

# file: network of the claim, of each line
NETWORKS = {
    "stu2-professional-in-network.json": (IN, [IN]),
    "stu2-professional-out-of-network.json": (OUT, [OUT]),
    "stu2-lines-differ.json": (NOT_SHOWN, [IN, OUT]),
    # the provider is out of network, and the claim was paid in network: what an approval asks for
    "stu2-outpatient.json": (IN, [IN]),
    "stu2-inpatient-header.json": (IN, [NOT_SHOWN]),
    "stu2-basis-without-amounts.json": (IN, [IN]),
    "stu2-line-added-by-plan.json": (NOT_SHOWN, [IN, NOT_SHOWN]),
    "stu1-professional-in-network.json": (IN, [IN]),
    "stu1-professional-out-of-network.json": (OUT, [OUT]),
    "stu1-inpatient-whole-claim.json": (OUT, [NOT_SHOWN]),
    "stu1-network-in-total-only.json": (OUT, [NOT_SHOWN]),
    "stu1-provider-status-is-no-payment-status.json": (NOT_SHOWN, [NOT_SHOWN]),
    "ballot-first.json": (OUT, [OUT]),
    "between-generations.json": (OUT, [NOT_SHOWN]),
    "medicare-carrier.json": (NOT_SHOWN, [NOT_SHOWN]),
    "medicare-outpatient.json": (NOT_SHOWN, [NOT_SHOWN]),
    "made-by-a-simulator.json": (NOT_SHOWN, [NOT_SHOWN]),
    "stu2-pharmacy.json": (NOT_SHOWN, [NOT_SHOWN]),
    "stu2-oral.json": (IN, [IN]),
}

# file: billed, allowed, plan paid, other plans paid, you owe (of the claim)
TOTALS: dict[str, tuple[str | None, ...]] = {
    "stu2-professional-in-network.json": ("180", "150", "125", None, "25"),
    "stu2-professional-out-of-network.json": ("180", "120", "0", None, "180"),
    "stu2-inpatient-header.json": ("28000", "19600", "16290", None, "3310"),
    "stu2-pharmacy.json": ("41.10", None, "31.10", None, "10"),
    "stu2-paid-to-the-member.json": ("180", "150", "90", None, "60"),
    "stu2-second-plan.json": ("180", "150", "40", "100", "10"),
    # the row with revenue code 0001 is the total of the bill
    "stu2-facility-whole-row.json": ("7300", "5200", "4680", None, "520"),
    "stu2-basis-without-amounts.json": (None, None, None, None, None),
    "stu2-cancelled.json": ("-180", "-150", "-125", None, "-25"),
    "stu1-inpatient-whole-claim.json": ("9000", "6000", "4800", None, "1200"),
    "medicare-carrier.json": ("180", "123.64", "98.91", None, None),
    "medicare-outpatient.json": ("900", None, "208", "0", None),
    "medicare-inpatient.json": ("15000", None, "7364", None, None),
    "medicare-denied.json": (None, None, "0", None, None),
    "made-by-a-simulator.json": ("85.45", None, "68.36", None, None),
}

# file: of each line: billed, allowed, plan paid, deductible, copay, coinsurance, not covered, you owe
LINES: dict[str, list[tuple[str | None, ...]]] = {
    "stu2-professional-in-network.json": [("180", "150", "125", "0", "25", "0", "0", "25")],
    "stu2-professional-out-of-network.json": [("180", "120", "0", "120", None, None, "60", "180")],
    "stu2-lines-differ.json": [
        ("180", "150", "125", "0", "25", "0", "0", "25"),
        ("90", "90", "0", "90", None, None, None, "90"),
    ],
    "stu2-denied.json": [("180", None, "0", None, None, None, "180", "180")],
    "stu2-parts-of-a-line.json": [
        ("100", "80", "80", None, None, None, None, "0"),
        ("120", "100", "75", None, "25", None, None, "25"),
    ],
    # three “submitted” amounts, two deductibles, two coinsurances: Medicare’s variable tells them apart
    "medicare-outpatient.json": [("900", None, "208", "40", None, "52", "0", None)],
    "medicare-carrier.json": [("180", "123.64", "98.91", "0", None, "24.73", None, None)],
    # what is called coinsurance in this one is the cost of the drug
    "medicare-part-d.json": [(None, None, "26.9", None, None, None, None, None)],
    "made-by-a-simulator.json": [("85.45", "85.45", "68.36", "0", None, "17.09", None, None)],
    "stu2-inpatient-header.json": [(None,) * 8],
}
LINE_AMOUNTS = (
    "billed", "allowed", "plan_paid", "deductible", "copay", "coinsurance", "not_covered", "patient_owes",
)  # fmt: skip

# file: anything else that matters in it
FACTS: dict[str, dict[str, Any]] = {
    "stu2-professional-in-network.json": {
        "claim_number": "CL-2001",
        "kind": "PROFESSIONAL",
        "payer_name": "Juniper Health Plan",
        "billing_name": "Alder Grove Counseling",
        "rendering_name": "Ngozi Okafor",
        "service_from": date(2026, 3, 2),
        "service_to": date(2026, 3, 2),
        "received_on": date(2026, 3, 10),
        "processed_on": date(2026, 3, 18),
        "status": "PROCESSED",
    },
    "stu2-outpatient.json": {"kind": "FACILITY", "frequency": "ORIGINAL", "patient_account": "AG-77120"},
    "stu2-inpatient-header.json": {
        "kind": "FACILITY",
        "service_from": date(2026, 2, 1),
        "service_to": date(2026, 2, 15),
        # as an 835 writes cost share of a whole claim
        "adjustments": (
            Adjustment(group="PR", code="1", amount=Decimal(1500)),
            Adjustment(group="PR", code="2", amount=Decimal(1810)),
        ),
    },
    "stu2-denied.json": {"status": "DENIED"},
    "stu2-corrected.json": {"prior_claim_number": "CL-2009A", "frequency": "REPLACEMENT"},
    "stu2-cancelled.json": {"status": "REVERSED", "frequency": "VOID", "claim_number": "CL-2011"},
    "stu2-bill-taken-back-by-type.json": {"status": "REVERSED", "frequency": "VOID"},
    "stu2-authorization-number.json": {"authorization_number": "GAP-445566"},
    "stu2-second-plan.json": {"payer_order": "SECONDARY", "member_id": "QX200417001"},
    "stu2-two-who-gave-care.json": {"rendering_npi": "", "rendering_name": ""},
    "stu2-with-people.json": {
        "patient_name": "Rosa Quintero",
        "patient_born_on": date(1991, 4, 17),
        "member_id": "QX200417001",
        "billing_npi": "1234567893",
        "billing_tax_id": "987654321",
        "rendering_npi": "1456789019",
        "rendering_name": "Ngozi Okafor PhD",
        "payer_order": "PRIMARY",
    },
    "stu2.2-contained.json": {"patient_name": "Mateo Alvarez", "billing_npi": "1765432103"},
    "stu1-account-at-the-patient.json": {"member_id": "U-5511", "patient_account": "AG-90210"},
    "stu2-oral.json": {"kind": ""},
    "medicare-carrier.json": {
        # not that of the group of claims; the week of processing is no day of receipt, nor is the download
        "claim_number": "-10000000456",
        "received_on": None,
        "processed_on": None,
        "rendering_npi": "1456789019",
        "payer_name": "CMS",
    },
    "medicare-outpatient.json": {"frequency": "ORIGINAL", "billing_name": "CEDAR ROW CLINIC"},
    "medicare-inpatient.json": {
        "adjustments": (Adjustment(group="PR", code="1", amount=Decimal(1676)),),
    },
    "medicare-denied.json": {"status": "DENIED"},
    "addresses-by-uuid.json": {"patient_name": "Rosa Quintero", "billing_npi": "1234567893"},
    "versioned-references.json": {"patient_name": "Rosa Quintero", "billing_npi": "1234567893"},
    "provider-by-role.json": {
        "billing_name": "Ngozi Okafor PhD",
        "billing_npi": "1456789019",
        "billing_tax_id": "987654321",
    },
    "bulk-export-with-people.ndjson": {"patient_name": "Rosa Quintero"},
    "made-by-a-simulator.json": {"service_from": date(2026, 3, 2), "processed_on": None},
}

# file: of its first line
FIRST_LINES: dict[str, dict[str, Any]] = {
    "stu2-modifiers-and-units.json": {"code": "H0015", "modifier": "95-HO", "units": Decimal("2.5")},
    "stu2-outpatient.json": {"code": "H0015", "revenue_code": "0906", "units": Decimal(3)},
    "stu2-inpatient-header.json": {"code": "", "revenue_code": "1002", "units": Decimal(14)},
    "stu2-professional-out-of-network.json": {
        "remarks": ("N130",),
        "adjustments": (Adjustment(code="242"),),
    },
    "stu2-two-who-gave-care.json": {"rendering_npi": "1456789019"},
    # a code of drugs is none a claim is checked by, nor is one of clinical terms
    "stu2-pharmacy.json": {"code": "", "words": "Capsules, 30"},
    "made-by-a-simulator.json": {"code": "", "words": "Encounter for check up"},
    "stu2-oral.json": {"code": "D1110"},
    # “GR” there is a unit of measure
    "medicare-outpatient.json": {"modifier": "HQ", "adjustments": (Adjustment(group="CO", code="45"),)},
    "medicare-carrier.json": {"modifier": "95", "adjustments": (), "rendering_npi": "1456789019"},
}


@pytest.mark.parametrize("name", GOOD)
def test_a_good_file_is_read(name: str) -> None:
    found = reading(name)
    assert found.statements
    assert not found.refused
    assert {one.source for one in found.statements} == {"FHIR"}
    assert Statement.model_validate_json(found.statements[0].model_dump_json()) == found.statements[0]


@pytest.mark.parametrize("name", NETWORKS)
def test_the_network_is_where_each_generation_puts_it(name: str) -> None:
    claim, lines = NETWORKS[name]
    found = statement(name)
    assert (found.network, [line.network for line in found.lines]) == (claim, lines)


@pytest.mark.parametrize("name", TOTALS)
def test_totals_are_taken_as_they_are_shown(name: str) -> None:
    found = statement(name)
    shown = (found.billed, found.allowed, found.plan_paid, found.other_paid, found.patient_owes)
    assert shown == _exact(TOTALS[name])


@pytest.mark.parametrize("name", LINES)
def test_amounts_of_the_lines(name: str) -> None:
    found = [tuple(getattr(line, part) for part in LINE_AMOUNTS) for line in statement(name).lines]
    assert found == [_exact(line) for line in LINES[name]]


@pytest.mark.parametrize("name", FACTS)
def test_who_when_and_which_claim(name: str) -> None:
    found = statement(name)
    assert {part: getattr(found, part) for part in FACTS[name]} == FACTS[name]


@pytest.mark.parametrize("name", FIRST_LINES)
def test_codes_of_the_first_line(name: str) -> None:
    line = statement(name).lines[0]
    assert {part: getattr(line, part) for part in FIRST_LINES[name]} == FIRST_LINES[name]


def test_several_claims_come_in_the_order_of_the_file() -> None:
    numbers = [one.claim_number for one in reading("collection-of-everything.json").statements]
    assert numbers == ["CL-3001", "CL-3002"]
    assert [one.network for one in reading("bulk-export.ndjson").statements] == [IN, OUT]


def test_the_newer_of_two_claims_gets_to_know_what_it_corrects() -> None:
    old, new = reading("stu2-old-and-new.json").statements
    assert (old.claim_number, old.prior_claim_number) == ("CL-2010A", "")
    assert (new.prior_claim_number, new.frequency) == ("CL-2010A", "REPLACEMENT")


def test_one_page_of_a_longer_list_is_said_to_be_one() -> None:
    assert "more_pages" in notes("medicare-search-with-more-pages.json")


def test_other_things_in_a_bundle_are_counted() -> None:
    (note,) = [one for one in reading("stu2-with-people.json").notes if one.slug == "fhir.others_left"]
    assert note.facts == {
        "count": "5",
        "found": "Organization (2), Coverage (1), Patient (1), Practitioner (1)",
    }


def test_words_of_the_plan_are_passed_on() -> None:
    (note,) = reading("stu2-denied.json").notes
    assert (note.slug, note.about) == ("fhir.plan_wrote", "CL-2008")
    assert note.facts == {"said": "Authorization was not found for this service."}


def _exact(amounts: tuple[str | None, ...]) -> tuple[Decimal | None, ...]:
    return tuple(None if one is None else Decimal(one) for one in amounts)
