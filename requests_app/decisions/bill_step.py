"""The step the queue shows for bills: claims sent back and appeals about them, all of a case taken together.

Whatever else is to be done about the request comes first: only a case with nothing to do shows it.
"""

from __future__ import annotations

from datetime import date, datetime

from django.db.models import Q

from requests_app.cases import services as cases
from requests_app.common.actor import Actor
from requests_app.models import (
    AppealState,
    Case,
    FollowUp,
    NextAction,
    ReprocessingState,
    WaitingOn,
)

QUIET = frozenset({NextAction.NONE, NextAction.FIX_BILL})
OPEN = ("PREPARING", "SENT")


def show(case: Case, *, by: Actor, at: datetime) -> None:
    """Call it with the case held, after the rows and their follow-ups were written."""
    backs = list(case.reprocessings.filter(state__in=OPEN).values_list("pk", "state"))
    appeals = list(
        case.appeals.filter(state__in=OPEN, decision__eob__isnull=False).values_list("pk", "state")
    )
    if not backs and not appeals:
        cases.advance(
            case=case,
            past={NextAction.FIX_BILL},
            to=NextAction.NONE,
            waiting_on=WaitingOn.PATIENT,
            by=by,
            at=at,
        )
        return
    states = {state for _pk, state in (*backs, *appeals)}
    is_ours = bool(states & {ReprocessingState.PREPARING, AppealState.PREPARING})
    names = [f"bill:{pk}" for pk, _state in backs] + [f"appeal:{pk}" for pk, _state in appeals]
    cases.advance(
        case=case,
        past=QUIET,
        to=NextAction.FIX_BILL,
        waiting_on=WaitingOn.PATIENT if is_ours else WaitingOn.PLAN,
        due_on=_first_day(case, names),
        by=by,
        at=at,
    )


def _first_day(case: Case, names: list[str]) -> date | None:
    about = Q()
    for name in names:
        about |= Q(about=name) | Q(about__startswith=f"{name}:")
    found = case.follow_ups.filter(about, state=FollowUp.State.OPEN).order_by("due_on")
    return found.values_list("due_on", flat=True).first()
