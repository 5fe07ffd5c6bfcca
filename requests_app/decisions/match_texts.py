"""The result of holding asked against approved, in words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext_lazy

from requests_app.common.dates import long_date
from requests_app.decisions.matching import About, Asked, Given, Matched, Pair, Point, Verdict, code_text
from requests_app.models import AmountUnit

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

NAMES: dict[About, StrOrPromise] = {
    About.CODE: pgettext_lazy("packet", "Code"),
    About.UNITS: gettext_lazy("How many"),
    About.DATES: gettext_lazy("Dates"),
    About.PROVIDER: gettext_lazy("Provider"),
    About.FACILITY: gettext_lazy("Facility’s fees"),
    About.PROFESSIONAL: gettext_lazy("Professional’s fees"),
    About.COST_SHARE: gettext_lazy("Cost share"),
    About.RATE: gettext_lazy("Rate"),
}
VERDICTS: dict[Verdict, StrOrPromise] = {
    Verdict.MATCHES: gettext_lazy("As asked"),
    Verdict.DIFFERS: gettext_lazy("Differs"),
    Verdict.NOT_STATED: gettext_lazy("Not stated"),
    Verdict.MISSING: gettext_lazy("Not in the answer"),
}
SAID: dict[str, StrOrPromise] = {
    "YES": gettext_lazy("Covered"),
    "NO": gettext_lazy("Not covered"),
    "IN_NETWORK": gettext_lazy("In network"),
    "OUT_OF_NETWORK": gettext_lazy("Out of network"),
}


@dataclass(frozen=True)
class PointRow:
    name: StrOrPromise
    verdict: StrOrPromise
    asked: str
    given: str


@dataclass(frozen=True)
class PairCard:
    title: str
    verdict: StrOrPromise
    points: list[PointRow]
    as_asked: str
    asked_key: str
    is_missing: bool


def cards(found: Matched) -> list[PairCard]:
    return [
        PairCard(
            title=line_title(pair.asked),
            verdict=VERDICTS[pair.verdict],
            points=[_row(point) for point in pair.points if point.verdict != Verdict.MATCHES],
            as_asked=", ".join(str(NAMES[point.about]) for point in pair.of(Verdict.MATCHES)),
            asked_key=pair.asked.key,
            is_missing=pair.verdict == Verdict.MISSING,
        )
        for pair in found.pairs
    ]


def line_title(line: Asked | Given) -> str:
    code = code_text(line)
    if code and line.words:
        return f"{code}: {line.words}"
    return code or line.words


def extra_title(line: Given) -> str:
    amount = units_text(line.units, line.unit)
    return ", ".join(part for part in (line_title(line), amount) if part)


def open_pairs(found: Matched) -> list[Pair]:
    return [pair for pair in found.pairs if pair.verdict != Verdict.MATCHES]


def _row(point: Point) -> PointRow:
    return PointRow(
        name=NAMES[point.about],
        verdict=VERDICTS[point.verdict],
        asked=value_text(point.about, point.asked),
        given=value_text(point.about, point.given),
    )


def value_text(about: About, value: Any) -> str:
    if value is None:
        return ""
    if about == About.UNITS:
        return units_text(*value)
    if about == About.DATES:
        return dates_text(*value)
    if about == About.RATE:
        return rate_text(*value)
    return str(SAID.get(value, "" if value == "NOT_STATED" else value))


def units_text(number: int | None, unit: str) -> str:
    if number is None:
        return ""
    name = dict(AmountUnit.choices).get(unit, "")
    return f"{number} {name}" if name else str(number)


def dates_text(start: date | None, end: date | None) -> str:
    if start and end:
        return _("%(start)s to %(end)s") % {"start": long_date(start), "end": long_date(end)}
    if start:
        return _("from %(day)s") % {"day": long_date(start)}
    return _("until %(day)s") % {"day": long_date(end)} if end else ""


def rate_text(rate: Decimal | None, unit: str) -> str:
    if rate is None:
        return ""
    money, name = f"${rate:,.2f}", dict(AmountUnit.choices).get(unit, "")
    return _("%(money)s, counted in %(units)s") % {"money": money, "units": name} if name else money


def summary(found: Matched) -> str:
    """One sentence for the top of the page."""
    if not found.pairs:
        return _("Your request has no service codes yet, so there is nothing to hold the answer against.")
    open_count = len(open_pairs(found))
    if not open_count:
        return _("Every line you asked for is there as you asked for it.")
    return ngettext(
        "%(count)s line you asked for is not there as you asked for it, or the plan does not say.",
        "%(count)s lines you asked for are not there as you asked for them, or the plan does not say.",
        open_count,
    ) % {"count": open_count}
