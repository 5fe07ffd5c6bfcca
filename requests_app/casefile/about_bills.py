"""Which answers and appeals of a case file are about a bill, and not about the request. Pure."""

from __future__ import annotations

from requests_app.casefile.after import Appeal, Decision
from requests_app.casefile.schema import CaseFile


def is_about_bill(case: CaseFile, one: Decision | Appeal) -> bool:
    """An answer about a claim, the appeal against it, the answer to that appeal, and so on."""
    return first_answer(case, one) is not None


def first_answer(case: CaseFile, one: Decision | Appeal) -> Decision | None:
    """What the plan decided about the claim, at the beginning of it all; None: it is about the request."""
    seen = 0
    decision: Decision | None = one if isinstance(one, Decision) else _against(case, one)
    # A file from outside may point in a circle.
    while decision is not None and seen <= len(case.appeals):
        if decision.about == "BILL":
            return decision
        if decision.about != "APPEAL":
            return None
        appeal = next((each for each in case.appeals if each.key == decision.about_key), None)
        decision, seen = _against(case, appeal) if appeal is not None else None, seen + 1
    return None


def answers(case: CaseFile) -> list[Decision]:
    """To the request, its appeals and renewals: what a packet about the request may speak of."""
    return [one for one in case.decisions if not is_about_bill(case, one)]


def appeals(case: CaseFile) -> list[Appeal]:
    """About the request."""
    return [one for one in case.appeals if not is_about_bill(case, one)]


def _against(case: CaseFile, appeal: Appeal) -> Decision | None:
    if appeal.decision_key is None:
        return None
    return next((one for one in case.decisions if one.key == appeal.decision_key), None)
