"""The pages of a complaint: to whom, about what, when it was sent, and what came back."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, cast

from django.utils.translation import gettext_lazy as _

from requests_app.common import fields
from requests_app.common.forms import PortalForm
from requests_app.common.wording import statement_tip
from requests_app.complaints.offices import Office
from requests_app.complaints.reasons import ComplaintReason
from requests_app.complaints.ways import ComplaintWay

CAPTION = _("Complain about the plan")
NOT_SURE = "not-sure"
LONGEST = 1500


class StartForm(PortalForm):
    """Several at once are right where several offices have a say."""

    caption = CAPTION
    offices = fields.MultiChoiceField(
        label=_("Which office do you want to complain to?"),
        name=_("Your answer"),
        hint=_("You can choose more than one"),
        choices=[],
        empty=_("Select the office, or ‘I’m not sure’"),
        exclusive=NOT_SURE,
        exclusive_error=_("Select offices, or only ‘I’m not sure’"),
    )

    def __init__(self, *args: Any, offices: Sequence[Office], **options: Any) -> None:
        super().__init__(*args, **options)
        field = cast(fields.MultiChoiceField, self.fields["offices"])
        field.choices = [*((one.id, one.label) for one in offices), (NOT_SURE, _("I’m not sure"))]
        field.hints = {
            **{one.id: one.role for one in offices},
            NOT_SURE: _("We show what to ask the plan first"),
        }


class StatementForm(PortalForm):
    caption = CAPTION
    heading = _("What is your complaint about?")
    why = _(
        "The dates, calls and offices you logged go with it by themselves. Say here only what they do not."
    )
    button = _("Save")

    reasons = fields.MultiChoiceField(
        label=_("What went wrong?"),
        name=_("What went wrong"),
        choices=ComplaintReason.choices,
        empty=_("Select what went wrong"),
    )
    statement = fields.LongTextField(
        label=_("In your words"),
        hint=_("What happened, on which day, and what you ask the office to do"),
        required=False,
        max_length=LONGEST,
        rows=8,
    )

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if tip := statement_tip(str(cleaned.get("statement", ""))):
            self.warn("statement", tip)
        return cleaned


class SentForm(PortalForm):
    caption = CAPTION
    heading = _("When and how did you send it?")
    button = _("Save")

    sent_on = fields.DayField(
        label=_("When did you send it?"),
        name=_("The day you sent it"),
        empty=_("Enter the day you sent it"),
        when=fields.When.PAST_OR_TODAY,
    )
    way = fields.ChoiceField(
        label=_("How did you send it?"), choices=ComplaintWay, empty=_("Select how you sent it")
    )
    number = fields.TextField(
        label=_("Complaint number"),
        hint=_("The number the office gave it. You can add it later"),
        required=False,
        max_length=50,
    )
    person = fields.NameField(
        label=_("Who is working on it?"), hint=_("A name or a team"), required=False, max_length=100
    )
    answer_due_on = fields.DayField(
        label=_("By when will they answer?"),
        hint=_("Only if the office told you a day"),
        name=_("The day of their answer"),
        required=False,
    )
    answer_due_from = fields.TextField(
        label=_("Where does that day come from?"),
        hint=_("For example: their letter, or what they said on the phone"),
        name=_("Where the day comes from"),
        required=False,
        max_length=200,
    )

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        sent, due = cleaned.get("sent_on"), cleaned.get("answer_due_on")
        if sent and due and due < sent:
            self.add_error("answer_due_on", _("The answer cannot be due before you sent it"))
        if due and not cleaned.get("answer_due_from") and "answer_due_from" not in self.errors:
            self.add_error("answer_due_from", _("Say where the day comes from"))
        if cleaned.get("answer_due_from") and not due and "answer_due_on" not in self.errors:
            self.add_error("answer_due_on", _("Enter the day, or leave out where it comes from"))
        return cleaned


class AnsweredForm(PortalForm):
    caption = CAPTION
    heading = _("What did the office answer?")
    button = _("Save")

    answered_on = fields.DayField(
        label=_("When did they answer?"),
        name=_("The day of their answer"),
        empty=_("Enter the day they answered"),
        when=fields.When.PAST_OR_TODAY,
    )
    answer = fields.LongTextField(
        label=_("What did they say?"),
        hint=_("In their words, and what the plan must do now"),
        empty=_("Write what they said"),
        max_length=1000,
        rows=6,
    )
