"""The bills of a case: which there are, which count now, and one of them with everything it says."""

from __future__ import annotations

from uuid import UUID

from django.db.models import Prefetch, QuerySet
from django.http import Http404

from requests_app.models import (
    Case,
    Document,
    DocumentKind,
    EobAdjustment,
    EobLine,
    ExplanationOfBenefits,
    Reprocessing,
    ReprocessingState,
)


def kept(case: Case) -> QuerySet[ExplanationOfBenefits]:
    """Every bill that was not removed, each with lines and adjustments; three queries."""
    return (
        case.eobs.filter(removed_at__isnull=True)
        .select_related("document", "file", "replaces")
        # What a file held is long, and read again for each of its bills.
        .defer("file__read", "file__notes")
        .prefetch_related(
            Prefetch("lines", EobLine.objects.filter(removed_at__isnull=True)),
            Prefetch("adjustments", EobAdjustment.objects.filter(removed_at__isnull=True)),
        )
        .order_by("-service_from", "-id")
    )


def current(case: Case) -> list[ExplanationOfBenefits]:
    """Those that count now: finished, and not replaced by a corrected claim."""
    return [one for one in kept(case) if is_current(one)]


def is_current(eob: ExplanationOfBenefits) -> bool:
    return eob.finished_at is not None and eob.replaced_at is None and eob.removed_at is None


def get_eob_or_404(case: Case, eob_id: UUID) -> ExplanationOfBenefits:
    found = kept(case).filter(public_id=eob_id).first()
    if found is None:
        raise Http404
    found.case = case
    return found


def get_line_or_404(eob: ExplanationOfBenefits, line_id: UUID) -> EobLine:
    found = next((one for one in eob.lines.all() if one.public_id == line_id), None)
    if found is None:
        raise Http404
    found.eob, found.case = eob, eob.case
    return found


def open_reprocessings(case: Case) -> list[Reprocessing]:
    """Claims that were, or are about to be, sent back; one query."""
    states = (ReprocessingState.PREPARING, ReprocessingState.SENT)
    return list(case.reprocessings.filter(state__in=states).select_related("eob"))


def is_line_removed(eob: ExplanationOfBenefits, line_id: UUID) -> bool:
    return EobLine.objects.filter(eob=eob, public_id=line_id, removed_at__isnull=False).exists()


def is_removed(case: Case, eob_id: UUID) -> bool:
    return case.eobs.filter(public_id=eob_id, removed_at__isnull=False).exists()


def photos_of(case: Case) -> list[Document]:
    """Statements that were added as papers, the newest first."""
    return list(Document.objects.shared(case).filter(kind=DocumentKind.EOB).order_by("-id"))
