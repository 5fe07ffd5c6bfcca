from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from requests_app.common import fields
from requests_app.common.forms import PortalForm
from requests_app.desk.assigning import NOBODY
from requests_app.desk.step_form import NextStepForm
from requests_app.models import Language, Organization, User


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


class NextActionForm(NextStepForm):
    button = _("Save next action")


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
