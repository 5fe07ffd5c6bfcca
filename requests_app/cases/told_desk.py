"""What the admissions desk does with a case, as timelines call it; see `cases.told`."""

from __future__ import annotations

from django.utils.functional import Promise as LazyText
from django.utils.translation import gettext_lazy

# action -> text, for staff alone
STAFF_TOLD: dict[str, LazyText | str] = {
    "cases.tagged": gettext_lazy("Tag added"),
    "cases.untagged": gettext_lazy("Tag taken off"),
    "cases.snoozed": gettext_lazy("Snoozed"),
    "cases.snooze_ended": gettext_lazy("Snooze ended"),
}
