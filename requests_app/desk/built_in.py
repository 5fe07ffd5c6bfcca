"""The views everybody has. Each is a name and filters, and each has an index that keeps its order."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise as LazyText
from django.utils.translation import gettext_lazy as _

from requests_app.desk.conditions import ALL_ASLEEP_TOO, APPEAL_BY, BILLS, ENDS, MINE, NOBODY, SLEEPING
from requests_app.desk.filters import Filters
from requests_app.models import CaseOutcome, CaseStatus, NextAction, WaitingOn


@dataclass(frozen=True)
class View:
    """`is_first`: shown on every queue page; the others stand under “More views”."""

    key: str
    name: LazyText | str
    filters: Filters
    is_first: bool = False


VIEWS = (
    View("all", _("All open"), Filters(), is_first=True),
    View("mine", _("My work"), Filters(owner=MINE), is_first=True),
    View("unread", _("Unread replies"), Filters(unread=True), is_first=True),
    View("due", _("Late or due today"), Filters(due="today"), is_first=True),
    View("urgent", _("Urgent"), Filters(urgent=True), is_first=True),
    View("unassigned", _("Unassigned"), Filters(owner=NOBODY), is_first=True),
    View(
        "clinician",
        _("Waiting on the clinician 3 days or more"),
        Filters(waiting_on=WaitingOn.CLINICIAN, waited="3"),
    ),
    View("ready", _("Ready to send"), Filters(step=NextAction.SEND)),
    View("plan", _("Waiting on the plan"), Filters(waiting_on=WaitingOn.PLAN)),
    View("sent", _("Sent"), Filters(stage=CaseStatus.SENT)),
    View("sent_due", _("Sent, follow up due"), Filters(stage=CaseStatus.SENT, due="today")),
    View(
        "denied",
        _("Denied, appeal clock running"),
        Filters(outcome=CaseOutcome.DENIED, running=APPEAL_BY),
    ),
    View("appealing", _("Under appeal"), Filters(stage=CaseStatus.APPEALING)),
    View("ends", _("Approval ends in 30 days"), Filters(running=ENDS)),
    View("bills", _("Bills to put right"), Filters(running=BILLS)),
    View("must_fix", _("Something must be fixed"), Filters(must_fix=True)),
    View("spanish", _("Spanish speakers"), Filters(language="es")),
    View("snoozed", _("Snoozed"), Filters(snoozed=SLEEPING)),
    View("everything", _("All open, snoozed ones as well"), Filters(snoozed=ALL_ASLEEP_TOO)),
)
BY_KEY = {view.key: view for view in VIEWS}
