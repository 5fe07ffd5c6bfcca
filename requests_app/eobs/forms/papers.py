"""How a statement begins, the photo beside it, the provider’s own bill, and taking a statement out."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext_lazy as _

from requests_app.common import fields
from requests_app.common.forms import PortalForm
from requests_app.documents.forms import WithFile, file_field
from requests_app.eobs.fields import AmountField
from requests_app.eobs.forms.words import TASK, StatementForm

NEW = "NEW"


class AddForm(WithFile, PortalForm):
    caption = TASK
    heading = _("Add a statement (EOB)")
    button = _("Go on to the numbers")

    file = file_field(
        label=_("A photo or scan of the statement"),
        name=_("The photo"),
        required=False,
    )


class PhotoForm(WithFile, PortalForm):
    """`papers`: name of a paper that is here already -> what it is called."""

    caption = TASK
    heading = _("The photo of this statement")
    button = _("Save")

    paper = fields.ChoiceField(
        label=_("Which photo or scan?"), choices=(), empty=_("Select which photo"), required=False
    )
    file = file_field(label=_("A new photo or scan"), name=_("The photo"), required=False)

    def __init__(self, *args: Any, papers: Sequence[tuple[str, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        if not papers:
            del self.fields["paper"]
            return
        paper: Any = self.fields["paper"]
        paper.choices = [*papers, (NEW, _("A new photo or file"))]
        paper.widget.choices = paper.choices

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if not cleaned.get("file") and not self.chosen and not self.errors:
            self.add_error("file", _("Select a file"))
        self.ask_for_the_file_again()
        return cleaned

    @property
    def chosen(self) -> str:
        """The paper that is here already; empty: a new one."""
        found = self.cleaned_data.get("paper") or NEW
        return "" if found == NEW or self.cleaned_data.get("file") else str(found)


class BillForm(StatementForm):
    heading = _("What does the provider ask you to pay?")
    why = _("A statement from the plan is not a bill. If the provider has sent you a bill, type its numbers.")
    button = _("Save")

    provider_asks = AmountField(
        label=_("The provider asks for"),
        hint=_("For the same care only, before anything you have paid"),
        name=_("What the provider asks for"),
        empty=_("Enter what the provider asks for, or 0 if it asks for nothing"),
        required=True,
    )
    provider_bill_on = fields.DayField(
        label=_("Date on the bill"), when=fields.When.PAST_OR_TODAY, required=False
    )


class ConfirmForm(PortalForm):
    heading = TASK
