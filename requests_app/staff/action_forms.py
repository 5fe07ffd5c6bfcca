"""One form for all that follows from a call or a letter, and the small ones beside it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext_lazy as _

from requests_app.bulk.wording import CLOSE_REASONS
from requests_app.common import fields
from requests_app.common.fields import When
from requests_app.common.forms import PortalForm
from requests_app.desk.step_form import BY_HAND
from requests_app.drafts.versions import changed_fields
from requests_app.models import NextAction, Tag, TemplateVersion, WaitingOn

STEP = ("next_action", "own_text", "waiting_on", "due_on")
STEP_DIGITS = 8 * len(STEP)


class TakeActionForm(PortalForm):
    """The version is that of the step, and behind it that of the newest message of the patient."""

    heading = _("Take action")
    why = _("One save: what happens next, a message to the patient, a note. Leave out what you do not need.")
    button = _("Save all of it")

    next_action = fields.SelectField(
        label=_("Next action"),
        choices=BY_HAND,
        empty=_("Select the next action"),
        width=30,
        required=False,
    )
    own_text = fields.TextField(
        label=_("What is it?"),
        hint=_("Only for an own next step. No diagnosis: the patient reads it, too"),
        max_length=200,
        required=False,
        empty=_("Say what the next step is"),
    )
    waiting_on = fields.SelectField(
        label=_("Who acts next?"), choices=WaitingOn, empty=_("Select who acts next"), required=False
    )
    due_on = fields.DayField(
        label=_("Due date"), empty=_("Enter the due date"), name=_("Due date"), required=False
    )
    closes = fields.SelectField(
        label=_("Close the request?"),
        choices=CLOSE_REASONS,
        empty=_("Select why it is closed"),
        unchosen=_("No, it stays open"),
        width=30,
        required=False,
    )
    template = fields.SelectField(
        label=_("Template"),
        hint=_("Its words go out in the patient’s language, if you write none below"),
        choices=(),
        empty=_("Select a template"),
        unchosen=_("None"),
        width=30,
        required=False,
    )
    message = fields.LongTextField(
        label=_("Message"),
        hint=_("The patient reads it here. Emails and texts say only that there is one"),
        max_length=5000,
        rows=4,
        required=False,
        empty=_("Write the message"),
    )
    note = fields.LongTextField(
        label=_("Note"),
        hint=_("Only staff see it"),
        max_length=5000,
        rows=3,
        required=False,
        empty=_("Write the note"),
    )

    def __init__(
        self, *args: Any, templates: Iterable[TemplateVersion], may_close: bool, **options: Any
    ) -> None:
        super().__init__(*args, **options)
        names = [(str(one.template.public_id), one.template.name) for one in templates]
        self.fields["template"].choices = [("", _("None")), *names]  # type: ignore[attr-defined]
        if not names:
            del self.fields["template"]
        if not may_close:
            del self.fields["closes"]

    @property
    def step(self) -> dict[str, Any]:
        found = {name: self.cleaned_data[name] for name in STEP}
        if found["next_action"] != NextAction.OWN:
            found["own_text"] = ""
        return found

    @property
    def step_version(self) -> str:
        return (self.version or "")[:STEP_DIGITS]

    @property
    def thread_version(self) -> str:
        return (self.version or "")[STEP_DIGITS:]

    @property
    def changes_step(self) -> bool:
        """A step left as it was shown stays as it is, also when a colleague changed it meanwhile."""
        return bool(changed_fields(self.step, self.step_version))

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if not set(STEP) <= cleaned.keys() or not self.changes_step:
            return cleaned
        if cleaned.get("closes"):
            self.add_error("closes", _("A closed request has no next action. Do one or the other"))
        for name in ("next_action", "waiting_on", "due_on"):
            if not cleaned.get(name):
                self.add_error(name, self.fields[name].empty)  # type: ignore[attr-defined]
        if cleaned.get("next_action") == NextAction.OWN and not cleaned.get("own_text"):
            self.add_error("own_text", _("Say what the next step is"))
        due = cleaned.get("due_on")
        if due and due < self.today:
            self.add_error("due_on", _("Due date must be today or later"))
        return cleaned


class SnoozeForm(PortalForm):
    heading = _("Snooze this case")
    why = _("It leaves the list until that day. A message of the patient brings it up all the same.")
    button = _("Snooze")

    until = fields.DayField(
        label=_("Until when?"), name=_("The day"), when=When.FUTURE, empty=_("Enter the day it comes back")
    )
    because = fields.TextField(
        label=_("Why?"),
        hint=_("No diagnosis: this shows in the list"),
        max_length=200,
        required=False,
        empty=_("Say why"),
    )


class TagsForm(PortalForm):
    heading = _("Tags")
    why = _("Your facility’s own words for groups of cases. Only staff see them. No diagnosis.")
    button = _("Save tags")

    tags = fields.MultiChoiceField(
        label=_("Tags of this case"), choices=(), required=False, empty=_("Select tags from the list")
    )
    new_tag = fields.TextField(label=_("A new tag"), max_length=30, required=False, empty=_("Enter the tag"))

    def __init__(self, *args: Any, known: Iterable[Tag], **options: Any) -> None:
        super().__init__(*args, **options)
        names = [(str(one.public_id), one.name) for one in known]
        self.fields["tags"].choices = names  # type: ignore[attr-defined]
        if not names:
            del self.fields["tags"]
