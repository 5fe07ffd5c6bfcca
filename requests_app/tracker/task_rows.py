"""A task of the list, its group, and the words all of them share."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from requests_app.cases.progress import DONE, TASK_TITLES
from requests_app.common.dates import weekday_short
from requests_app.models import Case

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

WAITING, CANNOT_START, PROBLEM = "WAITING", "CANNOT_START", "PROBLEM"
# Of bills: something in one does not match.
WRONG = "WRONG"
# A page that is never done: it counts for nothing.
LOOK = "LOOK"
TITLES: dict[str, StrOrPromise] = {
    **TASK_TITLES,
    "call_1": gettext_lazy("Call your plan to open the request (call 1)"),
    "offices": gettext_lazy("Call in-network offices"),
    "letter": gettext_lazy("Ask your clinician for a letter"),
    "papers": gettext_lazy("Add papers and photos"),
    "strength": gettext_lazy("Check how strong it is"),
    "packet": gettext_lazy("Make and check your packet"),
    "send": gettext_lazy("Send it"),
    "call_2": gettext_lazy("Make sure they have it (call 2)"),
    "call_3": gettext_lazy("Follow up (call 3)"),
    "call_4": gettext_lazy("Get the answer in writing (call 4)"),
    "open_points": gettext_lazy("Ask the plan about what is open"),
    "answer": gettext_lazy("Write down what the plan said"),
    "more": gettext_lazy("Send what the plan still wants"),
    "stalled": gettext_lazy("When no answer comes, step by step"),
    "agreement": gettext_lazy("Agree on the terms (single case agreement)"),
    "appeal": gettext_lazy("Appeal"),
    "complain": gettext_lazy("Complain to the office that watches over the plan"),
    "renew": gettext_lazy("Ask to renew"),
    "bills": gettext_lazy("Check your bills"),
}


@dataclass(frozen=True)
class Task:
    """One row. Without `url` it cannot be opened: not yet, or not by this person."""

    key: str
    status: str
    url: str = ""
    note: str = ""

    @property
    def title(self) -> StrOrPromise:
        return TITLES[self.key]

    @property
    def is_done(self) -> bool:
        return self.status == DONE


@dataclass(frozen=True)
class Group:
    title: StrOrPromise
    tasks: tuple[Task, ...]

    @property
    def counted(self) -> tuple[Task, ...]:
        return tuple(task for task in self.tasks if task.status != LOOK)

    @property
    def is_done(self) -> bool:
        return all(task.is_done for task in self.counted)

    @property
    def summary(self) -> str:
        """“Get ready: 4 of 4 done”"""
        done = sum(task.is_done for task in self.counted)
        values = {"group": self.title, "done": done, "all": len(self.counted)}
        return _("%(group)s: %(done)s of %(all)s done") % values


def due_text(day: date, today: date) -> str:
    if day < today:
        return _("Was due %(day)s") % {"day": weekday_short(day)}
    return _("Next check-in: %(day)s") % {"day": weekday_short(day)}


def url_of(name: str, case: Case, **more: object) -> str:
    return reverse(name, kwargs={"case_id": case.public_id, **more})
