"""Put what a visitor checked into a case: the approval as they told it, and the bills."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from requests_app.cases import services as cases
from requests_app.claims.statement import Statement
from requests_app.common.actor import Actor
from requests_app.common.money import dollars
from requests_app.common.time_zones import day_at
from requests_app.costs import queries as costs
from requests_app.costs.services import save_costs
from requests_app.decisions import lines as approved_lines
from requests_app.decisions import queries as decisions
from requests_app.decisions import services as answers
from requests_app.drafts.versions import version_of
from requests_app.eobcheck.state import Approval, State
from requests_app.eobcheck.terms import services_of
from requests_app.eobs import next_step
from requests_app.eobs import services as eobs
from requests_app.eobs.services import Fate
from requests_app.models import AmountUnit, Answer, Case, NextAction, WaitingOn

POINTS = ("in_network_cost_share", "in_network_deductible", "no_billing_the_rest")


@dataclass(frozen=True)
class Added:
    """`saved`: bills now in the case; `there`: it had them; `others`: left out, of another person.

    `keeps_answer`: the approval that was told stayed out, because the case has an answer of the plan.
    """

    saved: int = 0
    there: int = 0
    others: int = 0
    keeps_answer: bool = False


@transaction.atomic
def add_to_case(*, case: Case, state: State, by: Actor, at: datetime) -> Added:
    """Everything told at the check, once. A case that has an answer of the plan keeps its own.

    Raises EobRefused and DecisionRefused.
    """
    added = _save_bills(case, state.statements, by=by, at=at)
    _save_costs(case, state.approval, by=by, at=at)
    if state.approval.said != "YES":
        return added
    if decisions.decisions_of(case):
        return replace(added, keeps_answer=True)
    _save_approval(case, state.approval, by=by, at=at)
    eobs.count_units(case=case, by=by, at=at)
    _show_bills_first(case, by=by, at=at)
    return added


def _show_bills_first(case: Case, *, by: Actor, at: datetime) -> None:
    """Where nothing was sent there is no call about the answer to make: what is to do is about the bills."""
    if case.submissions.exists():
        return
    past = {NextAction.CALL_4, NextAction.CHOOSE}
    cases.advance(case=case, past=past, to=NextAction.NONE, waiting_on=WaitingOn.PATIENT, by=by, at=at)
    next_step.show(case=case, by=by, at=at)


def _save_bills(case: Case, statements: Sequence[Statement], *, by: Actor, at: datetime) -> Added:
    """Whose they are the visitor has said; what surely names another person stays out all the same."""
    fates: list[Fate] = []
    for source in dict.fromkeys(one.source for one in statements):
        own = [one for one in statements if one.source == source]
        first = eobs.fates(case=case, statements=own, source=source)
        confirmed = [one.place for one in first if one.fate == Fate.UNSURE]
        kept = eobs.save_statements(
            case=case, statements=own, source=source, confirmed=confirmed, by=by, at=at
        )
        fates += [one.fate for one in kept]
    saved = sum(fate in (Fate.NEW, Fate.CORRECTS) for fate in fates)
    others = sum(fate == Fate.ANOTHER for fate in fates)
    return Added(saved=saved, there=len(fates) - saved - others, others=others)


def _save_costs(case: Case, approval: Approval, *, by: Actor, at: datetime) -> None:
    """Where the case has no number of its own."""
    kept = costs.values_of(costs.facts_of(case))
    told = {"in_copay": approval.copay, "in_coinsurance": approval.coinsurance}
    new = {name: value for name, value in told.items() if value is not None and kept[name] is None}
    if new:
        save_costs(case=case, typed={**kept, **new}, shown_version=version_of(kept), by=by, at=at)


def _save_approval(case: Case, approval: Approval, *, by: Actor, at: datetime) -> None:
    values: dict[str, Any] = {
        "decided_on": approval.said_on,
        "authorization_number": approval.number,
        "starts_on": approval.starts_on,
        "ends_on": approval.ends_on,
        **{name: getattr(approval, name) for name in POINTS},
    }
    values["notes"] = "\n".join(_notes(approval))
    decision = answers.record_answer(
        case=case,
        answer=Answer.APPROVED,
        heard_on=approval.said_on or day_at(at, zone=case.time_zone),
        values=values,
        by=by,
        at=at,
    )
    for service in services_of(approval):
        typed = {
            "kind": "REVENUE" if service.is_revenue else "SERVICE",
            "code": service.code,
            "modifier": service.modifier,
            "units": service.units,
            "unit": service.unit,
            "rate": service.rate,
            "rate_unit": service.rate_unit,
            "starts_on": service.starts_on,
            "ends_on": service.ends_on,
        }
        approved_lines.add_line(decision=decision, typed=typed, by=by, at=at)


def _notes(approval: Approval) -> Iterator[str]:
    """What has no place of its own in an answer."""
    if approval.said_on is None:
        yield _("The day of the approval was not told at the bill check.")
    if len(approval.codes) > 1 and (approval.units or approval.rate is not None):
        units = f"{approval.units} {AmountUnit(approval.unit).label}" if approval.units else ""
        rate = dollars(approval.rate) if approval.rate is not None else ""
        told = ", ".join(part for part in (units, rate) if part)
        yield _("Told at the bill check, but not for which code: %(told)s.") % {"told": told}
