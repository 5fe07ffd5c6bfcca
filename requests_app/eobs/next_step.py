"""The step the queue shows once a bill is there that does not match."""

from __future__ import annotations

from datetime import datetime

from requests_app.cases import services as cases
from requests_app.cases.queries import SECTIONS
from requests_app.claims.findings import Result
from requests_app.common.actor import Actor
from requests_app.common.time_zones import day_at
from requests_app.decisions import bill_step
from requests_app.decisions.bill_step import QUIET
from requests_app.eobs.queries import kept, open_reprocessings
from requests_app.eobs.review import reviews_of
from requests_app.models import Case, NextAction, WaitingOn


def show(*, case: Case, by: Actor, at: datetime) -> None:
    """Call it with the case held, whenever a bill came, changed or went, or a claim sent back is over.

    While a claim is on its way back, or an appeal about one is, its own day stands there: see
    `decisions.bill_step`, which is called before.
    """
    if not case.is_open or case.next_action not in QUIET or _is_under_way(case):
        return
    step = NextAction.FIX_BILL if _is_one_to_put_right(case, at) else NextAction.NONE
    if step != case.next_action:
        cases.advance(case=case, past=QUIET, to=step, waiting_on=WaitingOn.PATIENT, by=by, at=at)


def _is_under_way(case: Case) -> bool:
    appeals = case.appeals.filter(state__in=bill_step.OPEN, decision__eob__isnull=False)
    return bool(open_reprocessings(case)) or appeals.exists()


def _is_one_to_put_right(case: Case, at: datetime) -> bool:
    """One that does not match, and that nobody has asked about."""
    whole = Case.objects.select_related(*SECTIONS).get(pk=case.pk)
    asked_about = set(whole.reprocessings.values_list("eob_id", flat=True))
    told = reviews_of(whole, list(kept(whole)), today=day_at(at, zone=whole.time_zone))
    return any(one.verdict == Result.WRONG for pk, one in told.reviews.items() if pk not in asked_about)
