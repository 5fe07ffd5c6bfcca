"""Odd claims and people in remittances that are whole: what is left out, and what stays “not shown”."""

from __future__ import annotations

from tests.claims.x12.cases import Case, good
from tests.claims.x12.good import AGREED, CORRECTED, DAY, PLAIN_CLAIM
from tests.claims.x12.odd import ODD, PAYMENT, SAME, WHOLE, one
from tests.claims.x12.remit import ANA, PAYEE, PAYER, Payment, claim, file, svc

ODD_CLAIMS: list[Case] = [
    # claims that are left out, and what is not taken
    good(
        "one claim cannot be read, the other can",
        file(Payment((PLAIN_CLAIM, claim("CX", "1,500.00", "0")))),
        notes="claim_unreadable",
        **SAME,
    ),
    good(
        "a price asked for ahead",
        file(Payment((PLAIN_CLAIM, claim("CP", "500", "0", "", status="25")))),
        notes="pricing_only",
        **SAME,
    ),
    good(
        "a claim of a thousand lines",
        file(Payment((PLAIN_CLAIM, claim("CL", "1000", "1000", "", *[svc("HC:97110", "1", "1")] * 1000)))),
        notes="claim_too_long",
        **SAME,
    ),
    one(
        "not a claim of this plan",
        claim("C", "500", "0", "", svc("HC:H0015", "500", "0", "CAS*OA*109*500"), status="23"),
        notes="not_ours",
        status="PENDING",
    ),
    one(
        "codes of a pharmacy",
        claim("C", "40", "0", "40", svc("N4:00002751001", "40", "0", "CAS*PR*96*40", "LQ*RX*75")),
        notes="pharmacy_codes",
        lines__0__remarks="()",
    ),
    one(
        "no claim number, no account",
        claim("", "500", "320", "30", DAY, account="0"),
        patient_account="",
        claim_number="",
    ),
    one(
        "a day that never was",
        claim("C", "500", "320", "30", svc("HC:H0015", "500", "320", *AGREED, day="20260231")),
        service_from="None",
    ),
    one(
        "days in the wrong order",
        claim("C", "500", "320", "30", DAY, body=("DTM*232*20261120", "DTM*233*20261101")),
        service_from="2026-11-10",
    ),
    one(
        "a revenue code without its zero",
        claim("C", "500", "500", "", svc("NU:126", "500", "500")),
        lines__0__revenue_code="0126",
    ),
    one(
        "paid in full, every element left out that may be",
        claim("C", "500", "500", "", ["SVC*HC:H0015*500*500"]),
        lines__0__units="1",
        service_from="None",
    ),
    one(
        "no adjustment anywhere",
        claim("C", "500", "0", "500", ["SVC*HC:H0015*500*0**1"]),
        notes="line_off claim_off person_off",
        patient_owes="500.00",
    ),
    good(
        "a member number with the wrong kind of mark",
        file(Payment((claim("C", "500", "320", "30", DAY, who=("NM1*QC*1*SAMPLE*ANA****XX*1234567893",)),))),
        member_id="",
    ),
    good(
        "a payee known by its tax number",
        file(
            Payment(
                (PLAIN_CLAIM,),
                head=("DTM*405*20261120", *PAYER, "N1*PE*EXAMPLE DESERT PROGRAM*FI*12-3456789"),
            )
        ),
        billing_npi="",
        billing_tax_id="123456789",
    ),
    good(
        "no payer, no payee, no day of production",
        file(Payment((PLAIN_CLAIM,), head=())),
        payer_name="",
        billing_name="",
        processed_on="2026-11-21",
    ),
    good(
        "a second payee between two claims",
        file(
            Payment(
                ([*PLAIN_CLAIM, "N1*PE*OTHER PROGRAM*XX*1245319599", "REF*TJ*987654321", "LX*2"], CORRECTED)
            )
        ),
        2,
        _0__billing_name="EXAMPLE DESERT PROGRAM",
        _1__billing_name="OTHER PROGRAM",
        _1__billing_tax_id="987654321",
    ),
    good("dollars, said so", file(Payment((PLAIN_CLAIM,), currency=("CUR*PR*USD",))), **SAME),
    good("the same file twice in one", WHOLE + WHOLE, 2),
    good(
        "a payee who is named twice",
        file(Payment((PLAIN_CLAIM,), head=("DTM*405*20261120", *PAYER, *PAYEE, *PAYEE))),
        **SAME,
    ),
    good(
        "a last name alone",
        file(Payment((claim("C", "500", "320", "30", DAY, who=("NM1*QC*1*SAMPLE",)),))),
        patient_name="SAMPLE",
    ),
    good("no name at all", file(Payment((claim("C", "500", "320", "30", DAY, who=()),))), patient_name=""),
    good(
        "a very long name",
        file(Payment((claim("C", "500", "320", "30", DAY, who=(f"NM1*QC*1*{'SAMPLE ' * 60}*ANA",)),))),
    ),
    good(
        "the guide’s number beside the kind",
        file(PAYMENT).replace(b"ST*835*0001", b"ST*835*0001*005010X221A1"),
        **SAME,
    ),
    good(
        "a patient twice, the first counts",
        file(Payment((claim("C", "500", "320", "30", DAY, who=(*ANA, "NM1*QC*1*OTHER*EVE****MI*X1")),))),
        patient_name="ANA SAMPLE",
    ),
]

ALL_ODD = [*ODD, *ODD_CLAIMS]
