"""What a clinician’s letter starts from: the case as it says it, and who was asked. Pure."""

from __future__ import annotations

from requests_app.casefile import schema
from requests_app.common.names import same_name


def prefilled(file: schema.CaseFile, *, clinician_name: str) -> schema.ClinicianAnswers:
    """To be confirmed page by page. The rationale is never written for the clinician."""
    care = file.care
    return schema.ClinicianAnswers.model_validate(
        {
            **_you(file, clinician_name),
            "diagnoses": [_code(one) for one in care.codes if one.kind == "DIAGNOSIS"],
            "services": [_code(one) for one in care.codes if one.kind != "DIAGNOSIS"],
            "starts_on": care.starts_on,
            "ends_on": care.ends_on,
            "amount": care.amount if care.amount_unit else None,
            "amount_unit": care.amount_unit if care.amount else "",
            "frequency": care.frequency,
            "level_of_care": care.level_of_care,
            "care_specialty": care.specialty,
        }
    )


def _you(file: schema.CaseFile, clinician_name: str) -> dict[str, str]:
    """The provider’s numbers are the clinician’s own only when both are the same person."""
    provider = file.provider
    if not provider.name or not same_name(clinician_name, provider.name):
        return {"name": clinician_name}
    return {
        "name": clinician_name,
        "credentials": provider.credentials,
        "specialty": provider.specialty,
        "npi": provider.npi,
        "phone": provider.phone,
    }


def _code(code: schema.CareCode) -> dict[str, object]:
    return {
        "kind": code.kind,
        "code": code.code,
        "modifier": code.modifier,
        "own_words": code.own_words,
        "units": code.units,
    }
