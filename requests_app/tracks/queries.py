from __future__ import annotations

from datetime import date

from requests_app.models import (
    Case,
    CostFacts,
    InsurerCall,
    Submission,
    Track,
    TrackKind,
)
from requests_app.models.insurer_calls import CallKind

KINDS = (TrackKind.GAP, TrackKind.SCA, TrackKind.PRIOR_AUTH)
PLAN_CALLS = (CallKind.CALL_1, CallKind.CALL_2, CallKind.CALL_3, CallKind.CALL_4)
SHOWN = (
    "is_wanted",
    "owner",
    "reference",
    "asked_on",
    "answer_due_on",
    "answer_due_from",
    "outcome",
    "outcome_on",
    "authorization_number",
    "notes",
)


def tracks_of(case: Case) -> tuple[Track, ...]:
    """The three tracks, always in this order; one that nobody wrote down yet is an empty row (no pk)."""
    kept = {row.kind: row for row in case.tracks.all()}
    return tuple(kept.get(kind) or empty(case, kind) for kind in KINDS)


def track_of(case: Case, kind: str) -> Track:
    return case.tracks.filter(kind=kind).first() or empty(case, kind)


def empty(case: Case, kind: str) -> Track:
    return Track(organization_id=case.organization_id, case=case, kind=kind)


def locked(case: Case, kind: str) -> Track:
    """The row, held; not stored yet when there is none. Call it with the case held."""
    return case.tracks.select_for_update().filter(kind=kind).first() or empty(case, kind)


def calls_of(case: Case) -> list[InsurerCall]:
    """Finished calls with the plan, newest first."""
    calls = InsurerCall.objects.finished().filter(case=case, kind__in=PLAN_CALLS)
    return list(calls.order_by("-called_on", "-id"))


def last_sending(case: Case) -> Submission | None:
    """Of what the plan was sent."""
    return Submission.objects.to_plan().filter(case=case).order_by("-sent_on", "-id").first()


def sent_on(case: Case) -> date | None:
    sent = last_sending(case)
    return sent.sent_on if sent else None


def approval_needed(case: Case, calls: list[InsurerCall]) -> str:
    """YES, NO, UNSURE or empty: as written among the numbers, else as heard on call 1."""
    facts = CostFacts.objects.filter(case=case).only("needs_approval").first()
    if facts is not None and facts.needs_approval in ("YES", "NO"):
        return facts.needs_approval
    said = (str(call.answers.get("needs_approval", "")) for call in calls if call.kind == CallKind.CALL_1)
    return next((one for one in said if one in ("YES", "NO", "UNSURE")), "")
