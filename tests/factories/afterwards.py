"""One row of each kind that can follow a sending, all of one case, as if people had typed them."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from requests_app.models import (
    Agreement,
    Appeal,
    ApprovedLine,
    Case,
    ClockExtension,
    ClockPause,
    Complaint,
    CoverageChange,
    Decision,
    Document,
    Escalation,
    MoreWanted,
    Offer,
    OfferRate,
    PeerToPeer,
    Renewal,
    Track,
    UnitsUsed,
)

NOW = datetime(2026, 11, 20, 18, 0, tzinfo=UTC)
DAY = date(2026, 11, 20)


def everything_after(case: Case, letter: Document | None = None) -> dict[str, Any]:
    """The rows by their kind; `letter` is the paper of the decision and the signed copy of the agreement."""
    own: dict[str, Any] = {"organization": case.organization, "case": case}
    user = case.opened_by
    track, _made = Track.objects.get_or_create(**own, kind="GAP")
    decision = Decision.objects.create(
        **own,
        track=track,
        answer="PARTLY",
        heard_on=DAY,
        letter=letter,
        in_network_cost_share="YES",
        left_out=["DATES"],
        reason="NETWORK",
        recorded_by=user,
        recorded_at=NOW,
    )
    line = ApprovedLine.objects.create(
        **own,
        decision=decision,
        code="H0015",
        units=12,
        unit="DAYS",
        rate=Decimal("350.00"),
        rate_unit="DAYS",
    )
    appeal = Appeal.objects.create(
        **own,
        decision=decision,
        level="INTERNAL",
        by_letter=date(2027, 5, 18),
        started_by=user,
        started_at=NOW,
    )
    agreement = Agreement.objects.create(
        **own, decision=decision, plan_party="Sample Health Plan", signed_copy=letter
    )
    offer = Offer.objects.create(**own, agreement=agreement, made_by="PLAN", offered_on=DAY, recorded_by=user)
    return {
        "decision": decision,
        "line": line,
        "wanted": MoreWanted.objects.create(
            **own, decision=decision, what="Treatment plan", due_on=date(2026, 12, 1), asked_on=DAY
        ),
        "appeal": appeal,
        "peer": PeerToPeer.objects.create(**own, decision=decision, clinician_name="Dr. Ann Example"),
        "complaint": Complaint.objects.create(
            **own,
            appeal=appeal,
            office_id="az-regulator",
            office_name="Sample regulator",
            started_by=user,
            started_at=NOW,
        ),
        "agreement": agreement,
        "offer": offer,
        "rate": OfferRate.objects.create(
            **own, offer=offer, code="H0015", rate=Decimal("310.50"), unit="DAYS"
        ),
        "used": UnitsUsed.objects.create(
            **own, decision=decision, line=line, used_on=DAY, units=3, added_by=user
        ),
        "renewal": Renewal.objects.create(
            **own, decision=decision, progress="Two goals met.", started_by=user, started_at=NOW
        ),
        "change": CoverageChange.objects.create(
            **own, kind="PLAN_CHANGED", happens_on=date(2027, 1, 1), added_by=user
        ),
        "escalation": Escalation.objects.create(
            **own, track=track, rung="SUPERVISOR", done_on=DAY, recorded_by=user, recorded_at=NOW
        ),
        "pause": ClockPause.objects.create(
            **own, track=track, owed_by="CLINICIAN", why="Treatment plan", from_on=DAY
        ),
        "extension": ClockExtension.objects.create(
            **own,
            track=track,
            new_due_on=date(2026, 12, 11),
            reason="More time to read",
            said_by="PHONE",
            said_on=DAY,
            recorded_by=user,
        ),
    }
