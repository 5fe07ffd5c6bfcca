"""The columns of each kind of import: their names in a file, where the value goes, and how it is read."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache

from django.utils.functional import Promise as LazyText
from django.utils.translation import gettext_lazy as _

from requests_app.cases.consent_words import ConsentTo
from requests_app.common.csv_rows import plain
from requests_app.exchange import imports_cells as cells
from requests_app.models import CareKind, CoverageSource, ExchangeKind, ForWhom, HowSoon, PlanKind

LANGUAGES = (("en", "English"), ("es", "Spanish"))
CONSENT_WAYS = (
    ("VERBAL", _("Said on the phone")),
    ("IN_PERSON", _("Said in person")),
    ("WRITTEN", _("Signed on paper")),
)


@dataclass(frozen=True)
class Column:
    """`path` is the place in what is checked next: “patient.first_name”."""

    header: str
    path: str
    title: LazyText | str
    read: cells.Reader
    example: str = ""
    needed: bool = False
    also: tuple[str, ...] = field(default=())


CASES = (
    Column("Outside ID", "outside_id.value", _("Your own number of the case"), cells.text(80), "EX-1001",
           also=("id", "external id", "mrn", "chart number", "numero propio")),
    Column("Outside system", "outside_id.system", _("Name of your own system"), cells.text(40),
           also=("system",)),
    Column("Site", "site", _("Site"), cells.text(100), also=("location", "sede")),
    Column("First name", "patient.first_name", _("First name"), cells.text(100), "Ana", needed=True,
           also=("patient first name", "given name", "nombre", "primer nombre")),
    Column("Last name", "patient.last_name", _("Last name"), cells.text(100), "Sample", needed=True,
           also=("patient last name", "surname", "family name", "apellido", "apellidos")),
    Column("Date of birth", "patient.birth_date", _("Date of birth"), cells.a_day, "1990-03-27",
           also=("birth date", "dob", "birthdate", "fecha de nacimiento")),
    Column("Phone", "patient.phone", _("Phone number"), cells.phone, "602-555-0142",
           also=("patient phone", "phone number", "telefono")),
    Column("Email", "patient.email", _("Email"), cells.email, "ana@example.com",
           also=("e mail", "patient email", "correo", "correo electronico")),
    Column("State", "patient.state", _("State"), cells.state, "AZ", also=("st", "estado")),
    Column("ZIP", "patient.zip_code", _("ZIP code"), cells.zip_code, "85004",
           also=("zip code", "postal code", "codigo postal")),
    Column("Language", "language", _("Language"), cells.one_of(LANGUAGES, ingles="en", espanol="es"), "en",
           also=("idioma", "preferred language")),
    Column("Who opens it", "for_whom", _("Whose request it is"),
           cells.one_of(ForWhom.choices), "ME", also=("for whom",)),
    Column("Urgent", "is_urgent", _("Urgent"), cells.yes_no, "no", also=("urgente", "is urgent")),
    Column("Insurer", "plan.insurer", _("Insurer"), cells.text(120), "Sample Health Plan",
           also=("plan", "health plan", "insurance", "payer", "aseguradora", "seguro")),
    Column("Coverage", "plan.source", _("Where the plan comes from"),
           cells.one_of(CoverageSource.choices), "JOB", also=("plan source", "coverage source")),
    Column("Member ID", "plan.member_id", _("Member ID"), cells.text(30), "SHP123456789",
           also=("member number", "subscriber id", "policy number", "numero de miembro")),
    Column("Group number", "plan.group_number", _("Group number"), cells.text(30), "GRP-001",
           also=("group", "numero de grupo")),
    Column("Plan phone", "plan.plan_phone", _("Phone of the plan"), cells.phone, "800-555-0111"),
    Column("Kind of care", "care.kind", _("Kind of care"), cells.one_of(CareKind.choices), "BEHAVIORAL",
           also=("care", "service type")),
    Column("How soon", "care.how_soon", _("How soon it is needed"), cells.one_of(HowSoon.choices), "WEEKS_2"),
    Column("Provider", "provider.name", _("Provider"), cells.text(150), "Example Desert Program",
           also=("provider name", "proveedor")),
    Column("Provider specialty", "provider.specialty", _("Specialty of the provider"), cells.text(100)),
    Column("Provider NPI", "provider.npi", _("NPI of the provider"), cells.npi, "1234567893", also=("npi",)),
    Column("Provider phone", "provider.phone", _("Phone of the provider"), cells.phone),
    Column("Provider fax", "provider.fax", _("Fax of the provider"), cells.phone),
    Column("Consent by", "consent.given_by", _("Who gave consent"), cells.text(200), "Ana Sample",
           needed=True, also=("consent given by", "consentimiento de")),
    Column("Consent relation", "consent.relation", _("Who they are to the patient"), cells.text(60)),
    Column("Consent how", "consent.how", _("How consent was given"), cells.one_of(CONSENT_WAYS), "VERBAL",
           needed=True),
    Column("Consent on", "consent.given_at", _("Day of the consent"), cells.a_day, "2026-11-16", needed=True,
           also=("consent date", "fecha del consentimiento")),
    Column("Consent to email", "consent.mail", _("Consent to emails"), cells.yes_no, "yes"),
    Column("Consent given", "consent.given", _("Consent was given"), cells.yes_no, "yes"),
    Column("Consent to", "consent.to", _("What the consent is to"),
           cells.several(cells.one_of(ConsentTo.choices))),
)  # fmt: skip
PROVIDERS = (
    Column("Name", "name", _("Name"), cells.text(150), "Example Desert Program", needed=True,
           also=("provider", "provider name", "nombre", "proveedor")),
    Column("NPI", "npi", _("NPI"), cells.npi, "1234567893", also=("npi number",)),
    Column("Tax ID", "tax_id", _("Tax ID"), cells.tax_id, "12-3456789", also=("tin", "ein")),
    Column("Specialty", "specialty", _("Specialty"), cells.text(100), "Psychiatry", also=("especialidad",)),
    Column("Phone", "phone", _("Phone number"), cells.phone, "480-555-0155",
           also=("phone number", "telefono")),
    Column("Fax", "fax", _("Fax number"), cells.phone, "480-555-0156", also=("fax number",)),
    Column("Street", "street", _("Street address"), cells.text(150), "400 Sample Road",
           also=("address", "street address", "calle", "direccion")),
    Column("City", "city", _("City"), cells.text(100), "Scottsdale", also=("ciudad",)),
    Column("State", "state", _("State"), cells.state, "AZ", also=("st", "estado")),
    Column("ZIP", "zip_code", _("ZIP code"), cells.zip_code, "85251",
           also=("zip code", "postal code", "codigo postal")),
)  # fmt: skip
INSURERS = (
    Column("Name", "name", _("Name"), cells.text(120), "Sample Health Plan", needed=True,
           also=("insurer", "plan", "payer", "nombre", "aseguradora")),
    Column("Other names", "other_names", _("Other names"), cells.several(cells.text(120)), "Sample HP; SHP"),
    Column("Parent", "parent", _("Parent company"), cells.text(120), also=("parent company",)),
    Column("States", "states", _("States"), cells.several(cells.state), "AZ; NM", also=("estados",)),
    Column("Kinds of plan", "plan_kinds", _("Kinds of plan"),
           cells.several(cells.one_of(PlanKind.choices)), "PPO; HMO", also=("plan kinds",)),
    Column("What they call it", "calls_it", _("What they call the request"), cells.text(200),
           "network gap exception", also=("calls it",)),
    Column("Notes", "notes", _("Notes"), cells.text(1000), also=("notas",)),
    Column("Source", "source", _("Where this is from"), cells.text(300), "Provider manual", needed=True,
           also=("fuente",)),
    Column("Checked on", "checked_on", _("Checked on"), cells.a_day, "2026-11-16", needed=True,
           also=("checked", "revisado el")),
)  # fmt: skip
COLUMNS: dict[str, tuple[Column, ...]] = {
    ExchangeKind.CASES: CASES,
    ExchangeKind.PROVIDERS: PROVIDERS,
    ExchangeKind.INSURERS: INSURERS,
}
MOST_ROWS = {ExchangeKind.CASES: 500, ExchangeKind.PROVIDERS: 2000, ExchangeKind.INSURERS: 500}


@lru_cache(maxsize=8)
def by_header(kind: str) -> dict[str, Column]:
    """Every name a column may have, as headers are compared; a path names its column as well (JSON)."""
    found: dict[str, Column] = {}
    for column in COLUMNS[kind]:
        for name in (column.header, column.path, *column.also):
            found.setdefault(plain(name), column)
    return found


def by_path(kind: str, path: str) -> Column | None:
    return next((one for one in COLUMNS[kind] if one.path == path), None)


def template_rows(kind: str) -> tuple[list[str], list[str]]:
    """The first line of a file that can be read, and a plainly invented row."""
    return [one.header for one in COLUMNS[kind]], [one.example for one in COLUMNS[kind]]
