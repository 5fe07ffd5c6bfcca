"""The box “Next” at the top of the task list: what, why, about how long, by when."""

from __future__ import annotations

from collections.abc import Set
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from requests_app.decisions.appeal_days import days_of
from requests_app.models import AppealLevel, Case
from requests_app.tracker.bill_task import next_words
from requests_app.tracker.queries import Facts
from requests_app.tracker.task_rows import WAITING, Task
from requests_app.tracks.rules import days_late, days_left

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

# task -> (why, and about how long; what the button says)
NEXT_TEXTS: dict[str, tuple[StrOrPromise, StrOrPromise]] = {
    "plan": (
        gettext_lazy("Have the insurance card in your hand. About 5 minutes."),
        gettext_lazy("Continue"),
    ),
    "you": (
        gettext_lazy("Name and address, as the plan knows them. About 3 minutes."),
        gettext_lazy("Continue"),
    ),
    "care": (gettext_lazy("What care, how often and from when. About 5 minutes."), gettext_lazy("Continue")),
    "provider": (
        gettext_lazy("Who should treat you, and did they agree? About 5 minutes."),
        gettext_lazy("Continue"),
    ),
    "why": (gettext_lazy("Short reasons for the letter. About 2 minutes."), gettext_lazy("Continue")),
    "call_1": (
        gettext_lazy("It opens your request and gives you a number to ask about. 20 to 30 minutes."),
        gettext_lazy("Start this call"),
    ),
    "offices": (
        gettext_lazy("Log at least three. Offices that cannot help show the gap. 2 to 3 minutes each."),
        gettext_lazy("Log an office"),
    ),
    "packet": (
        gettext_lazy("We put it all into one document, and you check it first. About 5 minutes."),
        gettext_lazy("Make my packet"),
    ),
    "send": (
        gettext_lazy("Your packet is ready, but it is not sent yet."),
        gettext_lazy("See how to send it"),
    ),
    "call_2": (
        gettext_lazy("Ask if they have every page, and by when they must answer. About 10 minutes."),
        gettext_lazy("Start this call"),
    ),
    "call_3": (
        gettext_lazy("Ask where it is. Any news counts, even “no change”. About 10 minutes."),
        gettext_lazy("See the next check-in"),
    ),
    "call_4": (
        gettext_lazy("When they decide, ask for it in writing. About 15 minutes."),
        gettext_lazy("Start this call"),
    ),
    "open_points": (
        gettext_lazy("Ask for a corrected letter. About 15 minutes."),
        gettext_lazy("See what to say"),
    ),
    "answer": (
        gettext_lazy("Look at the answer point by point. A no is not the end. About 10 minutes."),
        gettext_lazy("Look at the answer"),
    ),
    "more": (
        gettext_lazy("The plan has not decided yet. It goes on when it has this."),
        gettext_lazy("See what they want"),
    ),
    "appeal": (
        gettext_lazy("Your notes and papers are the proof. A no is not the end."),
        gettext_lazy("Go to the appeal"),
    ),
    "renew": (
        gettext_lazy("Ask before the approval ends, so that the care goes on."),
        gettext_lazy("See what is needed"),
    ),
}
# While the appeal is with the plan.
APPEAL_IS_OUT = (
    gettext_lazy("The appeal is with the plan. Ask where it is. About 10 minutes."),
    gettext_lazy("See the appeal"),
)

# The plan has answered, on the phone.
HEARD_ONLY = gettext_lazy(
    "What is only said on the phone is hard to prove later. Ask when and how the letter comes."
)


@dataclass(frozen=True)
class Chip:
    due: date
    days_left: int
    days_late: int


@dataclass(frozen=True)
class NextBox:
    title: StrOrPromise
    text: StrOrPromise
    button: StrOrPromise
    url: str
    due: Chip | None


def next_box(case: Case, task: Task, facts: Facts, *, today: date, closed: Set[date]) -> NextBox:
    """`closed`: the days that do not count when days left are told."""
    text, button = next_words(facts) if task.key == "bills" else NEXT_TEXTS[task.key]
    if task.key == "appeal" and not facts.followed.appeals_begun and facts.followed.appeals_out:
        text, button = APPEAL_IS_OUT
    if task.key == "call_4" and facts.followed.answers:
        text = HEARD_ONLY
    has_note = task.key == "packet" and bool(task.note)
    due_on = _due_on(case, task, facts, today)
    return NextBox(
        title=task.title,
        text=task.note if has_note else text,
        button=_("See your packet") if has_note else button,
        url=task.url,
        due=chip_of(due_on, today, closed) if due_on else None,
    )


def chip_of(due_on: date, today: date, closed: Set[date]) -> Chip:
    return Chip(due_on, days_left(due_on, today, closed), days_late(due_on, today))


def _due_on(case: Case, task: Task, facts: Facts, today: date) -> date | None:
    """The day of the check-in, of what is wanted, or the last day to appeal."""
    found = facts.followed
    if task.key in ("call_2", "call_3"):
        return facts.next_call.due_on if facts.next_call else None
    if task.key == "bills":
        return facts.next_bill.due_on if task.status == WAITING and facts.next_bill else None
    if task.key == "more":
        return found.wanted[0].due_on if found.wanted else None
    if task.key != "appeal":
        return None
    if found.appeals_begun:
        begun = found.appeals_begun[0]
        return days_of(case, begun.decision, on=today, level=AppealLevel(begun.level)).plan_on
    if found.appeals_out:
        return found.appeals_out[0].answer_due_on
    days = (days_of(case, one, on=today).plan_on for one in found.not_appealed())
    return min((day for day in days if day is not None), default=None)
