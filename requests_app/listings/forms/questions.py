"""The written question, and the answer to it."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from requests_app.common import fields
from requests_app.common.dates import long_date
from requests_app.common.forms import PortalForm
from requests_app.documents.forms import WithFile, file_field
from requests_app.listings.forms.base import TASK, OfficeForm
from requests_app.models import NetworkAnswer, OutreachOffice, QuestionWay


class QuestionForm(OfficeForm):
    heading = _("Ask in writing: is this provider in network?")
    button = _("Save that I asked")

    office = fields.SelectField(
        label=_("Which office did you ask about?"),
        choices=(),
        unchosen=_("Another provider, named below"),
        empty=_("Select the office, or enter the name below"),
        required=False,
    )
    about_name = fields.NameField(
        label=_("Name of the provider"),
        name=_("Name"),
        hint=_("Leave this empty when you selected an office"),
        max_length=150,
        required=False,
    )
    about_npi = fields.NpiField(label=_("NPI of the provider"), hint=_("A 10-digit number"), required=False)
    asked_on = fields.RecentDayField(label=_("When did you send it?"), empty=_("Select when you sent it"))
    way = fields.ChoiceField(
        label=_("How did you send it?"), choices=QuestionWay.choices, empty=_("Select how you sent it")
    )
    sent_to = fields.TextField(
        label=_("Where did you send it?"),
        hint=_("Like the email address, the fax number, or “messages on the website”"),
        max_length=150,
        spellcheck=False,
        required=False,
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        office: OutreachOffice | None = self.offices.get(str(cleaned.get("office", "")))
        if office is not None and not cleaned.get("about_name"):
            cleaned["about_name"] = office.name
            cleaned["about_npi"] = cleaned.get("about_npi") or office.npi
        if not cleaned.get("about_name") and "about_name" not in self.errors:
            self.add_error("about_name", self._which())
        return cleaned

    def _which(self) -> Any:
        if self.offices:
            return _("Select an office, or enter the name of the provider")
        return _("Enter the name of the provider")


class AnswerForm(WithFile, PortalForm):
    caption = TASK
    heading = _("What did the plan answer?")
    button = _("Save the answer")

    answer = fields.ChoiceField(
        label=_("What did they say?"), choices=NetworkAnswer.choices, empty=_("Select what they said")
    )
    answered_on = fields.RecentDayField(
        label=_("When did the answer come?"), empty=_("Select when the answer came")
    )
    answer_text = fields.LongTextField(
        label=_("What did they write?"),
        hint=_("Copy the words that matter"),
        max_length=500,
        rows=4,
        required=False,
    )
    reference = fields.TextField(
        label=_("Reference number"), max_length=50, width=20, spellcheck=False, required=False
    )
    file = file_field(label=_("The answer as a file"), required=False)

    def __init__(self, *args: Any, asked_on: date, **options: Any) -> None:
        super().__init__(*args, **options)
        self.asked_on = asked_on

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        day = cleaned.get("answered_on")
        if day is not None and day < self.asked_on:
            self.add_error(
                "answered_on",
                _("The answer must be on %(day)s, when you asked, or later")
                % {"day": long_date(self.asked_on)},
            )
        self.ask_for_the_file_again()
        return cleaned
