"""What the lines of a call card are filled with, as far as the case knows it."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext as _

from requests_app.cases.people import name_of
from requests_app.common.actor import Actor
from requests_app.models import Case, CaseAccess
from requests_app.models.care import AmountUnit, CareKind, CareTiming, GapReason, LevelOfCare
from requests_app.models.cases import ForWhom

PATIENT_SIDE = {CaseAccess.Relation.PATIENT, CaseAccess.Relation.CAREGIVER}
GROWN_UP, TEENAGER, OLDER = 18, 13, 65
# Kinds of care that can stand in “Do you treat …?”.
_TREATED = {CareKind.BEHAVIORAL, CareKind.RARE}


def facts_of(case: Case, *, by: Actor, today: date) -> dict[str, str]:
    """By the names of `call_cards.PLACEHOLDERS`; load the case with patient, coverage, care and provider.

    `caller` is there only when somebody else than the patient makes the call, `before_looking` only when the
    one reason for asking is that nobody looked in the network yet, `after_care` once the care took place.
    """
    patient, coverage, care, provider = case.patient, case.coverage, case.care, case.provider
    facts = {
        "age_group": _age_group(patient.birth_date, today),
        "care": in_a_sentence(care.description.strip().rstrip(".")),
        "care_list": _care_list(case),
        "first_name": patient.first_name,
        "member_id": coverage.member_id,
        "name": patient.full_name,
        "need": _need(case),
        "npi": provider.npi,
        "phone": patient.phone,
        "plan": coverage.insurer,
        "provider": provider.name,
        "zip": patient.zip_code,
    }
    if care.timing == CareTiming.OVER:
        facts["after_care"] = "yes"
    if care.gap_reasons == [GapReason.NOT_LOOKED]:
        facts["before_looking"] = "yes"
    relation = (by.own_cases or {}).get(case.pk, ("", ""))[0]
    if relation not in PATIENT_SIDE:
        caller = name_of(by.user_id, case=case)
        if caller != patient.full_name:
            facts["caller"] = facts["first_name"] = caller
    elif case.for_whom != ForWhom.ME:
        facts["caller"] = facts["first_name"] = patient.caregiver_name
    return facts


def _age_group(born: date | None, today: date) -> str:
    if born is None:
        return ""
    years = today.year - born.year - ((today.month, today.day) < (born.month, born.day))
    if years < TEENAGER:
        return _("a child")
    if years < GROWN_UP:
        return _("a teenager")
    return _("an adult") if years < OLDER else _("an older adult")


def _need(case: Case) -> str:
    if case.care.kind == CareKind.OTHER:
        return case.care.kind_text
    return in_a_sentence(str(CareKind(case.care.kind).label)) if case.care.kind in _TREATED else ""


def _care_list(case: Case) -> str:
    care = case.care
    level = ""
    if care.level_of_care and care.level_of_care != LevelOfCare.OTHER:
        level = in_a_sentence(str(LevelOfCare(care.level_of_care).label))
    amount = ""
    if care.amount and care.amount_unit:
        amount = _("%(number)s %(unit)s") % {
            "number": care.amount,
            "unit": AmountUnit(care.amount_unit).label,
        }
    return ", ".join(part for part in (level, care.frequency, amount) if part)


def in_a_sentence(words: str) -> str:
    """The first letter small, except of “MRI” and “I”."""
    return words[:1].lower() + words[1:] if words[1:2].islower() else words
