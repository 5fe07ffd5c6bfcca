"""One ExplanationOfBenefit of FHIR R4 as a Statement. What it does not show stays empty."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from requests_app.claims.readers.base import Refused, note
from requests_app.claims.readers.fhir_codes import network_of, network_of_information, reasons_of
from requests_app.claims.readers.fhir_lines import Lines, Trouble, lines_of, plan_notes, rendering_of, told
from requests_app.claims.readers.fhir_money import MEDICARE, Amounts, amounts_of, balances_of
from requests_app.claims.readers.fhir_numbers import numbers_of
from requests_app.claims.readers.fhir_people import People
from requests_app.claims.readers.fhir_values import (
    Currency,
    LeftOut,
    code,
    codes,
    day,
    dicts,
    money,
    part,
    span,
    text,
)
from requests_app.claims.statement import Adjustment, Line, Network, Note, Statement

Resource = dict[str, Any]
GUIDE = "/carin-bb/"
# Names only older and newer versions of FHIR have.
OLDER = {"information", "totalCost", "totalBenefit", "unallocDeductable", "organization", "hospitalization"}
OLDER_ITEM = {"service", "careTeamLinkId", "diagnosisLinkId"}
NEWER = {"traceNumber", "patientPaid", "diagnosisRelatedGroup", "event"}
NEWER_ITEM = {"traceNumber", "patientPaid", "reviewOutcome", "productOrServiceEnd"}
# How an 835 writes cost share of a whole claim, which lines do not show (see docs/adr/0023).
COST_SHARE = {"deductible": "1", "coinsurance": "2", "copay": "3"}
DENIED_BY_MEDICARE = "/carr_clm_pmt_dnl_cd"


def check_version(claim: Resource) -> None:
    """Amounts stand elsewhere in other versions: such a file is refused, not half read."""
    items = list(dicts(claim.get("item")))[:50]
    if OLDER & claim.keys() or any(
        OLDER_ITEM & item.keys() and "productOrService" not in item for item in items
    ):
        raise Refused("fhir.older")
    if NEWER & claim.keys() or any(NEWER_ITEM & item.keys() for item in items):
        raise Refused("fhir.newer")


def statement_of(claim: Resource, people: People, about: str) -> tuple[Statement, list[Note]]:
    """Raises LeftOut for what is no claim of a kind that can be checked."""
    _check_kind(claim)
    currency, trouble = Currency(), Trouble(about)
    found = lines_of(claim, people, currency, trouble)
    amounts = _amounts(claim, found, currency, trouble)
    reasons = reasons_of(claim.get("adjudication"))
    trouble.of(Amounts(), reasons)
    network = _network(claim, found, trouble)
    currency.check()
    kept = reasons.kept()
    shared = _cost_share(amounts, found.lines)
    statement = Statement(
        source="FHIR",
        **numbers_of(claim, people, trouble),
        **_people(claim, people),
        **_days(claim, found.lines, trouble),
        status=_status(claim, trouble),
        network=network,
        **told(amounts, trouble),
        adjustments=(*kept["adjustments"], *shared)[:99],
        remarks=kept["remarks"],
        lines=tuple(found.lines),
    )
    if statement.frequency == "VOID" and statement.billed is not None and statement.billed < 0:
        statement = statement.model_copy(update={"status": "REVERSED"})
    if claim.get("status") == "cancelled":
        statement = _taken_back(statement)
        trouble.add("fhir.cancelled")
    _tell(claim, currency, trouble, amounts, found.lines)
    return statement, trouble.notes


def _check_kind(claim: Resource) -> None:
    status, use = code(claim.get("status")), code(claim.get("use"))
    if status in {"entered-in-error", "draft"}:
        raise LeftOut(f"fhir.{status.replace('-', '_')}")
    if use in {"preauthorization", "predetermination"}:
        raise LeftOut(f"fhir.{use}")


def _amounts(claim: Resource, found: Lines, currency: Currency, trouble: Trouble) -> Amounts:
    """Totals as they are shown: `total`, else what is said of the whole claim, else the row that sums up."""
    sources = [
        amounts_of(claim.get("total"), currency),
        amounts_of(claim.get("adjudication"), currency),
        balances_of(claim.get("benefitBalance"), currency),
        found.whole,
    ]
    result = Amounts()
    for source in sources:
        trouble.of(source)
        for name, amount in source.told.items():
            if result.told.setdefault(name, amount) != amount:
                trouble.add("fhir.totals_differ", first=result.told[name], second=amount)
    paid = money(part(claim, "payment", "amount"), currency)
    if paid is not None and result.plan_paid is None:
        result.told["benefit"] = paid
    elif paid is not None and paid not in (result.plan_paid, result.paid_out):
        trouble.add("fhir.payment_differs", total=result.plan_paid, payment=paid)
    return result


def _cost_share(amounts: Amounts, lines: list[Line]) -> Iterable[Adjustment]:
    for name, reason in COST_SHARE.items():
        amount = amounts.get(name)
        if amount and all(getattr(line, name) is None for line in lines):
            yield Adjustment(group="PR", code=reason, amount=amount)


def _network(claim: Resource, found: Lines, trouble: Trouble) -> Network:
    """Of the claim, else of its lines where each says the same."""
    shown = network_of([*dicts(claim.get("adjudication")), *dicts(claim.get("total"))])
    network_of_information(dicts(claim.get("supportingInfo")), shown)
    every = [shown, *found.shown]
    if any(len(one.networks) > 1 for one in every):
        trouble.add("fhir.network_both")
    if any(one.is_other for one in every):
        trouble.add("fhir.network_other")
    if not any(one.networks or one.is_other for one in every) and any(one.is_of_provider for one in every):
        trouble.add("fhir.network_of_provider")
    if shown.networks or shown.is_other:
        return shown.network
    of_lines = {one.network for one in found.shown}
    return of_lines.pop() if len(of_lines) == 1 else ""


def _people(claim: Resource, people: People) -> dict[str, Any]:
    person = people.person(claim)
    member_id, order = people.coverage(claim)
    insurer, billing = people.party(claim.get("insurer"), claim), people.party(claim.get("provider"), claim)
    rendering = rendering_of(claim, people)
    return {
        "patient_name": person.name,
        "patient_born_on": person.born_on,
        "member_id": person.member_id or member_id,
        "payer_order": order,
        "payer_name": insurer.name or text(part(claim, "insurer", "identifier", "value")),
        "billing_name": billing.name,
        "billing_npi": billing.npi,
        "billing_tax_id": billing.tax_id,
        "rendering_name": rendering.name,
        "rendering_npi": rendering.npi,
    }


def _days(claim: Resource, lines: list[Line], trouble: Trouble) -> dict[str, Any]:
    period = claim.get("billablePeriod")
    start, end = span(part(period, "start"), part(period, "end"))
    days = [one for line in lines for one in (line.service_from, line.service_to) if one]
    if start is None and end is None and days:
        start, end = min(days), max(days)
    if isinstance(period, dict) and part(period, "start") and start is None:
        trouble.add("fhir.dates_odd")
    profiles = part(claim, "meta", "profile")
    is_of_guide = any(
        GUIDE in one for one in (profiles if isinstance(profiles, list) else ()) if isinstance(one, str)
    )
    return {
        "service_from": start,
        "service_to": end,
        "received_on": _received_on(claim),
        # Only the guide says that this is the day of the decision; elsewhere it is that of the download.
        "processed_on": day(claim.get("created")) if is_of_guide and not _is_of_medicare(claim) else None,
    }


def _received_on(claim: Resource) -> Any:
    for one in dicts(claim.get("supportingInfo")):
        kinds = codes(one.get("category"))
        # Medicare writes here the week in which it worked on the claim, and says so.
        if "clmrecvddate" in kinds and not any(kind.startswith(MEDICARE) for kind in kinds):
            return day(one.get("timingDate"))
    return None


def _is_of_medicare(claim: Resource) -> bool:
    return any(code(one.get("system")).startswith(MEDICARE) for one in dicts(claim.get("identifier")))


def _status(claim: Resource, trouble: Trouble) -> Any:
    outcome = code(claim.get("outcome"))
    denied = {
        code(part(one, "valueCoding", "code"))
        for one in dicts(claim.get("extension"))
        if code(one.get("url")).endswith(DENIED_BY_MEDICARE)
    }
    if "denied" in codes(part(claim, "payment", "type")) or "0" in denied:
        return "DENIED"
    if outcome in {"queued", "error"}:
        trouble.add("fhir.not_decided")
        return "PENDING"
    return "PROCESSED"


def _taken_back(statement: Statement) -> Statement:
    """As in an 835: the same claim with its amounts below zero."""
    lines = tuple(line.model_copy(update=_below_zero(line)) for line in statement.lines)
    return statement.model_copy(
        update={**_below_zero(statement), "status": "REVERSED", "frequency": "VOID", "lines": lines}
    )


def _amounts_in(line: Line) -> Iterable[Any]:
    return (getattr(line, name) for name in line.model_fields_set - {"units"})


def _below_zero(shape: Statement | Line) -> dict[str, Any]:
    amounts = {
        name: -abs(value) + 0
        for name in shape.model_fields_set
        if isinstance(value := getattr(shape, name), Decimal)
    }
    adjustments = tuple(
        one.model_copy(update={"amount": -abs(one.amount) + 0 if one.amount is not None else None})
        for one in shape.adjustments
    )
    return {**amounts, "adjustments": adjustments}


def _tell(claim: Resource, currency: Currency, trouble: Trouble, amounts: Amounts, lines: list[Line]) -> None:
    if currency.odd:
        trouble.add("fhir.amounts_odd", count=currency.odd)
    if trouble.unread:
        trouble.add("fhir.amounts_unread", codes=", ".join(sorted(trouble.unread)))
    if trouble.twice:
        trouble.add("fhir.amounts_twice", count=len(trouble.twice))
    if trouble.unknown:
        trouble.add("fhir.codes_of_plan", codes="; ".join(trouble.unknown))
    if not amounts.told and not any(
        isinstance(value, Decimal) for line in lines for value in _amounts_in(line)
    ):
        trouble.add("fhir.no_amounts")
    trouble.notes += [note("fhir.plan_wrote", trouble.about, said=said) for said in plan_notes(claim)]
