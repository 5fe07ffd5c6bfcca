"""From a bill that the plan will not change to an appeal: its no is written down as an answer about it."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.urls import reverse

from requests_app.common.actor import Actor
from requests_app.decisions import services as decisions
from requests_app.models import Answer, Decision, Reprocessing
from requests_app.reprocessing import queries
from requests_app.reprocessing.holding import held, refuse_when_withdrawn


@transaction.atomic
def record_denial(
    *,
    back: Reprocessing,
    heard_on: date,
    is_in_writing: bool,
    letter_dated_on: date | None,
    reason_words: str,
    appeal_by: date | None,
    by: Actor,
    at: datetime,
) -> Decision:
    """The one that is there, where there is one. It changes nothing of the answer to the request."""
    fresh = held(back, by)
    refuse_when_withdrawn(fresh)
    standing = queries.denial_of(fresh)
    if standing is not None:
        return standing
    return decisions.record_answer(
        case=fresh.case,
        answer=Answer.DENIED,
        heard_on=heard_on,
        eob=fresh.eob,
        values={
            "is_in_writing": is_in_writing,
            "letter_dated_on": letter_dated_on,
            "letter": fresh.eob.document if is_in_writing else None,
            "reason": "OTHER",
            "reason_words": reason_words,
            "appeal_by": appeal_by,
            "appeal_by_not_stated": appeal_by is None,
        },
        by=by,
        at=at,
    )


def start_url(denial: Decision) -> str:
    start = reverse("appeals:start", args=[denial.case.public_id])
    return f"{start}?answer={denial.public_id}"
