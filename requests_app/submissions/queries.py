"""What was sent, and where the plan said it wants papers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.http import Http404

from requests_app.models import Case, FollowUp, InsurerCall, Organization, Submission

WAYS = ("fax", "website", "mail")


@dataclass(frozen=True)
class ToldWays:
    """What the plan said in the newest call 1 about sending papers."""

    told_on: date | None = None
    fax: str = ""
    website: str = ""
    mail: str = ""


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


def told_ways(case: Case) -> ToldWays:
    calls = InsurerCall.objects.finished().filter(case=case, kind="CALL_1").order_by("-called_on", "-id")
    for call in calls:
        answers = {key: str(call.answers.get(f"send_{key}") or "").strip() for key in WAYS}
        if any(answers.values()):
            return ToldWays(call.called_on, **answers)
    return ToldWays()


def has_facility(case: Case) -> bool:
    return Organization.objects.filter(pk=case.organization_id, kind=Organization.Kind.FACILITY).exists()


def first_check_in(case: Case) -> FollowUp | None:
    """The next open call to the plan."""
    open_ones = FollowUp.objects.filter(case=case, state=FollowUp.State.OPEN)
    return open_ones.filter(kind__in=["CALL_2", "CALL_3"]).order_by("due_on", "id").first()
