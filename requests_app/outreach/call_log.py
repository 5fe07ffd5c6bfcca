"""Call mode: one tap writes down one call."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from requests_app.common.actor import Actor
from requests_app.drafts.clash import check_version
from requests_app.models import OutreachOffice
from requests_app.models.outreach import ContactChannel, OutreachResult
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

    A call that nobody took never replaces what the office said before. An office that was tried more often
    than the log keeps is still given its answer.
    """
    office = held(office, by)
    result = _result_after(office, said)
    check_version(shown_values(office, Step.RESULT, ()), shown_version, {"result": result})
    if len(queries.tries_of(office)) < MOST_TRIES:
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


def _result_after(office: OutreachOffice, said: Button) -> str:
    has_an_answer = office.result not in ("", OutreachResult.NO_ANSWER)
    if said.result == OutreachResult.NO_ANSWER and has_an_answer:
        return office.result
    return said.result.value
