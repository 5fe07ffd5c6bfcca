"""Which approval a claim is held against in a letter, and which of its lines. Pure, from the case file."""

from __future__ import annotations

from datetime import date

from requests_app.casefile import schema
from requests_app.claims.statement import Line, Statement

YES = ("APPROVED", "PARTLY")


def approval_for(case: schema.CaseFile, claim: Statement) -> schema.Decision | None:
    """The newest yes that holds on the first day of the claim; without such a day, the newest yes there is.

    An answer about a bill approves no care.
    """
    found = [one for one in case.decisions if one.is_current and one.about != "BILL" and one.answer in YES]
    found.sort(key=lambda one: one.heard_on, reverse=True)
    day = first_day(claim)
    holds = (one for one in found if day is not None and _holds(one, day))
    return next(holds, None) or next(iter(found), None)


def first_day(claim: Statement) -> date | None:
    days = [claim.service_from, *(one.service_from for one in claim.lines)]
    return min((day for day in days if day is not None), default=None)


def last_day(claim: Statement) -> date | None:
    days = [claim.service_to, claim.service_from]
    days += [one.service_to or one.service_from for one in claim.lines]
    return max((day for day in days if day is not None), default=None)


def approved_line(approval: schema.Decision, line: Line) -> schema.ApprovedLine | None:
    """The same code and modifiers, on a day on which it holds; else the same code; None: no such line."""
    same = [one for one in approval.lines if is_same_code(one, line)]
    exact = [one for one in same if one.modifier == line.modifier]
    held = [one for one in exact or same if line.service_from is None or _holds(one, line.service_from)]
    return next(iter(held or exact or same), None)


def is_same_code(approved: schema.ApprovedLine, line: Line) -> bool:
    shown = line.revenue_code if approved.kind == "REVENUE" else line.code
    return bool(approved.code) and approved.code == shown


def _holds(one: schema.Decision | schema.ApprovedLine, day: date) -> bool:
    starts, ends = one.starts_on, one.ends_on
    return (starts is None or starts <= day) and (ends is None or day <= ends)
