"""Appeals of a case, the answers they can be against, and the calls between the doctors."""

from __future__ import annotations

from uuid import UUID

from django.db.models import Prefetch, QuerySet
from django.http import Http404

from requests_app.decisions.queries import about_bills, decisions_of, is_current
from requests_app.models import (
    Answer,
    Appeal,
    AppealLevel,
    AppealState,
    Case,
    ClinicianLetter,
    Decision,
    LetterState,
    Packet,
    PacketState,
    PeerToPeer,
)

AGAINST = (Answer.DENIED, Answer.PARTLY)
OPEN = (AppealState.PREPARING, AppealState.SENT)


def appeals_of(case: Case) -> list[Appeal]:
    """Newest first, each with the answer it is against, the answers to it and its packets; three queries."""
    return list(_kept(case))


def open_appeals_of(case: Case) -> list[Appeal]:
    """Those being made ready or waiting for the plan, newest first."""
    return [one for one in appeals_of(case) if one.state in OPEN]


def get_appeal_or_404(case: Case, appeal_id: UUID) -> Appeal:
    found = _kept(case).filter(public_id=appeal_id).first()
    if found is None:
        raise Http404
    found.case = case
    return found


def appealable(case: Case) -> list[Decision]:
    """Answers that count now and say no, or no to a part, newest first; those about bills last."""
    found = (*decisions_of(case), *about_bills(case))
    return [one for one in found if is_current(one) and one.answer in AGAINST]


def levels_for(decision: Decision) -> tuple[str, ...]:
    """What can follow this answer, the usual one first. Which of them the plan has, its letter says."""
    if decision.appeal is None:
        return (AppealLevel.INTERNAL, AppealLevel.EXTERNAL)
    if decision.appeal.level == AppealLevel.INTERNAL:
        return (AppealLevel.EXTERNAL, AppealLevel.SECOND)
    return (AppealLevel.EXTERNAL,)


def open_against(decision: Decision, level: str) -> Appeal | None:
    """The one that stands in the way of another at the same level."""
    return decision.appeals_against.filter(level=level, state__in=OPEN).first()


def answer_to(appeal: Appeal) -> Decision | None:
    """What the plan or the reviewer decided about it, as it counts now; of `_kept` no query more."""
    found = [one for one in appeal.decisions.all() if is_current(one)]
    return max(found, key=lambda one: (one.heard_on, one.pk), default=None)


def packet_of(appeal: Appeal) -> Packet | None:
    """The newest that was made or is being made for it."""
    return max(
        (one for one in appeal.packets.all() if one.state != PacketState.FAILED),
        key=lambda one: one.number,
        default=None,
    )


def locked(appeal: Appeal) -> Appeal:
    """Call it with the case held."""
    fresh = Appeal.objects.select_for_update(of=("self",)).select_related("decision").get(pk=appeal.pk)
    fresh.case = appeal.case
    return fresh


def peer_of(case: Case) -> PeerToPeer | None:
    """The newest call between the doctors; there is at most one at a time."""
    kept = case.peer_to_peers.filter(removed_at__isnull=True)
    return kept.select_related("decision", "clinician_request").order_by("-id").first()


def signed_letters(case: Case) -> list[ClinicianLetter]:
    """The newest signed version of each request that was not taken back, by the day it was signed."""
    rows = ClinicianLetter.objects.filter(
        case=case, state=LetterState.SIGNED, request__revoked_at__isnull=True
    ).select_related("document", "request")
    newest = {row.request_id: row for row in rows.order_by("request_id", "number")}
    return sorted(newest.values(), key=lambda one: (one.signed_at is None, one.signed_at))


def _kept(case: Case) -> QuerySet[Appeal]:
    return (
        Appeal.objects.filter(case=case)
        .select_related("decision", "decision__letter", "decision__appeal", "decision__eob")
        .prefetch_related(
            "decisions", Prefetch("packets", Packet.objects.defer("contents", "evidence").order_by("-number"))
        )
        .order_by("-id")
    )
