from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from requests_app.common import fields
from requests_app.common.fields import When
from requests_app.common.forms import PortalForm
from requests_app.desk.assigning import NOBODY
from requests_app.models import Language, NextAction, Organization, User, WaitingOn

# What staff may set by hand; the others follow from what happened.
BY_HAND = [choice for choice in NextAction.choices if choice[0] != NextAction.NONE]


class AssignForm(PortalForm):
    heading = _("Who owns this case?")
    button = _("Assign")

    owner = fields.SelectField(
        label=_("Owner"), choices=(), empty=_("Select who owns this case"), unchosen=_("Select a person")
    )

    def __init__(self, *args: Any, today: date, colleagues: Iterable[User], **options: Any) -> None:
        super().__init__(*args, today=today, **options)
        people = [(str(one.pk), one.full_name or one.email) for one in colleagues]
        field = self.fields["owner"]
        field.choices = [("", _("Select a person")), *people, (NOBODY, _("Nobody"))]  # type: ignore[attr-defined]


class NextActionForm(PortalForm):
    heading = _("What happens next?")
    button = _("Save next action")

    next_action = fields.SelectField(
        label=_("Next action"), choices=BY_HAND, empty=_("Select the next action"), width=30
    )
    own_text = fields.TextField(
        label=_("What is it?"),
        hint=_("Only for an own next step. No diagnosis: the patient reads it, too"),
        max_length=200,
        required=False,
        empty=_("Say what the next step is"),
    )
    waiting_on = fields.ChoiceField(
        label=_("Who acts next?"), choices=WaitingOn, empty=_("Select who acts next")
    )
    due_on = fields.DayField(
        label=_("Due date"), when=When.TODAY_OR_FUTURE, empty=_("Enter the due date"), name=_("Due date")
    )

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if cleaned.get("next_action") == NextAction.OWN and not cleaned.get("own_text"):
            self.add_error("own_text", _("Say what the next step is"))
        return cleaned


class NoteForm(PortalForm):
    heading = _("Add a note")
    why = _("Only staff see notes. The patient’s pages never show them.")
    button = _("Save note")

    text = fields.LongTextField(label=_("Note"), max_length=5000, rows=6, empty=_("Write the note"))


class InviteForm(PortalForm):
    heading = _("Invite a patient")
    why = _(
        "We send a short message with a link and nothing about health. The request is shared with you "
        "only if the person agrees."
    )
    button = _("Send the invitation")

    email = fields.EmailField(hint=_("The patient’s or caregiver’s own address"))
    language = fields.ChoiceField(
        label=_("Which language do they read?"), choices=Language, empty=_("Select the language")
    )
    facility = fields.ChoiceField(
        label=_("Which facility invites them?"), choices=(), empty=_("Select the facility")
    )

    def __init__(self, *args: Any, today: date, facilities: Iterable[Organization], **options: Any) -> None:
        super().__init__(*args, today=today, **options)
        choices = [(str(one.pk), one.name) for one in facilities]
        if len(choices) == 1:
            del self.fields["facility"]
        else:
            self.fields["facility"].choices = choices  # type: ignore[attr-defined]
