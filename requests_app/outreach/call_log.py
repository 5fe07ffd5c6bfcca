"""Call mode: one tap writes down one call."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from requests_app.common.actor import Actor
from requests_app.drafts.clash import check_version
from requests_app.models import OutreachAttempt, OutreachOffice
from requests_app.models.outreach import AttemptOutcome, ContactChannel, OutreachResult
from requests_app.outreach import queries
from requests_app.outreach.calling import Button, Moment
from requests_app.outreach.services import add_one_try, held, move_on, record_change
from requests_app.outreach.steps import MOST_TRIES, Step, shown_values


@transaction.atomic
def log_call(
    *,
    office: OutreachOffice,
    said: Button,
    spoke_with: str,
    when: Moment,
    shown_version: str | None,
    by: Actor,
    at: datetime,
) -> OutreachOffice:
    """A try, and what came of it. Raises Clash when somebody else wrote down another result meanwhile.

    A second answer in the same part of the same day puts the first one right: it is a wrong tap, and a call
    that was never made must not stand in the log. A call that nobody took never replaces what the office said
    before. An office that was tried more often
    than the log keeps is still given its answer.
    """
    office = held(office, by)
    result = _result_after(office, said)
    check_version(shown_values(office, Step.RESULT, ()), shown_version, {"result": result})
    tries = queries.tries_of(office)
    if tries and _puts_right(tries[-1], said, when):
        _put_right(tries[-1], said, spoke_with)
    elif len(tries) < MOST_TRIES:
        reached = spoke_with if said.result != OutreachResult.NO_ANSWER else ""
        typed = {
            "contacted_on": when.day,
            "day_part": when.part,
            "channel": ContactChannel.PHONE,
            "outcome": said.outcome,
            "spoke_with": reached,
        }
        add_one_try(office, typed, by=by, at=at)
    if office.result != result:
        action = "outreach.changed" if office.result else "outreach.logged"
        office.result = result
        office.save(update_fields=["result"])
        record_change(office, action, ["result"], by=by, at=at)
        move_on(office.case, by=by, at=at)
    return office


def _puts_right(last: OutreachAttempt, said: Button, when: Moment) -> bool:
    was_answered = last.outcome in (AttemptOutcome.REACHED, AttemptOutcome.DEAD_NUMBER)
    is_now = (last.contacted_on, last.day_part, last.channel) == (when.day, when.part, ContactChannel.PHONE)
    return was_answered and is_now and said.result != OutreachResult.NO_ANSWER


def _put_right(last: OutreachAttempt, said: Button, spoke_with: str) -> None:
    """The name that was written down stays, unless nobody can have given one or there is another."""
    last.outcome = said.outcome
    last.spoke_with = spoke_with or last.spoke_with if said.outcome == AttemptOutcome.REACHED else ""
    last.save(update_fields=["outcome", "spoke_with"])


def _result_after(office: OutreachOffice, said: Button) -> str:
    has_an_answer = office.result not in ("", OutreachResult.NO_ANSWER)
    if said.result == OutreachResult.NO_ANSWER and has_an_answer:
        return office.result
    return said.result.value
