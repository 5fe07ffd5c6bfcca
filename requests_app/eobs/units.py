"""Units of an approval that the bills tell of, written down where the renewal planner finds them.

Only what is sure is counted: a processed line of a claim that counts now, of a day and a service that was
approved, in whole units of the kind the approval counts in. Everything else stays for the person to enter.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from requests_app.audit import log
from requests_app.claims.statement import Line, Statement
from requests_app.common.actor import Actor
from requests_app.eobs import queries
from requests_app.eobs.statements import statement_of
from requests_app.models import ApprovedLine, Case, ClaimStatus, ExplanationOfBenefits, UnitsUsed
from requests_app.models.renewals import UnitsFrom
from requests_app.renewals.queries import approvals_of, lines_of

VISITS, DAYS, HOURS = "VISITS", "DAYS", "HOURS"
MOST = 32767
Key = tuple[date, date, str, str, str]


@dataclass(frozen=True)
class Used:
    """`place` of the line in its claim, counted from 0."""

    place: int
    used_on: date
    ends_on: date
    units: Decimal | None
    line: Line


def count(case: Case, *, by: Actor, at: datetime) -> int:
    """Make the rows say what the bills say now; how many there are then. Call it with the case held."""
    wanted = _wanted(case)
    kept = {one.eob_line_id or 0: one for one in _written(case)}
    stale = [one.pk for line, one in kept.items() if wanted.get(line) != _told(one)]
    UnitsUsed.objects.filter(pk__in=stale).update(removed_at=at)
    fresh = {line for line, told in wanted.items() if line not in kept or _told(kept[line]) != told}
    UnitsUsed.objects.bulk_create(
        [
            UnitsUsed(
                organization_id=case.organization_id,
                case=case,
                decision_id=decision,
                line_id=approved,
                eob_line_id=line,
                used_on=used_on,
                units=amount,
                source=UnitsFrom.BILL,
                added_by_id=by.person_id,
            )
            for line, (decision, approved, used_on, amount) in wanted.items()
            if line in fresh
        ]
    )
    if stale or fresh:
        details = {"counted": len(fresh), "taken_out": len(stale)}
        log.record(action="eobs.units_counted", target=case, by=by, at=at, details=details)
    return len(wanted)


def used_lines(claim: Statement) -> list[Used]:
    """Lines of a processed claim that stand after its own taking-back: amounts below zero undo others."""
    if claim.status != ClaimStatus.PROCESSED:
        return []
    of_key: dict[Key, list[Used]] = defaultdict(list)
    for place, line in enumerate(claim.lines):
        starts = line.service_from or claim.service_from
        if starts is None:
            continue
        # A line without its last day is of one day, unless only the claim has days, and several.
        ends = line.service_to or (line.service_from or claim.service_to or starts)
        key = (starts, ends, line.code, line.modifier, line.revenue_code)
        of_key[key].append(Used(place, starts, ends, line.units, line))
    return [one for found in of_key.values() for one in _standing(found)]


def whole_units(used: Used, unit: str) -> int | None:
    """As the approval counts; None where it cannot be told without guessing."""
    days = (used.ends_on - used.used_on).days + 1
    told = used.units
    if unit == HOURS or days < 1 or (told is not None and (told != told.to_integral_value() or told < 1)):
        return None
    if unit in (VISITS, DAYS):
        if days == 1:
            return 1
        return int(told) if told is not None and told <= days else None
    return int(told) if told is not None and told <= MOST else None


def approved_for(used: Used, approved: Iterable[ApprovedLine]) -> ApprovedLine | None:
    """The one line of the same code and modifiers, or of its revenue code, whose days it falls into."""
    fitting = [one for one in approved if _fits(used, one)]
    return fitting[0] if len(fitting) == 1 else None


def _standing(found: Sequence[Used]) -> list[Used]:
    """A line taken back cancels the one before it of the same size; what takes its place stays."""
    standing: list[Used] = []
    for one in found:
        if one.line.billed is not None and one.line.billed < 0:
            undone = next((held for held in standing if held.line.billed == -one.line.billed), None)
            if undone is not None:
                standing.remove(undone)
        elif one.line.billed is None or one.line.billed > 0:
            standing.append(one)
    return standing


def _fits(used: Used, approved: ApprovedLine) -> bool:
    if approved.code not in (used.line.code, used.line.revenue_code) or not approved.code:
        return False
    wanted = {one for one in approved.modifier.split("-") if one}
    if not wanted <= set(used.line.modifier.split("-")):
        return False
    starts = approved.starts_on or approved.decision.starts_on
    ends = approved.ends_on or approved.decision.ends_on
    return (starts is None or used.used_on >= starts) and (ends is None or used.ends_on <= ends)


Told = tuple[int, int, date, int]


def _wanted(case: Case) -> dict[int, Told]:
    """By the row of the bill’s line: decision, approved line, day and units."""
    approved = []
    for decision in approvals_of(case):
        for line in lines_of(decision):
            line.decision = decision
            approved.append(line)
    if not approved:
        return {}
    found: dict[int, Told] = {}
    for eob in queries.current(case):
        rows = _rows_of(eob)
        for used in used_lines(statement_of(eob)):
            match = approved_for(used, approved)
            amount = whole_units(used, match.unit) if match else None
            if match is not None and amount is not None:
                found[rows[used.place]] = (match.decision_id, match.pk, used.used_on, amount)
    return found


def _rows_of(eob: ExplanationOfBenefits) -> list[int]:
    return [one.pk for one in eob.lines.all()]


def _written(case: Case) -> list[UnitsUsed]:
    return list(case.units_used.filter(removed_at__isnull=True, source=UnitsFrom.BILL))


def _told(row: UnitsUsed) -> Told | None:
    return (row.decision_id, row.line_id, row.used_on, row.units) if row.line_id is not None else None
