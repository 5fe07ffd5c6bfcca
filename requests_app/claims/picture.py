"""Claims as bars: billed, allowed, paid, yours. SVG without styles, scripts, links or color, and its sums.

One scale for all claims of a picture, so lengths can be compared. What is not shown has no bar and says so.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from requests_app.claims.amounts import total_owes
from requests_app.claims.statement import Statement
from requests_app.common.money import dollars
from requests_app.common.svg import INK, PAPER, box, clean, hatched, line, tag, text, wrapped

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

WIDTH, PAD = 380.0, 8.0
LABELS, AMOUNTS = 96.0, 84.0
BAR, ROW, SIZE = 12.0, 20.0, 12.0
GREY = "#8a8a8a"
# More would be a wall: the table beneath holds all of them.
MOST_CLAIMS = 40
NAMES = ("billed", "allowed", "plan_paid", "yours", "asked")


@dataclass(frozen=True)
class Claim:
    """None: not shown. `yours`: what the person owes by the statement; `asked`: by the provider’s bill."""

    number: int
    title: str
    billed: Decimal | None
    allowed: Decimal | None
    plan_paid: Decimal | None
    yours: Decimal | None
    asked: Decimal | None = None

    @property
    def amounts(self) -> list[tuple[StrOrPromise, Decimal | None]]:
        """For the cells of a table, in the order of `heads`."""
        return [(head, getattr(self, name)) for name, head in heads().items()]


@dataclass(frozen=True)
class Sum:
    """Of what is shown; `open`: of how many claims it is not."""

    label: StrOrPromise
    amount: Decimal | None
    open: int


def claim_of(statement: Statement, *, title: str, number: int) -> Claim:
    """Totals as shown, else the sums of the lines where every line shows the amount."""
    return Claim(
        number=number,
        title=title,
        billed=_total(statement, "billed"),
        allowed=_total(statement, "allowed"),
        plan_paid=_total(statement, "plan_paid"),
        yours=total_owes(statement),
        asked=statement.provider_asks,
    )


def heads() -> dict[str, StrOrPromise]:
    return {
        "billed": _("Billed"),
        "allowed": _("Allowed"),
        "plan_paid": _("Plan paid"),
        "yours": _("You owe"),
        "asked": _("Provider asks"),
    }


def sums(claims: Sequence[Claim]) -> list[Sum]:
    found = []
    for name, head in heads().items():
        shown = [amount for one in claims if (amount := getattr(one, name)) is not None]
        open_ = 0 if name == "asked" else len(claims) - len(shown)
        found.append(Sum(head, sum(shown, Decimal(0)) if shown else None, open_))
    return found


def picture(claims: Sequence[Claim], *, ids: str = "claims") -> SafeString:
    """`ids` begins the ids in the markup, for pages with more than one picture."""
    drawn = claims[:MOST_CLAIMS]
    longest = max(
        (abs(amount) for one in drawn for _head, amount in one.amounts if amount), default=Decimal(1)
    )
    parts: list[str] = []
    y = 0.0
    for one in drawn:
        y = _claim(parts, one, y, longest)
    return tag(
        "svg",
        tag("title", clean(_("What was billed, allowed and paid, and what is yours")), id=f"{ids}-title"),
        tag("desc", clean(_told(drawn)), id=f"{ids}-text"),
        box(-PAD, -PAD, WIDTH + 2 * PAD, y + 2 * PAD, fill=PAPER),
        *parts,
        xmlns="http://www.w3.org/2000/svg",
        viewBox=f"{-PAD:.0f} {-PAD:.0f} {WIDTH + 2 * PAD:.0f} {y + 2 * PAD:.0f}",
        role="img",
        aria_labelledby=f"{ids}-title {ids}-text",
        class_="claims-picture",
    )


def _claim(parts: list[str], one: Claim, y: float, longest: Decimal) -> float:
    title = _("%(number)s. %(title)s") % {"number": one.number, "title": one.title}
    for row in wrapped(title, WIDTH, SIZE * 1.06):
        y += SIZE * 1.3
        parts.append(text(0, y - 3, row, SIZE, bold=True))
    y += 4
    for name, (head, amount) in zip(NAMES, one.amounts, strict=True):
        if name == "asked" and amount is None:
            continue
        parts.append(text(0, y + BAR - 2, str(head), SIZE))
        parts.extend(_bar(name, amount, y, longest))
        y += ROW
    parts.append(line(0, y + 2, WIDTH, y + 2, width=0.5))
    return y + 10


def _bar(name: str, amount: Decimal | None, y: float, longest: Decimal) -> list[str]:
    if amount is None:
        return [text(LABELS, y + BAR - 2, _("not shown"), SIZE)]
    length = max(1.0, float(abs(amount) / longest) * (WIDTH - LABELS - AMOUNTS)) if amount else 0.0
    told = text(LABELS + length + 5, y + BAR - 2, dollars(amount), SIZE, bold=name == "yours")
    if not length:
        return [line(LABELS, y, LABELS, y + BAR, width=1.5), told]
    if amount < 0:
        dashed = {"stroke_dasharray": "3 2"}
        return [box(LABELS, y, length, BAR, stroke=1, **dashed), told]
    return [_filled(name, y, length), told]


def _filled(name: str, y: float, length: float) -> SafeString:
    """Told apart by their filling, so that a black-and-white print tells them apart, too."""
    if name == "yours":
        return box(LABELS, y, length, BAR, fill=INK)
    if name == "plan_paid":
        return box(LABELS, y, length, BAR, fill=GREY, stroke=1)
    if name == "asked":
        return hatched(LABELS, y, length, BAR, gap=5)
    fill = PAPER if name == "billed" else "#dddddd"
    return box(LABELS, y, length, BAR, fill=fill, stroke=1)


def _told(claims: Sequence[Claim]) -> str:
    """The whole picture in words: the table beneath says the same."""
    rows = []
    for one in claims:
        amounts = [
            _("%(name)s %(amount)s") % {"name": head, "amount": dollars(amount)}
            for head, amount in one.amounts
            if amount is not None
        ]
        told = {"number": one.number, "title": one.title, "amounts": ", ".join(amounts)}
        rows.append(_("%(number)s. %(title)s: %(amounts)s.") % told)
    return " ".join(rows)


def _total(statement: Statement, name: str) -> Decimal | None:
    shown: Decimal | None = getattr(statement, name)
    if shown is not None or not statement.lines:
        return shown
    values = [getattr(one, name) for one in statement.lines]
    return sum(values, Decimal(0)) if None not in values else None
