"""Keyboard shortcuts: off until turned on, one letter each, changed or left out by each person."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.functional import Promise as LazyText
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Key:
    action: str
    letter: str
    label: LazyText | str


KEYS = (
    Key("next", "J", _("Next row (also ↓)")),
    Key("previous", "K", _("Previous row (also ↑)")),
    Key("tick", "X", _("Tick the row; with Shift: all rows from the last tick")),
    Key("assign", "A", _("Assign to me; with Shift: choose")),
    Key("snooze", "Z", _("Snooze")),
    Key("note", "N", _("Add a note")),
    Key("tag", "T", _("Tags")),
    Key("message", "M", _("Write a message")),
)
# The same for everybody.
FIXED: tuple[tuple[str, LazyText | str], ...] = (
    ("Enter", _("Open the case")),
    ("Ctrl + Enter", _("Save the open panel")),
    ("Esc", _("Close the panel, back to the row")),
    ("?", _("This list")),
    ("Alt + Shift + F", _("Go to the filters, from anywhere on the page")),
)


def letters(chosen: Mapping[str, str]) -> dict[str, str]:
    """Action -> letter; an empty one is turned off."""
    return {key.action: str(chosen.get(key.action, key.letter)) for key in KEYS}
