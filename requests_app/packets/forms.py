from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, cast

from django.utils.translation import gettext_lazy as _

from requests_app.common import fields
from requests_app.common.forms import PortalForm
from requests_app.models import Recipient
from requests_app.packets.parts import Section, Signer, SignerRole
from requests_app.packets.recipients import TOLD, choosable

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

CAPTION = _("Make and check your packet")
NOTHING_MORE = "none"
ALL_ELSE: dict[Section, StrOrPromise] = {
    Section.SEARCH: _("In-network offices you contacted"),
    Section.PICTURE: _("Wait and distance, as a picture"),
    Section.CLINICIAN: _("The clinician’s letter"),
    Section.MATCH: _("How the provider fits the need"),
    Section.STATEMENT: _("Your story"),
    Section.SIGNED_CALLS: _("Your signed statement of calls"),
    Section.ASKED: _("Linked requests and written questions"),
    Section.CALLS: _("Calls with your plan"),
    Section.TIMELINE: _("What happened, day by day"),
    Section.RULES: _("Rules that apply to your plan"),
    Section.EXHIBITS: _("Your papers, and kept pages of the plan’s directory"),
    Section.COVER: _("A fax cover page"),
}
ALWAYS_IN: dict[str, StrOrPromise] = {
    Recipient.INSURER: _("The decision page and the request letter are always in"),
    Recipient.CLINICIAN: _("The sheet with your questions to the clinician is always in"),
    Recipient.PATIENT: _("The decision page and the request letter are always in"),
    Recipient.APPEAL: _(
        "The decision page, the appeal letter and the request for the plan’s papers are always in. A denial "
        "letter you added is attached by itself"
    ),
    Recipient.RENEWAL: _(
        "The decision page and the renewal letter are always in. The plan’s letter with its yes is "
        "attached by itself"
    ),
    Recipient.BILL: _(
        "The letter about the claim is always in. The plan’s letter with its yes, the signed agreement and "
        "the statement (EOB) are attached by themselves"
    ),
    Recipient.REGULATOR: _(
        "The complaint and the list of days are always in. A denial letter you added is attached by itself"
    ),
}
OF_BILL = _(
    "The letter about the claim and the request for the plan’s papers are always in. The statement (EOB), "
    "the plan’s letters and the signed agreement are attached by themselves"
)
NOTHING_ELSE = _("Only what is always in")


def first_choice(sections: Iterable[Section]) -> list[str]:
    return [str(one) for one in sections] or [NOTHING_MORE]


class RecipientForm(PortalForm):
    """Who reads it: that decides which sections there are."""

    caption = CAPTION
    recipient = fields.ChoiceField(
        label=_("Who is this packet for?"),
        name=_("Your answer"),
        choices=[(one.value, TOLD[one].name) for one in Recipient],
        empty=_("Select who the packet is for"),
        hints={one.value: TOLD[one].hint for one in Recipient},
    )


class OptionsForm(PortalForm):
    """Which sections go in beside those that always do. `hints` say how much each of them holds."""

    caption = CAPTION
    sections = fields.MultiChoiceField(
        label=_("What goes in your packet?"),
        name=_("Your answer"),
        choices=[(NOTHING_MORE, NOTHING_ELSE)],
        empty=_("Select what goes in, or “Only what is always in”"),
        exclusive=NOTHING_MORE,
        exclusive_error=_("Select what goes in, or only “Only what is always in”"),
    )

    def __init__(
        self, *args: Any, recipient: str, hints: dict[str, str], is_of_bill: bool = False, **options: Any
    ) -> None:
        super().__init__(*args, **options)
        field = cast(fields.MultiChoiceField, self.fields["sections"])
        field.choices = [
            *((one.value, ALL_ELSE[one]) for one in choosable(recipient, is_of_bill=is_of_bill)),
            (NOTHING_MORE, NOTHING_ELSE),
        ]
        field.help_text = str(OF_BILL if is_of_bill else ALWAYS_IN[recipient])
        field.hints = {**field.hints, **hints}

    def chosen(self) -> list[Section]:
        return [Section(one) for one in self.cleaned_data["sections"] if one != NOTHING_MORE]


NO_SIGNER = Signer(SignerRole.UNTOLD)


class SignForm(PortalForm):
    caption = CAPTION
    heading = _("Sign your request")
    button = _("Sign and make my packet")

    is_true = fields.AgreementField(label=_("What I wrote is true as far as I know."))
    signed_name = fields.NameField(
        label=_("Type your full name"),
        hint=_("This counts as your signature"),
        name=_("Your full name"),
        empty=_("Type your full name to sign"),
        max_length=200,
        min_length=2,
        width=30,
        autocomplete="off",
    )

    def __init__(self, *args: Any, expected_name: str, signer: Signer = NO_SIGNER, **options: Any) -> None:
        super().__init__(*args, **options)
        self.expected_name = expected_name
        self.signer = signer
        if signer.is_somebody_else:
            self.fields["signed_name"].label = _("Type your own full name")
            self.fields["signed_name"].help_text = _(
                "This counts as your signature. The packet says that you sign for the patient"
            )
            self.fields["is_true"].label = _("What is written here is true as far as I know.")

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        typed = str(cleaned.get("signed_name", ""))
        if typed and self.expected_name and _plain(typed) != _plain(self.expected_name):
            self.warn(
                "signed_name",
                self._differs() % {"typed": typed, "name": self.expected_name},
            )
        return cleaned

    def _differs(self) -> StrOrPromise:
        if self.signer.is_somebody_else:
            return _(
                "You typed %(typed)s, but the name of your account is %(name)s. Sign with your own name."
            )
        return _("You typed %(typed)s, but the name in your answers is %(name)s.")


def _plain(name: str) -> list[str]:
    """Phones write either apostrophe, and small letters sign as well."""
    return name.casefold().replace("’", "'").split()
