"""What signing a letter brings into the case: what it says, and codes that were left to the clinician."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from requests_app.audit import log
from requests_app.casefile import schema
from requests_app.common.actor import Actor
from requests_app.common.time_zones import day_at
from requests_app.letters.stated import locked_stated, write_stated
from requests_app.models import AskPurpose, CareCode, Case, CodesKnown, StatedBy

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

NO_NAME = _("Enter your name")
NO_DIAGNOSIS = _("Enter at least one diagnosis code")
NO_SERVICE = _("Enter at least one service code")
NO_PROGRESS = _("Explain what got better, and why the care must go on")
NO_NEED = _("Explain the clinical need")
NO_REASON = _("Explain why waiting could cause harm, or clear the box")
ENDS_FIRST = _("End date must be the same as or after the start date")
NO_UNIT = _("Select visits, days, hours or units")


def missing(
    answers: schema.ClinicianAnswers, purpose: str = AskPurpose.REQUEST
) -> list[tuple[str, str, StrOrPromise]]:
    """The page, the answer and the words of everything without which a letter is not signed."""
    needs_progress = purpose == AskPurpose.RENEWAL
    checks: tuple[tuple[bool, str, str, StrOrPromise], ...] = (
        (bool(answers.name), "you", "name", NO_NAME),
        (bool(answers.diagnoses), "diagnosis", "diagnoses", NO_DIAGNOSIS),
        (bool(answers.services), "services", "services", NO_SERVICE),
        (not answers.amount or bool(answers.amount_unit), "services", "amount_unit", NO_UNIT),
        (_ends_after_start(answers), "services", "ends_on", ENDS_FIRST),
        (bool(answers.progress) or not needs_progress, "why", "progress", NO_PROGRESS),
        (bool(answers.need), "why", "need", NO_NEED),
        (bool(answers.urgent_reason) or not answers.is_urgent, "why", "urgent_reason", NO_REASON),
    )
    return [(page, name, text) for is_there, page, name, text in checks if not is_there]


def _ends_after_start(answers: schema.ClinicianAnswers) -> bool:
    return not (answers.starts_on and answers.ends_on and answers.ends_on < answers.starts_on)


def write_what_it_says(
    case: Case,
    file: schema.CaseFile,
    answers: schema.ClinicianAnswers,
    *,
    signed_name: str,
    by: Actor,
    at: datetime,
) -> None:
    """Called with the case held."""
    facts = stated_facts(answers, file) | {
        "stated_by": signed_name[:150],
        "stated_on": day_at(at, zone=case.time_zone),
    }
    write_stated(case, StatedBy.CLINICIAN, locked_stated(case, StatedBy.CLINICIAN), facts)
    _add_codes(case, file, answers, by=by, at=at)


def stated_facts(answers: schema.ClinicianAnswers, file: schema.CaseFile) -> dict[str, Any]:
    """The columns of StatedFacts. The letter names the provider as the request does, so it says that too.

    A box that was not ticked says nothing about harm: the letter does not speak of it.
    """
    return {
        "diagnosis_codes": _codes(answers.diagnoses),
        "service_codes": _codes(answers.services),
        "starts_on": answers.starts_on,
        "ends_on": answers.ends_on,
        "amount": answers.amount,
        "amount_unit": answers.amount_unit if answers.amount else "",
        "level_of_care": answers.level_of_care,
        "provider_name": file.provider.name,
        "provider_npi": file.provider.npi,
        "specialty": answers.care_specialty,
        "waiting_harms": "YES" if answers.is_urgent else "",
    }


def _codes(codes: Iterable[schema.LetterCode]) -> list[str]:
    return list(dict.fromkeys(one.code for one in codes))


def _add_codes(
    case: Case, file: schema.CaseFile, answers: schema.ClinicianAnswers, *, by: Actor, at: datetime
) -> None:
    """Nothing that stands in the request is changed: what differs is told, and settled by its people."""
    leaves_it = file.care.codes_known == CodesKnown.CLINICIAN
    added = 0
    for codes, is_diagnosis in ((answers.diagnoses, True), (answers.services, False)):
        kept = [one for one in file.care.codes if (one.kind == "DIAGNOSIS") == is_diagnosis]
        if kept and not leaves_it:
            continue
        added += _write(case, kept, codes)
    if added:
        details = {"section": "codes", "fields": ["added"], "count": added}
        log.record(action="intake.saved", target=case, case=case, by=by, at=at, details=details)


def _write(case: Case, kept: list[schema.CareCode], codes: Iterable[schema.LetterCode]) -> int:
    have = {one.code.replace(".", "") for one in kept}
    last = case.codes.aggregate(last=Max("position"))["last"] or 0
    missing_here = list(
        {(one.code, one.modifier): one for one in codes if one.code.replace(".", "") not in have}.values()
    )
    CareCode.objects.bulk_create(
        CareCode(
            organization_id=case.organization_id,
            case=case,
            kind=one.kind,
            code=one.code,
            modifier=one.modifier,
            own_words=one.own_words,
            units=one.units,
            position=last + place,
            added_by="CLINICIAN",
        )
        for place, one in enumerate(missing_here, start=1)
    )
    return len(missing_here)
