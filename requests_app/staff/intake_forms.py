"""Everything a person tells on the phone to begin a request, on one page."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from requests_app.cases.consent_words import ConsentTo
from requests_app.cases.consents import Given
from requests_app.common import fields
from requests_app.common.fields import When
from requests_app.common.forms import PortalForm
from requests_app.models import Language, Organization, Site
from requests_app.staff.consent_forms import BY_STAFF
from requests_app.triage import paths
from requests_app.triage.forms import fields_of
from requests_app.triage.paths import Answers
from requests_app.triage.questions import QUESTIONS

ASKED = "asked_"
SameFound = Callable[[str, str, date | None], list[str]]
PERSON = ("first_name", "last_name", "birth_date", "phone", "language", "speaks", "email")
CONSENT = ("given_by", "relation", "how", "was_read", "agrees_to_mail")
PLACE = ("facility", "site")


class CaseNewForm(PortalForm):
    heading = _("New case by phone")
    why = _("The case is yours to work on at once. The patient takes it over later by a link, if they like.")
    button = _("Open the case")

    first_name = fields.NameField(
        label=_("Patient’s first name"), autocomplete="off", empty=_("Enter the first name")
    )
    last_name = fields.NameField(
        label=_("Patient’s last name"), autocomplete="off", empty=_("Enter the last name")
    )
    birth_date = fields.DayField(
        label=_("Date of birth"), when=When.PAST_OR_TODAY, required=False, empty=_("Enter the date of birth")
    )
    phone = fields.PhoneField(label=_("Phone to call back"), empty=_("Enter a phone number"))
    language = fields.ChoiceField(
        label=_("Which language do they read?"), choices=Language, empty=_("Select the language")
    )
    speaks = fields.TextField(
        label=_("Which language do they speak?"),
        hint=_("If it is another one"),
        max_length=60,
        required=False,
    )
    email = fields.EmailField(
        label=_("Email"),
        hint=_("We send a link to see the request, and nothing about health"),
        autocomplete="off",
        required=False,
    )
    given_by = fields.NameField(
        label=_("Who said yes?"),
        hint=_("The patient, or who may decide for them"),
        name=_("Name"),
        autocomplete="off",
        empty=_("Enter who said yes"),
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
    was_read = fields.AgreementField(
        label=_("I read the words above to them, and they said yes"),
        empty=_("Read the words first, then tick this box"),
    )
    agrees_to_mail = fields.TickField(label=_("They also said yes to short emails"))
    facility = fields.ChoiceField(label=_("For which facility?"), choices=(), empty=_("Select the facility"))
    site = fields.SelectField(
        label=_("Site"),
        choices=(),
        empty=_("Select a site from the list"),
        unchosen=_("None"),
        required=False,
    )

    def __init__(
        self,
        *args: Any,
        facilities: Iterable[Organization],
        sites: Iterable[Site],
        same_found: SameFound,
        **options: Any,
    ) -> None:
        """`same_found`: numbers of open cases of a patient with this name and day of birth."""
        super().__init__(*args, **options)
        self.facilities, self.sites, self.same_found = list(facilities), list(sites), same_found
        self.fields["facility"].choices = [(str(one.pk), one.name) for one in self.facilities]  # type: ignore[attr-defined]
        self.fields["site"].choices = [("", _("None")), *self._site_names()]  # type: ignore[attr-defined]
        if len(self.facilities) == 1:
            del self.fields["facility"]
        if not self.sites:
            del self.fields["site"]
        for question in QUESTIONS:
            for name, field in fields_of(question, name=ASKED + question.key).items():
                field.today = self.today
                self.fields[name] = field
        self.fields["asked_who"].label = _("Who is the request for? As the person on the phone says it")
        self.fields["asked_coverage"].reveals = {"JOB": "asked_funding"}  # type: ignore[attr-defined]

    def _site_names(self) -> list[tuple[str, str]]:
        several = len(self.facilities) > 1
        names = {one.pk: one.name for one in self.facilities}
        return [
            (str(one.public_id), f"{names.get(one.organization_id, '')}: {one.name}" if several else one.name)
            for one in self.sites
        ]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if cleaned.get("email") and not cleaned.get("agrees_to_mail"):
            self.add_error("agrees_to_mail", _("Ask if we may send emails, or leave the email address out"))
        site, facility = self._chosen_site(cleaned), self._chosen_facility(cleaned)
        if site is not None and facility is not None and site.organization_id != facility.pk:
            self.add_error("site", _("This site belongs to another facility"))
        if cleaned.get("asked_how_soon") == "EMERGENCY":
            self.warn("asked_how_soon", _("If it is an emergency now, tell them to call 911 first."))
        if cleaned.get("first_name") and cleaned.get("last_name"):
            same = self.same_found(cleaned["first_name"], cleaned["last_name"], cleaned.get("birth_date"))
            if same:
                values = {"cases": ", ".join(same)}
                self.warn("last_name", _("There is an open case with this name: %(cases)s.") % values)
        return cleaned

    @property
    def answers(self) -> Answers:
        """What triage would have asked, by its own keys, without what these answers leave out."""
        extra = [question.follow_up.key for question in QUESTIONS if question.follow_up]
        found = {name.removeprefix(ASKED): self.cleaned_data[name] for name in self.asked_names}
        found |= {name: self.cleaned_data[name] for name in extra if self.cleaned_data.get(name)}
        steps = {step.key for step in paths.asked_steps(found)}
        return {key: value for key, value in found.items() if key in steps or key in extra}

    @property
    def asked_names(self) -> list[str]:
        return [ASKED + question.key for question in QUESTIONS]

    @property
    def patient(self) -> dict[str, Any]:
        """Columns of the patient; who called for somebody else is the caregiver."""
        answers = self.cleaned_data
        found = {name: answers[name] for name in ("first_name", "last_name", "birth_date", "phone")}
        found |= {"reading_language": answers["language"], "speaking_language": answers["speaks"]}
        if answers["asked_who"] != "ME":
            found |= {"caregiver_name": answers["given_by"], "caregiver_relation": answers["relation"]}
        return found

    @property
    def given(self) -> Given:
        answers = self.cleaned_data
        to = (ConsentTo.KEEP, ConsentTo.MAIL) if answers["agrees_to_mail"] else (ConsentTo.KEEP,)
        return Given(
            given_by=answers["given_by"],
            relation=answers["relation"],
            how=answers["how"],
            language=answers["language"],
            to=to,
        )

    @property
    def chosen_facility(self) -> Organization:
        """Of a form that was found right."""
        chosen = self.cleaned_data.get("facility", str(self.facilities[0].pk))
        return next(one for one in self.facilities if str(one.pk) == chosen)

    @property
    def chosen_site(self) -> Site | None:
        return self._chosen_site(self.cleaned_data)

    def _chosen_facility(self, cleaned: dict[str, Any]) -> Organization | None:
        if len(self.facilities) == 1:
            return self.facilities[0]
        return next((one for one in self.facilities if str(one.pk) == cleaned.get("facility")), None)

    def _chosen_site(self, cleaned: dict[str, Any]) -> Site | None:
        return next((one for one in self.sites if str(one.public_id) == cleaned.get("site")), None)

    def parts(self) -> list[tuple[Any, list[Any]]]:
        """The page in parts, each with its heading."""
        place = [name for name in PLACE if name in self.fields]
        return [
            (_("The patient"), [self[name] for name in PERSON]),
            (_("Consent"), [self[name] for name in CONSENT]),
            (
                _("The care and the plan"),
                [self[name] for name in self.asked_names if name not in self.revealing],
            ),
            *([(_("Where it belongs"), [self[name] for name in place])] if place else []),
        ]
