"""The lines of the request and of an approval, as plain values to hold beside each other."""

from __future__ import annotations

from requests_app.decisions import queries
from requests_app.decisions.matching import Asked, Given, Matched, Whole, match
from requests_app.models import ApprovedLine, CareCode, Case, Decision, OfferRate


def matched(case: Case, decision: Decision) -> Matched:
    """Load the case with care and provider; two queries more."""
    lines = [given_from(line) for line in queries.lines_of(decision)]
    return match(asked_lines(case, decision), lines, whole_of(decision))


def asked_lines(case: Case, decision: Decision) -> list[Asked]:
    """Each code of the request; for a renewal with the days and the amount that the renewal asked for."""
    care, renewal = case.care, decision.renewal
    source = renewal if renewal is not None else care
    rates = agreed_rates(case)
    return [
        Asked(
            key=str(code.public_id),
            kind=code.kind,
            code=code.code,
            modifier=code.modifier,
            words=code.own_words,
            units=(code.units if renewal is None else None) or source.amount,
            unit=_unit(code, source.amount_unit, is_renewal=renewal is not None),
            is_whole=renewal is not None or code.units is None,
            starts_on=source.starts_on,
            ends_on=source.ends_on,
            provider_name=case.provider.name,
            rate=rate.rate if (rate := rates.get((code.code, code.modifier))) else None,
            rate_unit=rate.unit if rate else "",
        )
        for code in queries.service_codes_of(case)
    ]


def _unit(code: CareCode, unit: str, *, is_renewal: bool) -> str:
    """A line with a number of its own counts units of its code; which ones the plan tells."""
    return "" if code.units and not is_renewal else unit


def agreed_rates(case: Case) -> dict[tuple[str, str], OfferRate]:
    """Of the offer both sides said yes to, by code and modifier; one query."""
    rows = OfferRate.objects.filter(
        case=case,
        removed_at__isnull=True,
        offer__accepted_on__isnull=False,
        offer__removed_at__isnull=True,
        offer__agreement__removed_at__isnull=True,
        offer__agreement__state__in=("AGREED", "SIGNED"),
    )
    return {(row.code, row.modifier): row for row in rows}


def given_from(line: ApprovedLine) -> Given:
    return Given(
        key=str(line.public_id),
        kind=line.kind,
        code=line.code,
        modifier=line.modifier,
        words=line.words,
        units=line.units,
        unit=line.unit,
        starts_on=line.starts_on,
        ends_on=line.ends_on,
        provider_name=line.provider_name,
        covers=line.covers,
        cost_share=line.cost_share,
        rate=line.rate,
        rate_unit=line.rate_unit,
    )


def whole_of(decision: Decision) -> Whole:
    return Whole(
        provider_named=decision.provider_named,
        facility_fees=decision.facility_fees,
        professional_fees=decision.professional_fees,
        in_network_cost_share=decision.in_network_cost_share,
        starts_on=decision.starts_on,
        ends_on=decision.ends_on,
    )
