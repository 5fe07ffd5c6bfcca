"""Whose turn the queue shows: while only the clinician’s letter keeps the packet, it is the clinician’s."""

from __future__ import annotations

from datetime import datetime

from requests_app.cases.services import set_next_step
from requests_app.common.actor import Actor
from requests_app.common.time_zones import day_at
from requests_app.letters import queries
from requests_app.models import Case, NextAction, WaitingOn


def show_in_queue(case: Case, *, by: Actor, at: datetime) -> None:
    """A next step that is anything but the packet is somebody else’s turn, and stays."""
    case.refresh_from_db(fields=["next_action", "waiting_on", "due_on", "next_action_text"])
    if case.next_action != NextAction.MAKE_PACKET:
        return
    if case.waiting_on not in (WaitingOn.PATIENT, WaitingOn.CLINICIAN):
        return
    is_owed = bool(queries.waiting_for_clinician(case, day_at(at, zone=case.time_zone), at=at))
    turn = WaitingOn.CLINICIAN if is_owed else WaitingOn.PATIENT
    if case.waiting_on != turn:
        set_next_step(
            case=case,
            action=NextAction.MAKE_PACKET,
            waiting_on=turn,
            due_on=case.due_on,
            by=by,
            at=at,
            text=case.next_action_text,
        )
