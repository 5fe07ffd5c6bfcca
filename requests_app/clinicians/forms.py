from __future__ import annotations

from typing import Any, cast

from django.utils.translation import gettext_lazy as _

from requests_app.common import fields
from requests_app.common.forms import PortalForm
from requests_app.documents.forms import WithFile, file_field
from requests_app.letters.asks import ASKS, asks_for
from requests_app.models import AskPurpose, DeclineReason

ASK = _("Ask your clinician for a letter")


class CodeForm(PortalForm):
    heading = _("Enter the code we sent")

    code = fields.SecurityCodeField(hint=_("6 numbers. Works for 15 minutes"))


class AskForm(PortalForm):
    caption = ASK
    heading = _("Whom do you ask, and for what?")
    button = _("Continue")

    clinician_name = fields.NameField(
        label=_("Name of the clinician"),
        hint=_("Who treats you now or sent you there, like Dr. Ann Example"),
        max_length=150,
        autocomplete="off",
        empty=_("Enter the name of the clinician"),
    )
    role = fields.TextField(
        label=_("Role"), hint=_("Like “family doctor” or “therapist”"), max_length=80, required=False
    )
    email = fields.EmailField(
        label=_("Their work email"),
        hint=_("We send the secure link there. Ask the office which address they read"),
        autocomplete="off",
        required=False,
    )
    fax = fields.PhoneField(
        label=_("Their fax number"),
        hint=_("For an office without email: you print a sheet and fax it"),
        autocomplete="off",
        max_length=40,
        required=False,
    )
    asks = fields.MultiChoiceField(
        label=_("What should the letter say?"),
        choices=list(ASKS.items()),
        empty=_("Select what the letter should say"),
    )
    note = fields.LongTextField(
        label=_("Your note to the clinician"),
        hint=_("The clinician sees it on the secure page, never in the email"),
        max_length=300,
        rows=4,
        required=False,
    )

    def __init__(self, *args: Any, purpose: str = AskPurpose.REQUEST, **options: Any) -> None:
        super().__init__(*args, **options)
        asks = cast(fields.MultiChoiceField, self.fields["asks"])
        asks.choices = list(asks_for(purpose).items())

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        has_faulty = "email" in self.errors or "fax" in self.errors
        if not has_faulty and not cleaned.get("email") and not cleaned.get("fax"):
            self.add_error("email", _("Enter your clinician’s email or fax number"))
        return cleaned


class ConfirmForm(PortalForm):
    """A button with nothing to fill in; the page says what it does."""


class MessageForm(PortalForm):
    heading = _("Messages about this letter")
    button = _("Send the message")

    text = fields.LongTextField(label=_("Your message"), max_length=2000, rows=6, empty=_("Write a message"))


class QuestionForm(MessageForm):
    heading = _("Ask a question")
    why = _("The people who asked you see it after they sign in. Their answer comes back to this page.")


class DeclineForm(PortalForm):
    heading = _("Why can’t you do it?")
    why = _("The people who asked you see your answer, so that they can ask somebody else.")
    button = _("Say no to this request")

    reason = fields.ChoiceField(label=_("Reason"), choices=DeclineReason, empty=_("Select the reason"))
    note = fields.LongTextField(label=_("Anything they should know"), max_length=300, rows=3, required=False)


class UploadForm(WithFile, PortalForm):
    heading = _("Upload a letter you signed")
    button = _("Upload and share with my patient")

    file = file_field(label=_("The signed letter"), empty=_("Select the letter"))
    signed_name = fields.NameField(
        label=_("Who signed it"),
        hint=_("Name with credentials, as on the letter"),
        max_length=200,
        empty=_("Enter who signed the letter"),
    )
    signed_on = fields.RecentDayField(label=_("When was it signed?"), empty=_("Select when it was signed"))
