"""Writes remittances (X12 835) with invented people, as plans and clearing houses send them.

Segments are written with “*” and “:” here; `file` puts in other marks, counts, and adds up the payment.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

PAYER = ("N1*PR*SAMPLE HEALTH PLAN", "N3*1 EXAMPLE PLAZA", "N4*PHOENIX*AZ*85004", "PER*BL*DESK*TE*8005550142")
PAYEE = ("N1*PE*EXAMPLE DESERT PROGRAM*XX*1234567893", "REF*TJ*123456789")
ANA = ("NM1*QC*1*SAMPLE*ANA****MI*SHP123456789",)
BEN = ("NM1*QC*1*EXAMPLE*BEN*T***MI*SHP987654321",)


def svc(
    code: str,
    charge: str,
    paid: str,
    *more: str,
    units: str = "1",
    day: str = "20261110",
    revenue: str = "",
    rest: str = "",
) -> list[str]:
    """One service line. `more`: its CAS, REF, AMT and LQ, in this order; `rest`: SVC06 and SVC07."""
    head = f"SVC*{code}*{charge}*{paid}*{revenue}*{units}" + (f"*{rest}" if rest else "")
    return [head.rstrip("*"), *([f"DTM*472*{day}"] if day else []), *more]


def claim(
    number: str,
    charge: str,
    paid: str,
    person: str = "",
    *services: Sequence[str],
    status: str = "1",
    account: str = "PT-1001",
    who: Sequence[str] = ANA,
    cas: Sequence[str] = (),
    body: Sequence[str] = (),
    place: str = "11*1",
) -> list[str]:
    """One claim. `body`: what stands after the people, in the order of the guide."""
    head = f"CLP*{account}*{status}*{charge}*{paid}*{person}*12*{number}*{place}".rstrip("*")
    return [head, *cas, *who, *body, *(one for service in services for one in service)]


@dataclass(frozen=True)
class Payment:
    """One transaction. `paid`: BPR02, else what the claims and the provider’s part come to."""

    claims: tuple[list[str], ...]
    plbs: tuple[str, ...] = ()
    paid: str = ""
    number: str = "0001"
    head: tuple[str, ...] = ("DTM*405*20261120", *PAYER, *PAYEE)
    tail: str = ""
    currency: tuple[str, ...] = ()

    def segments(self) -> list[str]:
        total = self.paid or str(_sum_paid(self.claims) - _sum_plb(self.plbs))
        flag, kind = ("D", "ACH") if total.startswith("-") else ("C", "CHK" if Decimal(total) else "NON")
        inside = [
            f"BPR*I*{total.lstrip('-')}*{flag}*{kind}************20261121",
            "TRN*1*990001*1512345678",
            *self.currency,
            *self.head,
            "LX*1",
            *(one for claim in self.claims for one in claim),
            *self.plbs,
        ]
        end = self.tail or f"SE*{len(inside) + 2}*{self.number}"
        return [f"ST*835*{self.number}", *inside, end]


@dataclass(frozen=True)
class Style:
    """How the file is written."""

    element: str = "*"
    component: str = ":"
    end: str = "~"
    line_end: str = "\n"
    repetition: str = "^"
    wrap_at: int = 0
    usage: str = "P"
    version: str = "005010X221A1"
    is_trimmed: bool = False


PLAIN = Style()


def file(*payments: Payment, style: Style = PLAIN, number: int = 1) -> bytes:
    """A whole interchange, counted and closed."""
    numbered = [
        replace(one, number=f"{place:04d}") if one.number == "0001" else one
        for place, one in enumerate(payments, start=1)
    ]
    inside = [segment for one in numbered for segment in one.segments()]
    return envelope(inside, count=len(payments), style=style, number=number)


def envelope(
    inside: Sequence[str], *, count: int = 1, style: Style = PLAIN, number: int = 1, kind: str = "HP"
) -> bytes:
    """These segments between ISA and IEA."""
    isa = (
        f"ISA*00*{'':10}*00*{'':10}*ZZ*{'SAMPLEPLAN':15}*ZZ*{'EXAMPLEPROGRAM':15}*261121*1200*"
        f"{style.repetition}*00501*{number:09d}*0*{style.usage}*:"
    )
    if style.is_trimmed:
        isa = "*".join(part.strip() for part in isa.split("*"))
    group = f"GS*{kind}*SAMPLEPLAN*EXAMPLEPROGRAM*20261121*1200*{number}*X*{style.version}"
    segments = [isa, group, *inside, f"GE*{count}*{number}", f"IEA*1*{number:09d}"]
    marks = str.maketrans({"*": style.element, ":": style.component})
    text = style.line_end.join(one.translate(marks) + style.end for one in segments) + style.line_end
    if style.wrap_at:
        flat = text.replace("\n", "")
        text = "\n".join(flat[at : at + style.wrap_at] for at in range(0, len(flat), style.wrap_at))
    return text.encode()


def remittance(claims: int = 1000, lines: int = 4) -> bytes:
    """A large one that adds up: for measuring."""
    made = []
    for place in range(claims):
        services = [
            svc(
                "HC:H0015",
                "500",
                "320",
                "CAS*CO*45*150",
                "CAS*PR*3*30",
                "AMT*B6*350",
                day=f"202611{1 + line % 28:02d}",
                revenue="0905",
            )
            for line in range(lines)
        ]
        who = [f"NM1*QC*1*SAMPLE*PERSON{place}****MI*SHP{place:09d}"]
        charge, paid, share = (str(amount * lines) for amount in (500, 320, 30))
        made.append(claim(f"CLM-{place}", charge, paid, share, *services, account=f"PT-{place}", who=who))
    return file(Payment(tuple(made)))


def _sum_paid(claims: Sequence[list[str]]) -> Decimal:
    return sum((Decimal(one[0].split("*")[4] or "0") for one in claims), Decimal(0))


def _sum_plb(plbs: Sequence[str]) -> Decimal:
    amounts = [part for one in plbs for part in one.split("*")[4::2]]
    return sum((Decimal(part) for part in amounts), Decimal(0))
