"""A change of plan or network in words: what each rule gives, the counting, and what to ask the plan."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from requests_app.common.dates import long_date, weekday_date
from requests_app.knowledge.records import Record
from requests_app.models import Case, CoverageChange
from requests_app.models.renewals import ChangeKind
from requests_app.renewals import queries
from requests_app.renewals.continuity import Gives, Right, Why, warn_on
from requests_app.renewals.presenters import Row
from requests_app.renewals.wording import days_text

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

WHY: dict[Why, StrOrPromise] = {
    Why.OTHER_PLAN: gettext_lazy(
        "This rule does not cover a person who changed the insurer. A state rule or the new plan may."
    ),
    Why.NO_NOTICE: gettext_lazy("The days count from the plan’s notice. Add its date, and we count them."),
    Why.COURSE_UNSURE: gettext_lazy(
        "It counts only for the kinds of care it names. Ask your clinician which of them this is."
    ),
    Why.COURSE_NOT_NAMED: gettext_lazy("It names kinds of care, and you said this is none of them."),
    Why.PLAN_UNSURE: gettext_lazy("We are not sure that it covers your kind of plan."),
    Why.NOT_CONFIRMED: gettext_lazy("Our source for it is not strong enough to rely on."),
    Why.NO_FIRST_DAY: gettext_lazy("It does not say from which day its days count, so we do not count them."),
    Why.OTHER_CARE: gettext_lazy("It is about another kind of care."),
    Why.OVER: gettext_lazy("That day is over. Ask the plan what it can still do."),
}
GIVES: dict[Gives, StrOrPromise] = {
    Gives.COUNTED: gettext_lazy("If the contract ended without cause, you may go on with the same provider"),
    Gives.ASK: gettext_lazy("Perhaps: confirm by phone"),
    Gives.NO: gettext_lazy("Not by this rule"),
}


@dataclass(frozen=True)
class ShownRight:
    title: StrOrPromise
    record: Record
    lines: list[StrOrPromise]
    until: str
    is_counted: bool


def rows(change: CoverageChange) -> list[Row]:
    found = [
        Row(_("What changes"), str(change.get_kind_display())),
        Row(_("From which day"), long_date(change.happens_on)),
        Row(_("Notice of the plan"), long_date(change.notice_on) if change.notice_on else ""),
        Row(_("The care right now"), str(change.get_course_display()) if change.course else ""),
    ]
    if change.provider_name:
        found.insert(1, Row(_("Provider"), change.provider_name))
    if change.asked_plan_on or change.asked_plan_answer:
        asked = long_date(change.asked_plan_on) if change.asked_plan_on else ""
        found.append(
            Row(_("What the plan said"), "\n".join(p for p in (asked, change.asked_plan_answer) if p))
        )
    if change.note:
        found.append(Row(_("Note"), change.note))
    return found


def one_line(change: CoverageChange) -> str:
    parts = (str(change.get_kind_display()), change.provider_name, long_date(change.happens_on))
    return ", ".join(part for part in parts if part)


def rights(case: Case, change: CoverageChange, *, today: date) -> list[ShownRight]:
    return [_shown(one, today) for one in queries.rights_of(case, change, today=today)]


def _shown(right: Right, today: date) -> ShownRight:
    lines: list[StrOrPromise] = [WHY[one] for one in right.why]
    until = ""
    if right.gives == Gives.COUNTED and right.until and right.from_on:
        until = weekday_date(right.until)
        facts = {
            "start": long_date(right.from_on),
            "days": days_text(right.days),
            "end": long_date(right.until),
        }
        lines = [
            _("Notice of the plan: %(start)s. %(days)s after it: %(end)s. Every day counts.") % facts,
            _("It ends sooner when the care is not needed any more."),
            _("Ask the plan to confirm that the contract ended without cause."),
            *lines,
        ]
        if right.until >= today:
            day = long_date(warn_on(right.until, today=today))
            lines.append(
                _("We remind you on %(day)s, so that you can ask for what comes next.") % {"day": day}
            )
    return ShownRight(GIVES[right.gives], right.record, lines, until, right.gives == Gives.COUNTED)


def questions(change: CoverageChange) -> list[str]:
    """What to ask the plan on the phone."""
    if change.kind == ChangeKind.PLAN_CHANGED:
        return [
            _("Do you have transition of care or continuity of care for new members?"),
            _("Which form do you need, and by which day?"),
            _("From which day, until which day, and at in-network cost share?"),
            _("Is the approval of my old plan of any use, or do I ask anew?"),
            _("Send me the answer in writing. What is the reference number of this call?"),
        ]
    return [
        _("On which day does the contract end, and did it end without cause?"),
        _("Do I have continuity of care with this provider, and until which day?"),
        _("Does it count at in-network cost share, and will the provider take that rate?"),
        _("Which form do you need from me or from the clinician, and by which day?"),
        _("Send me the answer in writing. What is the reference number of this call?"),
    ]
