"""How a fax stands, in words: what happened, what it means, what a person can do."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from django.urls import reverse
from django.utils.functional import Promise as LazyText
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from requests_app.common.dates import clock_time, long_date
from requests_app.models import Fax, FaxState
from requests_app.submissions import queries
from requests_app.submissions.forms.faxes import Became

# Our own words for what went wrong; unknown ones say nothing.
FAULTS: dict[str, LazyText] = {
    "BUSY": gettext_lazy("The line was busy."),
    "CONGESTED": gettext_lazy("The line was busy."),
    "NO_ANSWER": gettext_lazy("Nobody picked up."),
    "HUNG_UP": gettext_lazy("The other side hung up at once."),
    "NO_FAX_MACHINE": gettext_lazy("No fax machine answered."),
    "WRONG_NUMBER": gettext_lazy("This number does not take faxes. Check it with the plan."),
    "NOT_CONVERTED": gettext_lazy("The fax service could not use the file. Make a new packet."),
    "CALL_BROKE": gettext_lazy("The call broke off before a page was confirmed."),
    "PARTLY": gettext_lazy("The call broke off in the middle."),
    "NO_LINE": gettext_lazy("The fax service could not be reached."),
    "SERVICE_BUSY": gettext_lazy("The fax service was busy."),
    "NO_RIGHT": gettext_lazy(
        "The fax service did not accept our key. Tell whoever runs this site; send it yourself meanwhile."
    ),
    "REFUSED": gettext_lazy("The fax service did not take it. Check the number."),
    "TIMEOUT": gettext_lazy("The fax service took it and did not answer in time."),
    "CUT_OFF": gettext_lazy("The line to the fax service broke off."),
    "SERVICE_FAULT": gettext_lazy("The fax service had a fault after it got the fax."),
    "ODD_ANSWER": gettext_lazy("The fax service gave an answer we could not read."),
    "WORKER_DIED": gettext_lazy("Our own system stopped in the middle."),
    "NO_WORD": gettext_lazy("The fax service took it and never said how it ended."),
    "FILE_GONE": gettext_lazy("The file could not be opened. Make a new packet."),
    "NO_SERVICE": gettext_lazy("The fax service was turned off meanwhile."),
    "CASE_CLOSED": gettext_lazy("The request was closed meanwhile."),
    "PACKET_GONE": gettext_lazy("The packet is not there any more."),
    "NEWER_PACKET": gettext_lazy("A newer packet was made meanwhile."),
    "SENDER_GONE": gettext_lazy("Whoever asked for it does not work here any more."),
}


@dataclass(frozen=True)
class FaxRow:
    url: str
    to: str
    state: str
    fault: str
    asked: str
    status: str
    needs_a_person: bool


def fax_rows(faxes: Iterable[Fax], zone: str) -> list[FaxRow]:
    return [fax_row(fax, zone) for fax in faxes]


def fax_row(fax: Fax, zone: str) -> FaxRow:
    needs = queries.needs_a_person(fax)
    return FaxRow(
        url=reverse("submissions:fax_detail", args=[fax.case.public_id, fax.public_id]),
        to=_("%(name)s, %(number)s") % {"name": fax.to_name, "number": fax.to_number},
        state=state_text(fax),
        fault=str(FAULTS.get(fax.fault, "")),
        asked=moment(fax.asked_at, zone),
        status="PROBLEM" if needs else "DONE" if fax.state == FaxState.DELIVERED else "WAITING",
        needs_a_person=needs,
    )


def state_text(fax: Fax) -> str:
    if queries.is_stuck(fax):
        return str(FaxState.UNCLEAR.label)
    if fax.state == FaxState.PARTLY and fax.pages_sent is not None:
        count = {"sent": fax.pages_sent, "pages": fax.file_pages}
        return _("Only %(sent)s of %(pages)s pages went through") % count
    return str(fax.get_state_display())


def what_to_do(fax: Fax) -> str:
    """One or two sentences for the person who looks at it."""
    if queries.is_stuck(fax) or (fax.state == FaxState.UNCLEAR and fax.settled_at is None):
        return _(
            "It may have arrived, and it may not. We do not send it again by ourselves. "
            "Call them and ask, then say here what you found."
        )
    if fax.state == FaxState.PARTLY and fax.settled_at is None:
        return _("They have a part of it. Call them, then send the whole packet again or stop.")
    if fax.state == FaxState.FAILED and fax.settled_at is None:
        return _("They do not have it. Check the number, then send it again or another way.")
    if fax.state == FaxState.WAITING:
        return _("We try it by ourselves some minutes later. You can stop it until then.")
    if fax.state == FaxState.SENDING:
        return _("We ask the fax service every few minutes how it goes. Look at this page again later.")
    return ""


def buttons(fax: Fax) -> list[tuple[str, str]]:
    """(what it stands for, text) of what a person can do now."""
    if queries.needs_a_person(fax):
        return [
            (Became.ARRIVED, _("It arrived")),
            (Became.AGAIN, _("Send again")),
            (Became.STOP, _("Stop")),
        ]
    return [(Became.STOP, _("Stop"))] if fax.state == FaxState.WAITING else []


def moment(at: datetime, zone: str) -> str:
    local = at.astimezone(ZoneInfo(zone))
    return f"{long_date(local)}, {clock_time(local)}"
