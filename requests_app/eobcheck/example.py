"""An invented statement, to see what the check gives before one copies any number."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

from requests_app.claims.statement import Line, Statement
from requests_app.eobcheck.state import Approval, Claim, State

DAYS_AGO = 40


def state(today: date) -> State:
    day = today - timedelta(days=DAYS_AGO)
    top = Statement(
        service_from=day,
        service_to=day,
        network="OUT_OF_NETWORK",
        billed=Decimal("250.00"),
        allowed=Decimal("160.00"),
        plan_paid=Decimal("0.00"),
        patient_owes=Decimal("250.00"),
        provider_asks=Decimal("250.00"),
    )
    parts = Line(code="90837", units=Decimal(1), deductible=Decimal("160.00"), not_covered=Decimal("90.00"))
    approval = Approval(
        said="YES",
        starts_on=day - timedelta(days=30),
        ends_on=day + timedelta(days=150),
        codes=("90837",),
        units=20,
        unit="VISITS",
        in_network_cost_share="YES",
        in_network_deductible="YES",
        no_billing_the_rest="YES",
        copay=Decimal("30.00"),
    )
    return State(claims=(Claim(top=top, parts=parts, was_asked=True),), approval=approval)
