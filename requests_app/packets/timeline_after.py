"""What happened after the sending, day by day: answers, appeals, complaints, steps up the ladder."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from requests_app.casefile import schema
from requests_app.packets.wording import with_commas

ANSWERS = {
    "APPROVED": gettext_lazy("The plan said yes"),
    "PARTLY": gettext_lazy("The plan said yes to a part"),
    "DENIED": gettext_lazy("The plan said no"),
    "NEEDS_MORE": gettext_lazy("The plan wanted more"),
    "NOT_WRITTEN": gettext_lazy("The plan answered, but not in writing"),
}
LEVELS = {
    "INTERNAL": gettext_lazy("Appeal sent"),
    "SECOND": gettext_lazy("Second appeal sent"),
    "EXTERNAL": gettext_lazy("External review asked for"),
}
STEPS = {
    "REPRESENTATIVE": gettext_lazy("Asked the plan for the status"),
    "SUPERVISOR": gettext_lazy("Asked the plan for a supervisor"),
    "MANAGEMENT": gettext_lazy("Asked utilization management or case management"),
    "PROVIDER_RELATIONS": gettext_lazy("Provider relations was asked"),
    "EXPEDITED": gettext_lazy("Asked for an expedited decision"),
    "DEMAND": gettext_lazy("Sent a written demand"),
    "REGULATOR": gettext_lazy("Told the plan of a complaint"),
}
Event = tuple[date, int, str, tuple[str, ...]]


def events_after(case: schema.CaseFile) -> Iterator[Event]:
    for decision in case.decisions:
        day = decision.decided_on or decision.heard_on
        wanted = tuple(one.what for one in decision.wanted)
        yield day, 5, str(ANSWERS[decision.answer]), (*_numbered(decision.authorization_number), *wanted)
        for one in decision.wanted:
            if one.done_on:
                yield one.done_on, 5, _("The plan has what it wanted"), (one.what,)
    for appeal in case.appeals:
        if appeal.sent_on:
            yield appeal.sent_on, 6, str(LEVELS[appeal.level]), tuple(_numbered(appeal.number))
    for complaint in case.complaints:
        if complaint.sent_on:
            detail = (complaint.office_name, *_numbered(complaint.number))
            yield complaint.sent_on, 6, _("Complaint sent"), detail
        if complaint.answered_on:
            yield complaint.answered_on, 6, _("Complaint answered"), (complaint.office_name,)
    for step in case.escalations:
        yield step.done_on, 1, str(STEPS[step.rung]), tuple(_step(step))


def _numbered(number: str) -> Iterator[str]:
    if number:
        yield _("Reference: %(number)s") % {"number": number}


def _step(step: schema.Escalation) -> Iterator[str]:
    if who := with_commas(step.person, step.team):
        yield _("Spoke with %(who)s") % {"who": who}
    yield from _numbered(step.reference)
    if step.result:
        yield step.result
