"""What the clinician gets to see of the case: the least that lets them write their part.

The overview, the preview for the people of the case and the sheet on paper are all made from this.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.utils import translation
from django.utils.translation import gettext as _

from requests_app.appeals.presenters import reason_text
from requests_app.appeals.queries import appealable
from requests_app.common.dates import long_date
from requests_app.letters import asks
from requests_app.models import (
    AmountUnit,
    AskPurpose,
    CareCode,
    CareRequest,
    Case,
    ClinicianRequest,
    ForWhom,
    LevelOfCare,
    RequestedProvider,
)
from requests_app.renewals.queries import open_renewal

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


@dataclass(frozen=True)
class Fact:
    label: str
    value: str


@dataclass(frozen=True)
class About:
    patient: str
    birth_date: date | None
    sender: str
    asks: tuple[str, ...]
    note: str
    facts: tuple[Fact, ...]
    codes: tuple[CareCode, ...]


def about(asked: ClinicianRequest, *, language: str) -> About:
    """One query, for the codes; the case brings its sections along."""
    case = asked.case
    with translation.override(language):
        return About(
            patient=case.patient.full_name,
            birth_date=case.patient.birth_date,
            sender=sender(case),
            asks=tuple(str(text) for text in asks.words(asked.asks)),
            note=asked.note,
            facts=tuple(fact for fact in _facts(asked) if fact.value),
            codes=tuple(case.codes.filter(removed_at__isnull=True)),
        )


def sender(case: Case) -> str:
    """Who asks, as far as the clinician must know to trust it."""
    if case.organization.name:
        return _("%(facility)s, for the patient") % {"facility": case.organization.name}
    if case.for_whom == ForWhom.ME:
        return _("The patient")
    name = case.patient.caregiver_name
    return _("%(name)s, for the patient") % {"name": name} if name else _("Somebody who helps the patient")


def _facts(asked: ClinicianRequest) -> list[Fact]:
    case = asked.case
    care = _next_care(case) if asked.purpose == AskPurpose.RENEWAL else case.care
    return [
        Fact(_("Health plan"), case.coverage.insurer),
        Fact(_("The plan’s reason for its no"), _reason(asked)),
        Fact(_("Care asked for"), care.description),
        Fact(_("Level of care"), str(dict(LevelOfCare.choices).get(care.level_of_care, ""))),
        Fact(_("Provider asked for"), _provider(case.provider)),
        Fact(_("Dates"), _dates(care)),
        Fact(_("How much"), _amount(care)),
    ]


def _reason(asked: ClinicianRequest) -> str:
    """Only a letter for an appeal has to answer it."""
    if asked.purpose != AskPurpose.APPEAL:
        return ""
    against = next(iter(appealable(asked.case)), None)
    return reason_text(against) if against else ""


def _next_care(case: Case) -> CareRequest:
    """The care with the dates and the amount of the renewal that is open: what this letter is about."""
    renewal, care = open_renewal(case), case.care
    if renewal is None:
        return care
    amount = (
        {"amount": renewal.amount, "amount_unit": renewal.amount_unit, "frequency": ""}
        if renewal.amount is not None
        else {"amount": care.amount, "amount_unit": care.amount_unit, "frequency": care.frequency}
    )
    return CareRequest(
        description=care.description,
        level_of_care=care.level_of_care,
        starts_on=renewal.starts_on,
        ends_on=renewal.ends_on,
        **amount,
    )


def _provider(provider: RequestedProvider) -> str:
    named = ", ".join(part for part in (provider.name, provider.credentials) if part)
    return " · ".join(part for part in (named, provider.specialty) if part)


def _dates(care: CareRequest) -> str:
    if care.starts_on is None:
        return ""
    if care.ends_on is None:
        return _("From %(start)s") % {"start": long_date(care.starts_on)}
    values = {"start": long_date(care.starts_on), "end": long_date(care.ends_on)}
    return _("%(start)s to %(end)s") % values


def _amount(care: CareRequest) -> str:
    unit: StrOrPromise = dict(AmountUnit.choices).get(care.amount_unit, "")
    count = f"{care.amount} {unit}".strip() if care.amount else ""
    return ", ".join(part for part in (count, care.frequency) if part)
