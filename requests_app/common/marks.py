"""Short texts with a mark of their own: statuses of tasks, priorities in the queue, masked numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

# key -> (text, style). The only statuses a task row may have, and the priorities of the queue.
STATUSES: dict[str, tuple[StrOrPromise, str]] = {
    "TO_DO": (_("To do"), "todo"),
    "STARTED": (_("Started"), "started"),
    "WAITING": (_("Waiting for someone else"), "waiting"),
    "DONE": (_("Done"), "done"),
    "CANNOT_START": (_("Cannot start yet"), "locked"),
    "PROBLEM": (_("There is a problem"), "problem"),
    "LOOK": (_("Look at any time"), "plain"),
    "RIGHT": (_("Looks right"), "done"),
    "WRONG": (_("Does not match"), "problem"),
    "CANNOT_TELL": (_("We cannot tell"), "waiting"),
    "URGENT": (_("Urgent"), "problem"),
    "LATE": (_("Late"), "late"),
    "SOON": (_("Soon"), "waiting"),
    "NORMAL": (_("Normal"), "plain"),
}


def last_four(text: str) -> str:
    """•••• 1234: enough to recognize a number, not enough to use it."""
    text = text.strip()
    return f"•••• {text[-4:]}" if len(text) > 4 else "••••" if text else ""
