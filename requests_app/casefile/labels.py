"""What each field of the case file is called on pages, and how its value reads there."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING

from django.db.models import TextChoices
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from requests_app import models
from requests_app.casefile import evidence_labels
from requests_app.common.dates import long_date

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

LABELS: dict[str, StrOrPromise] = {
    "for_whom": gettext_lazy("Who the request is for"),
    "language": gettext_lazy("Language of your pages"),
    "time_zone": gettext_lazy("Time zone"),
    "path": gettext_lazy("Kind of request"),
    "already_asked": gettext_lazy("Asked the plan before"),
    "patient.first_name": gettext_lazy("First name"),
    "patient.last_name": gettext_lazy("Last name"),
    "patient.birth_date": gettext_lazy("Date of birth"),
    "patient.caregiver_name": gettext_lazy("Caregiver’s name"),
    "patient.caregiver_relation": gettext_lazy("Caregiver’s relation"),
    "patient.phone": gettext_lazy("Phone number"),
    "patient.address.street": gettext_lazy("Street address"),
    "patient.address.unit": gettext_lazy("Apartment or unit"),
    "patient.address.city": gettext_lazy("City"),
    "patient.address.state": gettext_lazy("State"),
    "patient.address.zip_code": gettext_lazy("ZIP code"),
    "patient.reading_language": gettext_lazy("Language for letters"),
    "patient.speaking_language": gettext_lazy("Language for calls"),
    "patient.access_needs": gettext_lazy("Access needs"),
    "coverage.source": gettext_lazy("Where the plan comes from"),
    "coverage.source_detail": gettext_lazy("Which kind of plan that is"),
    "coverage.is_self_funded": gettext_lazy("Employer pays the claims"),
    "coverage.plan_state": gettext_lazy("State of the plan"),
    "coverage.insurer": gettext_lazy("Insurance company"),
    "coverage.plan_kind": gettext_lazy("Type of plan"),
    "coverage.member_id": gettext_lazy("Member ID"),
    "coverage.group_number": gettext_lazy("Group number"),
    "coverage.plan_phone": gettext_lazy("Plan phone number"),
    "coverage.is_subscriber": gettext_lazy("Main person on the plan"),
    "coverage.subscriber.first_name": gettext_lazy("First name of the main person"),
    "coverage.subscriber.last_name": gettext_lazy("Last name of the main person"),
    "coverage.subscriber.birth_date": gettext_lazy("Date of birth of the main person"),
    "coverage.subscriber.relation": gettext_lazy("Relation to the main person"),
    "care.kind": gettext_lazy("Kind of care"),
    "care.kind_text": gettext_lazy("Kind of care, in your words"),
    "care.timing": gettext_lazy("Has the care started"),
    "care.how_soon": gettext_lazy("How soon the care is needed"),
    "care.gap_reasons": gettext_lazy("Why in-network care does not work"),
    "care.description": gettext_lazy("Care you need"),
    "care.specialty": gettext_lazy("Specialty"),
    "care.level_of_care": gettext_lazy("How the care is given"),
    "care.starts_on": gettext_lazy("Start date"),
    "care.ends_on": gettext_lazy("End date"),
    "care.amount": gettext_lazy("How many visits or days"),
    "care.amount_unit": gettext_lazy("Counted in"),
    "care.frequency": gettext_lazy("How often"),
    "care.clinician_says_waiting_harms": gettext_lazy("A clinician said waiting could cause harm"),
    "care.codes_known": gettext_lazy("Who knows the codes"),
    "care.codes": gettext_lazy("Code"),
    "care.codes.kind": gettext_lazy("Kind of code"),
    "care.codes.code": gettext_lazy("Code"),
    "care.codes.modifier": gettext_lazy("Modifier"),
    "care.codes.own_words": gettext_lazy("What the code means, in your words"),
    "care.codes.units": gettext_lazy("Units"),
    "care.codes.added_by": gettext_lazy("Who added the code"),
    "provider.name": gettext_lazy("Name of the provider"),
    "provider.credentials": gettext_lazy("License or credentials"),
    "provider.specialty": gettext_lazy("Specialty of the provider"),
    "provider.npi": gettext_lazy("NPI"),
    "provider.tax_id": gettext_lazy("Tax ID"),
    "provider.phone": gettext_lazy("Phone number of the provider"),
    "provider.fax": gettext_lazy("Fax number of the provider"),
    "provider.address.street": gettext_lazy("Street address of the provider"),
    "provider.address.unit": gettext_lazy("Suite or unit of the provider"),
    "provider.address.city": gettext_lazy("City of the provider"),
    "provider.address.state": gettext_lazy("State of the provider"),
    "provider.address.zip_code": gettext_lazy("ZIP code of the provider"),
    "provider.agreed": gettext_lazy("The provider agreed to see the patient"),
    "provider.agreed_on": gettext_lazy("Day the provider agreed"),
    "provider.first_date": gettext_lazy("First date with the provider"),
    "provider.price": gettext_lazy("Price"),
    "provider.accepts_agreement": gettext_lazy("The provider accepts a single case agreement"),
    "provider.agreement_contact": gettext_lazy("Contact for the agreement"),
    "provider.will_not_bill_rest": gettext_lazy("The provider will not bill the rest"),
    "provider.reasons": gettext_lazy("Why this provider"),
    "provider.why_text": gettext_lazy("Why this provider, in your words"),
    "story.need_now": gettext_lazy("Your story: what you need, and why now"),
    "story.tried": gettext_lazy("Your story: what you tried"),
    "story.waiting": gettext_lazy("Your story: what waiting does to you"),
    "offices": gettext_lazy("Office"),
    "offices.name": gettext_lazy("Name of the office"),
    "offices.npi": gettext_lazy("NPI of the office"),
    "offices.phone": gettext_lazy("Phone number of the office"),
    "offices.city": gettext_lazy("City of the office"),
    "offices.zip_code": gettext_lazy("ZIP code of the office"),
    "offices.specialty": gettext_lazy("Specialty of the office"),
    "offices.found_in": gettext_lazy("Where you found the office"),
    "offices.found_on": gettext_lazy("Day you found the office"),
    "offices.result": gettext_lazy("What the office said"),
    "offices.result_text": gettext_lazy("What the office said, in your words"),
    "offices.first_open_on": gettext_lazy("First open date"),
    "offices.gave_no_date": gettext_lazy("The office gave no date"),
    "offices.visit_mode": gettext_lazy("In person or by video"),
    "offices.distance": gettext_lazy("Distance"),
    "offices.distance_unit": gettext_lazy("Miles or minutes"),
    "offices.gives_all_care": gettext_lazy("The office can give all of the care"),
    "offices.missing_care": gettext_lazy("Care the office cannot give"),
    "offices.declined_why": gettext_lazy("Why you did not choose the office"),
    "offices.proof_note": gettext_lazy("Proof"),
    "offices.notes": gettext_lazy("Notes"),
    "offices.attempts": gettext_lazy("Contacts with the office"),
    "insurer_calls": gettext_lazy("Call"),
    "insurer_calls.kind": gettext_lazy("Kind of call"),
    "insurer_calls.called_on": gettext_lazy("Day of the call"),
    "insurer_calls.started_at": gettext_lazy("Time of the call"),
    "insurer_calls.minutes": gettext_lazy("Minutes"),
    "insurer_calls.number_called": gettext_lazy("Number called"),
    "insurer_calls.person": gettext_lazy("Who you spoke with"),
    "insurer_calls.team": gettext_lazy("Team"),
    "insurer_calls.reference": gettext_lazy("Reference number"),
    "insurer_calls.reference_refused": gettext_lazy("They gave no reference number"),
    "insurer_calls.request_number": gettext_lazy("Request number"),
    "insurer_calls.promised": gettext_lazy("What they promised"),
    "insurer_calls.promised_on": gettext_lazy("Promised for"),
    "insurer_calls.notes": gettext_lazy("Notes of the call"),
    "insurer_calls.answers": gettext_lazy("What was said in the call"),
    "insurer_calls.made_by": gettext_lazy("Who made the call"),
    **evidence_labels.LABELS,
}
YES_NO = models.YesNoUnsure
CHOICES: dict[str, type[TextChoices]] = {
    "for_whom": models.ForWhom,
    "language": models.Language,
    "patient.reading_language": models.Language,
    "coverage.source": models.CoverageSource,
    "coverage.source_detail": models.CoverageDetail,
    "coverage.is_self_funded": YES_NO,
    "coverage.plan_kind": models.PlanKind,
    "coverage.subscriber.relation": models.RelationToSubscriber,
    "care.kind": models.CareKind,
    "care.timing": models.CareTiming,
    "care.how_soon": models.HowSoon,
    "care.gap_reasons": models.GapReason,
    "care.level_of_care": models.LevelOfCare,
    "care.amount_unit": models.AmountUnit,
    "care.clinician_says_waiting_harms": YES_NO,
    "care.codes_known": models.CodesKnown,
    "care.codes.kind": models.CareCode.Kind,
    "provider.agreed": YES_NO,
    "provider.accepts_agreement": YES_NO,
    "provider.will_not_bill_rest": YES_NO,
    "provider.reasons": models.ProviderReason,
    "offices.found_in": models.FoundIn,
    "offices.result": models.OutreachResult,
    "offices.visit_mode": models.VisitMode,
    "offices.distance_unit": models.DistanceUnit,
    "offices.gives_all_care": YES_NO,
    "insurer_calls.kind": models.CallKind,
    **evidence_labels.CHOICES,
}
NAMED_BY_CODE: dict[str, type[TextChoices]] = {
    "tracks": models.TrackKind,
    "stated_facts": models.StatedBy,
    "papers": models.DocumentKind,
}
OTHER_WORDS: dict[str, dict[str, StrOrPromise]] = {
    "path": {
        "GAP_EXCEPTION": gettext_lazy("Network gap exception"),
        "SINGLE_CASE_AGREEMENT": gettext_lazy("Single case agreement"),
        "BOTH": gettext_lazy("Network gap exception and single case agreement"),
    },
}
DAYS = frozenset(
    {
        "patient.birth_date",
        "coverage.subscriber.birth_date",
        "care.starts_on",
        "care.ends_on",
        "provider.agreed_on",
        "provider.first_date",
        "offices.found_on",
        "offices.first_open_on",
        "insurer_calls.called_on",
        "insurer_calls.promised_on",
    }
    | evidence_labels.DAYS
)
YES_OR_NO = (
    frozenset({"coverage.is_subscriber", "offices.gave_no_date", "insurer_calls.reference_refused"})
    | evidence_labels.YES_OR_NO
)
_YES_NO: dict[str, StrOrPromise] = {"true": gettext_lazy("Yes"), "false": gettext_lazy("No")}


def label_of(path: str) -> str:
    return str(LABELS.get(path, path))


def value_text(path: str, value: str) -> str:
    """A stored value in words; several values are separated by commas in the store and here."""
    if not value:
        return _("Not given")
    if path in DAYS:
        return long_date(date.fromisoformat(value))
    words = _words(path)
    return ", ".join(str(words.get(one, one)) for one in value.split(", ")) if words else value


def item_text(path: str, item: str) -> str:
    """What names an office, a call, a track, a paper or a code: a call is named by its kind and day."""
    area = path.partition(".")[0]
    if area in NAMED_BY_CODE and item in NAMED_BY_CODE[area].values:
        return str(NAMED_BY_CODE[area](item).label)
    if not path.startswith("insurer_calls") or not item:
        return item
    kind, _space, day = item.partition(" ")
    return f"{models.CallKind(kind).label}, {long_date(date.fromisoformat(day))}"


def _words(path: str) -> Mapping[str, StrOrPromise]:
    if path in CHOICES:
        return {str(key): label for key, label in CHOICES[path].choices}
    return OTHER_WORDS.get(path, _YES_NO if path in YES_OR_NO else {})
