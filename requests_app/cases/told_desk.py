"""What the admissions desk does with a case, as timelines call it; see `cases.told`."""

from __future__ import annotations

from django.utils.functional import Promise as LazyText
from django.utils.translation import gettext_lazy

# action -> text, for staff alone
STAFF_TOLD: dict[str, LazyText | str] = {
    "bulk.listed": gettext_lazy("Put on a list for a file"),
    "cases.tagged": gettext_lazy("Tag added"),
    "cases.untagged": gettext_lazy("Tag taken off"),
    "cases.snoozed": gettext_lazy("Snoozed"),
    "cases.snooze_ended": gettext_lazy("Snooze ended"),
    "facilities.case_site": gettext_lazy("Site changed"),
    "cases.task_added": gettext_lazy("Task added"),
    "cases.task_changed": gettext_lazy("Task changed"),
    "cases.task_deferred": gettext_lazy("Task put off"),
    "cases.task_done": gettext_lazy("Task done"),
    "cases.task_dropped": gettext_lazy("Task not needed"),
    "cases.ids_shown": gettext_lazy("Whole numbers shown"),
    "cases.consent_recorded": gettext_lazy("Consent written down"),
    "cases.consent_ended": gettext_lazy("Consent taken back"),
    "oversight.hold_placed": gettext_lazy("Put on legal hold"),
    "oversight.hold_ended": gettext_lazy("Legal hold ended"),
    "oversight.deletion_put_forward": gettext_lazy("Put forward for deletion"),
    "oversight.deletion_confirmed": gettext_lazy("Deletion confirmed"),
    "packets.looked_over": gettext_lazy("Packet looked over by a colleague"),
    "staff.invited_to_case": gettext_lazy("Invitation to this request sent"),
}
