"""Tables with something that is left out and told, and files that are no table of claims."""

from __future__ import annotations

from tests.claims.table.cases import good, refused
from tests.claims.table.good import HEAD, ROW

ODD = [
    good(
        "an amount in words",
        f"{HEAD}C1,11/10/2026,H0015,five hundred,350,320,30",
        billed=None,
        allowed="350.00",
        notes="amounts_left",
    ),
    good(
        "more than cents", f"{HEAD}C1,11/10/2026,H0015,500.005,350,320,30", billed=None, notes="amounts_left"
    ),
    good(
        "digits badly grouped",
        f'{HEAD}C1,11/10/2026,H0015,"5,00.00",350,320,30',
        billed=None,
        notes="amounts_left",
    ),
    good("a power of ten", f"{HEAD}C1,11/10/2026,H0015,5E+02,350,320,30", billed=None, notes="amounts_left"),
    good(
        "more money than there is",
        f"{HEAD}C1,11/10/2026,H0015,999999999999,350,320,30",
        billed=None,
        notes="amounts_left",
    ),
    good("a day that never was", f"{HEAD}C1,02/30/2026,H0015,5,5,5,0", service_from=None, notes="days_left"),
    good(
        "a day of another century", f"{HEAD}C1,11/10/1026,H0015,5,5,5,0", service_from=None, notes="days_left"
    ),
    good(
        "the number of a spreadsheet’s day",
        f"{HEAD}C1,46336,H0015,5,5,5,0",
        service_from=None,
        notes="days_left",
    ),
    good(
        "days in both orders: only the sure ones",
        f"{HEAD}C1,11/13/2026,H0015,5,5,5,0\nC2,13/11/2026,H0015,5,5,5,0\nC3,10/11/2026,H0015,5,5,5,0",
        3,
        service_from="2026-11-13",
        _1__service_from="2026-11-13",
        _2__service_from=None,
        notes="days_left",
    ),
    good(
        "a birth date of two digits",
        f"DOB,{HEAD}04/02/90,{ROW}",
        patient_born_on=None,
        notes="days_left",
    ),
    good(
        "the last day before the first",
        "Claim,From,To,Billed\nC1,11/12/2026,11/10/2026,500\n",
        service_from="2026-11-12",
        service_to="2026-11-12",
    ),
    good(
        "a network nobody knows", f"{HEAD.strip()},Network\n{ROW},Tier 1\n", network="", notes="values_left"
    ),
    good(
        "a status nobody knows",
        f"{HEAD.strip()},Status\n{ROW},Zeta\n",
        status="PROCESSED",
        notes="values_left",
    ),
    good("an NPI too short", f"{HEAD.strip()},NPI\n{ROW},12345\n", billing_npi="", notes="values_left"),
    good("a code that is none", f"{HEAD}C1,11/10/2026,Therapy,5,5,5,0", lines=[], notes="values_left"),
    good(
        "not covered that is the plan’s discount",
        f"{HEAD.strip()},Deductible,Copay,Coinsurance,Not covered\n"
        "C1,11/10/2026,H0015,500,350,320,30,0,30,0,150\n",
        lines__0__not_covered=None,
        notes="not_covered_left",
    ),
    good(
        "a claim number that a spreadsheet has eaten",
        f"{HEAD}2.02612E+11,11/10/2026,H0015,5,5,5,0\n2.02612E+11,11/12/2026,H0015,5,5,5,0\n",
        2,
        claim_number="",
        notes="number_damaged",
    ),
    good("columns nobody asked for", f"{HEAD.strip()},Mood,Weather\n{ROW},1,2\n", notes="columns_left"),
    good("a total that is off", f"{HEAD}{ROW}\nTotal,,,500.01,,,\n", notes="total_differs"),
    good("a quote that never ends", f'{HEAD}{ROW}\n"C2,11/12/2026,H0015,5,5,5,0\n', notes="rows_left"),
    good("small print below", f"{HEAD}{ROW}\nThis is not a bill. Call us.\n", notes="rows_left"),
    good("fewer cells than columns", f"{HEAD}C1,11/10/2026,H0015,500\n", billed="500.00", patient_owes=None),
    good("more cells than columns", f"{HEAD}{ROW},77,88\n", billed="500.00"),
    good(
        "invisible marks",
        f"{HEAD}C\u200b1\u202e,11/10/2026,H0015,5\u00a0,5,5,0",
        claim_number="C1",
        billed="5.00",
    ),
    good("a column twice", f"{HEAD.strip()},Billed\n{ROW},999\n", billed="500.00"),
]
REFUSED = [
    refused("nothing at all", "", "no_columns"),
    refused("only a header", HEAD, "no_claims"),
    refused("a header and a total", f"{HEAD}Total,,,5,5,5,5\n", "no_claims"),
    refused(
        "a list of offices",
        "Name,Phone,Address\nExample Clinic,602-555-0101,1 Example Street\n",
        "no_columns",
    ),
    refused("amounts without claims", "Month,Billed,Paid\nMay,5,5\n", "no_columns"),
    refused(
        "claims without amounts",
        "Claim number,Date of service,Provider\nC1,11/10/2026,Example\n",
        "no_columns",
    ),
    refused("a letter", "Dear Ana Sample,\nyour claim was processed.\n", "no_columns"),
    refused("euros by their sign", f"{HEAD}C1,11/10/2026,H0015,€500,350,320,30", "currency"),
    refused("pesos by their letters", f"{HEAD}C1,11/10/2026,H0015,500 MXN,350,320,30", "currency"),
    refused("another currency by its column", f"{HEAD.strip()},Currency\n{ROW},CAD\n", "currency"),
    refused("Canadian dollars", f"{HEAD}C1,11/10/2026,H0015,C$500,350,320,30", "currency"),
    refused("another currency in the total", f"{HEAD}{ROW}\nTotal,,,5,5,5,EUR 5\n", "currency"),
    refused("more rows than anybody has", HEAD + f"{ROW}\n" * 20_001, "too_many"),
    refused("zeros between the letters", HEAD.encode() + b"\x00\x01\x02", "file.not_text"),
    refused("half a mark of two bytes", b"\xff\xfeC", "file.not_text"),
]
