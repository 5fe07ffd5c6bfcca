"""What was sent."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404

from requests_app.models import Case, FollowUp, Organization, Submission


def submissions_of(case: Case) -> list[Submission]:
    """Newest first."""
    found = Submission.objects.filter(case=case).select_related("packet").defer("packet__contents")
    return list(found.order_by("-sent_on", "-id"))


def get_submission_or_404(case: Case, submission_id: UUID) -> Submission:
    try:
        return (
            Submission.objects.select_related("packet")
            .defer("packet__contents")
            .get(case=case, public_id=submission_id)
        )
    except Submission.DoesNotExist:
        raise Http404 from None


def has_facility(case: Case) -> bool:
    return Organization.objects.filter(pk=case.organization_id, kind=Organization.Kind.FACILITY).exists()


def first_check_in(case: Case) -> FollowUp | None:
    """The next open call to the plan."""
    open_ones = FollowUp.objects.filter(case=case, state=FollowUp.State.OPEN)
    return open_ones.filter(kind__in=["CALL_2", "CALL_3"]).order_by("due_on", "id").first()
