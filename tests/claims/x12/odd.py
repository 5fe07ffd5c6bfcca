"""Remittances as programs really write them: still read, with a note where something does not fit."""

from __future__ import annotations

from typing import Any

from tests.claims.x12.cases import Case, good
from tests.claims.x12.good import CORRECTED, DAY, PLAIN_CLAIM, REVERSED
from tests.claims.x12.remit import Payment, Style, claim, envelope, file, svc

PAYMENT = Payment((PLAIN_CLAIM,))
WHOLE = file(PAYMENT)
SEGMENTS = PAYMENT.segments()
SAME: dict[str, Any] = {
    "claim_number": "CLM1",
    "lines__0__code": "H0015",
    "patient_owes": "30.00",
    "billing_npi": "1234567893",
}


def written(name: str, **style: Any) -> Case:
    return good(name, file(PAYMENT, style=Style(**style)), **SAME)


def one(name: str, found: list[str], *, notes: str = "", **tells: Any) -> Case:
    return good(name, file(Payment((found,))), notes=notes, **tells)


ODD: list[Case] = [
    # how it is written
    written("all on one line", line_end=""),
    written("line ends of Windows", line_end="\r\n"),
    written("blanks and line ends", line_end=" \n"),
    written("a line end is the end of a segment", end="\n", line_end=""),
    written("a line end of Windows is the end of a segment", end="\r\n", line_end=""),
    written("wrapped at 80 places, as tapes were", wrap_at=80),
    written("unpadded first segment", is_trimmed=True),
    written("unprintable separators", element="\x1d", component="\x1f", end="\x1e", line_end=""),
    written("caret between elements", element="^", component="\\", end="'", repetition="}"),
    written("no repetition mark (U)", repetition="U"),
    good("an empty segment in the middle", WHOLE.replace(b"LX*1~", b"LX*1~~"), **SAME),
    good("a byte order mark", b"\xef\xbb\xbf" + WHOLE, **SAME),
    good("two bytes for each character", WHOLE.decode().encode("utf-16"), **SAME),
    good(
        "names of the western set",
        WHOLE.replace(b"SAMPLE*ANA", "PEÑA*ANA".encode("cp1252")),
        patient_name="ANA PEÑA",
    ),
    good("blank lines before and an end mark after", b"\r\n\r\n" + WHOLE + b"\x1a\n", **SAME),
    good("no end after the last segment", WHOLE.rstrip().rstrip(b"~"), **SAME),
    good("lower case names of segments", WHOLE.replace(b"CLP*", b"clp*").replace(b"SVC*", b"svc*"), **SAME),
    good("more after the end", WHOLE + b"*** END OF REPORT ***", notes="after_the_end", **SAME),
    good("no guide named", file(PAYMENT, style=Style(version="")), **SAME),
    # the envelope
    good("a test file", file(PAYMENT, style=Style(usage="T")), notes="test_file", **SAME),
    good(
        "a wrong count of segments",
        file(Payment((PLAIN_CLAIM,), tail="SE*99*0001")),
        notes="segment_count",
        **SAME,
    ),
    good(
        "another control number at the end",
        file(Payment((PLAIN_CLAIM,), tail="SE*25*0002")),
        notes="control_number segment_count",
    ),
    good("a wrong count of payments", WHOLE.replace(b"GE*1*1", b"GE*3*1"), notes="transaction_count", **SAME),
    good("a wrong count of groups", WHOLE.replace(b"IEA*1", b"IEA*2"), notes="group_count", **SAME),
    good("the end of the envelope is missing", WHOLE.partition(b"GE*1")[0], notes="no_end", **SAME),
    good(
        "two interchanges with other separators",
        WHOLE + file(Payment((CORRECTED,)), style=Style(element="|", end="!")),
        2,
    ),
    good(
        "two interchanges, the first without its end",
        WHOLE.partition(b"IEA*")[0] + file(Payment((CORRECTED,))),
        2,
        notes="no_end",
    ),
    good(
        "a claim status beside the remittance",
        envelope(
            [*SEGMENTS, "ST*277*0002*005010X214", "BHT*0085*08*1*20261121*1200*TH", "SE*3*0002"], count=2
        ),
        notes="other_left_out",
        **SAME,
    ),
    # the money
    good(
        "the payment is not what its claims come to",
        file(Payment((PLAIN_CLAIM,), paid="300")),
        notes="payment_off",
        **SAME,
    ),
    good(
        "two segments of the provider’s own part",
        file(
            Payment(
                (PLAIN_CLAIM,), plbs=("PLB*1234567893*20261231*WO:A*10", "PLB*1234567893*20261231*FB:B*-15")
            )
        ),
        notes="payment_larger",
        **SAME,
    ),
    good("the office pays the plan (debit)", file(Payment((REVERSED,))), status="REVERSED"),
    good(
        "an amount of the payment that is none",
        WHOLE.replace(b"BPR*I*320*", b"BPR*I*3X0*"),
        notes="payment_unreadable",
        **SAME,
    ),
    good(
        "no payment segment",
        WHOLE.replace(b"BPR*I*320*C*CHK************20261121~\n", b""),
        notes="payment_missing segment_count",
        **SAME,
    ),
    one(
        "a line that does not add up",
        claim("C", "500", "320", "30", svc("HC:H0015", "500", "320", "CAS*CO*45*149", "CAS*PR*3*30")),
        notes="line_off claim_off",
        plan_paid="320.00",
    ),
    one("lines that are not the total", claim("C", "600", "420", "30", DAY), notes="charges_off"),
    one(
        "a share of the patient that is not in its codes",
        claim("C", "500", "320", "45", DAY),
        notes="person_off",
        patient_owes="45.00",
    ),
    one(
        "an unknown group",
        claim("C", "500", "320", "", svc("HC:H0015", "500", "320", "CAS*ZZ*45*180")),
        notes="odd_adjustment",
        lines__0__adjustments__0__group="",
        patient_owes="None",
    ),
    one(
        "a reason without an amount",
        claim("C", "500", "500", "", svc("HC:H0015", "500", "500", "CAS*CO*45")),
        notes="odd_adjustment",
        lines__0__adjustments__0__amount="None",
    ),
    one(
        "corrections in a group of their own (CR)",
        claim("C", "300", "200", "", svc("HC:T1017", "300", "200", "CAS*CR*45*100")),
        lines__0__adjustments__0__group="CR",
    ),
    one(
        "taken back, with amounts above zero",
        claim("C", "500", "320", "30", DAY, status="22"),
        notes="taken_back_above_zero",
    ),
    one(
        "taken back, the count left above zero",
        claim(
            "C", "-310", "-210", "", svc("HC:T1017", "-310", "-210", "CAS*CO*45*-100", units="6"), status="22"
        ),
        lines__0__units="-6",
    ),
    one(
        "a claim that does not say what was paid",
        claim("C", "500", "", "30", DAY),
        notes="no_payment",
        plan_paid="None",
    ),
    one(
        "a share left out that nothing tells",
        claim("C", "500", "320", "", svc("HC:H0015", "500", "320", "CAS*CO*45*100")),
        notes="line_off claim_off",
        patient_owes="None",
    ),
    one(
        "amounts in other ways of writing",
        claim(
            "C",
            "500.00",
            "320.",
            "30",
            svc("HC:H0015", "0500.0", "320.00", "CAS*CO*45*.0*1*97*150.00", "CAS*PR*3*030"),
        ),
    ),
]
