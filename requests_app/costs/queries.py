from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from requests_app.costs.worth import CostNumbers
from requests_app.models import BenefitCheck, CallKind, Case, CostFacts, InsurerCall

# Where the plan's answers of call 1 belong among the numbers.
HEARD: dict[str, str] = {
    "deductible_in_network": "in_deductible_met",
    "deductible_out_of_network": "out_deductible_met",
    "limit_in_network": "in_max_met",
    "limit_out_of_network": "out_max_met",
    "needs_approval": "needs_approval",
}
COLUMNS = (
    "in_deductible",
    "in_deductible_met",
    "in_max",
    "in_max_met",
    "in_copay",
    "in_coinsurance",
    "has_out_benefits",
    "out_deductible",
    "out_deductible_met",
    "out_max",
    "out_max_met",
    "out_coinsurance",
    "plan_allows",
    "needs_approval",
)
SHOWN = (*COLUMNS, "as_of")


@dataclass(frozen=True)
class Heard:
    """What the plan said on the last call 1 that asked, by column."""

    call_id: UUID
    called_on: date | None
    values: dict[str, Any]


def facts_of(case: Case) -> CostFacts | None:
    return CostFacts.objects.filter(case=case).first()


def values_of(facts: CostFacts | None) -> dict[str, Any]:
    """What is kept, by column; nothing yet is nothing in every column."""
    empty = facts or CostFacts()
    return {name: getattr(empty, name) for name in SHOWN}


def numbers_of(case: Case, facts: CostFacts | None) -> CostNumbers:
    """The numbers of the case; load it with care and provider."""
    kept = values_of(facts)
    return CostNumbers(
        **{name: kept[name] for name in COLUMNS},
        price=case.provider.price,
        visits=case.care.amount,
        accepts_agreement=case.provider.accepts_agreement,
        will_not_bill_rest=case.provider.will_not_bill_rest,
    )


def heard(case: Case) -> Heard | None:
    """One query. A call that left these boxes empty does not hide an earlier one that filled them."""
    calls = InsurerCall.objects.finished().filter(case=case, kind=CallKind.CALL_1)
    for call in calls.order_by("-called_on", "-id"):
        values = {
            column: value
            for key, column in HEARD.items()
            if (value := _heard_value(column, call.answers.get(key))) is not None
        }
        if values:
            return Heard(call.public_id, call.called_on, values)
    return None


def checked(case: Case, key: str) -> Heard | None:
    """The amounts of this check of the benefits, to be used here; one query."""
    try:
        check_id = UUID(key)
    except ValueError:
        return None
    return _amounts_of(_checks(case).filter(public_id=check_id).first())


def newest_checked(case: Case) -> Heard | None:
    """The newest check of the benefits, when it named amounts; one query."""
    return _amounts_of(_checks(case).order_by("-checked_on", "-id").first())


def _checks(case: Case) -> QuerySet[BenefitCheck]:
    return BenefitCheck.objects.filter(case=case, removed_at__isnull=True, replaced_at__isnull=True)


def _amounts_of(check: BenefitCheck | None) -> Heard | None:
    if check is None:
        return None
    named = {name: getattr(check, name) for name in COLUMNS if name != "plan_allows"}
    values = {name: value for name, value in named.items() if value not in (None, "", "UNSURE")}
    return Heard(check.public_id, check.checked_on, values) if values else None


def locked_facts(case: Case) -> CostFacts:
    """The row, held; made when there is none yet. Call it with the case held."""
    found = CostFacts.objects.select_for_update().filter(case=case).first()
    return found or CostFacts(organization_id=case.organization_id, case=case)


def _heard_value(column: str, answer: Any) -> Any:
    """An import may have brought an answer in another shape: then it is no amount."""
    if column == "needs_approval":
        return answer if answer in ("YES", "NO") else None
    try:
        amount = Decimal(str(answer)).quantize(Decimal("0.01")) if answer not in (None, "") else None
    except InvalidOperation:
        return None
    if amount is None or not amount.is_finite() or not 0 <= amount < Decimal("10000000"):
        return None
    return amount
