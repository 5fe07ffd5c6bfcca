"""Which closer answers fit where a plan comes from: they decide whose rules apply to it. Pure."""

from __future__ import annotations

from requests_app.models.coverage import CoverageDetail, CoverageSource

DETAILS: dict[str, tuple[CoverageDetail, ...]] = {
    CoverageSource.JOB: (
        CoverageDetail.PRIVATE_EMPLOYER,
        CoverageDetail.FEDERAL_JOB,
        CoverageDetail.STATE_LOCAL_JOB,
        CoverageDetail.CHURCH_JOB,
        CoverageDetail.UNSURE,
    ),
    CoverageSource.MARKETPLACE: (
        CoverageDetail.ON_MARKETPLACE,
        CoverageDetail.OFF_MARKETPLACE,
        CoverageDetail.UNSURE,
    ),
    CoverageSource.MEDICARE: (
        CoverageDetail.MEDICARE_ADVANTAGE,
        CoverageDetail.ORIGINAL_MEDICARE,
        CoverageDetail.UNSURE,
    ),
    CoverageSource.MEDICAID: (
        CoverageDetail.MEDICAID_PLAN,
        CoverageDetail.MEDICAID_STATE,
        CoverageDetail.UNSURE,
    ),
    CoverageSource.MILITARY: (CoverageDetail.TRICARE, CoverageDetail.VA, CoverageDetail.UNSURE),
}


def details_for(source: str) -> tuple[CoverageDetail, ...]:
    """The answers to choose from; none where the source alone says it."""
    return DETAILS.get(source, ())


def fits(source: str, detail: str) -> bool:
    return not detail or detail in details_for(source)
