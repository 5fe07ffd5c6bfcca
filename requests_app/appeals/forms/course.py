"""The pages after an appeal was sent."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Any, cast

from django.utils.translation import gettext_lazy as _

from requests_app.appeals.forms.preparing import CAPTION
from requests_app.common import fields
from requests_app.common.forms import PortalForm
from requests_app.models import AppealOutcome

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


class AnswerDueForm(PortalForm):
    caption = CAPTION
    heading = _("By when must the answer come?")
    button = _("Save")

    number = fields.TextField(
        label=_("Number of the appeal"), hint=_("Ask for one on the phone"), required=False, max_length=50
    )
    answer_due_on = fields.DayField(
        label=_("By when should the answer come?"), name=_("The day of the answer"), required=False
    )
    answer_due_from = fields.ChoiceField(
        label=_("Where does that day come from?"), choices=(), required=False
    )

    def __init__(
        self, *args: Any, sources: Sequence[tuple[str, StrOrPromise]], sent_on: date | None, **options: Any
    ) -> None:
        super().__init__(*args, **options)
        self.sent_on = sent_on
        cast(fields.ChoiceField, self.fields["answer_due_from"]).choices = list(sources)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        due = cleaned.get("answer_due_on")
        if due and self.sent_on and due < self.sent_on:
            self.add_error("answer_due_on", _("The answer cannot be due before the appeal was sent"))
        if due and not cleaned.get("answer_due_from") and "answer_due_from" not in self.errors:
            self.add_error("answer_due_from", _("Select where that day comes from"))
        return cleaned


class OutcomeForm(PortalForm):
    caption = CAPTION
    heading = _("What came of the appeal?")
    button = _("Save")

    outcome = fields.ChoiceField(
        label=_("What was decided?"),
        choices=AppealOutcome,
        empty=_("Select what was decided"),
        hints={AppealOutcome.REFUSED: _("They say they do not have to decide it")},
    )
    heard_on = fields.RecentDayField(
        label=_("When did you hear of it?"), empty=_("Select when you heard of it")
    )
    decided_on = fields.DayField(
        label=_("What date is on the decision?"),
        name=_("The date on the decision"),
        when=fields.When.PAST_OR_TODAY,
        required=False,
    )
    is_in_writing = fields.YesNoField(
        label=_("Do you have it in writing?"), empty=_("Select yes or no about having it in writing")
    )

    def __init__(self, *args: Any, sent_on: date | None, **options: Any) -> None:
        super().__init__(*args, **options)
        self.sent_on = sent_on

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        for name in ("heard_on", "decided_on"):
            day = cleaned.get(name)
            if day and self.sent_on and day < self.sent_on:
                self.add_error(name, _("The decision cannot come before the appeal was sent"))
        return cleaned


class WithdrawForm(PortalForm):
    caption = CAPTION
    heading = _("Take back the appeal")
    button = _("Take it back")
