from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from requests_app.common import fields
from requests_app.common.fields import When
from requests_app.common.forms import PortalForm
from requests_app.desk.columns import CASE, COLUMNS
from requests_app.desk.keys import KEYS
from requests_app.models import Organization, User
from requests_app.models.desk import Density

NOBODY = "nobody"


class SearchForm(PortalForm):
    heading = _("Search all cases")
    button = _("Search")

    text = fields.TextField(
        label=_("Search for"),
        hint=_("Name, case number, end of member ID, phone, provider"),
        max_length=60,
        empty=_("Enter at least 2 characters"),
        width=30,
    )

    def clean_text(self) -> str:
        text: str = self.cleaned_data["text"]
        if len(text) < 2:
            self.add_error("text", _("Enter at least 2 characters"))
        return text


class QuickAssignForm(PortalForm):
    heading = _("Owner")
    button = _("Assign")

    owner = fields.SelectField(
        label=_("Who owns this case?"), choices=(), empty=_("Select who owns this case"), unchosen=_("Select")
    )

    def __init__(self, *args: Any, today: date, colleagues: Iterable[User], **options: Any) -> None:
        super().__init__(*args, today=today, **options)
        people = [(str(one.pk), one.full_name or one.email) for one in colleagues]
        field = self.fields["owner"]
        field.choices = [("", _("Select")), *people, (NOBODY, _("Nobody"))]  # type: ignore[attr-defined]


class QuickSnoozeForm(PortalForm):
    heading = _("Snooze")
    button = _("Snooze")

    until = fields.DayField(
        label=_("Until which day?"), when=When.FUTURE, empty=_("Enter the day"), name=_("Day")
    )
    because = fields.TextField(
        label=_("Why?"), hint=_("Staff only"), max_length=200, required=False, width=30
    )


class QuickNoteForm(PortalForm):
    heading = _("Note")
    button = _("Save note")

    text = fields.LongTextField(
        label=_("Note"), hint=_("Only staff see notes"), max_length=5000, rows=3, empty=_("Write the note")
    )


class ViewForm(PortalForm):
    heading = _("Save this view")
    why = _("The filters, the order and the columns of the list you came from, under a name.")
    button = _("Save view")

    name = fields.TextField(label=_("Name"), max_length=40, empty=_("Enter a name for this view"), width=20)
    facility = fields.SelectField(
        label=_("Facility"), choices=(), empty=_("Select the facility"), unchosen=_("Select")
    )
    is_team = fields.TickField(label=_("Everybody in the team can use it"), required=False)
    is_start = fields.TickField(label=_("I start with it when I open the queue"), required=False)

    def __init__(
        self, *args: Any, today: date, facilities: Iterable[Organization] = (), **options: Any
    ) -> None:
        super().__init__(*args, today=today, **options)
        listed = [(str(one.pk), one.name) for one in facilities]
        if len(listed) < 2:
            del self.fields["facility"]
        else:
            self.fields["facility"].choices = [("", _("Select")), *listed]  # type: ignore[attr-defined]


class EditViewForm(ViewForm):
    heading = _("Change this view")
    why = _("Its filters stay. To change them, save the list under another name.")


class ColumnsForm(PortalForm):
    heading = _("Columns of the queue")
    why = _("For you only. The case number is always there.")
    button = _("Save columns")

    columns = fields.MultiChoiceField(
        label=_("Which columns do you want to see?"),
        choices=[(column.key, column.label) for column in COLUMNS if column.key != CASE],
        empty=_("Select at least one column"),
    )


class ProfileForm(PortalForm):
    heading = _("How you work in the queue")
    why = _("For you only. Nothing here changes what others see.")
    button = _("Save")

    start_view = fields.SelectField(
        label=_("Which view do you start with?"),
        choices=(),
        required=False,
        empty=_("Select a view"),
        unchosen=_("All open"),
    )
    density = fields.ChoiceField(
        label=_("How close are the rows?"), choices=Density, empty=_("Select how close the rows are")
    )
    shortcuts_on = fields.TickField(
        label=_("Turn keyboard shortcuts on"),
        hint=_("They work only while the focus is in the table of cases"),
        required=False,
    )

    def __init__(self, *args: Any, today: date, views: Iterable[tuple[str, Any]], **options: Any) -> None:
        super().__init__(*args, today=today, **options)
        self.fields["start_view"].choices = [("", _("All open")), *views]  # type: ignore[attr-defined]
        for key in KEYS:
            self.fields[f"key_{key.action}"] = fields.TextField(
                label=key.label, max_length=1, required=False, width=4, spellcheck=False
            )
            self.fields[f"key_{key.action}"].today = today  # type: ignore[attr-defined]

    @property
    def letters(self) -> dict[str, str]:
        return {key.action: self.cleaned_data[f"key_{key.action}"].upper() for key in KEYS}

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        seen: set[str] = set()
        for key in KEYS:
            name = f"key_{key.action}"
            letter = (cleaned.get(name) or "").upper()
            if letter and not (letter.isascii() and letter.isalpha()):
                self.add_error(name, _("A shortcut is one letter from A to Z"))
            elif letter in seen:
                self.add_error(name, _("Two shortcuts cannot have the same letter"))
            elif letter:
                seen.add(letter)
        return cleaned
