"""How far a case is with its letter, in one value for the task list and the staff’s page."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from requests_app.common.time_zones import day_at
from requests_app.letters import queries
from requests_app.letters.queries import CANCELLED, ON_PAPER, Owed
from requests_app.models import Case, ClinicianRequest, ClinicianState

# The keys of common.marks.
DONE, WAITING, PROBLEM, STARTED, TO_DO = "DONE", "WAITING", "PROBLEM", "STARTED", "TO_DO"


@dataclass(frozen=True)
class Standing:
    status: str
    owed: tuple[Owed, ...]
    requests: tuple[ClinicianRequest, ...]
    states: tuple[str, ...]
    asks: tuple[ClinicianRequest, ...] = ()


def standing_of(case: Case, *, at: datetime) -> Standing:
    """Two queries, however many were asked: the requests, and the newest letter on paper."""
    found = queries.requests_of(case)
    paper_on = queries.paper_letter_came_at(case)
    states = tuple(queries.state_of(one, at=at, paper_on=paper_on) for one in found)
    today = day_at(at, zone=case.time_zone)
    owed = queries.owed_of(case, list(zip(found, states, strict=True)), on=today)
    status = _status(states, has_paper=paper_on is not None)
    asks = tuple(
        one for one, state in zip(found, states, strict=True) if queries.waits_for_answer(one, state)
    )
    if asks and status == WAITING:
        status = STARTED
    return Standing(status, tuple(owed), tuple(found), states, asks)


def _status(states: tuple[str, ...], *, has_paper: bool) -> str:
    """One letter is enough; a no or a link that ran out is a problem only while nobody else is asked."""
    if has_paper or ClinicianState.SIGNED in states or ON_PAPER in states:
        return DONE
    if any(state in queries.WAITING_STATES for state in states):
        return WAITING
    if ClinicianState.DRAFT in states:
        return STARTED
    return PROBLEM if any(state != CANCELLED for state in states) else TO_DO
