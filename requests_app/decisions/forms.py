"""The pages that ask what the plan answered."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from django.utils.functional import lazy
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from requests_app.common import fields
from requests_app.common.fields.choices import NO, YES
from requests_app.common.forms import PortalForm
from requests_app.decisions.shown import PARTS, POINTS
from requests_app.documents.forms import WithFile, file_field
from requests_app.models import AfterPart, Answer, DenialReason, Document, Stated
from requests_app.papers.presenters import title_of

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

TASK = _("The answer of your plan")
NEW_FILE = "NEW"


def say_that_it_is_wanted(form: PortalForm, name: str) -> None:
    """Not “(optional)”: the form itself asks for it, or for what stands in its place."""
    field: Any = form.fields[name]
    field.optional_is_said = False


class AnswerForm(PortalForm):
    caption = TASK
    heading = _("What did the plan say?")

    about = fields.ChoiceField(
        label=_("Which request is it about?"), choices=(), empty=_("Select which request it is about")
    )
    answer = fields.ChoiceField(
        label=_("Its answer"),
        choices=Answer,
        empty=_("Select what the plan said"),
        hints={
            Answer.PARTLY: _("Fewer visits, other dates, or only some of the codes"),
            Answer.NOT_WRITTEN: _("They told you nothing, or only on the phone that it is not decided"),
        },
    )
    heard_on = fields.RecentDayField(
        label=_("When did you hear it?"), name=_("The day you heard it"), empty=_("Select when you heard it")
    )
    is_in_writing = fields.ChoiceField(
        label=_("Do you have it in writing?"),
        hint=_("A letter, a fax, or a message on the plan’s website"),
        choices=((YES, _("Yes")), (NO, _("No, only by phone"))),
        empty=_("Select if you have it in writing"),
        reveals={YES: "letter_dated_on"},
    )
    letter_dated_on = fields.DayField(
        label=_("Date on the letter or message"),
        when=fields.When.PAST_OR_TODAY,
        empty=_("Enter the date on the letter or message"),
    )
    decided_on = fields.DayField(
        label=_("The day the plan decided, if you know it"),
        name=_("The day the plan decided"),
        when=fields.When.PAST_OR_TODAY,
        required=False,
    )
    notes = fields.LongTextField(
        label=_("Notes"), hint=_("What they said, in their words"), max_length=2000, rows=4, required=False
    )

    def __init__(self, *args: Any, about: Sequence[tuple[str, StrOrPromise]] = (), **options: Any) -> None:
        super().__init__(*args, **options)
        if len(about) > 1:
            choice: Any = self.fields["about"]
            choice.choices = list(about)
            choice.widget.choices = choice.choices
        else:
            del self.fields["about"]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        is_written = cleaned.get("is_in_writing") == YES
        if cleaned.get("answer") == Answer.NOT_WRITTEN and is_written:
            self.add_error("answer", _("You have it in writing, so select what it says"))
        dated, heard = cleaned.get("letter_dated_on"), cleaned.get("heard_on")
        if is_written and dated and heard and dated > heard:
            self.warn("letter_dated_on", _("The letter has a later date than the day you heard it."))
        return cleaned

    @property
    def typed(self) -> dict[str, Any]:
        """Columns to save."""
        names = ("answer", "heard_on", "letter_dated_on", "decided_on", "notes")
        found: dict[str, Any] = {name: self.cleaned_data[name] for name in names}
        return found | {"is_in_writing": self.cleaned_data["is_in_writing"] == YES}


class LetterForm(WithFile, PortalForm):
    caption = TASK
    heading = _("Add the letter with the answer")
    why = _(
        "It proves what was promised, or what you appeal against. All pages, also the one on your rights."
    )
    button = _("Keep it")

    paper = fields.ChoiceField(
        label=_("Is it one of your papers?"), choices=(), empty=_("Select the paper, or ‘None of these’")
    )
    file = file_field(empty=_("Select a file"), required=False)
    dated_on = fields.DayField(
        label=_("Date on it"),
        hint=_("The day that is printed on the paper"),
        when=fields.When.PAST_OR_TODAY,
        required=False,
    )

    def __init__(self, *args: Any, papers: Sequence[Document] = (), **options: Any) -> None:
        super().__init__(*args, **options)
        if not papers:
            del self.fields["paper"]
            say_that_it_is_wanted(self, "file")
            return
        choice: Any = self.fields["paper"]
        choice.choices = [
            *((str(one.public_id), title_of(one)) for one in papers),
            (NEW_FILE, _("None of these: I add it now")),
        ]
        choice.widget.choices = choice.choices

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        has_chosen = cleaned.get("paper") not in (None, "", NEW_FILE)
        asked = "paper" not in self.fields or cleaned.get("paper") == NEW_FILE
        if asked and not has_chosen and cleaned.get("file") is None and "file" not in self.errors:
            self.add_error("file", _("Select a file"))
        if has_chosen and cleaned.get("file") is not None:
            self.add_error("paper", _("Select ‘None of these’ to add a new file"))
        return cleaned


def _stated(name: str) -> fields.ChoiceField:
    label = POINTS[name]

    def empty() -> str:
        return gettext("Select yes, no, or ‘Not stated’: %(question)s") % {"question": label}

    return fields.ChoiceField(label=label, choices=Stated, empty=lazy(empty, str)())


class TermsForm(PortalForm):
    caption = TASK
    heading = _("What does the approval say?")
    why = _("One line for each thing that can go wrong with a bill later. “Not stated” is an answer, too.")
    button = _("Save")

    provider_named = _stated("provider_named")
    facility_fees = _stated("facility_fees")
    professional_fees = _stated("professional_fees")
    in_network_cost_share = _stated("in_network_cost_share")
    in_network_deductible = _stated("in_network_deductible")
    rate_signed = _stated("rate_signed")
    no_billing_the_rest = _stated("no_billing_the_rest")
    starts_on = fields.DayField(label=_("Start date"), required=False)
    ends_on = fields.DayField(label=_("End date"), required=False)
    authorization_number = fields.TextField(
        label=_("Authorization number"),
        hint=_("The number of a yes. Bills need it"),
        max_length=50,
        required=False,
    )
    renew_by = fields.DayField(label=_("By when to ask for more"), required=False)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        start, end = cleaned.get("starts_on"), cleaned.get("ends_on")
        if start and end and end < start:
            self.add_error("ends_on", _("End date must be on or after the start date"))
        asked = cleaned.get("renew_by")
        if end and asked and asked > end:
            self.warn("renew_by", _("This is after the end of the approval. Is the day right?"))
        return cleaned


class LeftOutForm(PortalForm):
    caption = TASK
    heading = _("What did they leave out?")
    button = _("Save")

    left_out = fields.MultiChoiceField(
        label=_("What is missing from the yes?"), choices=PARTS, empty=_("Select what they left out")
    )
    left_out_reason = fields.LongTextField(
        label=_("Why, in their words?"), max_length=500, rows=3, required=False
    )
    after_part = fields.MultiChoiceField(
        label=_("What do you want to do?"),
        hint=_("You can do more than one. To use a part does not mean that you gave up the rest"),
        choices=AfterPart,
        empty=_("Select what you want to do"),
    )


class DenialForm(PortalForm):
    caption = TASK
    heading = _("Why did they say no?")
    why = _("A no is not the end. The reason decides which proof answers it.")
    button = _("Save")

    reason = fields.ChoiceField(
        label=_("Which reason is in the letter?"),
        hint=_("When there are several, the one they put first"),
        choices=DenialReason,
        empty=_("Select the reason in the letter"),
    )
    reason_words = fields.LongTextField(
        label=_("The reason, in their words"),
        hint=_("Copy the sentence. Your appeal answers it word for word"),
        max_length=800,
        rows=4,
        required=False,
    )
    appeal_by = fields.DayField(
        label=_("Last day to appeal, as the letter has it"), name=_("Last day to appeal"), required=False
    )
    appeal_by_not_stated = fields.TickField(label=_("The letter does not say"))
    appeal_way = fields.TextField(
        label=_("Where the appeal goes"),
        hint=_("The address, fax number or website in the letter"),
        max_length=200,
        required=False,
    )
    peer_possible = fields.ChoiceField(
        label=_("Can your clinician talk to the plan’s doctor?"), choices=Stated, required=False
    )
    peer_phone = fields.PhoneField(label=_("Phone number for it"), required=False)
    peer_by = fields.DayField(label=_("Last day for it"), required=False)

    def __init__(self, *args: Any, is_in_writing: bool = True, **options: Any) -> None:
        super().__init__(*args, **options)
        # A day or the tick below it: one of the two is wanted.
        say_that_it_is_wanted(self, "appeal_by")
        self.is_in_writing = is_in_writing
        if not is_in_writing:
            self._ask_about_the_call()

    def _ask_about_the_call(self) -> None:
        """There is no letter yet to look in."""
        wanted: Any = self.fields
        wanted["reason"].label = _("Which reason did they give?")
        wanted["reason"].error_messages["required"] = _("Select the reason they gave")
        wanted["appeal_by"].label = _("Last day to appeal, as they said")
        wanted["appeal_by_not_stated"].label = _("They did not say, or I don’t know")
        wanted["appeal_way"].help_text = _("The address, fax number or website they named")

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        day, is_not_stated = cleaned.get("appeal_by"), cleaned.get("appeal_by_not_stated")
        if not day and not is_not_stated and "appeal_by" not in self.errors:
            self.add_error("appeal_by", self._texts()[0])
        if day and is_not_stated:
            self.add_error("appeal_by", self._texts()[1])
        if day and day < self.today:
            self.warn("appeal_by", _("This day is over. Is the year right?"))
        return cleaned

    def _texts(self) -> tuple[StrOrPromise, StrOrPromise]:
        if self.is_in_writing:
            return (
                _("Enter the last day to appeal, or ‘The letter does not say’"),
                _("Enter a day, or tick ‘The letter does not say’, not both"),
            )
        return (
            _("Enter the last day to appeal, or tick ‘They did not say, or I don’t know’"),
            _("Enter a day, or tick ‘They did not say, or I don’t know’, not both"),
        )


class RemoveForm(PortalForm):
    heading = TASK
