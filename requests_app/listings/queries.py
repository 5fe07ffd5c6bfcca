"""Kept directory pages and written questions of a case."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404

from requests_app.models import Case, ListingCapture, NetworkQuestion, OutreachOffice


def captures_of(case: Case) -> list[ListingCapture]:
    """Those that are kept, the newest day first, with their document and office; one query."""
    found = case.listing_captures.filter(removed_at__isnull=True)
    return list(found.select_related("document", "office").order_by("-seen_on", "-id"))


def questions_of(case: Case) -> list[NetworkQuestion]:
    """Those that are kept, the last asked first, with their office and answer; one query."""
    found = case.network_questions.filter(removed_at__isnull=True)
    return list(found.select_related("document", "office").order_by("-asked_on", "-id"))


def get_capture_or_404(case: Case, capture_id: UUID) -> ListingCapture:
    found = case.listing_captures.filter(public_id=capture_id, removed_at__isnull=True)
    capture = found.select_related("document", "office").first()
    if capture is None:
        raise Http404
    capture.case = capture.document.case = case
    return capture


def get_question_or_404(case: Case, question_id: UUID) -> NetworkQuestion:
    found = case.network_questions.filter(public_id=question_id, removed_at__isnull=True)
    question = found.select_related("document", "office").first()
    if question is None:
        raise Http404
    question.case = case
    if question.document is not None:
        question.document.case = case
    return question


def capture_is_removed(case: Case, capture_id: UUID) -> bool:
    return case.listing_captures.filter(public_id=capture_id, removed_at__isnull=False).exists()


def question_is_removed(case: Case, question_id: UUID) -> bool:
    return case.network_questions.filter(public_id=question_id, removed_at__isnull=False).exists()


def offices_to_choose(case: Case) -> list[OutreachOffice]:
    """All that are in the list, by name."""
    return list(case.offices.filter(removed_at__isnull=True).order_by("name", "id"))


def office_or_none(case: Case, office_id: str) -> OutreachOffice | None:
    """By the id in an address or an answer; whatever else stands there is no office."""
    try:
        wanted = UUID(office_id)
    except ValueError:
        return None
    return case.offices.filter(public_id=wanted, removed_at__isnull=True).first()


def locked_capture(capture: ListingCapture) -> ListingCapture:
    """The same capture, fresh and held until the transaction ends."""
    fresh = ListingCapture.objects.select_for_update(of=("self",)).get(pk=capture.pk)
    fresh.case = capture.case
    return fresh


def locked_question(question: NetworkQuestion) -> NetworkQuestion:
    fresh = NetworkQuestion.objects.select_for_update(of=("self",)).get(pk=question.pk)
    fresh.case = question.case
    return fresh
