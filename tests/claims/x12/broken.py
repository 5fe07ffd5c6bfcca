"""Files that are refused, each by name: cut off, of another kind, of another version, or no X12 at all."""

from __future__ import annotations

from tests.claims.x12.cases import Case, refused
from tests.claims.x12.good import DAY, PLAIN_CLAIM
from tests.claims.x12.remit import Payment, Style, claim, envelope, file

PAYMENT = Payment((PLAIN_CLAIM,))
WHOLE = file(PAYMENT)
KINDS = {
    "270": ("HS", "005010X279A1"),
    "271": ("HB", "005010X279A1"),
    "275": ("PI", "006020X314"),
    "276": ("HR", "005010X212"),
    "277": ("HN", "005010X212"),
    "278": ("HI", "005010X217"),
    "820": ("RA", "005010X218"),
    "834": ("BE", "005010X220A1"),
    "837": ("HC", "005010X223A2"),
    "997": ("FA", "004010"),
    "999": ("FA", "005010X231A1"),
}


def of_kind(kind: str, group: str, guide: str) -> Case:
    inside = [f"ST*{kind}*0001*{guide}", "BHT*0019*00*1*20261121*1200*CH", "SE*3*0001"]
    data = envelope(inside, style=Style(version=guide), kind=group)
    return refused(f"an X12 {kind}", data, f"is_{kind}")


def cut(name: str, at: bytes, why: str = "cut_off", *, keep: int = 0) -> Case:
    return refused(name, WHOLE[: WHOLE.index(at) + keep], why)


BROKEN: list[Case] = [
    *(of_kind(kind, *rest) for kind, rest in KINDS.items()),
    refused("an X12 of another trade (850)", envelope(["ST*850*0001", "SE*2*0001"], kind="PO"), "is_other"),
    refused(
        "an acknowledgment of the interchange alone",
        envelope([], count=0).replace(
            b"GS*HP*SAMPLEPLAN*EXAMPLEPROGRAM*20261121*1200*1*X*005010X221A1~\nGE*0*1~",
            b"TA1*000000001*261121*1200*A*000~",
        ),
        "is_ta1",
    ),
    refused("an envelope with nothing in it", envelope([], count=0), "empty"),
    refused("a remittance of 4010", file(PAYMENT, style=Style(version="004010X091A1")), "old_guide"),
    refused(
        "a remittance of a version to come", file(PAYMENT, style=Style(version="008020X322")), "other_guide"
    ),
    refused(
        "a version told by the payment alone",
        WHOLE.replace(b"ST*835*0001", b"ST*835*0001*004010X091"),
        "old_guide",
    ),
    refused("another currency", file(Payment((PLAIN_CLAIM,), currency=("CUR*PR*CAD",))), "currency"),
    refused(
        "no claims, only the provider’s part",
        file(Payment((), plbs=("PLB*1234567893*20261231*CT:A*-100",))),
        "no_claims",
    ),
    refused(
        "no claim of it can be read",
        file(Payment((PLAIN_CLAIM,))).replace(b"*500*320*30*12", b"*5OO*320*30*12"),
        "nothing_readable",
    ),
    # cut off
    cut("cut off in the first segment", b"*00501*"),
    cut("cut off after the first segment", b"GS*HP", "empty"),
    cut("cut off after the header", b"N1*PE*"),
    cut("cut off before a claim", b"CLP*"),
    cut("cut off in a claim", b"CLP*", keep=20),
    cut("cut off in a line", b"SVC*HC", keep=14),
    cut("cut off in an adjustment", b"CAS*PR", keep=8),
    cut("cut off before the end of the payment", b"SE*"),
    refused(
        "the middle is missing", WHOLE[: WHOLE.index(b"CLP*")] + WHOLE[WHOLE.index(b"GE*1") :], "cut_off"
    ),
    refused("a second start inside a payment", WHOLE.replace(b"LX*1~", b"LX*1~\nST*835*0002~"), "cut_off"),
    refused("the start is missing", WHOLE[WHOLE.index(b"GS*HP") :], "no_start"),
    refused("only a payment, no envelope", WHOLE[WHOLE.index(b"ST*835") :], "no_start"),
    refused("a claim outside a payment", WHOLE.replace(b"ST*835*0001~", b""), "broken"),
    refused("a claim after the payment", WHOLE.replace(b"GE*1*1", b"CLP*A*1*1*1~\nGE*1*1"), "broken"),
    refused(
        "a payment outside a group",
        WHOLE.replace(b"GS*HP*SAMPLEPLAN*EXAMPLEPROGRAM*20261121*1200*1*X*005010X221A1~", b""),
        "broken",
    ),
    # the marks
    refused(
        "a letter between the elements", file(PAYMENT, style=Style(element="X", line_end="")), "no_start"
    ),
    refused("one mark for two things", WHOLE.replace(b"*:~\nGS", b"*~~\nGS"), "broken"),
    refused("a letter ends the segments", WHOLE.replace(b"*:~\nGS", b"*:Q\nGS"), "broken"),
    refused("an end that never comes", WHOLE.replace(b"*:~\nGS", b"*:!\nGS") + b"x" * 5000, "broken"),
    # no X12
    refused("nothing but the letters", b"ISA", "no_start"),
    refused("a sentence that begins like one", b"ISABEL EXAMPLE paid the bill in full.", "no_start"),
    refused("bytes of no meaning", b"ISA*" + bytes(range(256)) * 40, "file.not_text"),
    refused("a line of zeros after a good start", WHOLE[:120] + b"\x00" * 4000, "file.not_text"),
    refused("a damaged second interchange", WHOLE + b"\nISA", "broken"),
    refused("junk that hides another interchange", WHOLE + b"#### " + WHOLE, "broken"),
    refused("more claims than we read", file(Payment((claim("C", "1", "1"),) * 10_001)), "too_large"),
    refused("a segment without end", WHOLE.replace(b"REF*TJ*", b"REF*TJ*" + b"9" * 5000), "broken"),
    refused(
        "the day is the first claim",
        file(Payment((claim("C", "500", "", "", DAY),))).replace(b"CLP*PT-1001", b"SVC*PT-1001"),
        "no_claims",
    ),
]
