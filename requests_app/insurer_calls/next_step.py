"""What follows from changed answers: how urgent the case is, and which call comes next."""

from __future__ import annotations

from datetime import datetime

from requests_app.audit import log
from requests_app.cases import progress, services
from requests_app.common.actor import Actor
from requests_app.insurer_calls.queries import step_before_packet
from requests_app.models import Case, NextAction, WaitingOn


def follow(*, case: Case, by: Actor, at: datetime) -> None:
    """Urgency follows the answers; once a packet has what it needs, the calls that are left come next."""
    fresh = Case.objects.select_related(*progress.SECTIONS).get(pk=case.pk)
    is_urgent = progress.is_urgent(fresh)
    if is_urgent != fresh.is_urgent:
        Case.objects.filter(pk=case.pk).update(is_urgent=is_urgent)
        log.record(action="cases.urgency", target=case, by=by, at=at, details={"urgent": is_urgent})
    if progress.ready_for_packet(fresh):
        services.advance(
            case=case,
            past={NextAction.FILL_IN},
            to=step_before_packet(case),
            waiting_on=WaitingOn.PATIENT,
            by=by,
            at=at,
        )
