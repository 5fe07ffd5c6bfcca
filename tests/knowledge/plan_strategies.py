"""Plans as people describe them, with anything left open."""

from __future__ import annotations

from datetime import date

from hypothesis import strategies as st

from requests_app.cases.plan_details import details_for
from requests_app.common.states import STATE_NAMES
from requests_app.knowledge.plans import PlanFacts
from requests_app.models.care import CareKind, LevelOfCare
from requests_app.models.coverage import CoverageSource, PlanKind, YesNoUnsure

DAYS = st.dates(date(2020, 1, 1), date(2032, 12, 31))
STATES = st.sampled_from(["", *STATE_NAMES])


def _with_detail(source: str) -> st.SearchStrategy[tuple[str, str]]:
    details = [str(detail) for detail in details_for(source)]
    return st.tuples(st.just(source), st.sampled_from(["", *details]))


def plans(sources: st.SearchStrategy[str] | None = None) -> st.SearchStrategy[PlanFacts]:
    return st.builds(
        lambda kept, *rest: PlanFacts(*kept, *rest),
        (st.sampled_from(["", *CoverageSource.values]) if sources is None else sources).flatmap(_with_detail),
        st.sampled_from(["", *YesNoUnsure.values]),
        STATES,
        st.sampled_from(["", *PlanKind.values]),
        st.sampled_from(["", *CareKind.values]),
        st.sampled_from(["", *LevelOfCare.values]),
    )
