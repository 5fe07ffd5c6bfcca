from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.http import Http404

from requests_app.followups import schedule
from requests_app.followups.schedule import Contact
from requests_app.models import Case, CaseAccess, FollowUp, FollowUpKind, Reminder, User

CALLS = (FollowUpKind.CALL_2, FollowUpKind.CALL_3)
SHOWN_PAST = 50


@dataclass(frozen=True)
class FollowUps:
    """The open ones by day, and the finished ones, the last finished first."""

    open: list[FollowUp]
    past: list[FollowUp]

    @property
    def next_call(self) -> FollowUp | None:
        return next((one for one in self.open if one.kind in CALLS), None)


def of_case(case: Case) -> FollowUps:
    """Every open follow-up, and the last finished ones, in one query."""
    found = list(case.follow_ups.order_by("due_on", "id"))
    past = [one for one in found if one.state != FollowUp.State.OPEN]
    past.sort(key=lambda one: (one.finished_at is not None, one.finished_at, one.pk), reverse=True)
    return FollowUps([one for one in found if one.state == FollowUp.State.OPEN], past[:SHOWN_PAST])


def get_or_404(case: Case, follow_up_id: UUID) -> FollowUp:
    try:
        found = case.follow_ups.get(public_id=follow_up_id)
    except FollowUp.DoesNotExist:
        raise Http404 from None
    found.case = case
    return found


def locked(follow_up: FollowUp) -> FollowUp:
    """The same follow-up, fresh and held until the transaction ends."""
    fresh = FollowUp.objects.select_for_update(of=("self",)).get(pk=follow_up.pk)
    fresh.case = follow_up.case
    return fresh


def people_to_remind(case: Case) -> list[User]:
    """The patient and the caregivers who can open the case now. Helpers get no mail about it."""
    ways = CaseAccess.objects.current().filter(
        case=case, relation__in=["PATIENT", "CAREGIVER"], user__is_active=True
    )
    return [way.user for way in ways.select_related("user").order_by("id")]


def reminder_to_send(reminder_id: int) -> Reminder | None:
    """The reminder with all that decides whether it is still wanted, held until the transaction ends."""
    return (
        Reminder.objects.select_for_update(of=("self", "case"))
        .select_related("case", "follow_up", "recipient")
        .filter(pk=reminder_id)
        .first()
    )


def may_open(case: Case, user: User) -> bool:
    return user.is_active and CaseAccess.objects.current().filter(case=case, user=user).exists()


def check_in_after(case: Case, contact: Contact) -> FollowUp | None:
    """The open check-in that was counted from this call."""
    planned = schedule.check_in_after(contact)
    counted = case.follow_ups.filter(
        state=FollowUp.State.OPEN,
        kind=planned.kind,
        counted_from=planned.counted_from,
        reason=planned.reason,
    )
    return counted.order_by("-id").first()


def promise_of(case: Case, *, promised_on: date, what: str) -> FollowUp | None:
    """The open follow-up of something the plan promised in these words for this day."""
    return case.follow_ups.filter(
        kind=FollowUpKind.PROMISED, state=FollowUp.State.OPEN, counted_from=promised_on, what=what
    ).first()


def first_open_call_day(case: Case) -> date | None:
    calls = case.follow_ups.filter(state=FollowUp.State.OPEN, kind__in=CALLS)
    return calls.order_by("due_on").values_list("due_on", flat=True).first()
