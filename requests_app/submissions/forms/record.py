"""What is written down about a sending, when it is recorded and when proof of it comes later."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date
from typing import Any, cast

from django.utils.translation import gettext_lazy as _

from requests_app.common import fields
from requests_app.common.dates import long_date
from requests_app.common.forms import PortalForm
from requests_app.documents.forms import WithFile, file_field
from requests_app.models import SendingWay, SentFile
from requests_app.submissions.forms.numbers import TEN_NUMBERS, digits_of, is_fax_number


class ProofFields(WithFile, PortalForm):
    confirmation_number = fields.TextField(
        label=_("Confirmation number"),
        hint=_("From the website, the fax report, or the mail receipt"),
        max_length=50,
        width=20,
        spellcheck=False,
        required=False,
    )
    tracking_number = fields.TextField(
        label=_("Tracking number"),
        hint=_("If you sent it by mail: the long number on the receipt"),
        max_length=50,
        width=30,
        spellcheck=False,
        required=False,
    )
    proof_note = fields.TextField(
        label=_("What proof do you have?"),
        hint=_("Like a fax report or a receipt, and where you keep it"),
        name=_("Your answer"),
        max_length=300,
        required=False,
    )
    file = file_field(
        label=_("A photo or PDF of the proof"), empty=_("Select a file"), name=_("Proof"), required=False
    )


class RecordForm(ProofFields):
    """How and when it was sent. Which packet and which file are asked only when there is a choice."""

    caption = _("Send it")
    heading = _("When did you send it?")
    button = _("Save")
    field_order = (
        "sent_on",
        "way",
        "sent_to",
        "packet",
        "sent_file",
        "confirmation_number",
        "confirmation_refused",
        "tracking_number",
        "is_expedited",
        "proof_note",
        "file",
    )

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
    sent_file = fields.ChoiceField(
        label=_("Which file did you send?"), choices=SentFile, empty=_("Select the file you sent")
    )
    confirmation_refused = fields.TickField(label=_("They would not give one, or there is none"))
    is_expedited = fields.TickField(label=_("I asked for an expedited (fast) answer"))

    def __init__(
        self,
        *args: Any,
        packets: Sequence[tuple[str, str]],
        with_fax_copy: Collection[str],
        known_faxes: Collection[str],
        first_made_on: date,
        with_staff: bool,
        **options: Any,
    ) -> None:
        super().__init__(*args, **options)
        self.first_made_on, self.packets = first_made_on, packets
        self.with_fax_copy, self.known_faxes = with_fax_copy, {digits_of(one) for one in known_faxes}
        way = cast(fields.ChoiceField, self.fields["way"])
        if not with_staff:
            way.choices = [one for one in SendingWay.choices if one[0] != SendingWay.STAFF]
        if len(packets) > 1:
            cast(fields.ChoiceField, self.fields["packet"]).choices = list(packets)
        else:
            del self.fields["packet"]
        if not with_fax_copy:
            del self.fields["sent_file"]
        cast(fields.TextField, self.fields["confirmation_number"]).optional_is_said = False

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        self._check_day(cleaned)
        self._check_number(cleaned)
        self._check_confirmation(cleaned)
        packet = cleaned.get("packet") or self.packets[0][0]
        if cleaned.get("sent_file") == SentFile.FAX and packet not in self.with_fax_copy:
            self.add_error("sent_file", _("This packet has no copy for a fax machine. Choose the PDF."))
        self.ask_for_the_file_again()
        return cleaned

    def _check_day(self, cleaned: dict[str, Any]) -> None:
        sent_on = cleaned.get("sent_on")
        if sent_on and sent_on < self.first_made_on:
            day = {"day": long_date(self.first_made_on)}
            self.warn("sent_on", _("The packet was made on %(day)s. Is the date right?") % day)

    def _check_number(self, cleaned: dict[str, Any]) -> None:
        number = cleaned.get("sent_to")
        if cleaned.get("way") != SendingWay.FAX or not number:
            return
        if not is_fax_number(number):
            self.add_error("sent_to", TEN_NUMBERS)
        elif self.known_faxes and digits_of(number) not in self.known_faxes:
            self.warn("sent_to", _("This is not a fax number we know for this plan. Is it right?"))

    def _check_confirmation(self, cleaned: dict[str, Any]) -> None:
        """The number on a mail receipt proves a sending as well as any other."""
        number, refused = cleaned.get("confirmation_number"), cleaned.get("confirmation_refused")
        if number and refused:
            self.add_error("confirmation_refused", _("Tick this only if the confirmation number is empty"))
        has_any = number or refused or cleaned.get("tracking_number")
        if not has_any and "confirmation_number" not in self.errors:
            self.add_error(
                "confirmation_number",
                _("Enter the confirmation number, or tick “They would not give one, or there is none”"),
            )


class ProofForm(ProofFields):
    caption = _("Send it")
    heading = _("Add proof that you sent it")
    why = _("If the plan says it never came, this shows the day and the way.")
    button = _("Save")

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if not any(cleaned.get(name) for name in self.fields) and not self.errors:
            self.add_error("confirmation_number", _("Enter a number or a note, or select a file"))
        self.ask_for_the_file_again()
        return cleaned
