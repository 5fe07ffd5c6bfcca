"""The queue's filters and orders, from fixed lists: nothing of the address reaches the database by name."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from urllib.parse import urlencode

from django.db.models import F, OrderBy, Q
from django.http import QueryDict
from django.utils.functional import Promise as LazyText
from django.utils.translation import gettext_lazy as _

from requests_app.common.states import STATE_NAMES
from requests_app.models import (
    CareKind,
    CaseOutcome,
    CaseStatus,
    Decision,
    FollowUp,
    FollowUpKind,
    NextAction,
    Reprocessing,
    ReprocessingState,
    WaitingOn,
)
from requests_app.models.decisions import Answer

MINE, NOBODY = "me", "nobody"
DUE_CHOICES = (
    ("late", _("Late")),
    ("today", _("Today")),
    ("3days", _("In 3 days")),
    ("week", _("In a week")),
)
UNDECIDED = "none"
OUTCOME_CHOICES = (*CaseOutcome.choices, (UNDECIDED, _("Not decided yet")))
APPEAL_BY, ENDS, BILLS = "appeal_by", "ends", "bills"
RUNNING_CHOICES = (
    (APPEAL_BY, _("The last day to appeal is ahead")),
    (ENDS, _("The approval ends in 30 days")),
    (BILLS, _("A bill is to be put right")),
)
SOON_ENDS = timedelta(days=30)
STAGE_CHOICES = (("open", _("All open")), *CaseStatus.choices)
LANGUAGE_CHOICES = (("es", _("Spanish")), ("en", _("English")))
LATE_FIRST = (
    F("due_on").asc(nulls_last=True),
    F("is_urgent").desc(),
    F("last_contact_at").asc(nulls_first=True),
    F("id").asc(),
)
# name in the address -> column, so that a header link can turn the order around
SORTS: dict[str, tuple[str, LazyText | str]] = {
    "due": ("due_on", _("due date")),
    "case": ("reference", _("case number")),
    "patient": ("patient__last_name", _("patient")),
    "plan": ("coverage__insurer", _("plan")),
    "contact": ("last_contact_at", _("last contact")),
    "owner": ("owner__full_name", _("owner")),
}


@dataclass(frozen=True)
class Filters:
    """What the staff member asked for; every value is checked against its list, anything else is ignored."""

    stage: str = "open"
    outcome: str = ""
    running: str = ""
    owner: str = ""
    waiting_on: str = ""
    due: str = ""
    urgent: bool = False
    state: str = ""
    care: str = ""
    language: str = ""
    plan: str = ""
    text: str = ""
    sort: str = ""

    @classmethod
    def read(cls, data: QueryDict) -> Filters:
        def one_of(name: str, allowed: Callable[[str], bool], default: str = "") -> str:
            value = data.get(name, default)
            return value if allowed(value) else default

        return cls(
            stage=one_of("stage", {"open", *CaseStatus.values}.__contains__, "open"),
            outcome=one_of("outcome", dict(OUTCOME_CHOICES).__contains__),
            running=one_of("running", dict(RUNNING_CHOICES).__contains__),
            owner=one_of("owner", lambda value: value in (MINE, NOBODY) or value.isdecimal()),
            waiting_on=one_of("waiting_on", WaitingOn.values.__contains__),
            due=one_of("due", dict(DUE_CHOICES).__contains__),
            urgent=data.get("urgent") == "yes",
            state=one_of("state", STATE_NAMES.__contains__),
            care=one_of("care", CareKind.values.__contains__),
            language=one_of("language", dict(LANGUAGE_CHOICES).__contains__),
            plan=" ".join(data.get("plan", "").split())[:60],
            text=" ".join(data.get("text", "").split())[:60],
            sort=one_of("sort", lambda value: value.removeprefix("-") in SORTS),
        )

    def query(self, **changes: str | bool) -> str:
        """The address part of these filters, with some of them changed."""
        other = replace(self, **changes)  # type: ignore[arg-type]
        values = {
            "stage": "" if other.stage == "open" else other.stage,
            "outcome": other.outcome,
            "running": other.running,
            "owner": other.owner,
            "waiting_on": other.waiting_on,
            "due": other.due,
            "urgent": "yes" if other.urgent else "",
            "state": other.state,
            "care": other.care,
            "language": other.language,
            "plan": other.plan,
            "text": other.text,
            "sort": other.sort,
        }
        return urlencode({name: value for name, value in values.items() if value})

    def condition(self, *, user_id: int, today: date) -> Q:
        found = Q()
        found &= ~Q(status=CaseStatus.CLOSED) if self.stage == "open" else Q(status=self.stage)
        if self.outcome:
            found &= Q(outcome="" if self.outcome == UNDECIDED else self.outcome)
        if self.running:
            found &= running_condition(self.running, today)
        if self.owner == MINE:
            found &= Q(owner_id=user_id)
        elif self.owner == NOBODY:
            found &= Q(owner__isnull=True)
        elif self.owner:
            found &= Q(owner_id=int(self.owner[:12]))
        if self.waiting_on:
            found &= Q(waiting_on=self.waiting_on)
        if self.due:
            found &= due_condition(self.due, today)
        if self.urgent:
            found &= Q(is_urgent=True)
        if self.state:
            found &= Q(coverage__plan_state=self.state)
        if self.care:
            found &= Q(care__kind=self.care)
        if self.language:
            found &= Q(language=self.language)
        if self.plan:
            found &= Q(coverage__insurer__icontains=self.plan)
        for word in self.text.split()[:6]:
            found &= _matches(word)
        return found

    def order(self) -> list[OrderBy]:
        if not self.sort:
            return list(LATE_FIRST)
        column = F(SORTS[self.sort.removeprefix("-")][0])
        first = column.desc(nulls_last=True) if self.sort.startswith("-") else column.asc(nulls_last=True)
        return [first, F("id").asc()]


def due_condition(due: str, today: date) -> Q:
    """Late is before today; the other limits include what is late, because that is due as well."""
    if due == "late":
        return Q(due_on__lt=today)
    days = {"today": 0, "3days": 3, "week": 7}[due]
    return Q(due_on__lte=today + timedelta(days=days))


def running_condition(running: str, today: date) -> Q:
    """A last day to appeal that is still ahead, an approval that ends soon, a bill to be put right."""
    if running == BILLS:
        open_ones = Reprocessing.objects.filter(
            state__in=(ReprocessingState.PREPARING, ReprocessingState.SENT)
        )
        return Q(next_action=NextAction.FIX_BILL) | Q(pk__in=open_ones.values("case_id"))
    if running == APPEAL_BY:
        ahead = FollowUp.objects.filter(
            kind=FollowUpKind.APPEAL_BY, state=FollowUp.State.OPEN, due_on__gte=today
        )
        return Q(pk__in=ahead.values("case_id"))
    ends = Decision.objects.filter(
        answer__in=(Answer.APPROVED, Answer.PARTLY),
        ends_on__range=(today, today + SOON_ENDS),
        eob__isnull=True,
        replaced_at__isnull=True,
        removed_at__isnull=True,
    )
    return Q(pk__in=ends.values("case_id"))


def _matches(word: str) -> Q:
    """One word of the search: name, case number, end of the member ID, phone, provider."""
    found = (
        Q(patient__first_name__icontains=word)
        | Q(patient__last_name__icontains=word)
        | Q(reference__icontains=word)
        | Q(provider__name__icontains=word)
    )
    if len(word) >= 4:
        found |= Q(coverage__member_id__iendswith=word) | Q(patient__phone__icontains=word)
    return found


@dataclass(frozen=True)
class View:
    """A built-in view: a name and its filters."""

    key: str
    name: LazyText | str
    filters: Filters


VIEWS = (
    View("all", _("All open"), Filters()),
    View("mine", _("My work"), Filters(owner=MINE)),
    View("unassigned", _("Unassigned"), Filters(owner=NOBODY)),
    View("due", _("Late or due today"), Filters(due="today")),
    View("urgent", _("Urgent"), Filters(urgent=True)),
    View("plan", _("Waiting on the plan"), Filters(waiting_on=WaitingOn.PLAN)),
    View("sent", _("Sent"), Filters(stage=CaseStatus.SENT)),
    View("sent_due", _("Sent, follow up due"), Filters(stage=CaseStatus.SENT, due="today")),
    View(
        "denied",
        _("Denied, appeal clock running"),
        Filters(outcome=CaseOutcome.DENIED, running=APPEAL_BY),
    ),
    View("appealing", _("Under appeal"), Filters(stage=CaseStatus.APPEALING)),
    View("ends", _("Approval ends in 30 days"), Filters(running=ENDS)),
    View("bills", _("Bills to put right"), Filters(running=BILLS)),
    View("spanish", _("Spanish speakers"), Filters(language="es")),
)
