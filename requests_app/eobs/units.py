"""Units of an approval that the bills tell of, written down where the renewal planner finds them.

Only what is sure is counted, by the same rules as the check: a processed line of a claim that counts now,
which surely falls under one approved line, in whole units of the kind the approval counts in. Everything else
stays for the person to enter.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

from requests_app.audit import log
from requests_app.claims.checks import duplicate
from requests_app.claims.claim import Claim, ClaimLine
from requests_app.claims.netting import takes_back
from requests_app.claims.others import Others
from requests_app.claims.quantity import approved_quantity
from requests_app.claims.statement import Statement
from requests_app.claims.terms import ApprovedService, Terms
from requests_app.common.actor import Actor
from requests_app.eobs import queries
from requests_app.eobs.review import first_day
from requests_app.eobs.statements import statement_of
from requests_app.eobs.terms import Known
from requests_app.models import ApprovedLine, Case, ClaimStatus, PayerOrder, UnitsUsed
from requests_app.models.renewals import UnitsFrom

MOST = 32767
NO_OTHERS = Others(())
# The decision, the approved line, the day and the units of a row.
Told = tuple[int, int, date, int]


def count(case: Case, *, by: Actor, at: datetime) -> int:
    """Make the rows say what the bills say now; how many there are then. Call it with the case held."""
    wanted = _wanted(case, today=at.date())
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
                # The worker counts for the person who opened the case.
                added_by_id=by.user_id or case.opened_by_id,
            )
            for line, (decision, approved, used_on, amount) in wanted.items()
            if line in fresh
        ]
    )
    if stale or fresh:
        details = {"counted": len(fresh), "taken_out": len(stale)}
        log.record(action="eobs.units_counted", target=case, by=by, at=at, details=details)
    return len(wanted)


def used_of(
    statement: Statement, terms: Terms, *, today: date, others: Others = NO_OTHERS
) -> dict[int, tuple[ApprovedService, date, int]]:
    """By the place of the line, from 1 on. Lines that take back each other are not in it, and of what stands
    there twice, here or on one of the `others`, the units count once.
    """
    if statement.status != ClaimStatus.PROCESSED or takes_back(statement):
        return {}
    if statement.payer_order in (PayerOrder.SECONDARY, PayerOrder.TERTIARY):
        # The same visits are on the first plan’s statement.
        return {}
    found = {}
    claim = Claim(statement, terms, others, today)
    repeated = duplicate.repeated(claim)
    for one in claim.covered:
        if one.place in repeated:
            continue
        service = one.pair.surely if one.place else None
        units = _whole(one, service) if service is not None else None
        if service is not None and units is not None and one.first_day is not None:
            found[one.place] = (service, one.first_day, units)
    return found


def _whole(line: ClaimLine, service: ApprovedService) -> int | None:
    if line.is_unpaid:
        # Denied: plans do not count what they did not pay for.
        return None
    amount = approved_quantity(line, service)
    if amount is None or amount != amount.to_integral_value() or not 1 <= amount <= MOST:
        return None
    return int(amount)


def _wanted(case: Case, *, today: date) -> dict[int, Told]:
    """By the row of the bill’s line."""
    approved = _approved(case)
    if not approved:
        return {}
    known = Known(case)
    found: dict[int, Told] = {}
    statements = [(eob, statement_of(eob)) for eob in queries.current(case)]
    others = Others(statement for _eob, statement in statements)
    for eob, statement in statements:
        rows = [line.pk for line in eob.lines.all()]
        terms = known.on(first_day(statement), without=eob)
        for place, (service, used_on, units) in used_of(statement, terms, today=today, others=others).items():
            line = approved.get(service.key)
            if line is not None:
                found[rows[place - 1]] = (line.decision_id, line.pk, used_on, units)
    return found


def _approved(case: Case) -> Mapping[str, ApprovedLine]:
    lines = ApprovedLine.objects.filter(case=case, removed_at__isnull=True)
    return {str(one.public_id): one for one in lines}


def _written(case: Case) -> list[UnitsUsed]:
    return list(case.units_used.filter(removed_at__isnull=True, source=UnitsFrom.BILL))


def _told(row: UnitsUsed) -> Told | None:
    return (row.decision_id, row.line_id, row.used_on, row.units) if row.line_id is not None else None
