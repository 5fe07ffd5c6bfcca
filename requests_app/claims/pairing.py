"""Which approved line a line of a claim belongs to, and whether it surely lies outside the approval. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from requests_app.claims.statement import Line, Statement
from requests_app.claims.terms import ApprovedService, Terms

REVENUE_DIGITS = 4


class Fit(StrEnum):
    """How the code of a line stands to the approval."""

    COVERED = "covered"
    OTHER_MODIFIER = "other_modifier"
    MODIFIER_NOT_SHOWN = "modifier_not_shown"
    NOT_APPROVED = "not_approved"
    NOT_SHOWN = "not_shown"
    NOT_STATED = "not_stated"


class When(StrEnum):
    """How the days of a line stand to the approval."""

    INSIDE = "inside"
    PARTLY = "partly"
    BEFORE = "before"
    AFTER = "after"
    BETWEEN = "between"
    NOT_SHOWN = "not_shown"
    NOT_STATED = "not_stated"


@dataclass(frozen=True)
class Pair:
    """`service`: the approved line, where one surely fits or fits but for its modifiers."""

    fit: Fit
    when: When
    service: ApprovedService | None = None
    starts_on: date | None = None
    ends_on: date | None = None

    @property
    def is_outside(self) -> bool:
        """The approval surely does not reach this line."""
        out = {When.PARTLY, When.BEFORE, When.AFTER, When.BETWEEN}
        return self.when in out or self.fit in (Fit.NOT_APPROVED, Fit.OTHER_MODIFIER)

    @property
    def surely(self) -> ApprovedService | None:
        """The approved line, where code and day both fit."""
        fits = self.fit in (Fit.COVERED, Fit.MODIFIER_NOT_SHOWN)
        return self.service if fits and self.when in (When.INSIDE, When.NOT_STATED) else None


Days = tuple[date | None, date | None]


def service_of(line: Line, statement: Statement, terms: Terms) -> ApprovedService | None:
    """The approved line whose units this line uses; None where none surely fits, by code and by day."""
    return pair(line, statement, terms).surely


def pair(line: Line, statement: Statement, terms: Terms, *, kind: str | None = None) -> Pair:
    """`kind`: of the bill, where it is known already; it is told from all lines."""
    fit, services = _by_code(line, terms)
    services = _of_this_bill(services, kind_of(statement) if kind is None else kind)
    days = days_of(line, statement)
    open_ones = [one for one in terms.services if not one.code]
    if services and open_ones and _when(days, _windows(services, terms))[0] != When.INSIDE:
        # Another approval is of that day, and it names no code.
        when, (start, end) = _when(days, _windows(open_ones, terms))
        if when == When.INSIDE:
            return Pair(Fit.NOT_STATED, when, None, start, end)
    if not services:
        window = (terms.starts_on, terms.ends_on)
        whole = _windows(terms.services, terms) if terms.services else [window]
        when, (start, end) = _when(days, whole)
        return Pair(fit, when, None, start, end)
    when, (start, end) = _when(days, _windows(services, terms))
    inside = [one for one in services if _when(days, _windows([one], terms))[0] == When.INSIDE]
    return Pair(fit, when, (inside or services)[0], start, end)


def days_of(line: Line, statement: Statement) -> Days:
    """The days of a line; a line without any has those of its claim."""
    if line.service_from or line.service_to:
        return line.service_from or line.service_to, line.service_to or line.service_from
    return statement.service_from or statement.service_to, statement.service_to or statement.service_from


def kind_of(statement: Statement) -> str:
    """FACILITY, PROFESSIONAL or “”. Only a facility’s claim form has revenue codes."""
    if statement.kind:
        return statement.kind
    return "FACILITY" if any(line.revenue_code for line in statement.lines) else ""


def modifiers(text: str) -> frozenset[str]:
    return frozenset(part for part in text.upper().split("-") if part)


def _by_code(line: Line, terms: Terms) -> tuple[Fit, list[ApprovedService]]:
    named = [one for one in terms.services if one.code]
    if not named:
        return Fit.NOT_STATED, list(terms.services)
    if not line.code and not line.revenue_code:
        return Fit.NOT_SHOWN, []
    same = [one for one in named if _same_code(line, one)]
    if not same:
        return _no_code_fits(line, terms, named), [one for one in terms.services if not one.code]
    shown = modifiers(line.modifier)
    exact = [one for one in same if modifiers(one.modifier) == shown]
    within = [one for one in same if modifiers(one.modifier) <= shown]
    if exact or within:
        most = max(len(modifiers(one.modifier)) for one in exact or within)
        return Fit.COVERED, [one for one in exact or within if len(modifiers(one.modifier)) == most]
    return (Fit.OTHER_MODIFIER if shown else Fit.MODIFIER_NOT_SHOWN), same


def _no_code_fits(line: Line, terms: Terms, named: list[ApprovedService]) -> Fit:
    """Surely not approved only where the line shows a code of each kind that the approval names."""
    if len(named) < len(terms.services):
        return Fit.NOT_STATED
    hidden = any(not (line.revenue_code if one.is_revenue else line.code) for one in named)
    return Fit.NOT_SHOWN if hidden else Fit.NOT_APPROVED


def _same_code(line: Line, service: ApprovedService) -> bool:
    if service.is_revenue:
        return bool(line.revenue_code) and revenue(line.revenue_code) == revenue(service.code)
    return bool(line.code) and line.code.upper() == service.code.upper()


def revenue(code: str) -> str:
    """“905” on a letter is “0905” on a claim."""
    return code.strip().zfill(REVENUE_DIGITS)


def _of_this_bill(services: list[ApprovedService], kind: str) -> list[ApprovedService]:
    """Those for this kind of bill, where the approval keeps a facility’s and a professional’s apart."""
    fitting = [one for one in services if one.covers in ("", "BOTH", kind)] if kind else services
    return fitting or services


def _windows(services: Iterable[ApprovedService], terms: Terms) -> list[Days]:
    """A line without days of its own has those of the whole approval."""
    return [(one.starts_on or terms.starts_on, one.ends_on or terms.ends_on) for one in services]


def _when(days: Days, windows: list[Days]) -> tuple[When, Days]:
    """Against all windows together; and the one that answers best, for the sentence."""
    first, last = days
    if first is None or last is None:
        return When.NOT_SHOWN, windows[0]
    found = [(_place(first, last, start, end), (start, end)) for start, end in windows]
    for wanted in (When.INSIDE, When.PARTLY, When.NOT_STATED):
        for when, window in found:
            if when == wanted:
                return when, window
    kinds = {when for when, _ in found}
    nearest = min(found, key=lambda one: _distance(first, last, one[1]))
    return (nearest[0] if len(kinds) == 1 else When.BETWEEN), nearest[1]


def _place(first: date, last: date, start: date | None, end: date | None) -> When:
    if start is not None and last < start:
        return When.BEFORE
    if end is not None and first > end:
        return When.AFTER
    if (start is not None and first < start) or (end is not None and last > end):
        return When.PARTLY
    return When.INSIDE if start is not None and end is not None else When.NOT_STATED


def _distance(first: date, last: date, window: Days) -> int:
    start, end = window
    if start is not None and last < start:
        return (start - last).days
    return (first - end).days if end is not None else 0
