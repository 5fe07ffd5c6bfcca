"""The pages that get an appeal ready, each about one thing."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Any, cast

from django.utils.translation import gettext_lazy as _

from requests_app.common import fields
from requests_app.common.forms import PortalForm
from requests_app.common.wording import fact_tip, statement_tip
from requests_app.models import AppealLevel

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

CAPTION = _("Appeal")
LEVEL_HINTS: dict[str, StrOrPromise] = {
    AppealLevel.INTERNAL: _("The plan looks again, with other people than before"),
    AppealLevel.SECOND: _("Only if the plan’s letter offers a second one"),
    AppealLevel.EXTERNAL: _("Somebody outside the plan decides"),
}


class StartForm(PortalForm):
    caption = CAPTION
    heading = _("Start an appeal")
    why = _("A no is not the end. What you have collected already goes into the appeal.")
    button = _("Start the appeal")

    decision = fields.ChoiceField(
        label=_("Which answer do you appeal?"), choices=(), empty=_("Select the answer you appeal")
    )
    level = fields.ChoiceField(
        label=_("Who should look at it now?"), choices=(), empty=_("Select who should look at it now")
    )
    is_expedited = fields.YesNoField(
        label=_("Did a clinician say that waiting for an answer could cause harm?"),
        hint=_("Then a fast answer can be asked for"),
        empty=_("Select yes or no about harm from waiting"),
    )

    def __init__(
        self,
        *args: Any,
        decisions: Sequence[tuple[str, StrOrPromise]],
        levels: Sequence[str],
        is_care_over: bool,
        **options: Any,
    ) -> None:
        super().__init__(*args, **options)
        cast(fields.ChoiceField, self.fields["decision"]).choices = list(decisions)
        level = cast(fields.ChoiceField, self.fields["level"])
        level.choices = [(one, AppealLevel(one).label) for one in levels]
        level.hints = {one: LEVEL_HINTS[one] for one in levels}
        if len(decisions) == 1:
            del self.fields["decision"]
        if is_care_over:
            # Nothing waits any more once the care has taken place.
            del self.fields["is_expedited"]


class DeadlineForm(PortalForm):
    caption = CAPTION
    heading = _("The last day to appeal")
    why = _("Look at the plan’s letter. The day that comes first counts.")
    button = _("Save")

    letter_dated_on = fields.DayField(
        label=_("What date is on the letter?"),
        name=_("The date on the letter"),
        when=fields.When.PAST_OR_TODAY,
        required=False,
    )
    appeal_by = fields.DayField(
        label=_("What is the last day to appeal, as the letter says?"),
        hint=_("If it gives a number of days, count them from the date on the letter"),
        name=_("The last day to appeal"),
        required=False,
    )
    appeal_by_not_stated = fields.TickField(label=_("The letter does not say"))

    def __init__(self, *args: Any, heard_on: date, **options: Any) -> None:
        super().__init__(*args, **options)
        self.heard_on = heard_on

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        dated, last = cleaned.get("letter_dated_on"), cleaned.get("appeal_by")
        if last and cleaned.get("appeal_by_not_stated"):
            self.add_error("appeal_by", _("Enter the last day to appeal, or tick ‘The letter does not say’"))
        if dated and last and last <= dated:
            self.add_error("appeal_by", _("The last day to appeal must be after the date on the letter"))
        elif last and (last - (dated or self.heard_on)).days > 400:
            self.warn("appeal_by", _("That is more than a year after the letter. Is the year right?"))
        return cleaned


class ClaimFileForm(PortalForm):
    caption = CAPTION
    heading = _("Ask for the papers the plan used")
    why = _("They show what the plan looked at and which words it decided by. The packet asks for them, too.")
    button = _("Save")

    claim_file_asked_on = fields.DayField(
        label=_("When did you ask for them?"),
        name=_("The day you asked"),
        when=fields.When.PAST_OR_TODAY,
        required=False,
    )
    claim_file_way = fields.TextField(
        label=_("How did you ask?"),
        hint=_("Like fax, or a call with its number"),
        required=False,
        max_length=100,
    )
    claim_file_got_on = fields.DayField(
        label=_("When did they come?"),
        name=_("The day they came"),
        when=fields.When.PAST_OR_TODAY,
        required=False,
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        asked, got = cleaned.get("claim_file_asked_on"), cleaned.get("claim_file_got_on")
        if asked and got and got < asked:
            self.add_error("claim_file_got_on", _("The day they came cannot be before the day you asked"))
        return cleaned


class ProofForm(PortalForm):
    caption = CAPTION
    heading = _("Which proof answers the plan’s reason?")
    button = _("Save")

    answers = fields.MultiChoiceField(
        label=_("Tick what answers the reason the plan gave"), choices=(), required=False
    )
    new_proof = fields.LongTextField(
        label=_("What is new since the plan decided?"),
        hint=_("Like new calls, a new letter, or a change in health"),
        required=False,
        max_length=800,
        rows=5,
    )
    parity = fields.YesNoField(
        label=_("Add the page about equal rules for mental and physical health?"),
        hint=_("It quotes the federal rule and asks the plan how it compares"),
        empty=_("Select yes or no about the page"),
    )

    def __init__(
        self, *args: Any, rows: Sequence[tuple[str, StrOrPromise]], has_parity: bool, **options: Any
    ) -> None:
        super().__init__(*args, **options)
        cast(fields.MultiChoiceField, self.fields["answers"]).choices = list(rows)
        if not rows:
            del self.fields["answers"]
        if not has_parity:
            del self.fields["parity"]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if tip := statement_tip(cleaned.get("new_proof", "")) or fact_tip(cleaned.get("new_proof", "")):
            self.warn("new_proof", tip)
        return cleaned


class StatementForm(PortalForm):
    caption = CAPTION
    heading = _("Why should the plan change its answer?")
    button = _("Save")

    statement = fields.LongTextField(
        label=_("In your own words"),
        hint=_("Dates, names and numbers. Say what the plan got wrong, and where the proof is"),
        name=_("Your text"),
        required=False,
        max_length=1500,
        rows=12,
    )

    def clean(self) -> dict[str, Any]:
        """The words stay theirs: they are pointed out once."""
        cleaned = super().clean()
        text = cleaned.get("statement", "")
        if tip := statement_tip(text) or fact_tip(text):
            self.warn("statement", tip)
        return cleaned


class RouteForm(PortalForm):
    caption = CAPTION
    heading = _("Where does it go, and how fast?")
    button = _("Save")

    route = fields.ChoiceField(
        label=_("Who gets it?"), choices=(), empty=_("Select who gets it"), required=False
    )
    send_to = fields.LongTextField(
        label=_("Fax, address or web page"),
        hint=_("As the plan’s letter has it, or as they told you on the phone"),
        required=False,
        max_length=300,
        rows=3,
    )
    is_expedited = fields.YesNoField(
        label=_("Do you ask for a fast answer?"),
        hint=_("When a clinician says that waiting could cause harm"),
        empty=_("Select yes or no about a fast answer"),
    )

    def __init__(
        self,
        *args: Any,
        ways: Sequence[tuple[str, StrOrPromise]],
        is_care_over: bool,
        **options: Any,
    ) -> None:
        super().__init__(*args, **options)
        cast(fields.ChoiceField, self.fields["route"]).choices = list(ways)
        if is_care_over:
            del self.fields["is_expedited"]
