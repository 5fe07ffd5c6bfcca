"""What each filter of the queue means, as conditions on cases. Columns that triggers keep come first."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from django.db.models import Exists, Func, OuterRef, Q, QuerySet, TextField, Value
from django.db.models.expressions import RawSQL
from django.utils import timezone

from requests_app.common.business_days import is_business_day
from requests_app.followups.calendar import closed_days_from
from requests_app.models import (
    CaseStatus,
    CaseTag,
    ClinicianRequest,
    ClinicianState,
    Decision,
    NextAction,
    Submission,
)
from requests_app.models.decisions import Answer

MINE, NOBODY = "me", "nobody"
OPEN, ANY = "open", "any"
NO_OWNER = 2**63 - 1
NO_DAY = date(9999, 12, 31)
SOON_ENDS = 30
APPEAL_BY, ENDS, BILLS = "appeal_by", "ends", "bills"
SLEEPING, ALL_ASLEEP_TOO = "yes", "any"
# Beyond this many hits a search looks no further: nobody reads them, and a narrower search finds the case.
MOST_FOUND = 500
ASKED = (ClinicianState.SENT, ClinicianState.OPENED, ClinicianState.STARTED)


def stage_condition(stage: str) -> Q:
    if stage == OPEN:
        return ~Q(status=CaseStatus.CLOSED)
    return Q() if stage == ANY else Q(status=stage)


def snooze_condition(snoozed: str, today: date) -> Q:
    """A sleeping case stays out of the way until its day, but never while a message waits."""
    if snoozed == SLEEPING:
        return Q(snoozed_until__gt=today)
    awake = Q(snoozed_until__isnull=True) | Q(snoozed_until__lte=today)
    return awake | Q(unanswered_since__isnull=False)


def owner_condition(owner: str, user_id: int) -> Q:
    if owner == NOBODY:
        return Q(owner_place=NO_OWNER)
    return Q(owner_place=user_id if owner == MINE else int(owner))


def due_condition(due: str, today: date) -> Q:
    """Late is before today; the other limits include what is late, because that is due as well."""
    if due == "none":
        return Q(due_place=NO_DAY)
    if due == "late":
        return Q(due_place__lt=today)
    days = {"today": 0, "3days": 3, "week": 7}[due]
    return Q(due_place__lte=today + timedelta(days=days))


def running_condition(running: str, today: date) -> Q:
    """A last day to appeal that is still ahead, an approval that ends soon, a bill to be put right."""
    if running == BILLS:
        return Q(bill_open=True) | Q(next_action=NextAction.FIX_BILL)
    if running == APPEAL_BY:
        return Q(appeal_by__gte=today)
    return ends_condition(SOON_ENDS, today)


def ends_condition(days: int, today: date) -> Q:
    return Q(approval_ends_on__range=(today, today + timedelta(days=days)))


def waited_condition(days: int, today: date) -> Q:
    """The one whose turn it is has had it for this many business days or more."""
    closed = closed_days_from(today)
    day = today
    for _ in range(days):
        while not is_business_day(day, closed):
            day -= timedelta(days=1)
        day -= timedelta(days=1)
    return Q(waiting_since__lt=_midnight(day + timedelta(days=1)))


def letter_condition(letter: str) -> Q:
    """The clinician's letter: signed counts most, then asked for, then a no; drafts are nothing yet."""
    signed, asked, said_no = _letters("SIGNED"), _letters(*ASKED), _letters("DECLINED")
    return {
        "signed": Q(signed),
        "asked": Q(asked) & ~Q(signed),
        "declined": Q(said_no) & ~Q(asked) & ~Q(signed),
        "none": ~Q(_letters("SIGNED", "DECLINED", *ASKED)),
    }[letter]


def _letters(*states: str) -> Exists:
    return Exists(ClinicianRequest.objects.filter(case=OuterRef("pk"), state__in=states))


def tag_condition(tag_id: int) -> Q:
    return Q(Exists(CaseTag.objects.filter(case=OuterRef("pk"), tag_id=tag_id)))


def standing_answers() -> QuerySet[Decision]:
    """Answers to the request that count now, of the case of the outer query."""
    return Decision.objects.filter(
        case=OuterRef("pk"), eob__isnull=True, replaced_at__isnull=True, removed_at__isnull=True
    )


def reason_condition(reason: str) -> Q:
    """An answer that stands gives this reason for a no, to all or to part."""
    found = standing_answers().filter(answer__in=(Answer.DENIED, Answer.PARTLY), reason=reason)
    return Q(Exists(found))


def opened_condition(first: str, last: str) -> Q:
    found = Q()
    if first:
        found &= Q(created_at__gte=_midnight(date.fromisoformat(first)))
    if last:
        found &= Q(created_at__lt=_midnight(date.fromisoformat(last) + timedelta(days=1)))
    return found


def sent_condition(first: str, last: str) -> Q:
    """A packet for the plan went out on one of these days."""
    sent = Submission.objects.to_plan().filter(case=OuterRef("pk"))
    if first:
        sent = sent.filter(sent_on__gte=date.fromisoformat(first))
    if last:
        sent = sent.filter(sent_on__lte=date.fromisoformat(last))
    return Q(Exists(sent))


def decided_condition(first: str, last: str) -> Q:
    found = Q(outcome_on__isnull=False)
    if first:
        found &= Q(outcome_on__gte=date.fromisoformat(first))
    if last:
        found &= Q(outcome_on__lte=date.fromisoformat(last))
    return found


def search_condition(text: str) -> Q:
    """Name, case number, end of the member ID, phone, provider. The database asks for the tenant itself."""
    found = RawSQL("SELECT found_id FROM app_find_cases(NULL, %s, %s)", (text, MOST_FOUND))
    return Q(pk__in=found)


def plain(text: str) -> Func:
    """Lower case, without accents, as the database keeps names to sort by."""
    return Func(Value(text), function="app_plain", output_field=TextField())


def _midnight(day: date) -> datetime:
    """In the time zone that is set: that of the facility (`timezone.override`)."""
    return timezone.make_aware(datetime.combine(day, time.min))
