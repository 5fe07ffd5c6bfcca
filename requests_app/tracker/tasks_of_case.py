"""The task list as data: which tasks there are, how far each is, where it leads, which is next. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import npgettext

from requests_app.cases.progress import (
    DONE,
    ENOUGH_OFFICES,
    FOR_THE_PACKET,
    STARTED,
    TO_DO,
    TaskState,
)
from requests_app.common.dates import long_date, weekday_short
from requests_app.letters.queries import Owed
from requests_app.models import Case, FollowUpKind, PacketState
from requests_app.outreach.services import PART as OFFICES_PART
from requests_app.papers.presenters import summary_text
from requests_app.papers.wanted import State
from requests_app.tracker.bill_task import is_to_do
from requests_app.tracker.queries import Facts
from requests_app.tracker.task_rows import (
    CANNOT_START,
    LOOK,
    PROBLEM,
    TITLES,
    WAITING,
    Group,
    Task,
    due_text,
    url_of,
)
from requests_app.tracker.tasks_after import after_the_answer, next_after, task_of_step

if TYPE_CHECKING:
    pass

GET_READY = ("you", "plan", "care", "provider", "why")
# The card is in hand when somebody starts, so the plan comes first (C01).
FIRST_THINGS = ("plan", "you", "care", "provider", "why")
CALLS = {"call_1": "CALL_1", "call_2": "CALL_2", "call_4": "CALL_4"}


def groups(
    case: Case, states: Mapping[str, TaskState], facts: Facts, *, today: date, may_edit: bool
) -> list[Group]:
    own = [_answers(case, states[key], key, may_edit=may_edit) for key in (*GET_READY, "story")]
    return [
        Group(_("Get ready"), tuple(own[:-1])),
        Group(
            _("Open it and show the gap"),
            (
                _call(case, facts, "call_1", may_edit=may_edit),
                _offices(case, facts),
                _papers(case, facts),
                _letter(case, facts),
                own[-1],
            ),
        ),
        Group(_("Ask"), (_strength(case), _packet(case, states, facts), _send(case, facts))),
        Group(
            _("After you send"),
            (
                *_after_sending(case, facts, today=today, may_edit=may_edit),
                *after_the_answer(case, facts, today=today),
            ),
        ),
    ]


def next_task(found: Iterable[Group], case: Case, facts: Facts, *, today: date) -> Task | None:
    """The one next thing: what the packet needs, then calls, packet, sending it, check-ins, the answer.

    Once the plan has answered it is what the case says comes next, which may be nothing.
    """
    tasks = {task.key: task for group in found for task in group.tasks}
    if facts.followed.answers:
        key = next_after(case, facts, today=today)
        return tasks.get(key) if key else None
    if facts.sent_on is None:
        if is_to_do(tasks["bills"]) or (came_with_bills(case) and not facts.bills.eobs):
            return tasks["bills"]
        order = (*FIRST_THINGS, "call_1", "offices", "packet", "send")
        return next((tasks[key] for key in order if not _is_enough(tasks[key], facts)), None)
    if facts.next_call is None:
        return tasks["answer" if tasks["call_4"].is_done else "call_4"]
    return tasks["call_2" if facts.next_call.kind == FollowUpKind.CALL_2 else "call_3"]


def came_with_bills(case: Case) -> bool:
    """The plan had said yes before this request, and bills came wrong."""
    return case.already_asked == "SAID_YES_BILLS_WRONG"


def _is_enough(task: Task, facts: Facts) -> bool:
    return task.is_done or (task.key == "offices" and facts.offices.logged >= ENOUGH_OFFICES)


def _answers(case: Case, state: TaskState, key: str, *, may_edit: bool) -> Task:
    missing, helpful = ([str(words) for words in some] for some in (state.missing, state.helpful))
    note = ""
    if state.status == STARTED and missing:
        note = _("Still needed: %(what)s") % {"what": ", ".join(missing[:3])}
    elif state.status == STARTED and helpful:
        note = _("You can add: %(what)s") % {"what": ", ".join(helpful[:3])}
    return Task(
        key, state.status, url_of("intake:check" if may_edit else "intake:read", case, task=key), note
    )


def _call(case: Case, facts: Facts, key: str, *, may_edit: bool) -> Task:
    kind = CALLS[key]
    status = DONE if kind in facts.calls_done else STARTED if kind in facts.calls_begun else TO_DO
    note = _("You have a draft of this call.") if kind in facts.calls_begun else ""
    # A call that was made is changed from the list of calls; the card would begin another one.
    if status == DONE or not may_edit:
        url = url_of("insurer_calls:call_list", case)
    else:
        url = url_of("insurer_calls:call_card", case, kind=kind)
    return Task(key, status, url, note)


def _offices(case: Case, facts: Facts) -> Task:
    found = facts.offices
    is_done = OFFICES_PART in case.parts_done and found.logged > 0
    begun = found.logged or found.started or found.to_call
    logged = npgettext("of offices", "%(number)d logged", "%(number)d logged", found.logged)
    note = logged % {"number": found.logged}
    status = DONE if is_done else STARTED if begun else TO_DO
    return Task("offices", status, url_of("outreach:office_list", case), note if begun else "")


def _letter(case: Case, facts: Facts) -> Task:
    """Who owes it and for how long stands in the row: it is the step that takes longest."""
    standing = facts.letter
    note = ""
    if standing.asks:
        note = _("%(name)s has a question for you") % {"name": standing.asks[0].clinician_name}
    elif standing.owed:
        note = owed_text(standing.owed[0])
    elif standing.status == PROBLEM:
        note = _("Nobody is writing it now. Ask again, or ask somebody else.")
    return Task("letter", standing.status, url_of("clinicians:ask_list", case), note)


def _papers(case: Case, facts: Facts) -> Task:
    """Done when nothing is wanted any more, also because there is none."""
    still = any(one.is_open for one in facts.papers)
    begun = any(one.state not in (State.WANTED, State.NOT_NEEDED) for one in facts.papers)
    status = DONE if not still else STARTED if begun else TO_DO
    note = summary_text(facts.papers) if begun else ""
    return Task("papers", status, url_of("papers:paper_list", case), note)


def owed_text(owed: Owed) -> str:
    """“Dr. Ann Example: Sent. Asked 4 business days ago”"""
    values = {
        "name": owed.letter_request.clinician_name,
        "state": owed.state_text,
        "day": weekday_short(owed.since),
        "number": owed.business_days,
    }
    if not owed.business_days:
        return _("%(name)s: %(state)s. Asked on %(day)s") % values
    text = npgettext(
        "of a letter",
        "%(name)s: %(state)s. Asked %(number)d business day ago",
        "%(name)s: %(state)s. Asked %(number)d business days ago",
        owed.business_days,
    )
    return text % values


def _strength(case: Case) -> Task:
    note = _("What reviewers look for, and what is still missing.")
    return Task("strength", LOOK, url_of("strength:check", case), note)


def _packet(case: Case, states: Mapping[str, TaskState], facts: Facts) -> Task:
    url = url_of("packets:packet_list", case)
    if facts.packet_state == PacketState.ASKED:
        return Task("packet", WAITING, url, _("We are making it."))
    if facts.packet_state == PacketState.FAILED:
        return Task("packet", PROBLEM, url, _("Making it did not work. Try again."))
    if facts.packet_state == PacketState.READY:
        return Task("packet", DONE, url, _("Packet %(number)s is ready") % {"number": facts.packet_number})
    missing = [str(TITLES[key]) for key in FOR_THE_PACKET if not states[key].is_done]
    if missing:
        return Task("packet", CANNOT_START, "", _first(missing))
    return Task("packet", TO_DO, url)


def _first(missing: list[str]) -> str:
    if len(missing) > 2:
        return _("First finish “%(group)s”") % {"group": _("Get ready")}
    return _("First: %(tasks)s") % {"tasks": ", ".join(missing)}


def _send(case: Case, facts: Facts) -> Task:
    if facts.sent_on is not None:
        note = _("Sent on %(day)s") % {"day": long_date(facts.sent_on)}
        return Task("send", DONE, url_of("submissions:send", case), note)
    if not facts.has_ready_packet:
        return Task("send", CANNOT_START, "", _("Make a packet first"))
    return Task("send", TO_DO, url_of("submissions:send", case))


def _after_sending(case: Case, facts: Facts, *, today: date, may_edit: bool) -> tuple[Task, ...]:
    if not facts.may_follow_up and not case.outcome:
        why = _("First send it, and tell us when")
        return tuple(Task(key, CANNOT_START, "", why) for key in ("call_2", "call_3", "call_4"))
    second = _call(case, facts, "call_2", may_edit=may_edit)
    third = _status_calls(case, facts, today=today)
    if second.status == TO_DO and FollowUpKind.CALL_2 in facts.done_kinds:
        second = Task("call_2", DONE, second.url)
    due = facts.next_call
    if due is not None and due.kind == FollowUpKind.CALL_2 and not second.is_done:
        second = Task("call_2", second.status, second.url, second.note or due_text(due.due_on, today))
    calls = (second, third, _call(case, facts, "call_4", may_edit=may_edit))
    if not case.outcome:
        return calls
    # Once there is an answer, a call that nobody made is asked for only as the next step.
    return tuple(task for task in calls if task.status != TO_DO or task.key == task_of_step(case, facts))


def _status_calls(case: Case, facts: Facts, *, today: date) -> Task:
    """Repeats until there is an answer: between two calls it is the plan's turn."""
    url = url_of("followups:follow_up_list", case)
    due = facts.next_call
    if "CALL_4" in facts.calls_done and (due is None or due.kind != FollowUpKind.CALL_3):
        return Task("call_3", DONE, url)
    if due is None or due.kind != FollowUpKind.CALL_3:
        return Task("call_3", STARTED if "CALL_3" in facts.calls_done else TO_DO, url)
    return Task("call_3", WAITING if due.due_on > today else TO_DO, url, due_text(due.due_on, today))
