"""What happened after the sending, day by day: answers, appeals, complaints, steps up the ladder."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from requests_app.casefile import schema
from requests_app.casefile.about_bills import is_about_bill
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
BILL_ANSWERS = {
    **ANSWERS,
    "APPROVED": gettext_lazy("The plan said yes, about a claim"),
    "PARTLY": gettext_lazy("The plan said yes to a part, about a claim"),
    "DENIED": gettext_lazy("The plan said no, about a claim"),
}
BACK = {
    "CORRECTED": gettext_lazy("The plan put a claim right"),
    "PARTLY": gettext_lazy("The plan put a part of a claim right"),
    "REFUSED": gettext_lazy("The plan will not change a claim"),
}
Event = tuple[date, int, str, tuple[str, ...]]


def events_after(case: schema.CaseFile) -> Iterator[Event]:
    for decision in case.decisions:
        day = decision.decided_on or decision.heard_on
        wanted = tuple(one.what for one in decision.wanted)
        said = str((BILL_ANSWERS if is_about_bill(case, decision) else ANSWERS)[decision.answer])
        yield day, 5, said, (*_numbered(decision.authorization_number), *wanted)
        for one in decision.wanted:
            if one.done_on:
                yield one.done_on, 5, _("The plan has what it wanted"), (one.what,)
    for appeal in case.appeals:
        if appeal.sent_on:
            detail = (*_numbered(appeal.number), *_of_a_bill(case, appeal))
            yield appeal.sent_on, 6, str(LEVELS[appeal.level]), detail
    for back in case.reprocessings:
        if back.sent_on:
            yield back.sent_on, 6, _("Asked the plan to process a claim again"), tuple(_numbered(back.number))
        if back.decided_on:
            yield back.decided_on, 6, str(BACK[back.outcome]), ()
    for complaint in case.complaints:
        if complaint.sent_on:
            detail = (complaint.office_name, *_numbered(complaint.number))
            yield complaint.sent_on, 6, _("Complaint sent"), detail
        if complaint.answered_on:
            yield complaint.answered_on, 6, _("Complaint answered"), (complaint.office_name,)
    for step in case.escalations:
        yield step.done_on, 1, str(STEPS[step.rung]), tuple(_step(step))


def _of_a_bill(case: schema.CaseFile, appeal: schema.Appeal) -> Iterator[str]:
    if is_about_bill(case, appeal):
        yield _("About a claim")


def _numbered(number: str) -> Iterator[str]:
    if number:
        yield _("Reference: %(number)s") % {"number": number}


def _step(step: schema.Escalation) -> Iterator[str]:
    if who := with_commas(step.person, step.team):
        yield _("Spoke with %(who)s") % {"who": who}
    yield from _numbered(step.reference)
    if step.result:
        yield step.result
