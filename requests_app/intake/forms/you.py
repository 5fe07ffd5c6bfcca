"""Tell us about you: C02."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from requests_app.common import fields
from requests_app.common.fields import When
from requests_app.common.states import STATE_NAMES
from requests_app.intake.forms.base import StepForm, worded
from requests_app.models import Case, ForWhom, Language

OLDEST = 120


class NameForm(StepForm):
    section = "patient"
    why = _("The plan compares these with the insurance card.")

    first_name = fields.NameField(
        label=_("First name or names"),
        name=_("First name"),
        hint=_("As shown on the insurance card"),
        empty=_("Enter the first name"),
        width=30,
    )
    last_name = fields.NameField(label=_("Last name or names"), name=_("Last name"), required=False, width=30)
    birth_date = fields.DayField(
        label=_("Date of birth"),
        hint=_("Like March 27 1984"),
        empty=_("Enter the date of birth"),
        when=When.PAST,
    )

    def fit(self, case: Case) -> None:
        self.heading = worded(
            case,
            me=_("Your name and date of birth"),
            child=_("Your child’s name and date of birth"),
            other=_("Name and date of birth of the person you help"),
        )
        if case.for_whom == ForWhom.ME:
            self.fields["first_name"].widget.attrs["autocomplete"] = "given-name"
            self.fields["last_name"].widget.attrs["autocomplete"] = "family-name"
            self.fields["birth_date"].widget.autocomplete = "bday"

    def clean_birth_date(self) -> Any:
        day = self.cleaned_data["birth_date"]
        if day and self.today.year - day.year > OLDEST:
            self.add_error("birth_date", _("Date of birth must be in the last 120 years"))
        return day


class CaregiverForm(StepForm):
    section = "patient"
    heading = _("Your own name")
    why = _("The packet says who speaks for the patient.")

    caregiver_name = fields.NameField(
        label=_("Your full name"), empty=_("Enter your full name"), autocomplete="name", width=30
    )
    caregiver_relation = fields.TextField(
        label=_("How are you related?"),
        name=_("Your answer"),
        hint=_("Like mother, guardian or friend"),
        empty=_("Enter how you are related"),
        max_length=60,
        width=20,
    )


class AddressForm(StepForm):
    section = "patient"
    why = _("We use it to measure the distance to offices.")

    street = fields.TextField(
        label=_("Street address"),
        empty=_("Enter the street address"),
        max_length=150,
        autocomplete="address-line1",
        spellcheck=False,
    )
    unit = fields.TextField(
        label=_("Apartment or unit"),
        required=False,
        max_length=50,
        autocomplete="address-line2",
        spellcheck=False,
        width=20,
    )
    city = fields.TextField(
        label=_("City"),
        empty=_("Enter the city"),
        max_length=100,
        autocomplete="address-level2",
        spellcheck=False,
        width=20,
    )
    state = fields.StateField(width=20)
    zip_code = fields.ZipField()
    phone = fields.PhoneField(hint=_("The plan may call this number about the request"), required=False)

    def fit(self, case: Case) -> None:
        self.heading = worded(
            case,
            me=_("Where do you live?"),
            child=_("Where does your child live?"),
            other=_("Where does the person you help live?"),
        )
        if not case.patient.state and case.coverage.plan_state:
            self.fields["state"].help_text = _(
                "Filled in with the state of the plan. Change it if it is another one"
            )

    @classmethod
    def initial_of(cls, case: Case) -> dict[str, Any]:
        kept = cls.stored(case)
        return {**kept, "state": kept["state"] or case.coverage.plan_state}

    def rows(self) -> list[tuple[str, str]]:
        patient = self.case.patient
        return [(_now("Address"), address_lines(patient)), (_now("Phone number"), patient.phone)]


class LanguageForm(StepForm):
    section = "patient"
    heading = _("Languages and access")
    why = _("So that the people who call or write know what you need.")

    reading_language = fields.ChoiceField(
        label=_("Which language should letters be in?"),
        choices=Language,
        empty=_("Select the language for letters"),
    )
    speaking_language = fields.TextField(
        label=_("Which language is best for calls?"),
        name=_("Language for calls"),
        empty=_("Enter the language for calls"),
        max_length=60,
        width=20,
    )
    access_needs = fields.LongTextField(
        label=_("Any access needs for calls or letters?"),
        name=_("Your answer"),
        hint=_("Like large print, an interpreter or relay calls"),
        required=False,
        max_length=300,
        rows=3,
    )

    @classmethod
    def initial_of(cls, case: Case) -> dict[str, Any]:
        kept = cls.stored(case)
        return {**kept, "reading_language": kept["reading_language"] or case.language}


def address_lines(row: Any) -> str:
    """An address as on an envelope."""
    street = " ".join(part for part in (row.street, row.unit) if part)
    place = " ".join(part for part in (STATE_NAMES.get(row.state, ""), row.zip_code) if part)
    return "\n".join(line for line in (street, ", ".join(part for part in (row.city, place) if part)) if line)
