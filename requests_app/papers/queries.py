"""Papers of a case, and which are still wanted: a fixed number of queries, however many papers there are."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import Http404

from requests_app.common.time_zones import day_at
from requests_app.models import (
    Agreement,
    Case,
    ClinicianLetter,
    ClinicianRequest,
    Decision,
    Document,
    DocumentKind,
    ExplanationOfBenefits,
    InsurerCall,
    NetworkQuestion,
    PlanForm,
    Submission,
    Track,
    WantedPaper,
    WantedState,
)
from requests_app.models.clinicians import ClinicianState
from requests_app.models.documents import OwedBy
from requests_app.papers.wanted import YES, Asked, Facts, Wanted, wanted

WITH_THE_CLINICIAN = (ClinicianState.SENT, ClinicianState.OPENED, ClinicianState.STARTED)


def papers_of(case: Case) -> list[Document]:
    """Those that are kept, in the order of the packet; pages of the directory stand elsewhere. One query."""
    return papers_among(_kept(case))


def documents_of(case: Case) -> list[Document]:
    """With the pages of the directory; one query."""
    return list(_kept(case))


def papers_among(documents: Iterable[Document]) -> list[Document]:
    return [one for one in documents if one.kind != DocumentKind.DIRECTORY_LISTING]


def wanted_of(
    case: Case,
    *,
    on: date,
    documents: Sequence[Document] | None = None,
    facts: Facts | None = None,
    requests: Iterable[ClinicianRequest] | None = None,
) -> list[Wanted]:
    """Every kind of paper and how it stands. Load the case with coverage and care.

    Five queries, and one for the plan’s form where there is one to have; less those whose answer is handed
    in: documents, facts, and who was asked for a letter.
    """
    kept = documents_of(case) if documents is None else documents
    of_kind: dict[str, list[Document]] = {}
    for one in kept:
        of_kind.setdefault(one.kind, []).append(one)
    came_at = {kind: max(one.received_at for one in found) for kind, found in of_kind.items()}
    asked = _asked(case)
    asked_for_letters = ClinicianRequest.objects.filter(case=case) if requests is None else requests
    _look_at_letters(case, asked_for_letters, came_at, asked, on=on)
    known = facts or facts_of(case)
    if DocumentKind.PLAN_FORM in asked or known.has_form == YES:
        _look_at_plan_form(case, came_at)
    return wanted(known, documents=of_kind, came_at=came_at, asked=asked, on=on)


def facts_of(case: Case) -> Facts:
    """Two queries."""
    outcomes = Track.objects.filter(case=case).values_list("outcome", flat=True)
    calls = InsurerCall.objects.finished().filter(case=case).order_by("called_on", "id")
    return facts_from(case, outcomes=outcomes, answers=calls.values_list("answers", flat=True))


def facts_from(case: Case, *, outcomes: Iterable[str], answers: Iterable[Mapping[str, Any]]) -> Facts:
    """`answers`: those of the calls that were made, the last one last; what was said later counts."""
    said: dict[str, str] = {}
    for one in answers:
        said |= {key: str(one[key]) for key in ("has_form", "answer") if one.get(key)}
    return Facts(
        already_asked=case.already_asked,
        answers=frozenset([*outcomes, said.get("answer", "")]),
        plan_kind=case.coverage.plan_kind,
        care_timing=case.care.timing,
        has_form=said.get("has_form", ""),
    )


def get_paper_or_404(case: Case, paper_id: UUID) -> Document:
    document = _kept(case).exclude(kind=DocumentKind.DIRECTORY_LISTING).filter(public_id=paper_id).first()
    if document is None:
        raise Http404
    document.case = case
    return document


def paper_or_none(case: Case, paper_id: str) -> Document | None:
    """By the id in an address; whatever else stands there is no paper."""
    try:
        return get_paper_or_404(case, UUID(paper_id))
    except (ValueError, Http404):
        return None


def paper_is_removed(case: Case, paper_id: UUID) -> bool:
    gone = Document.objects.filter(case=case, public_id=paper_id, removed_at__isnull=False)
    return gone.exists() if case.shows_kept_back else gone.filter(kept_back_at__isnull=True).exists()


def locked_paper(document: Document) -> Document:
    """The same paper, fresh and held until the transaction ends."""
    fresh = Document.objects.select_for_update(of=("self",)).get(pk=document.pk)
    fresh.case = document.case
    return fresh


def asked_row(case: Case, kind: DocumentKind) -> WantedPaper | None:
    return WantedPaper.objects.filter(case=case, kind=kind).first()


def has_kind(case: Case, kind: DocumentKind) -> bool:
    return Document.objects.shown(case).filter(kind=kind).exists()


def belongs_elsewhere(document: Document) -> bool:
    """Part of another record, like a signed letter: it may be left out of the packet, not taken away."""
    return Document.objects.filter(_is_held(), pk=document.pk).exists()


def _kept(case: Case) -> QuerySet[Document]:
    found = Document.objects.shown(case)
    return found.annotate(is_held=_is_held()).order_by("position", "id")


def _is_held() -> Q:
    return Q(
        Q(from_clinician__isnull=False)
        | Exists(NetworkQuestion.objects.filter(document=OuterRef("pk"), removed_at__isnull=True))
        | Exists(ClinicianLetter.objects.filter(document=OuterRef("pk")))
        | Exists(Submission.objects.filter(proof=OuterRef("pk")))
        | Exists(Decision.objects.filter(letter=OuterRef("pk"), removed_at__isnull=True))
        | Exists(Agreement.objects.filter(signed_copy=OuterRef("pk"), removed_at__isnull=True))
        | Exists(ExplanationOfBenefits.objects.filter(document=OuterRef("pk"), removed_at__isnull=True))
    )


def _asked(case: Case) -> dict[str, Asked]:
    return {
        row.kind: Asked(
            owed_by=OwedBy(row.owed_by),
            at=row.asked_at,
            day=day_at(row.asked_at, zone=case.time_zone),
            is_not_had=row.state == WantedState.NOT_HAD,
            note=row.note,
        )
        for row in WantedPaper.objects.filter(case=case)
    }


def _look_at_letters(
    case: Case,
    requests: Iterable[ClinicianRequest],
    came_at: dict[str, datetime],
    asked: dict[str, Asked],
    *,
    on: date,
) -> None:
    """A letter signed here is there; a clinician whose link works owes one, the longest-waiting first."""
    kind = DocumentKind.CLINICIAN_LETTER
    sent_at: list[datetime] = []
    for request in requests:
        if request.revoked_at is not None:
            continue
        if request.state == ClinicianState.SIGNED and request.signed_at is not None:
            came_at[kind] = max(request.signed_at, came_at.get(kind, request.signed_at))
        elif request.state in WITH_THE_CLINICIAN and request.sent_at is not None:
            ends_at = request.expires_at
            if ends_at is None or day_at(ends_at, zone=case.time_zone) >= on:
                sent_at.append(request.sent_at)
    if sent_at:
        first, before = min(sent_at), asked.get(kind)
        if before is None or before.at < first:
            asked[kind] = Asked(OwedBy.CLINICIAN, first, day_at(first, zone=case.time_zone))


def _look_at_plan_form(case: Case, came_at: dict[str, datetime]) -> None:
    """A form that is filled in from the answers is there, also when nobody put it among the papers."""
    kind = DocumentKind.PLAN_FORM
    own = PlanForm.objects.filter(case=case, removed_at=None).order_by("-uploaded_at")
    moment = own.values_list("uploaded_at", flat=True).first()
    if moment is not None:
        came_at[kind] = max(moment, came_at.get(kind, moment))
