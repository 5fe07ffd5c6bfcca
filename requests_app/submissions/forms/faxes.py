"""Send a packet by the fax service, and say what became of a fax."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any, cast

from django.db import models
from django.utils.translation import gettext_lazy as _

from requests_app.common import fields
from requests_app.common.forms import PortalForm
from requests_app.submissions.forms.numbers import FaxNumberField, digits_of


class FaxForm(PortalForm):
    """The number is typed twice: a wrong one sends a patient’s papers to a stranger."""

    caption = _("Send it")
    heading = _("Send the packet by fax")
    button = _("Send the fax")
    error_texts = {"differ": _("The two fax numbers do not match")}

    packet = fields.ChoiceField(label=_("Which packet?"), choices=(), empty=_("Select the packet to send"))
    to_name = fields.TextField(
        label=_("Who gets it?"),
        hint=_("The plan, and the team if you know it"),
        name=_("Name"),
        max_length=120,
        empty=_("Enter who gets it"),
    )
    to_number = FaxNumberField(
        label=_("Fax number"), hint=_("10 numbers, like 602-555-0142"), empty=_("Enter the fax number")
    )
    to_number_again = FaxNumberField(
        label=_("Fax number, once more"),
        hint=_("Type it again from where you read it. Do not copy it from above."),
        empty=_("Enter the fax number a second time"),
    )
    is_expedited = fields.TickField(label=_("We ask for an expedited (fast) answer"))
    is_checked = fields.AgreementField(
        label=_("I checked that this number belongs to them, and that the pages below are the right ones"),
        empty=_("Check the number and the pages, then tick the box"),
    )

    def __init__(
        self,
        *args: Any,
        packets: Sequence[tuple[str, str]],
        known_faxes: Collection[str],
        **options: Any,
    ) -> None:
        super().__init__(*args, **options)
        self.known_faxes = {digits_of(one) for one in known_faxes}
        if len(packets) > 1:
            cast(fields.ChoiceField, self.fields["packet"]).choices = list(packets)
        else:
            del self.fields["packet"]

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        number, again = cleaned.get("to_number"), cleaned.get("to_number_again")
        if number and again and number != again:
            self.add_error("to_number_again", self.error_texts["differ"])
        elif number and self.known_faxes and digits_of(number) not in self.known_faxes:
            self.warn("to_number", _("This is not a fax number we know for this plan. Is it right?"))
        return cleaned


class Became(models.TextChoices):
    ARRIVED = "ARRIVED", _("It arrived")
    AGAIN = "AGAIN", _("It did not arrive: send it again")
    STOP = "STOP", _("Stop: it is not needed any more")


class SettleForm(PortalForm):
    heading = _("What became of the fax?")
    button = _("Save")

    became = fields.ChoiceField(
        label=_("What became of it?"),
        choices=Became,
        empty=_("Select what became of it"),
        hints={
            Became.ARRIVED: _("You called them, or you have a report that says so"),
            Became.AGAIN: _("You called them, and they do not have it"),
        },
        reveals={Became.ARRIVED: "how_known"},
    )
    how_known = fields.TextField(
        label=_("How do you know?"),
        hint=_("Like: Jo at the plan sees 12 pages"),
        name=_("Your answer"),
        max_length=300,
        empty=_("Enter how you know that it arrived"),
    )
