"""What can follow the sending, as tasks: the answer, what is wanted, appeal, complaint, renewal. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from django.utils.translation import gettext as _

from requests_app.cases.progress import DONE, STARTED, TO_DO
from requests_app.common.dates import long_date, weekday_date, weekday_short
from requests_app.decisions.appeal_days import days_of
from requests_app.decisions.end_warnings import first_end
from requests_app.models import (
    AgreementState,
    Answer,
    AppealLevel,
    AppealOutcome,
    Case,
    ComplaintState,
    NextAction,
    RenewalState,
)
from requests_app.standing.queries import Followed
from requests_app.tracker.bill_task import bill_task, is_to_do
from requests_app.tracker.queries import Facts
from requests_app.tracker.task_rows import CANNOT_START, LOOK, WAITING, Task, due_text, url_of

# A renewal is asked for from this many days before the approval ends.
OPENS_BEFORE = timedelta(days=30)
TASK_OF_STEP: dict[str, str] = {
    NextAction.ADD_MORE: "more",
    NextAction.CHOOSE: "answer",
    NextAction.APPEAL: "appeal",
    NextAction.APPEAL_CHECK: "appeal",
    NextAction.RENEW: "renew",
    NextAction.FIX_BILL: "bills",
    NextAction.CALL_2: "call_2",
    NextAction.CALL_3: "call_3",
    NextAction.CALL_4: "call_4",
    NextAction.SEND: "send",
    NextAction.MAKE_PACKET: "packet",
}
OPEN_ANSWERS = (Answer.NEEDS_MORE, Answer.NOT_WRITTEN)


def after_the_answer(case: Case, facts: Facts, *, today: date) -> tuple[Task, ...]:
    found = facts.followed
    tasks = [
        _answer(case, facts),
        *_open_points(case, facts),
        *_more(case, found, today),
        *_stalled(case, facts),
    ]
    tasks += [*_agreement(case, found), _appeal(case, found, today), _complain(case, facts)]
    return (*tasks, _renew(case, found, today), bill_task(case, facts, today=today))


def next_after(case: Case, facts: Facts, *, today: date) -> str | None:
    """The key of the task that the next step of the case is done on; None when nothing is to do.

    When nothing else is, an approval that ends soon is, and then a bill that does not match.

    A step that staff wrote in their own words has no page of its own: then it is the answer.
    """
    if case.next_action in (NextAction.NONE, NextAction.FIX_BILL) and not facts.followed.appeals_begun:
        return _when_quiet(case, facts, today)
    if facts.followed.appeals_begun:
        return "appeal"
    if facts.followed.wanted and case.next_action != NextAction.APPEAL:
        return "more"
    return task_of_step(case, facts) or "answer"


def _when_quiet(case: Case, facts: Facts, today: date) -> str | None:
    if _renew(case, facts.followed, today).status == TO_DO:
        return "renew"
    bills = bill_task(case, facts, today=today)
    due = facts.next_bill.due_on if facts.next_bill else None
    is_to_ask = bills.status == WAITING and due is not None and due <= today
    return "bills" if is_to_do(bills) or is_to_ask else None


def task_of_step(case: Case, facts: Facts) -> str | None:
    """Once the answer is there in writing, the call about it is for what it leaves open."""
    newest = facts.followed.newest
    if case.next_action == NextAction.CALL_4 and newest is not None and newest.is_in_writing:
        return "open_points"
    return TASK_OF_STEP.get(case.next_action)


def _answer(case: Case, facts: Facts) -> Task:
    newest = facts.followed.newest
    url = url_of("decisions:answer_list", case)
    if newest is None:
        note = _("Do you have an answer already? Then start here.")
        return Task("answer", TO_DO if facts.may_follow_up else LOOK, url, note)
    values = {"answer": Answer(newest.answer).label, "day": long_date(newest.decided_on or newest.heard_on)}
    note = _("%(answer)s, %(day)s") % values
    is_open = newest.answer in OPEN_ANSWERS or case.next_action == NextAction.CHOOSE
    return Task("answer", STARTED if is_open else DONE, url, note)


def _open_points(case: Case, facts: Facts) -> Iterator[Task]:
    """Only as the next step."""
    newest = facts.followed.newest
    if newest is not None and task_of_step(case, facts) == "open_points":
        yield Task("open_points", TO_DO, url_of("decisions:script", case, decision_id=newest.public_id))


def _more(case: Case, found: Followed, today: date) -> Iterator[Task]:
    """Only while something is wanted."""
    if not found.wanted:
        return
    first = found.wanted[0]
    note = first.what
    if first.due_on is not None:
        note = _("%(what)s. By %(day)s") % {"what": first.what, "day": weekday_date(first.due_on)}
    if len(found.wanted) > 1:
        note = _("%(first)s. And %(number)s more") % {"first": note, "number": len(found.wanted) - 1}
    yield Task("more", TO_DO, url_of("decisions:answer_list", case), note)


def _stalled(case: Case, facts: Facts) -> Iterator[Task]:
    """While the plan owes the answer."""
    if case.is_sent or (facts.may_follow_up and not facts.followed.answers):
        note = _("Whom to ask next, from when, and what to say.")
        yield Task("stalled", LOOK, url_of("ladder:rungs", case), note)


def _agreement(case: Case, found: Followed) -> Iterator[Task]:
    """Only where somebody has begun to talk about terms."""
    if not found.agreements:
        return
    state = AgreementState(found.agreements[0].state)
    is_over = state in (AgreementState.SIGNED, AgreementState.ENDED)
    yield Task(
        "agreement", DONE if is_over else STARTED, url_of("agreements:agreement", case), str(state.label)
    )


def _appeal(case: Case, found: Followed, today: date) -> Task:
    url = url_of("appeals:appeal_list", case)
    if found.appeals_begun:
        begun = found.appeals_begun[0]
        days = days_of(case, begun.decision, on=today, level=AppealLevel(begun.level))
        return Task("appeal", STARTED, url, _last_day(days.plan_on, today))
    if found.appeals_out:
        due_on = found.appeals_out[0].answer_due_on
        note = (
            _("Sent. An answer is due on %(day)s") % {"day": weekday_short(due_on)} if due_on else _("Sent")
        )
        return Task("appeal", WAITING, url, note)
    not_appealed = found.not_appealed()
    if not_appealed:
        ends = [days_of(case, one, on=today).plan_on for one in not_appealed]
        first = min((day for day in ends if day is not None), default=None)
        # Part of it was given: to appeal the rest is a choice, and nobody has to.
        is_choice = all(one.answer == Answer.PARTLY for one in not_appealed)
        return Task("appeal", LOOK if is_choice else TO_DO, url, _last_day(first, today))
    if found.appeals:
        outcome = found.appeals[0].outcome
        return Task("appeal", DONE, url, str(AppealOutcome(outcome).label) if outcome else "")
    return Task("appeal", CANNOT_START, "", _("Only when the plan says no, or yes to part of it"))


def _last_day(day: date | None, today: date) -> str:
    if day is None:
        return _("The last day is not known yet")
    if day < today:
        return _("The last day was %(day)s") % {"day": weekday_date(day)}
    return _("Last day: %(day)s") % {"day": weekday_date(day)}


def _complain(case: Case, facts: Facts) -> Task:
    url = url_of("complaints:complaint_list", case)
    out = facts.followed.complaints_out
    if out:
        due_on = out[0].answer_due_on
        return Task(
            "complain",
            WAITING,
            url,
            _("Sent to %(office)s") % {"office": out[0].office_name}
            if due_on is None
            else _("An answer is due on %(day)s") % {"day": weekday_short(due_on)},
        )
    if any(one.state == ComplaintState.PREPARING for one in facts.followed.complaints):
        return Task("complain", STARTED, url)
    if facts.followed.complaints:
        return Task("complain", DONE, url)
    return Task("complain", LOOK, url, _("Which office it is, and when it helps."))


def _renew(case: Case, found: Followed, today: date) -> Task:
    url = url_of("renewals:overview", case)
    if found.renewal is not None:
        is_sent = found.renewal.state == RenewalState.SENT
        return Task("renew", WAITING if is_sent else STARTED, url, _("Sent") if is_sent else "")
    approvals = found.approvals
    if not approvals:
        return Task("renew", CANNOT_START, "", _("Only once the plan has said yes"))
    approval = approvals[0]
    end = first_end(ends_on=approval.ends_on, renew_by=approval.renew_by, lines=approval.lines.all())
    if end is None:
        return Task("renew", LOOK, url, _("The end of the approval is not known yet"))
    if today + OPENS_BEFORE < end.on:
        return Task("renew", LOOK, url, _("The approval ends on %(day)s") % {"day": long_date(end.on)})
    return Task("renew", TO_DO, url, due_text(end.on, today) if end.on < today else _ends_soon(end.on))


def _ends_soon(day: date) -> str:
    return _("The approval ends on %(day)s. Ask now.") % {"day": weekday_date(day)}
