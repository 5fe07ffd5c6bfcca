from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext_lazy as _

from requests_app.cases.consent_words import ConsentTo
from requests_app.cases.consents import Given
from requests_app.common import fields
from requests_app.common.forms import PortalForm
from requests_app.models import ConsentHow, Language

# The app itself records what people agree to in the app.
BY_STAFF = [choice for choice in ConsentHow.choices if choice[0] != ConsentHow.IN_THE_APP]


class ConsentForm(PortalForm):
    heading = _("Write down a consent")
    why = _("Read the words aloud in the person’s language. They are kept with the answer.")
    button = _("Save the consent")

    to = fields.MultiChoiceField(
        label=_("What did they agree to?"), choices=(), empty=_("Select what they agreed to")
    )
    given_by = fields.NameField(
        label=_("Who said yes?"), name=_("Name"), autocomplete="off", empty=_("Enter who said yes")
    )
    relation = fields.TextField(
        label=_("Who are they to the patient?"),
        hint=_("Like: herself, mother, guardian"),
        max_length=60,
        required=False,
    )
    how = fields.ChoiceField(
        label=_("How did they say it?"), choices=BY_STAFF, empty=_("Record how consent was given")
    )
    language = fields.ChoiceField(
        label=_("In which language did you read the words?"), choices=Language, empty=_("Select the language")
    )
    was_read = fields.AgreementField(
        label=_("I read the words to them, and they said yes"),
        empty=_("Read the words first, then tick this box"),
    )

    def __init__(self, *args: Any, open_ones: Iterable[str], **options: Any) -> None:
        """`open_ones`: what was agreed to and not taken back, which is not asked again."""
        super().__init__(*args, **options)
        known = set(open_ones)
        self.fields["to"].choices = [  # type: ignore[attr-defined]
            choice for choice in ConsentTo.choices if choice[0] not in known
        ]

    @property
    def given(self) -> Given:
        answers = self.cleaned_data
        return Given(
            given_by=answers["given_by"],
            relation=answers["relation"],
            how=answers["how"],
            language=answers["language"],
            to=tuple(ConsentTo(one) for one in answers["to"]),
        )


class EndConsentForm(PortalForm):
    heading = _("Was this consent taken back?")
    button = _("Yes, it was taken back")


class InviteToCaseForm(PortalForm):
    heading = _("Let the patient see this request")
    why = _("We send a short email with a link and nothing about health. Only that address can use it.")
    button = _("Send the link")

    email = fields.EmailField(hint=_("The patient’s or caregiver’s own address"))
    language = fields.ChoiceField(
        label=_("Which language do they read?"), choices=Language, empty=_("Select the language")
    )
