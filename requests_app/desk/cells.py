"""What stands in each cell of a row of the queue; computes, asks nothing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from requests_app.common.business_days import count_business_days
from requests_app.common.dates import long_date, short_date
from requests_app.common.time_zones import day_at
from requests_app.followups.calendar import closed_days_from
from requests_app.models import CareKind, Case, CaseOutcome, CaseStatus, NextAction, WaitingOn
from requests_app.models.coverage import YesNoUnsure

SOON_DAYS = 2
COUNTED_DAYS = 30
SPANISH, ENGLISH = {"spanish", "español", "espanol", "es"}, {"english", "inglés", "ingles", "en"}


@dataclass(frozen=True)
class Cell:
    """`mark`: a key of common.marks. `strong` is what must not be overlooked, `tag` a small label."""

    text: str = ""
    mark: str = ""
    strong: str = ""
    quiet: str = ""
    tag: str = ""

    @property
    def is_plain(self) -> bool:
        """Words alone, as in most cells."""
        return not (self.mark or self.strong or self.quiet or self.tag)

    @property
    def is_nothing(self) -> bool:
        """Worth a column beside others, not a line of a card on a phone."""
        return self.quiet == "0"


@dataclass(frozen=True)
class Facts:
    """What all rows of a page share."""

    today: date
    covering: dict[int, str]


def cell(key: str, case: Case, facts: Facts) -> Cell:
    return _CELLS[key](case, facts)


def priority(case: Case, today: date) -> str:
    """A key of common.marks: late comes before urgent, because somebody is already waiting."""
    if is_asleep(case, today):
        return "NORMAL"
    if case.due_on is not None and case.due_on < today:
        return "LATE"
    if case.is_urgent:
        return "URGENT"
    if case.due_on is not None and (case.due_on - today).days <= SOON_DAYS:
        return "SOON"
    return "NORMAL"


def is_asleep(case: Case, today: date) -> bool:
    return case.snoozed_until is not None and case.snoozed_until > today


def stage_text(case: Case) -> str:
    """Where it is and what was decided, which are two things: “Under appeal · Denied”."""
    stage = str(CaseStatus(case.status).label)
    return f"{stage} · {CaseOutcome(case.outcome).label}" if case.outcome else stage


def next_action_text(case: Case) -> str:
    if case.next_action == NextAction.OWN and case.next_action_text:
        return case.next_action_text
    return str(NextAction(case.next_action).label)


def short_name(case: Case) -> str:
    """Ana R.: enough to know the case in a list that others may see over the shoulder."""
    first, last = case.patient.first_name, case.patient.last_name
    if not first and not last:
        return _("No name yet")
    return f"{first} {last[:1]}.".strip() if last else first


def days_late(case: Case, today: date) -> int:
    return max((today - case.due_on).days, 0) if case.due_on else 0


def late_text(days: int) -> str:
    return ngettext("%(days)s day late", "%(days)s days late", days) % {"days": days} if days else ""


def _patient(case: Case, facts: Facts) -> Cell:
    speaks = case.patient.speaking_language.strip()
    if speaks.casefold() in SPANISH or (not speaks and case.language == "es"):
        tag = _("Speaks Spanish")
    elif speaks and speaks.casefold() not in ENGLISH:
        tag = _("Speaks %(language)s") % {"language": speaks}
    else:
        tag = ""
    return Cell(short_name(case), tag=tag)


def day_text(day: date, today: date) -> str:
    """A day of another year says so: a clock may run for half a year."""
    return short_date(day) if day.year == today.year else long_date(day)


def _due(case: Case, facts: Facts) -> Cell:
    text = day_text(case.due_on, facts.today) if case.due_on else ""
    if is_asleep(case, facts.today) and case.snoozed_until:
        until = _("Snoozed until %(day)s") % {"day": day_text(case.snoozed_until, facts.today)}
        return Cell(text, tag=until)
    if not text:
        return Cell(quiet=_("No date"))
    return Cell(text, strong=late_text(days_late(case, facts.today)))


def _contact(case: Case, facts: Facts) -> Cell:
    """Business days since, counted by the federal calendar; the day itself when it is long ago."""
    if case.last_contact_at is None:
        return Cell(quiet=_("None yet"))
    on = day_at(case.last_contact_at, zone=case.time_zone)
    if (facts.today - on).days > COUNTED_DAYS:
        return Cell(day_text(on, facts.today))
    days = max(count_business_days(on, facts.today, closed_days_from(on)), 0)
    if days == 0:
        return Cell(_("Today"))
    return Cell(ngettext("%(days)s day ago", "%(days)s days ago", days) % {"days": days})


def _owner(case: Case, facts: Facts) -> Cell:
    if case.owner is None:
        return Cell(quiet=_("Nobody"))
    for_whom = facts.covering.get(case.pk, "")
    covering = _("covering for %(name)s") % {"name": for_whom} if for_whom else ""
    return Cell(case.owner.full_name or case.owner.email, quiet=covering)


def _unread(case: Case, facts: Facts) -> Cell:
    number = max(getattr(case, "unread", 0), 1) if case.unanswered_since else 0
    if not number:
        return Cell(quiet="0")
    return Cell(strong=ngettext("%(number)s new", "%(number)s new", number) % {"number": number})


def _must_fix(case: Case, facts: Facts) -> Cell:
    """What keeps a case from being sent; of one that is sent, nothing does."""
    if case.status != CaseStatus.PREPARING:
        return Cell()
    return Cell(quiet=_("Not counted yet")) if case.must_fix is None else Cell(str(case.must_fix))


def _day(day: date | None, facts: Facts) -> Cell:
    return Cell(day_text(day, facts.today)) if day else Cell()


def _number(name: str) -> Callable[[Case, Facts], Cell]:
    return lambda case, facts: Cell(str(getattr(case, name) or 0))


_CELLS: dict[str, Callable[[Case, Facts], Cell]] = {
    "priority": lambda case, facts: Cell(mark=priority(case, facts.today)),
    "case": lambda case, facts: Cell(case.reference),
    "patient": _patient,
    "plan": lambda case, facts: (
        Cell(case.coverage.insurer, quiet=case.coverage.plan_state)
        if case.coverage.insurer
        else Cell(quiet=_("Not given"))
    ),
    "stage": lambda case, facts: Cell(stage_text(case)),
    "step": lambda case, facts: Cell(next_action_text(case)),
    "due": _due,
    "contact": _contact,
    "waiting": lambda case, facts: Cell(str(WaitingOn(case.waiting_on).label)),
    "owner": _owner,
    "unread": _unread,
    "offices": _number("offices_logged"),
    "state": lambda case, facts: Cell(case.coverage.plan_state),
    "care": lambda case, facts: Cell(str(CareKind(case.care.kind).label) if case.care.kind else ""),
    "funding": lambda case, facts: Cell(
        str(YesNoUnsure(case.coverage.is_self_funded).label) if case.coverage.is_self_funded else ""
    ),
    "must_fix": _must_fix,
    "tasks": _number("open_tasks"),
    "packet": lambda case, facts: Cell(str(getattr(case, "packet_number", None) or "")),
    "sent": lambda case, facts: _day(getattr(case, "sent_on", None), facts),
    "decision": lambda case, facts: Cell(
        str(CaseOutcome(case.outcome).label) if case.outcome else "",
        quiet=day_text(case.outcome_on, facts.today) if case.outcome_on else "",
    ),
    "approval_end": lambda case, facts: _day(case.approval_ends_on, facts),
    "tags": lambda case, facts: Cell(", ".join(getattr(case, "tag_names", None) or [])),
    "site": lambda case, facts: Cell(case.site.name if case.site else ""),
    "facility": lambda case, facts: Cell(case.organization.name),
    "created": lambda case, facts: _day(day_at(case.created_at, zone=case.time_zone), facts),
}
