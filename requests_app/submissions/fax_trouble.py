"""A fax that needs a person: the queue shows it, and whoever asked for it gets a mail that says nothing."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import override

from requests_app.cases import services as cases
from requests_app.common.actor import job
from requests_app.common.time_zones import day_at
from requests_app.models import Fax, NextAction, WaitingOn
from requests_app.notifications.services import write_to
from requests_app.submissions import queries

TEMPLATE = "submissions/fax_trouble"
# A step that staff set by hand stays; the case page shows the fax as well.
NOT_BY_HAND = tuple(one for one in NextAction if one not in (NextAction.OWN, NextAction.NONE))


def tell(fax: Fax, *, now: datetime) -> None:
    """In the transaction that says so."""
    case, by = fax.case, job("fax", scope=frozenset({fax.organization_id}))
    if case.is_open and case.next_action in NOT_BY_HAND:
        with override(fax.asked_by.language):
            text = _("See what became of the fax")
        cases.set_next_step(
            case=case,
            action=NextAction.OWN,
            waiting_on=WaitingOn.US,
            due_on=day_at(now, zone=case.time_zone),
            text=text,
            by=by,
            at=now,
        )
    if queries.may_still_send(fax):
        write_to(
            user=fax.asked_by, template=TEMPLATE, context={}, organization_id=fax.organization_id, at=now
        )
