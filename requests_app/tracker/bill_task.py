"""The row “Check your bills” of the task list, and what is next about them. Pure."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, npgettext

from requests_app.cases.progress import DONE, STARTED
from requests_app.claims.findings import Result
from requests_app.common.dates import weekday_short
from requests_app.eobs.steps import resume_url
from requests_app.models import Case, ReprocessingOutcome
from requests_app.tracker.queries import Facts
from requests_app.tracker.task_rows import LOOK, WAITING, WRONG, Task, url_of

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

# Why, and about how long; what the button says.
DOES_NOT_MATCH = (
    gettext_lazy("A bill does not match what was approved. See what to do before you pay. About 10 minutes."),
    gettext_lazy("See what does not match"),
)
HALF_DONE = (
    gettext_lazy("A statement (EOB) is half typed. We check it once you are through. About 5 minutes."),
    gettext_lazy("Go on typing"),
)
GETTING_READY = (
    gettext_lazy("Call the plan or send the letter, and write down when. About 15 minutes."),
    gettext_lazy("Go on"),
)
CORRECTED = (
    gettext_lazy("A corrected statement is here. See if it is right now. About 5 minutes."),
    gettext_lazy("Look at it"),
)
SENT_BACK = (
    gettext_lazy("A claim is with the plan again. Ask what became of it. About 10 minutes."),
    gettext_lazy("See what to ask"),
)
FIRST_ONE = (
    gettext_lazy("We compare your statement (EOB) with what was approved. About 10 minutes."),
    gettext_lazy("Add a statement"),
)


def bill_task(case: Case, facts: Facts, *, today: date) -> Task:
    found = facts.bills
    url = url_of("eobs:eob_list", case)
    if not found.eobs:
        return Task(
            "bills", LOOK, url, _("The plan’s statement (EOB) came? We compare it with what was approved.")
        )
    if found.wrong:
        if len(found.wrong) == 1:
            url = url_of("eobs:eob_detail", case, eob_id=found.wrong[0].public_id)
        return Task("bills", WRONG, url, counted(facts))
    for one in (*found.answered, *found.preparing):
        note = (
            _("A corrected statement is here") if one in found.answered else _("A claim is to be sent back")
        )
        return Task("bills", STARTED, url_of("reprocessing:detail", case, back_id=one.public_id), note)
    if found.half_done:
        return Task("bills", STARTED, resume_url(found.half_done[0]), _("A statement is half typed"))
    if found.sent:
        back = found.sent[0]
        due = facts.next_bill.due_on if facts.next_bill else back.answer_due_on
        note = (
            _("Sent back to the plan. Ask on %(day)s") % {"day": weekday_short(due)}
            if due
            else _("Sent back to the plan")
        )
        return Task("bills", WAITING, url_of("reprocessing:detail", case, back_id=back.public_id), note)
    unanswered = set(found.reviews or {}) - {one.eob_id for one in facts.followed.bill_answers}
    for back in found.backs:
        if back.outcome == ReprocessingOutcome.REFUSED and back.eob_id in unanswered:
            # Its no is not written down yet, so that no day to appeal is kept: that page leads there.
            refused_url = url_of("reprocessing:detail", case, back_id=back.public_id)
            return Task("bills", LOOK, refused_url, _("The plan will not change a claim"))
    is_right = found.count(Result.RIGHT) == len(found.reviews or {})
    return Task("bills", DONE if is_right else LOOK, url, counted(facts))


def counted(facts: Facts) -> str:
    """“1 does not match · 2 look right”"""
    found = facts.bills
    parts = []
    if wrong := found.count(Result.WRONG):
        text = npgettext("of bills", "%(number)d does not match", "%(number)d do not match", wrong)
        parts.append(text % {"number": wrong})
    if right := found.count(Result.RIGHT):
        text = npgettext("of bills", "%(number)d looks right", "%(number)d look right", right)
        parts.append(text % {"number": right})
    if open_ones := found.count(Result.CANNOT_TELL):
        text = npgettext("of bills", "%(number)d cannot be told", "%(number)d cannot be told", open_ones)
        parts.append(text % {"number": open_ones})
    return " · ".join(parts)


def is_to_do(task: Task) -> bool:
    return task.status in (WRONG, STARTED)


def next_words(facts: Facts) -> tuple[StrOrPromise, StrOrPromise]:
    found = facts.bills
    if not found.eobs:
        return FIRST_ONE
    if found.wrong:
        return DOES_NOT_MATCH
    if found.answered:
        return CORRECTED
    if found.preparing:
        return GETTING_READY
    return HALF_DONE if found.half_done else SENT_BACK
