"""What the pages of a job say: its name, its question, its button, and why a case was left out."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.utils.functional import Promise as LazyText
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from requests_app.bulk.rules import Reason
from requests_app.common.dates import long_date
from requests_app.models import BulkKind, NextAction, WaitingOn

REASONS: dict[Reason, LazyText | str] = {
    Reason.GONE: gettext_lazy("You cannot see this case any more"),
    Reason.NOT_YOURS: gettext_lazy("A colleague owns it. A lead can do this for you"),
    Reason.CLOSED: gettext_lazy("It is closed"),
    Reason.ALREADY: gettext_lazy("It is so already"),
    Reason.NOT_TAGGED: gettext_lazy("It does not have this tag"),
    Reason.NO_READER: gettext_lazy(
        "Nobody of the patient’s side has agreed and signed in, so nobody could read it"
    ),
    Reason.CHANGED: gettext_lazy("A colleague changed it after you chose it"),
    Reason.BUSY: gettext_lazy("Somebody was saving it at the same moment"),
    Reason.NO_ACCESS: gettext_lazy("The person who asked for it may not do this any more"),
    Reason.REFUSED: gettext_lazy("It did not fit this case any more"),
    Reason.ERROR: gettext_lazy("Something went wrong on our side"),
    Reason.TOUCHED: gettext_lazy("Somebody changed it since, so it stays as it is now"),
}
# The same as on the patient’s page, told from the desk.
CLOSE_REASONS: tuple[tuple[str, LazyText | str], ...] = (
    ("APPROVED", gettext_lazy("The plan said yes, and the patient has what they need")),
    ("STOPPED", gettext_lazy("The patient stopped asking")),
    ("NO", gettext_lazy("The plan said no, and the patient does not want to go on")),
    ("OTHER_CARE", gettext_lazy("The patient got other care")),
)


def question(kind: str, count: int) -> str:
    values = {"count": f"{count:,}"}
    texts = {
        BulkKind.ASSIGN: ngettext("Assign %(count)s case?", "Assign %(count)s cases?", count),
        BulkKind.ADD_TAG: ngettext("Tag %(count)s case?", "Tag %(count)s cases?", count),
        BulkKind.REMOVE_TAG: ngettext(
            "Take the tag off %(count)s case?", "Take the tag off %(count)s cases?", count
        ),
        BulkKind.NEXT_ACTION: ngettext(
            "Set the next action of %(count)s case?", "Set the next action of %(count)s cases?", count
        ),
        BulkKind.SNOOZE: ngettext("Snooze %(count)s case?", "Snooze %(count)s cases?", count),
        BulkKind.MESSAGE: ngettext(
            "Send a message in %(count)s case?", "Send a message in %(count)s cases?", count
        ),
        BulkKind.EXPORT: ngettext("Export %(count)s case as CSV?", "Export %(count)s cases as CSV?", count),
        BulkKind.CLOSE: ngettext("Close %(count)s case?", "Close %(count)s cases?", count),
    }
    return texts[BulkKind(kind)] % values


def button(kind: str, count: int) -> str:
    values = {"count": f"{count:,}"}
    texts = {
        BulkKind.ASSIGN: ngettext("Assign %(count)s case", "Assign %(count)s cases", count),
        BulkKind.ADD_TAG: ngettext("Tag %(count)s case", "Tag %(count)s cases", count),
        BulkKind.REMOVE_TAG: ngettext(
            "Take the tag off %(count)s case", "Take the tag off %(count)s cases", count
        ),
        BulkKind.NEXT_ACTION: ngettext("Change %(count)s case", "Change %(count)s cases", count),
        BulkKind.SNOOZE: ngettext("Snooze %(count)s case", "Snooze %(count)s cases", count),
        BulkKind.MESSAGE: ngettext("Send %(count)s message", "Send %(count)s messages", count),
        BulkKind.EXPORT: ngettext("Export %(count)s case", "Export %(count)s cases", count),
        BulkKind.CLOSE: ngettext("Close %(count)s case", "Close %(count)s cases", count),
    }
    return texts[BulkKind(kind)] % values


def result(done: int, not_done: int) -> str:
    """38 done, 2 not done"""
    if not not_done:
        return ngettext("%(count)s case done", "All %(count)s cases done", done) % {"count": f"{done:,}"}
    return _("%(done)s done, %(left)s not done") % {"done": f"{done:,}", "left": f"{not_done:,}"}


def reason_text(reason: str) -> str:
    return str(REASONS[Reason(reason)]) if reason in set(Reason) else ""


def what(kind: str, options: Mapping[str, Any], *, name: str) -> str:
    """What the job does, in one sentence with its values; `name` is that of what it works with."""
    if not options:
        return ""
    if kind == BulkKind.ASSIGN:
        return _("New owner: %(name)s") % {"name": name} if name else _("They will belong to nobody.")
    if kind in (BulkKind.ADD_TAG, BulkKind.REMOVE_TAG):
        return _("Tag: %(name)s") % {"name": name}
    if kind == BulkKind.NEXT_ACTION:
        return _("Next action: %(action)s. Waiting on: %(party)s. Due: %(day)s.") % {
            "action": options["own_text"] or str(NextAction(options["next_action"]).label),
            "party": str(WaitingOn(options["waiting_on"]).label),
            "day": long_date(date.fromisoformat(options["due_on"])),
        }
    if kind == BulkKind.SNOOZE:
        day = long_date(date.fromisoformat(options["until"]))
        return _("Until %(day)s, because: %(why)s") % {"day": day, "why": options["because"]}
    if kind == BulkKind.MESSAGE:
        return _("Template: %(name)s") % {"name": name}
    if kind == BulkKind.CLOSE:
        return _("Reason: %(why)s") % {"why": dict(CLOSE_REASONS)[options["because"]]}
    return ""
