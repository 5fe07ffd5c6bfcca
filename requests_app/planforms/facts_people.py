"""Facts about people and places: member, subscriber, plan, provider, facility, clinician, signer."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from requests_app.casefile.schema import Address
from requests_app.planforms import spellings as spell
from requests_app.planforms.fact_kinds import Fact, Told, said, written
from requests_app.planforms.spellings import NOTHING, Spellings

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

_ADDRESS: dict[str, tuple[StrOrPromise, Callable[[Address], Spellings]]] = {
    "street": (
        _("Street address with unit"),
        lambda place: spell.joined((place.street, place.unit), ", "),
    ),
    "city": (_("City"), lambda place: spell.plain(place.city)),
    "state": (_("State"), lambda place: spell.plain(place.state)),
    "zip": (_("ZIP code"), lambda place: spell.zip_code(place.zip_code)),
    "city_line": (_("City, state and ZIP code"), lambda place: spell.plain(_city_line(place))),
    "address": (
        _("Whole address"),
        lambda place: spell.joined((place.street, place.unit, _city_line(place)), ", "),
    ),
}


def _city_line(place: Address) -> str:
    end = f"{place.state} {place.zip_code}".strip()
    return ", ".join(part for part in (place.city, end) if part)


def _address(group: str, page: str, of: Callable[[Told], Address]) -> list[Fact]:
    def spelled(told: Told, name: str) -> Spellings:
        return _ADDRESS[name][1](of(told))

    return [
        Fact(f"{group}.{name}", label, page, lambda told, name=name: spelled(told, name))  # type: ignore[misc]
        for name, (label, _spell) in _ADDRESS.items()
    ]


MEMBER = [
    Fact(
        "member.name",
        _("First and last name"),
        "you.name",
        lambda t: spell.name(t.case.patient.first_name, t.case.patient.last_name),
    ),
    Fact(
        "member.last_first",
        _("Last name, first name"),
        "you.name",
        lambda t: spell.last_first(t.case.patient.first_name, t.case.patient.last_name),
    ),
    Fact("member.first", _("First name"), "you.name", said("patient.first_name")),
    Fact("member.last", _("Last name"), "you.name", said("patient.last_name")),
    Fact("member.birth", _("Date of birth"), "you.name", lambda t: spell.day(t.case.patient.birth_date)),
    Fact("member.id", _("Member ID"), "plan.member", said("coverage.member_id")),
    Fact("member.group", _("Group number"), "plan.member", said("coverage.group_number")),
    Fact("member.phone", _("Phone number"), "you.address", lambda t: spell.phone(t.case.patient.phone)),
    *_address("member", "you.address", lambda t: t.case.patient.address),
    Fact("member.caregiver", _("Caregiver’s name"), "you.caregiver", said("patient.caregiver_name")),
    Fact(
        "member.caregiver_relation",
        _("Caregiver’s relation"),
        "you.caregiver",
        said("patient.caregiver_relation"),
    ),
    Fact(
        "member.language",
        _("Language for calls"),
        "you.language",
        said("patient.speaking_language"),
    ),
]


def _subscriber(told: Told) -> tuple[str, str]:
    """The member, when they are the main person themselves."""
    coverage, patient = told.case.coverage, told.case.patient
    if coverage.is_subscriber:
        return patient.first_name, patient.last_name
    return coverage.subscriber.first_name, coverage.subscriber.last_name


def _relation(told: Told) -> Spellings:
    if told.case.coverage.is_subscriber:
        return ("Self",)
    words = {"SPOUSE": "Spouse", "CHILD": "Child", "OTHER": "Other"}
    return spell.plain(words.get(told.case.coverage.subscriber.relation, ""))


def _subscriber_birth(told: Told) -> Spellings:
    coverage = told.case.coverage
    return spell.day(
        told.case.patient.birth_date if coverage.is_subscriber else coverage.subscriber.birth_date
    )


SUBSCRIBER = [
    Fact("subscriber.name", _("Name"), "plan.main-person", lambda t: spell.name(*_subscriber(t))),
    Fact("subscriber.first", _("First name"), "plan.main-person", lambda t: spell.plain(_subscriber(t)[0])),
    Fact("subscriber.last", _("Last name"), "plan.main-person", lambda t: spell.plain(_subscriber(t)[1])),
    Fact("subscriber.birth", _("Date of birth"), "plan.main-person", _subscriber_birth),
    Fact("subscriber.relation", _("Relation of the member to that person"), "plan.main-person", _relation),
]
PLAN = [
    Fact("plan.insurer", _("Insurance company"), "plan.insurer", said("coverage.insurer")),
    Fact(
        "plan.kind",
        _("Type of plan (HMO, PPO and so on)"),
        "plan.type",
        lambda t: spell.plain("" if t.case.coverage.plan_kind == "UNSURE" else t.case.coverage.plan_kind),
    ),
    Fact(
        "plan.phone",
        _("Phone number of the plan"),
        "plan.member",
        lambda t: spell.phone(t.case.coverage.plan_phone),
    ),
]


def _provider_facts(group: str, only: Callable[[Told], bool]) -> list[Fact]:
    """The same provider row: as the provider, and as the facility where the care is a program."""

    def fact(name: str, label: StrOrPromise, page: str, value: Callable[[Told], Spellings]) -> Fact:
        return Fact(f"{group}.{name}", label, page, lambda told: value(told) if only(told) else NOTHING)

    return [
        fact("name", _("Name"), "provider.name", said("provider.name")),
        fact("npi", _("NPI"), "provider.numbers", said("provider.npi")),
        fact(
            "tax_id",
            _("Tax ID, with hyphen"),
            "provider.numbers",
            lambda t: spell.tax_id(t.case.provider.tax_id),
        ),
        fact(
            "tax_digits",
            _("Tax ID, digits only"),
            "provider.numbers",
            lambda t: spell.plain(t.case.provider.tax_id.replace("-", "")),
        ),
        fact("phone", _("Phone number"), "provider.place", lambda t: spell.phone(t.case.provider.phone)),
        fact("fax", _("Fax number"), "provider.place", lambda t: spell.phone(t.case.provider.fax)),
        fact("contact", _("Contact person"), "provider.agreement", said("provider.agreement_contact")),
        *(
            fact(one.key.partition(".")[2], one.label, one.place, one.spell)
            for one in _address(group, "provider.place", lambda t: t.case.provider.address)
        ),
    ]


PROVIDER = [
    *_provider_facts("provider", lambda _told: True),
    Fact("provider.credentials", _("License or title"), "provider.name", said("provider.credentials")),
    Fact("provider.specialty", _("Specialty"), "provider.name", said("provider.specialty")),
    Fact(
        "provider.first_date",
        _("First open date"),
        "provider.agreed",
        lambda t: spell.day(t.case.provider.first_date),
    ),
    Fact(
        "provider.price",
        _("Price per visit or day"),
        "provider.agreement",
        lambda t: spell.plain("" if t.case.provider.price is None else f"${t.case.provider.price:,.2f}"),
    ),
]
FACILITY = _provider_facts("facility", lambda told: told.is_program)
CLINICIAN = [
    Fact("clinician.name", _("Name"), "clinician", written("name")),
    Fact("clinician.npi", _("NPI"), "clinician", written("npi")),
    Fact("clinician.phone", _("Phone number"), "clinician", lambda t: spell.phone(t.clinician.phone)),
    Fact(
        "clinician.credentials",
        _("License or title"),
        "clinician",
        written("credentials"),
    ),
    Fact("clinician.specialty", _("Specialty"), "clinician", written("specialty")),
    Fact(
        "clinician.license",
        _("License number"),
        "clinician",
        written("license_number"),
    ),
    Fact(
        "clinician.times",
        _("Good times for a call"),
        "clinician",
        written("peer_times"),
    ),
]
SIGNER = [
    Fact("signer.name", _("Name of the signer, printed"), "signed", lambda t: spell.plain(t.signed_name)),
    Fact("signer.date", _("Day of the signature"), "signed", lambda t: spell.day(t.signed_on)),
]
