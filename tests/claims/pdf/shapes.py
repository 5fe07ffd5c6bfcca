"""Statements (EOB) as plans lay them out, drawn with letters: tables, summaries, and what is none."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Shape:
    """`tells`: places in the one statement and what stands there; `notes`: without “pdf.” and “look”."""

    name: str
    pages: tuple[str, ...]
    tells: dict[str, Any] = field(default_factory=dict)
    notes: frozenset[str] = frozenset()
    refused: str = ""

    def __str__(self) -> str:
        return self.name


def shape(name: str, *pages: str, notes: str = "", **tells: Any) -> Shape:
    return Shape(
        name, pages, {key.replace("__", "."): one for key, one in tells.items()}, frozenset(notes.split())
    )


def no_shape(name: str, *pages: str, why: str) -> Shape:
    return Shape(name, pages, refused=f"pdf.{why}")


HEAD = """\
Sample Health Plan                                   Explanation of Benefits
Patient: Ana Sample           Claim number: CLM-2026-0001
Provider: Example Clinic      Date processed: November 20, 2026
"""
TABLE = """
Date of      Service                 Amount      Allowed    Plan       Deductible  Copay     You
service      description             billed      amount     paid                             owe
11/10/2026   H0015 Intensive care    $500.00     $350.00    $320.00    $0.00       $30.00    $30.00
11/12/2026   H0015 Intensive care    $500.00     $350.00    $320.00    $0.00       $30.00    $30.00
"""
TOTAL = (
    "Total                                $1,000.00   $700.00    $640.00    $0.00       $60.00    $60.00\n"
)
FULL = HEAD + TABLE + TOTAL
NUMBER = "Claim number: C1     Date of service: 11/10/2026\n"


def _swapped(old: str, new: str, text: str = FULL) -> str:
    """In the same place, so that the columns stay where they are."""
    return text.replace(old, new.ljust(len(old))) if len(new) <= len(old) else text.replace(old, new)


TABLES = [
    shape(
        "a table with heads of two rows",
        FULL,
        claim_number="CLM-2026-0001",
        patient_name="Ana Sample",
        billing_name="Example Clinic",
        processed_on="2026-11-20",
        service_from="2026-11-10",
        service_to="2026-11-12",
        billed="1000.00",
        patient_owes="60.00",
        lines__1__copay="30.00",
        lines__0__code="H0015",
        network="",
    ),
    shape("no total: the lines come to it", HEAD + TABLE, billed="1000.00", plan_paid="640.00"),
    shape("a total of the claim by its name", _swapped("Total     ", "Claim totals"), billed="1000.00"),
    shape("a total in the middle of a row", _swapped("Total  ", "       Total for claim"), billed="1000.00"),
    shape("in network, told by a label", f"{HEAD}Network status: In-network\n{TABLE}", network="IN_NETWORK"),
    shape("out of network, in a cell of its own", f"{HEAD}Out-of-network\n{TABLE}", network="OUT_OF_NETWORK"),
    shape(
        "sentences about both networks tell nothing",
        f"{FULL}\nIn-network providers will save you money.\nOut-of-network providers cost you more.\n",
        network="",
    ),
    shape("both networks in cells tell nothing", f"{HEAD}In-network     Out-of-network\n{TABLE}", network=""),
    shape(
        "labels above what they name",
        "Patient            Claim number       Provider\n"
        "Ana Sample         C-77               Example Clinic\n" + TABLE,
        patient_name="Ana Sample",
        claim_number="C-77",
        billing_name="Example Clinic",
    ),
    shape(
        "labels beside what they name, without colons",
        "Claim number   C-78\nMember ID      SHP123456789\nDate of birth  04/02/1990\n" + TABLE,
        claim_number="C-78",
        member_id="SHP123456789",
        patient_born_on="1990-04-02",
    ),
    shape("dates in words", _swapped("11/10/2026", "Nov 10, 2026"), lines__0__service_from="2026-11-10"),
    shape("dates of two digits", _swapped("11/10/2026", "11/10/26"), lines__0__service_from="2026-11-10"),
    shape("dates as ISO", _swapped("11/10/2026", "2026-11-10"), lines__0__service_from="2026-11-10"),
    shape("amounts without signs", FULL.replace("$", " "), billed="1000.00", patient_owes="60.00"),
    shape("amounts below zero in brackets", _swapped("$500.00 ", "($500.00)"), lines__0__billed="-500.00"),
    shape(
        "a head of three rows",
        HEAD
        + """
Date          Amount     Amount    Amount      Your
of            your       your      your plan   total
service       provider   plan      paid        cost
              billed     allowed
11/10/2026    $500.00    $350.00   $320.00     $30.00
""",
        lines=1,
        patient_owes="30.00",
        plan_paid="320.00",
    ),
    shape(
        "numbers of columns between head and lines",
        HEAD
        + """
Date of service   Billed      Allowed     Plan paid   You owe
(1)               (2)         (3)         (4)         (5)
11/10/2026        $500.00     $350.00     $320.00     $30.00
""",
        lines=1,
        allowed="350.00",
    ),
    shape(
        "words between the lines",
        HEAD + TABLE.replace("11/12/2026", "  group, 3 hours\n11/12/2026"),
        lines=2,
        billed="1000.00",
    ),
    shape(
        "a table of Medicare",
        """Medicare Summary Notice
Claim number: 02-10195-592-390
Service provided and   Amount      Medicare   Amount     Maximum you
billing code           provider    approved   Medicare   may be
                       charged     amount     paid       billed
Therapy, 60 minutes    $200.00     $140.00    $109.76    $28.00
""",
        claim_number="02-10195-592-390",
        billed="200.00",
        allowed="140.00",
        plan_paid="109.76",
        patient_owes="28.00",
    ),
    shape(
        "in Spanish",
        """Paciente: Ana Sample      Reclamo: R-1
Fecha de servicio   Facturado   Permitido   Pagado    Usted debe
11/10/2026          $500.00     $350.00     $320.00   $30.00
""",
        patient_name="Ana Sample",
        claim_number="R-1",
        patient_owes="30.00",
    ),
    shape(
        "codes in a column of their own",
        HEAD
        + """
Date of service   Procedure code   Units   Charges    Allowed    Paid       Patient resp   Remark codes
11/10/2026        90837-95         1       $200.00    $140.00    $112.00    $28.00         CO-45 N130
""",
        lines__0__code="90837",
        lines__0__modifier="95",
        lines__0__units="1.000",
        lines__0__remarks__0="N130",
        lines__0__adjustments__0__code="45",
    ),
    shape("two pages of lines", HEAD + TABLE, TABLE.replace("11/1", "12/1"), lines=4),
    shape("a table again below the total", FULL, TABLE, lines=2, notes="lines_left"),
    shape(
        "small print with amounts",
        f"{FULL}\nYour plan year deductible is $3,000.00 in all.\n",
        billed="1000.00",
    ),
    shape(
        "another claim below",
        FULL + FULL.replace("0001", "0002"),
        claim_number="CLM-2026-0001",
        notes="more_claims",
    ),
    shape(
        "a line that nobody can place",
        FULL.replace("$30.00\n11/12", "$30.00  $31.00\n11/12"),
        lines=1,
        notes="lines_left",
    ),
]
SUMMARIES = [
    shape(
        "a summary of totals",
        NUMBER
        + "Amount billed        $500.00\nPlan discount        $150.00\n"
        + "Plan paid            $320.00\nWhat you owe         $30.00\n",
        billed="500.00",
        plan_paid="320.00",
        patient_owes="30.00",
        allowed=None,
        service_from="2026-11-10",
        notes="no_lines",
    ),
    shape(
        "dots up to the amount",
        NUMBER + "Amount billed ........ $500.00\nYou owe ....... $30.00\n",
        billed="500.00",
        notes="no_lines",
    ),
    shape(
        "amounts behind colons",
        NUMBER + "Amount billed: $500.00\nYou may owe: $30.00\n",
        patient_owes="30.00",
        notes="no_lines",
    ),
    shape(
        "amounts below their labels",
        NUMBER + "Amount billed     Plan paid     You owe\n$500.00           $320.00       $30.00\n",
        billed="500.00",
        patient_owes="30.00",
        notes="no_lines",
    ),
    shape(
        "one amount only",
        NUMBER + "Your responsibility: $30.00\n",
        patient_owes="30.00",
        billed=None,
        notes="no_lines",
    ),
    shape(
        "the amount before its label is no pair",
        NUMBER + "$30.00   You owe\nAmount billed: $500.00\n",
        billed="500.00",
        patient_owes=None,
        notes="no_lines",
    ),
    shape(
        "a summary over two pages",
        NUMBER,
        "Amount billed: $500.00\n",
        billed="500.00",
        claim_number="C1",
        notes="no_lines",
    ),
    shape(
        "an empty page", NUMBER + "Amount billed: $500.00\n", "", billed="500.00", notes="no_lines pages_left"
    ),
    shape(
        "who it is for",
        "This is for: Ana Sample\n" + NUMBER + "Amount billed: $500.00\n",
        patient_name="Ana Sample",
        notes="no_lines",
    ),
    shape(
        "when it came and was processed",
        "Claim received: 11/15/2026    Claim processed: 11/20/2026\n" + NUMBER + "Billed: $5.00\n",
        received_on="2026-11-15",
        processed_on="2026-11-20",
        notes="no_lines",
    ),
    shape(
        "an amount to the thousands",
        NUMBER + "Amount billed: $12,345.67\n",
        billed="12345.67",
        notes="no_lines",
    ),
    shape(
        "a stretch of days",
        "Dates of service: 11/10/2026 - 11/12/2026\nAmount billed: $5.00\n",
        service_to="2026-11-12",
        notes="no_lines",
    ),
    shape(
        "a day nobody can read",
        "Date of service: sometime\nClaim number: C1\nAmount billed: $5.00\n",
        service_from=None,
        notes="no_lines",
    ),
]
NONE = [
    no_shape("nothing on the page", "", why="no_text"),
    no_shape("a letter", "Dear Ana Sample,\nwe received your request.\n", why="no_statement"),
    no_shape("labels without amounts", "Claim number: C1\nAmount billed: see page 2\n", why="no_statement"),
    no_shape(
        "amounts without labels", "Thank you for your payment of $20.00.\n$500.00\n", why="no_statement"
    ),
    no_shape("euros", "Claim number: C1\nAmount billed: \u20ac500.00\n", why="currency"),
    no_shape("pounds in a table", FULL.replace("$", "\u00a3"), why="currency"),
    no_shape(
        "an approval letter",
        "Authorization number: AUTH-7788\nDates approved: 11/09/2026 - 02/05/2027\nVisits: 36\n",
        why="no_statement",
    ),
]
