"""What the bills of a case are held against: the approvals that count, the signed agreement, the costs."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from django.core.exceptions import ObjectDoesNotExist

from requests_app.agreements import queries as agreements
from requests_app.claims.terms import CostShare, Terms
from requests_app.decisions import queries as decisions
from requests_app.eobs.approvals import Approval, Around, Signed, terms_from
from requests_app.models import AgreementState, Case, ExplanationOfBenefits, UnitsUsed

YES_ANSWERS = ("APPROVED", "PARTLY")


class Known:
    """Everything of a case that terms are made of, asked once; `on` makes the terms of a day from it.

    Load the case with its coverage, care and provider.
    """

    def __init__(self, case: Case) -> None:
        self.case = case
        self.approvals = [
            Approval(one.track.kind if one.track else "", one, decisions.lines_of(one))
            for one in decisions.approvals_of(case)
            if one.eob_id is None
        ]
        self.agreements = [_signed(one) for one in agreements.agreements_of(case)]
        self.uses = list(
            case.units_used.filter(removed_at__isnull=True, line__isnull=False).select_related(
                "eob_line", "line"
            )
        )
        self.around = Around(
            case.provider, cost_share_of(_costs(case)), case.coverage.source_detail, case.coverage.plan_state
        )

    def on(self, day: date | None = None, *, without: ExplanationOfBenefits | None = None) -> Terms:
        """`day`: the first day of the care; `without`: the bill itself, whose units are not “before”."""
        used = _used(self.uses, day, without)
        return terms_from(
            self.approvals,
            [one for one in self.agreements if one is not None],
            self.around,
            on=day,
            used=used.get,
            key_of=lambda line: str(line.public_id),
        )


def terms_of(case: Case, on: date | None = None, *, without: ExplanationOfBenefits | None = None) -> Terms:
    return Known(case).on(on, without=without)


def terms_of_file(file: Any, on: date | None = None) -> Terms:
    """The same of a case file, whose parts have the names of the rows."""
    found = [
        Approval(one.track, one, one.lines)
        for one in sorted(file.decisions, key=lambda one: one.heard_on, reverse=True)
        if one.is_current and one.answer in YES_ANSWERS and not _is_about_bill(file, one)
    ]
    signed = [
        Signed(one, _accepted(one.offers)) for one in file.agreements if one.state == AgreementState.SIGNED
    ]
    sums: dict[tuple[str, bool], int] = {}
    for use in file.units_used:
        if use.line_key is not None and (on is None or use.used_on < on):
            key = (str(use.line_key), use.is_of_eob)
            sums[key] = sums.get(key, 0) + use.units
    uses = _larger(sums)
    around = Around(
        file.provider,
        cost_share_of(file.costs),
        file.coverage.source_detail,
        file.coverage.plan_state,
    )
    return terms_from(
        found, signed, around, on=on, used=uses.get, key_of=lambda line: str(line.key) if line.key else ""
    )


def _is_about_bill(file: Any, decision: Any) -> bool:
    """An answer about a claim, or to an appeal about one."""
    decisions = {one.key: one for one in file.decisions if one.key is not None}
    appealed = {one.key: one.decision_key for one in file.appeals if one.key is not None}
    # A file from outside may point in a circle.
    for _step in range(len(file.appeals) + 1):
        if decision is None or decision.about != "APPEAL":
            break
        decision = decisions.get(appealed.get(decision.about_key))
    return decision is not None and decision.about == "BILL"


def cost_share_of(costs: Any) -> CostShare:
    if costs is None:
        return CostShare()
    return CostShare(
        copay=costs.in_copay,
        coinsurance=costs.in_coinsurance,
        deductible=costs.in_deductible,
        deductible_met=costs.in_deductible_met,
        most=costs.in_max,
        most_met=costs.in_max_met,
        as_of=costs.as_of,
    )


def _costs(case: Case) -> Any:
    try:
        return case.costs
    except ObjectDoesNotExist:
        return None


def _signed(agreement: Any) -> Signed | None:
    if agreement.state != AgreementState.SIGNED:
        return None
    offers = agreements.kept_offers(agreement)
    accepted = [one for one in offers if one.accepted_on]
    return Signed(agreement, agreements.kept_rates(accepted[-1]) if accepted else ())


def _accepted(offers: Sequence[Any]) -> Sequence[Any]:
    accepted = [one for one in offers if one.accepted_on]
    return accepted[-1].rates if accepted else ()


def _used(
    uses: Iterable[UnitsUsed], day: date | None, without: ExplanationOfBenefits | None
) -> dict[str, Decimal]:
    """Before this day, by the key of the approved line. What was entered by hand and what bills tell may be
    the same visits: the larger of the two counts, so that nothing is said to be used up too early."""
    sums: dict[tuple[str, bool], int] = {}
    for use in uses:
        if use.line is None or (day is not None and use.used_on >= day):
            continue
        if without is not None and use.eob_line is not None and use.eob_line.eob_id == without.pk:
            continue
        key = (str(use.line.public_id), use.eob_line is not None)
        sums[key] = sums.get(key, 0) + use.units
    return _larger(sums)


def _larger(sums: Mapping[tuple[str, bool], int]) -> dict[str, Decimal]:
    """By line: what was entered, or what bills tell."""
    lines = {line for line, _is_billed in sums}
    return {line: Decimal(max(sums.get((line, kind), 0) for kind in (False, True))) for line in lines}
