"""What a claim is held against in a letter: the terms, and the approval with its paper. Pure."""

from __future__ import annotations

from datetime import date

from requests_app.casefile import about_bills, schema
from requests_app.claims.statement import Statement
from requests_app.claims.terms import Terms
from requests_app.eobs.approvals import PRIOR_AUTH
from requests_app.eobs.terms import terms_of_file

YES = ("APPROVED", "PARTLY")


def terms_for(case: schema.CaseFile, claim: Statement) -> Terms:
    """As the check took them, without what was answered about bills: that approves no care."""
    about_care = case.model_copy(update={"decisions": about_bills.answers(case)})
    return terms_of_file(about_care, first_day(claim))


def approval_for(case: schema.CaseFile, claim: Statement) -> schema.Decision | None:
    """The newest yes that holds on the first day of the claim; without such a day, the newest of all. A prior
    authorization speaks only where nothing else does, as in the terms.
    """
    found = [one for one in about_bills.answers(case) if one.is_current and one.answer in YES]
    found = [one for one in found if one.track != PRIOR_AUTH] or found
    found.sort(key=lambda one: one.heard_on, reverse=True)
    day = first_day(claim)
    holds = (one for one in found if day is not None and _holds(one, day))
    return next(holds, None) or next(iter(found), None)


def first_day(claim: Statement) -> date | None:
    days = [claim.service_from, *(one.service_from for one in claim.lines)]
    return min((day for day in days if day is not None), default=None)


def last_day(claim: Statement) -> date | None:
    days = [claim.service_to, claim.service_from]
    days += [one.service_to or one.service_from for one in claim.lines]
    return max((day for day in days if day is not None), default=None)


def _holds(one: schema.Decision, day: date) -> bool:
    return (one.starts_on is None or one.starts_on <= day) and (one.ends_on is None or day <= one.ends_on)
