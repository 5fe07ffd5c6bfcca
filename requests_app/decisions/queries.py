"""What the plan answered, and which answer counts now: to the request, an appeal, a renewal, about a bill."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from django.db.models import Prefetch, QuerySet
from django.http import Http404

from requests_app.models import (
    Answer,
    Appeal,
    ApprovedLine,
    CareCode,
    Case,
    Decision,
    MoreWanted,
    Renewal,
    Track,
)

DECIDED = (Answer.APPROVED, Answer.PARTLY, Answer.DENIED)
YES_ANSWERS = (Answer.APPROVED, Answer.PARTLY)


def decisions_of(case: Case) -> list[Decision]:
    """Every answer that is kept, the newest first, each with its lines and what is wanted; three queries.

    What the plan decided about a bill is no answer to the request: see `about_bills`.
    """
    return list(_kept(case).filter(eob__isnull=True))


def about_bills(case: Case) -> list[Decision]:
    """Every kept answer about a claim, and to an appeal of one, the newest first."""
    return [one for one in every_answer(case) if one.eob_id is not None]


def every_answer(case: Case) -> list[Decision]:
    """Those to the request and those about bills, the newest first; three queries."""
    return [_with(one, case) for one in _kept(case)]


def current_of(case: Case) -> Decision | None:
    """The newest answer that no later one replaced, whatever it answers and whatever it says."""
    return newest(one for one in decisions_of(case) if is_current(one))


def decided_of(case: Case) -> Decision | None:
    """The newest yes, partial yes or no that counts now: what `Case.outcome` tells."""
    return newest(one for one in decisions_of(case) if is_current(one) and one.answer in DECIDED)


def current_for(
    case: Case,
    *,
    track: Track | str | None = None,
    appeal: Appeal | None = None,
    renewal: Renewal | None = None,
) -> Decision | None:
    """The answer that counts now to one thing; without any, to the request whatever its track."""
    found = [one for one in decisions_of(case) if is_current(one)]
    if appeal is not None:
        return newest(one for one in found if one.appeal_id == appeal.pk)
    if renewal is not None:
        return newest(one for one in found if one.renewal_id == renewal.pk)
    to_request = [one for one in found if one.appeal_id is None and one.renewal_id is None]
    if track is None:
        return newest(to_request)
    kind = track.kind if isinstance(track, Track) else track
    return newest(one for one in to_request if one.track is not None and one.track.kind == kind)


def approvals_of(case: Case) -> list[Decision]:
    """Every yes and partial yes that counts now, the newest first."""
    return [one for one in decisions_of(case) if is_current(one) and one.answer in YES_ANSWERS]


def newest(found: Iterable[Decision]) -> Decision | None:
    return max(found, key=lambda one: (one.heard_on, one.pk), default=None)


def is_current(decision: Decision) -> bool:
    return decision.replaced_at is None and decision.removed_at is None


def get_decision_or_404(case: Case, decision_id: UUID) -> Decision:
    found = _kept(case).filter(public_id=decision_id).first()
    if found is None:
        raise Http404
    return _with(found, case)


def get_line_or_404(decision: Decision, line_id: UUID) -> ApprovedLine:
    found = decision.lines.filter(public_id=line_id, removed_at__isnull=True).first()
    if found is None:
        raise Http404
    found.decision, found.case = decision, decision.case
    return found


def get_wanted_or_404(case: Case, wanted_id: UUID) -> MoreWanted:
    found = (
        case.more_wanted.filter(public_id=wanted_id, removed_at__isnull=True)
        .select_related("decision", "call")
        .first()
    )
    if found is None:
        raise Http404
    found.case = case
    return found


def is_line_removed(decision: Decision, line_id: UUID) -> bool:
    return decision.lines.filter(public_id=line_id, removed_at__isnull=False).exists()


def is_wanted_removed(case: Case, wanted_id: UUID) -> bool:
    return case.more_wanted.filter(public_id=wanted_id, removed_at__isnull=False).exists()


def wanted_of(case: Case) -> list[MoreWanted]:
    """What the plan still wants, by its day; what has no day comes last. One query."""
    found = case.more_wanted.filter(removed_at__isnull=True, done_on__isnull=True)
    rows = list(found.select_related("decision", "call").order_by("due_on", "id"))
    return sorted(rows, key=lambda one: (one.due_on is None, one.due_on, one.pk))


def lines_of(decision: Decision) -> list[ApprovedLine]:
    """In their order; taken from what was loaded with the answer."""
    return list(decision.lines.all())


def service_codes_of(case: Case) -> list[CareCode]:
    """What was asked for, line by line; one query."""
    kinds = (CareCode.Kind.SERVICE, CareCode.Kind.REVENUE)
    return list(case.codes.filter(kind__in=kinds, removed_at__isnull=True))


def locked(decision: Decision) -> Decision:
    """The same answer, fresh and held; call it with the case held."""
    fresh = Decision.objects.select_for_update(of=("self",)).get(pk=decision.pk)
    return _with(fresh, decision.case)


def same_thing(case: Case, decision: Decision) -> QuerySet[Decision]:
    """Every kept answer to what this one answers."""
    return case.decisions.filter(
        removed_at__isnull=True,
        track=decision.track,
        appeal=decision.appeal,
        renewal=decision.renewal,
        eob=decision.eob,
    )


def _kept(case: Case) -> QuerySet[Decision]:
    return (
        case.decisions.filter(removed_at__isnull=True)
        .select_related("track", "appeal", "renewal", "eob", "letter", "call")
        .prefetch_related(
            Prefetch("lines", ApprovedLine.objects.filter(removed_at__isnull=True)),
            Prefetch("wanted", MoreWanted.objects.filter(removed_at__isnull=True)),
        )
        .order_by("-heard_on", "-id")
    )


def _with(decision: Decision, case: Case) -> Decision:
    decision.case = case
    return decision
