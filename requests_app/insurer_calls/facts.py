"""What the lines of the plan's call cards are filled with, from the case and from earlier calls."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.utils.translation import gettext as _

from requests_app.cases.call_facts import facts_of
from requests_app.common.actor import Actor
from requests_app.common.dates import long_date
from requests_app.insurer_calls import queries
from requests_app.models import Case, InsurerCall
from requests_app.models.insurer_calls import CallKind
from requests_app.models.submissions import SendingWay


def facts_for(case: Case, calls: Sequence[InsurerCall], *, by: Actor, today: date) -> dict[str, str]:
    """`calls` are the finished ones, newest first."""
    facts = facts_of(case, by=by, today=today)
    facts["request_number"] = next((one.request_number for one in calls if one.request_number), "")
    facts["due_on"] = _day(_last_said(calls, "decide_by"))
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
