from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any, cast

from django.utils.translation import gettext_lazy as _

from requests_app.common import fields
from requests_app.common.dates import long_date
from requests_app.common.forms import PortalForm
from requests_app.models import SendingWay


class RecordForm(PortalForm):
    """How and when it was sent. Which packet is asked only when there is more than one."""

    caption = _("Send it")
    heading = _("When did you send it?")
    button = _("Save")

    sent_on = fields.RecentDayField(
        label=_("Which day did you send it?"), empty=_("Select when you sent it"), name=_("Date")
    )
    way = fields.ChoiceField(
        label=_("How did you send it?"), choices=SendingWay, empty=_("Select how you sent it")
    )
    sent_to = fields.TextField(
        label=_("Which number or address did you use?"),
        hint=_("The fax number, the website, or the mail address"),
        name=_("Number or address"),
        max_length=200,
        required=False,
    )
    packet = fields.ChoiceField(
        label=_("Which packet did you send?"), choices=(), empty=_("Select the packet you sent")
    )
    confirmation_number = fields.TextField(
        label=_("Confirmation number"),
        hint=_("From the website, the fax report, or the mail receipt"),
        max_length=50,
        width=20,
        spellcheck=False,
        required=False,
    )
    confirmation_refused = fields.TickField(label=_("They would not give one, or there is none"))
    is_expedited = fields.TickField(label=_("I asked for an expedited (fast) answer"))
    proof_note = fields.TextField(
        label=_("What proof do you have?"),
        hint=_("Like a fax report or a receipt, and where you keep it"),
        name=_("Your answer"),
        max_length=300,
        required=False,
    )

    def __init__(
        self,
        *args: Any,
        packets: Sequence[tuple[str, str]],
        first_made_on: date,
        with_staff: bool,
        **options: Any,
    ) -> None:
        super().__init__(*args, **options)
        self.first_made_on = first_made_on
        way = cast(fields.ChoiceField, self.fields["way"])
        if not with_staff:
            way.choices = [one for one in SendingWay.choices if one[0] != SendingWay.STAFF]
        if len(packets) > 1:
            cast(fields.ChoiceField, self.fields["packet"]).choices = list(packets)
        else:
            del self.fields["packet"]
        cast(fields.TextField, self.fields["confirmation_number"]).optional_is_said = False

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        sent_on = cleaned.get("sent_on")
        if sent_on and sent_on < self.first_made_on:
            day = {"day": long_date(self.first_made_on)}
            self.warn("sent_on", _("The packet was made on %(day)s. Is the date right?") % day)
        number, refused = cleaned.get("confirmation_number"), cleaned.get("confirmation_refused")
        if not number and not refused and "confirmation_number" not in self.errors:
            self.add_error(
                "confirmation_number",
                _("Enter the confirmation number, or tick “They would not give one, or there is none”"),
            )
        if number and refused:
            self.add_error("confirmation_refused", _("Tick this only if the confirmation number is empty"))
        return cleaned
