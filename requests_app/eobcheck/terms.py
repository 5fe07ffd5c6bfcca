"""What the visitor says was approved, as the check takes it. Pure; what was not told stays untold."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal

from requests_app.claims.others import Others
from requests_app.claims.statement import Statement
from requests_app.claims.terms import NOTHING_APPROVED, ApprovedService, CostShare, Said, Terms
from requests_app.eobcheck.state import Approval, State
from requests_app.eobs.units import used_of

SAID = {"YES": Said.YES, "NO": Said.NO}


def terms_of(state: State) -> Terms:
    approval = state.approval
    if approval.said != "YES":
        return NOTHING_APPROVED
    return Terms(
        is_given=True,
        is_agreement=approval.kind == "AGREEMENT",
        authorization_number=approval.number,
        approved_on=approval.said_on,
        starts_on=approval.starts_on,
        ends_on=approval.ends_on,
        in_network_cost_share=_said(approval.in_network_cost_share),
        npis=frozenset({approval.npi} - {""}),
        in_network_deductible=_said(approval.in_network_deductible),
        no_billing_the_rest=_said(approval.no_billing_the_rest),
        services=services_of(approval),
        cost_share=CostShare(copay=approval.copay, coinsurance=approval.coinsurance),
        plan_kind=state.coverage,
        state=state.plan_state,
    )


def units_used(terms: Terms, statement: Statement, others: Others, *, today: date) -> Counter[str]:
    """Of each approved service, by its key: what this one claim surely used, apart from what others told."""
    used: Counter[str] = Counter()
    for service, _day, units in used_of(statement, terms, today=today, others=others).values():
        used[service.key] += units
    return used


def with_used(terms: Terms, used: Mapping[str, int]) -> Terms:
    """The same approval after what earlier claims used of it."""
    services = tuple(
        service if service.units is None else replace(service, used=Decimal(used.get(service.key, 0)))
        for service in terms.services
    )
    return replace(terms, services=services)


def services_of(approval: Approval) -> tuple[ApprovedService, ...]:
    """Visits and rate belong to a code only where there is one; of several nobody can tell which."""
    if len(approval.codes) > 1:
        return tuple(_service(approval, code, counts=False) for code in approval.codes)
    if approval.codes or approval.units or approval.rate is not None:
        return (_service(approval, next(iter(approval.codes), ""), counts=True),)
    return ()


def _service(approval: Approval, code: str, *, counts: bool) -> ApprovedService:
    plain, _dash, modifier = code.partition("-")
    return ApprovedService(
        key=code,
        code=plain,
        modifier=modifier,
        is_revenue=len(plain) == 4 and plain.isdecimal(),
        units=approval.units if counts else None,
        unit=approval.unit if counts else "",
        starts_on=approval.starts_on,
        ends_on=approval.ends_on,
        rate=approval.rate if counts else None,
        rate_unit=approval.unit if counts and approval.rate is not None else "",
    )


def _said(point: str) -> Said:
    return SAID.get(point, Said.UNTOLD)
