from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext_lazy as _

from requests_app.common import fields
from requests_app.common.fields import When
from requests_app.common.forms import PortalForm
from requests_app.models import TaskKind, User


class TaskForm(PortalForm):
    heading = _("Add a task")
    why = _("For a colleague, or for whoever is free. Only staff see it.")
    button = _("Save task")

    kind = fields.SelectField(
        label=_("What is to be done?"), choices=TaskKind, empty=_("Select what is to be done")
    )
    words = fields.TextField(
        label=_("What exactly?"),
        hint=_("No diagnosis: this shows in lists"),
        max_length=200,
        required=False,
        empty=_("Say what is to be done"),
    )
    assigned_to = fields.SelectField(
        label=_("Who does it?"),
        choices=(),
        empty=_("Select a person from the list"),
        unchosen=_("Whoever is free"),
        required=False,
    )
    due_on = fields.DayField(
        label=_("Due date"), name=_("Due date"), required=False, empty=_("Enter the due date")
    )

    def __init__(self, *args: Any, colleagues: Iterable[User], is_new: bool = True, **options: Any) -> None:
        super().__init__(*args, **options)
        self.is_new = is_new
        if not is_new:
            self.heading = _("Change this task")
        people = [(str(one.pk), one.full_name or one.email) for one in colleagues]
        self.fields["assigned_to"].choices = [("", _("Whoever is free")), *people]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if cleaned.get("kind") == TaskKind.OTHER and not cleaned.get("words"):
            self.add_error("words", _("Say what is to be done"))
        due = cleaned.get("due_on")
        if self.is_new and due and due < self.today:
            self.add_error("due_on", _("Due date must be today or later"))
        return cleaned


class DoneForm(PortalForm):
    heading = _("This task is done")
    button = _("Save as done")

    result = fields.LongTextField(
        label=_("What came of it?"), max_length=500, rows=3, required=False, empty=_("Say what came of it")
    )


class DeferForm(PortalForm):
    heading = _("Put this task off")
    why = _("It comes back on that day. Its due date stays.")
    button = _("Put it off")

    until = fields.DayField(
        label=_("Until when?"), name=_("The day"), when=When.FUTURE, empty=_("Enter the day it comes back")
    )
    because = fields.TextField(label=_("Why?"), max_length=200, empty=_("Say why it has to wait"))


class DropForm(PortalForm):
    heading = _("This task is not needed")
    button = _("Take it off the list")

    because = fields.TextField(label=_("Why is it not needed?"), max_length=500, empty=_("Say why"))
