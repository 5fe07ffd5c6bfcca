"""How often the plan is called for one case."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from requests_app.accounts import permissions
from requests_app.audit import log
from requests_app.cases.queries import locked as locked_case
from requests_app.common.actor import Actor
from requests_app.drafts.clash import check_version
from requests_app.followups import counting, queries, rows, schedule, services
from requests_app.followups.schedule import Contact
from requests_app.models import Case, FollowUpKind


@transaction.atomic
def set_interval(
    *, case: Case, every: int | None, shown_version: str | None, by: Actor, at: datetime
) -> None:
    """How often the plan is called; None: as the facility does it. An open status call is counted anew.

    A call that somebody moved by hand stays on its day.
    """
    permissions.check_can_edit_case(by, case)
    case = locked_case(case)
    services.refuse_when_closed(case)
    check_version({"every": interval_of(case)}, shown_version, {"every": str(every or queries.USUAL)})
    if case.follow_up_every == every:
        return
    Case.objects.filter(pk=case.pk).update(follow_up_every=every)
    case.follow_up_every = every
    log.record(action="followups.interval", target=case, by=by, at=at, details={"every": every})
    for follow_up in rows.open_of(case, FollowUpKind.CALL_3).filter(reason=schedule.Reason.AFTER_CONTACT):
        if follow_up.counted_from is not None:
            planned = counting.check_in_after(case, Contact(follow_up.counted_from))
            counting.recounted(case, follow_up, planned, what=follow_up.what, by=by, at=at)
    counting.show_in_queue(case, by=by, at=at)


def interval_of(case: Case) -> str:
    """As the page shows it and counts changes by."""
    return str(case.follow_up_every or queries.USUAL)
