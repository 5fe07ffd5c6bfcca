from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db.models import Prefetch
from django.http import Http404

from requests_app.models import (
    Case,
    ClockExtension,
    ClockPause,
    CostFacts,
    InsurerCall,
    Organization,
    Submission,
    Track,
    TrackKind,
)
from requests_app.models.insurer_calls import CallKind
from requests_app.models.packets import Recipient

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
    kept = {row.kind: row for row in case.tracks.prefetch_related(*_clock_rows())}
    return tuple(kept.get(kind) or empty(case, kind) for kind in KINDS)


def _clock_rows() -> tuple[Prefetch[Any], ...]:
    kept = {"removed_at__isnull": True}
    return (
        Prefetch("pauses", ClockPause.objects.filter(**kept), to_attr="kept_pauses"),
        Prefetch("extensions", ClockExtension.objects.filter(**kept), to_attr="kept_extensions"),
    )


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


def sendings_of(case: Case) -> list[Submission]:
    """Of the request itself, oldest first: an appeal or a renewal has a clock of its own."""
    sent = Submission.objects.filter(case=case, packet__recipient=Recipient.INSURER)
    return list(sent.only("sent_on", "way", "is_expedited", "case_id").order_by("sent_on", "id"))


def approval_needed(case: Case, calls: list[InsurerCall]) -> str:
    """YES, NO, UNSURE or empty: as written among the numbers, else as heard on call 1."""
    facts = CostFacts.objects.filter(case=case).only("needs_approval").first()
    if facts is not None and facts.needs_approval in ("YES", "NO"):
        return facts.needs_approval
    said = (str(call.answers.get("needs_approval", "")) for call in calls if call.kind == CallKind.CALL_1)
    return next((one for one in said if one in ("YES", "NO", "UNSURE")), "")


def get_pause_or_404(case: Case, kind: str, pause_id: UUID) -> ClockPause:
    """One that still runs."""
    kept = {"case": case, "track__kind": kind, "removed_at__isnull": True, "until_on__isnull": True}
    pause = ClockPause.objects.select_related("track").filter(public_id=pause_id, **kept).first()
    if pause is None:
        raise Http404
    pause.case = case
    return pause


def get_entry_or_404(case: Case, kind: str, entry_id: UUID) -> ClockPause | ClockExtension:
    kept = {"case": case, "track__kind": kind, "removed_at__isnull": True, "public_id": entry_id}
    entry: ClockPause | ClockExtension | None = (
        ClockPause.objects.select_related("track").filter(**kept).first()
        or ClockExtension.objects.select_related("track").filter(**kept).first()
    )
    if entry is None:
        raise Http404
    entry.case = case
    return entry


def has_team(case: Case) -> bool:
    """A facility stands behind the case, so that it may owe something, too."""
    return Organization.objects.filter(pk=case.organization_id, kind=Organization.Kind.FACILITY).exists()
