"""The pages of a claim sent back: what is asked about, when it was asked, and what came of it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any, cast

from django.utils.translation import gettext_lazy as _

from requests_app.common import fields
from requests_app.common.forms import PortalForm
from requests_app.common.wording import statement_tip
from requests_app.models import ReprocessingOutcome
from requests_app.reprocessing.points import OWN_WORDS
from requests_app.reprocessing.ways import AskedBy

CAPTION = _("Have a bill put right")
LONGEST = 1000


class PointsForm(PortalForm):
    """What to ask the plan about; with nothing that differs, in own words."""

    caption = CAPTION
    heading = _("What do you want to ask the plan about?")
    points = fields.MultiChoiceField(
        label=_("Points to ask about"),
        name=_("Your answer"),
        hint=_("These points do not match your approval. Leave out what you do not want to ask about"),
        choices=[(OWN_WORDS, "")],
        empty=_("Select what to ask about"),
        exclusive=OWN_WORDS,
        exclusive_error=_("Select points, or only your own words"),
    )

    def __init__(self, *args: Any, points: Sequence[tuple[str, str, str]], **options: Any) -> None:
        """`points`: key, sentence and where it stands, for each point that differs."""
        super().__init__(*args, **options)
        field = cast(fields.MultiChoiceField, self.fields["points"])
        field.choices = [*((key, text) for key, text, _where in points), (OWN_WORDS, _("Something else"))]
        field.hints = {
            **{key: where for key, _text, where in points},
            OWN_WORDS: _("You write it in your own words"),
        }
        if not points:
            field.help_text = str(_("We found no point that differs. You can still ask in your own words"))

    def chosen(self) -> list[str]:
        return [one for one in self.cleaned_data["points"] if one != OWN_WORDS]


class StatementForm(PortalForm):
    caption = CAPTION
    heading = _("What else should the letter say?")
    why = _("The approval and the claim are in the letter by themselves, line by line.")
    button = _("Save")

    statement = fields.LongTextField(
        label=_("In your words"),
        hint=_("For example: what somebody at the plan told you, and on which day"),
        required=False,
        max_length=LONGEST,
        rows=6,
    )
    send_to = fields.LongTextField(
        label=_("Where does the letter go?"),
        hint=_("The address or fax number for claims. Often it is on the statement (EOB) itself"),
        required=False,
        max_length=300,
        rows=3,
    )

    def __init__(self, *args: Any, needs_words: bool = False, **options: Any) -> None:
        """`needs_words`: nothing else was chosen to ask about."""
        super().__init__(*args, **options)
        self.needs_words = needs_words

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if self.needs_words and not cleaned.get("statement") and "statement" not in self.errors:
            self.add_error("statement", _("Say what does not look right"))
        if tip := statement_tip(str(cleaned.get("statement", ""))):
            self.warn("statement", tip)
        return cleaned


class PromiseForm(PortalForm):
    """What the pages share that ask for a day the plan named."""

    answer_due_on = fields.DayField(
        label=_("By when will they answer?"),
        hint=_("Only if the plan told you a day"),
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

    def check_promise(self, cleaned: dict[str, Any], since: date | None) -> None:
        due, source = cleaned.get("answer_due_on"), cleaned.get("answer_due_from")
        if since and due and due < since:
            self.add_error("answer_due_on", _("The answer cannot be due before you asked"))
        if due and not source and "answer_due_from" not in self.errors:
            self.add_error("answer_due_from", _("Say where the day comes from"))
        if source and not due and "answer_due_on" not in self.errors:
            self.add_error("answer_due_on", _("Enter the day, or leave out where it comes from"))


class AskedForm(PromiseForm):
    caption = CAPTION
    heading = _("When and how did you ask the plan?")
    button = _("Save")
    field_order = ("sent_on", "way", "number", "person", "answer_due_on", "answer_due_from")

    sent_on = fields.DayField(
        label=_("When did you ask?"),
        name=_("The day you asked"),
        empty=_("Enter the day you asked"),
        when=fields.When.PAST_OR_TODAY,
    )
    way = fields.ChoiceField(label=_("How did you ask?"), choices=AskedBy, empty=_("Select how you asked"))
    number = fields.TextField(
        label=_("Reference number"),
        hint=_("The number of the call or of the new request. You can add it later"),
        required=False,
        max_length=50,
    )
    person = fields.NameField(
        label=_("Who did you speak with?"), hint=_("First name is enough"), required=False, max_length=100
    )

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        self.check_promise(cleaned, cleaned.get("sent_on"))
        return cleaned


class OfficeToldForm(PortalForm):
    caption = CAPTION
    heading = _("Tell the billing office")
    why = _("While the plan looks at the claim again, ask the office to wait with the bill.")
    button = _("Save")

    office_told_on = fields.RecentDayField(
        label=_("When did you tell the billing office?"),
        name=_("The day you told them"),
        empty=_("Select the day you told them"),
    )


class StillWaitingForm(PromiseForm):
    caption = CAPTION
    heading = _("You asked what became of it")
    why = _("We count the next day to ask from here.")
    button = _("Save")
    field_order = ("asked_again_on", "number", "answer_due_on", "answer_due_from")

    asked_again_on = fields.RecentDayField(
        label=_("When did you ask?"), name=_("The day you asked"), empty=_("Select the day you asked")
    )
    number = fields.TextField(label=_("Reference number"), required=False, max_length=50)

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        self.check_promise(cleaned, cleaned.get("asked_again_on"))
        return cleaned


class OutcomeForm(PortalForm):
    caption = CAPTION
    heading = _("What did the plan answer?")
    button = _("Save")

    outcome = fields.ChoiceField(
        label=_("What will the plan do?"),
        choices=ReprocessingOutcome,
        empty=_("Select what the plan will do"),
        hints={
            ReprocessingOutcome.CORRECTED: _("A corrected statement (EOB) comes, or is there"),
            ReprocessingOutcome.REFUSED: _("Next we show how to appeal"),
        },
    )
    decided_on = fields.DayField(
        label=_("When did they answer?"),
        name=_("The day of their answer"),
        empty=_("Enter the day they answered"),
        when=fields.When.PAST_OR_TODAY,
    )
    answer = fields.LongTextField(
        label=_("What did they say?"),
        hint=_("In their words, with the reason if they gave one"),
        required=False,
        max_length=LONGEST,
        rows=5,
    )


class AppealForm(PortalForm):
    """The plan’s no about this claim, as an appeal goes against it."""

    caption = CAPTION
    heading = _("Appeal what the plan decided about this claim")
    why = _("An appeal asks the plan to decide again. Its letter says until when.")
    button = _("Go on to the appeal")

    heard_on = fields.DayField(
        label=_("When did you learn of it?"),
        name=_("The day you learned of it"),
        empty=_("Enter the day you learned of it"),
        when=fields.When.PAST_OR_TODAY,
    )
    is_in_writing = fields.YesNoField(
        label=_("Do you have it in writing?"),
        hint=_("A statement (EOB) with a reason for not paying counts as well"),
        empty=_("Select if you have it in writing"),
    )
    letter_dated_on = fields.DayField(
        label=_("What is the date on the letter or statement?"),
        name=_("The date on it"),
        required=False,
        when=fields.When.PAST_OR_TODAY,
    )
    reason_words = fields.LongTextField(
        label=_("What is the plan’s reason?"),
        hint=_("In their words"),
        empty=_("Write the plan’s reason, or that they gave none"),
        max_length=800,
        rows=4,
    )
    appeal_by = fields.DayField(
        label=_("Until when can you appeal?"),
        hint=_("Leave it empty if it is not written there. We look for a rule then"),
        name=_("The last day to appeal"),
        required=False,
    )

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        dated, last = cleaned.get("letter_dated_on"), cleaned.get("appeal_by")
        if dated and last and last < dated:
            self.add_error("appeal_by", _("The last day cannot be before the date on the letter"))
        return cleaned
