from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.http import Http404

from requests_app.followups import schedule
from requests_app.followups.schedule import TOLD_BEFORE, Contact
from requests_app.models import (
    Case,
    CaseAccess,
    FollowUp,
    FollowUpKind,
    Membership,
    Reminder,
    User,
    WaitingOn,
)

CALLS = (FollowUpKind.CALL_2, FollowUpKind.CALL_3)
SHOWN_PAST = 50
# In place of a number of days: as the facility does it.
USUAL = "USUAL"


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


def who_is_told(case: Case, follow_up: FollowUp) -> list[User]:
    """Whoever asked for it; else the patient’s side, and the colleague in charge for when we owe it."""
    if follow_up.asked_by is not None:
        return [follow_up.asked_by]
    people = people_to_remind(case)
    owner = owner_at_work(case)
    return people if owner is None or owner in people else [*people, owner]


def everybody_told(case: Case, follow_ups: Iterable[FollowUp]) -> list[User]:
    """Who is told of any of these, each once."""
    found = {person.pk: person for one in follow_ups for person in who_is_told(case, one)}
    return list(found.values())


def is_told(case: Case, follow_up: FollowUp, person: User) -> bool:
    return any(one.pk == person.pk for one in who_is_told(case, follow_up))


def owner_at_work(case: Case) -> User | None:
    """The colleague in charge, while they work there."""
    return case.owner if case.owner is not None and works_there(case, case.owner) else None


def works_there(case: Case, person: User) -> bool:
    works = Membership.objects.filter(
        organization_id=case.organization_id, user=person, is_active=True, user__is_active=True
    )
    return works.exclude(role="AUDITOR").exists()


def is_theirs_now(reminder: Reminder) -> bool:
    """Whether this person is still the one to be told: the one who asked, or who acts now, or may look.

    What we owe is told to the colleague in charge and not to the patient, but for last days: those are told
    to the patient’s side whoever acts.
    """
    case, follow_up, person = reminder.case, reminder.follow_up, reminder.recipient
    owner = owner_at_work(case)
    is_owner = owner is not None and owner.pk == person.pk
    if follow_up.asked_by_id is not None:
        return follow_up.asked_by_id == person.pk and (works_there(case, person) or may_open(case, person))
    we_act = case.waiting_on == WaitingOn.US and owner is not None
    if may_open(case, person):
        return not we_act or follow_up.kind in TOLD_BEFORE or follow_up.kind == FollowUpKind.OWN
    return is_owner and we_act


def every_of(case: Case) -> int:
    """After how many business days the plan is called again: the case’s own number, else the facility’s."""
    return case.follow_up_every or case.organization.follow_up_every


def reminder_to_send(reminder_id: int) -> Reminder | None:
    """The reminder with all that decides whether it is still wanted, held until the transaction ends.

    The case is held first, as every writer does: whoever closes it meanwhile waits, and nothing deadlocks.
    """
    Case.objects.select_for_update().filter(reminders=reminder_id).order_by().first()
    return (
        Reminder.objects.select_for_update(of=("self", "case"))
        .select_related("case", "follow_up", "recipient")
        .filter(pk=reminder_id)
        .first()
    )


def has_newer_due(reminder: Reminder, now: datetime) -> bool:
    """After a standstill the reminder before a last day and the one on it are due together: one is enough."""
    return Reminder.objects.filter(
        follow_up_id=reminder.follow_up_id,
        recipient_id=reminder.recipient_id,
        channel=reminder.channel,
        state=Reminder.State.PLANNED,
        remind_at__gt=reminder.remind_at,
        remind_at__lte=now,
    ).exists()


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
    return first_open_day(case, *CALLS)


def first_open_day(case: Case, *kinds: FollowUpKind) -> date | None:
    """The first day on which something of these kinds is still to do."""
    found = case.follow_ups.filter(state=FollowUp.State.OPEN, kind__in=kinds)
    return found.order_by("due_on").values_list("due_on", flat=True).first()
