"""What the lines of the plan's call cards are filled with, from the case and from earlier calls."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.utils import timezone
from django.utils.translation import gettext as _

from requests_app.cases.call_facts import facts_of
from requests_app.common.actor import Actor
from requests_app.common.dates import long_date
from requests_app.insurer_calls import queries
from requests_app.knowledge.plans import plan_facts_of
from requests_app.knowledge.regulators import regulators_for
from requests_app.models import Case, InsurerCall
from requests_app.models.insurer_calls import CallKind
from requests_app.models.submissions import SendingWay
from requests_app.tracks.state import main_clock_of


def facts_for(case: Case, calls: Sequence[InsurerCall], *, by: Actor, today: date) -> dict[str, str]:
    """`calls` are the finished ones, newest first."""
    facts = facts_of(case, by=by, today=today)
    facts["request_number"] = next((one.request_number for one in calls if one.request_number), "")
    facts |= _of_the_clock(case, calls, today=today)
    last = next((one for one in calls if one.kind in queries.PLAN_CALLS and one.called_on), None)
    facts["last_call"] = _day(last.called_on.isoformat()) if last and last.called_on else ""
    if case.is_sent and (sent := queries.last_submission(case)):
        facts["sent_on"] = long_date(sent.sent_on)
        facts["way"] = _way(sent.way)
        facts["pages"] = str(sent.file_pages or sent.packet.pdf_pages or "")
    return facts


def number_to_call(case: Case, kind: str, calls: Sequence[InsurerCall]) -> str:
    """The office that has the request, when the plan named one; else the number on the card."""
    if kind == CallKind.PROVIDER:
        return case.provider.phone
    direct = _last_said(calls, "holder_phone") if kind in (CallKind.CALL_3, CallKind.CALL_4) else ""
    return direct or case.coverage.plan_phone


def _of_the_clock(case: Case, calls: Sequence[InsurerCall], *, today: date) -> dict[str, str]:
    """The day they have to answer by, and whom to name once the time that the rules give is over."""
    if not case.was_sent:
        return {"due_on": _day(_last_said(calls, "decide_by"))}
    clock = main_clock_of(case)
    if clock is None:
        return {"due_on": _day(_last_said(calls, "decide_by"))}
    found = {"due_on": ""}
    if clock.due_on is not None and not clock.is_common:
        found["due_on"] = long_date(clock.due_on)
    if clock.is_rule_over(timezone.now()):
        found["rule_over"] = "yes"
        office = regulators_for(plan_facts_of(case.coverage, case.care), today)
        if office.is_certain:
            found["regulator"] = str(office.main[0].name)
    return found


def _last_said(calls: Sequence[InsurerCall], key: str) -> str:
    return next((str(one.answers[key]) for one in calls if one.answers.get(key)), "")


def _day(iso: str) -> str:
    try:
        return long_date(date.fromisoformat(iso))
    except ValueError:
        return iso


def _way(way: str) -> str:
    """As it is said after “by”."""
    spoken = {
        SendingWay.PORTAL: _("website"),
        SendingWay.FAX: _("fax"),
        SendingWay.MAIL: _("mail"),
        SendingWay.PROVIDER_OFFICE: _("the provider’s office"),
        SendingWay.STAFF: _("the admissions team"),
    }
    return spoken.get(SendingWay(way), "")
