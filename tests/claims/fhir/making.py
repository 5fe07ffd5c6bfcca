"""The parts FHIR files of plans are made of, as the published guides shape them, with invented people."""

from __future__ import annotations

import json
from typing import Any

GUIDE = "http://hl7.org/fhir/us/carin-bb"
BB = "https://bluebutton.cms.gov/resources"
THO = "http://terminology.hl7.org/CodeSystem"
CPT = "http://www.ama-assn.org/go/cpt"
HCPCS = "https://www.cms.gov/Medicare/Coding/HCPCSReleaseCodeSets"
NPI = "http://hl7.org/fhir/sid/us-npi"
CARC = "https://x12.org/codes/claim-adjustment-reason-codes"
RARC = "https://x12.org/codes/remittance-advice-remark-codes"
OF_GUIDE = {
    "coinsurance", "noncovered", "priorpayerpaid", "paidbypatient", "paidtoprovider", "paidtopatient",
    "memberliability", "discount", "drugcost",
}  # fmt: skip
PROFILES = {
    "professional": "Professional-NonClinician",
    "inpatient": "Inpatient-Institutional",
    "outpatient": "Outpatient-Institutional",
    "pharmacy": "Pharmacy",
    "oral": "Oral",
}
Json = dict[str, Any]


def concept(system: str, code: str, display: str = "", *, text: str = "") -> Json:
    coding = {"system": system, "code": code, **({"display": display} if display else {})}
    return {"coding": [coding], **({"text": text} if text else {})}


def dollars(value: Any, currency: str | None = "USD") -> Json:
    return {"value": value, **({"currency": currency} if currency else {})}


def category(code: str) -> Json:
    return concept(
        f"{GUIDE}/CodeSystem/C4BBAdjudication" if code in OF_GUIDE else f"{THO}/adjudication", code
    )


def amounts(*, currency: str | None = "USD", **told: Any) -> list[Json]:
    """`adjudication` or `total`: amounts(submitted=150, copay=25)."""
    return [{"category": category(name), "amount": dollars(value, currency)} for name, value in told.items()]


def medicare(variable: str, value: Any, *, beside: str = "") -> Json:
    """As Medicare’s server writes it: the guide’s category and the variable beside it."""
    own = {"system": f"{BB}/codesystem/adjudication", "code": f"{BB}/variables/{variable}"}
    return {
        "category": {"coding": [*(category(beside)["coding"] if beside else []), own]},
        "amount": dollars(value),
    }


def paid(how: str) -> Json:
    """Second generation: the category says that it is told, the reason what it is."""
    return {
        "category": concept(f"{GUIDE}/CodeSystem/C4BBAdjudicationDiscriminator", "benefitpaymentstatus"),
        "reason": concept(f"{GUIDE}/CodeSystem/C4BBPayerAdjudicationStatus", how),
    }


def paid_first(how: str) -> Json:
    """First generation: the category itself says it."""
    return {"category": concept(f"{GUIDE}/CodeSystem/C4BBPayerAdjudicationStatus", how)}


def provider_is(how: str, which: str = "billingnetworkstatus") -> Json:
    return {
        "category": concept(f"{GUIDE}/CodeSystem/C4BBAdjudicationDiscriminator", which),
        "reason": concept(f"{GUIDE}/CodeSystem/C4BBPayerAdjudicationStatus", how),
    }


def denial(code: str, system: str = CARC, *, display: str = "") -> Json:
    return {
        "category": concept(f"{GUIDE}/CodeSystem/C4BBAdjudicationDiscriminator", "denialreason"),
        "reason": concept(system, code, display),
    }


def info(kind: str, sequence: int = 1, **value: Any) -> Json:
    return {
        "sequence": sequence,
        "category": concept(f"{GUIDE}/CodeSystem/C4BBSupportingInfoType", kind),
        **value,
    }


def service(code: str, system: str = CPT, display: str = "") -> Json:
    return concept(system, code, display)


def line(sequence: int = 1, code: str = "90837", *adjudication: Json, **more: Any) -> Json:
    return {
        "sequence": sequence,
        "productOrService": service(code, CPT if code.isdigit() else HCPCS),
        "servicedDate": "2026-03-02",
        "quantity": {"value": 1},
        **more,
        **({"adjudication": list(adjudication)} if adjudication else {}),
    }


def identifier(value: str, kind: str = "uc", system: str = "https://plan.example/claims") -> Json:
    of = f"{THO}/v2-0203" if kind in {"MB", "TAX", "npi", "MC"} else f"{GUIDE}/CodeSystem/C4BBIdentifierType"
    return {"type": concept(of, kind.upper() if kind == "npi" else kind), "system": system, "value": value}


def npi(value: str = "1234567893") -> Json:
    return {"system": NPI, "value": value}


def patient(key: str = "p1", given: str = "Rosa", family: str = "Quintero", born: str = "1991-04-17") -> Json:
    return {
        "resourceType": "Patient",
        "id": key,
        "identifier": [identifier("QX200417001", "MB", "https://plan.example/members")],
        "name": [{"use": "official", "family": family, "given": [given]}],
        "gender": "female",
        "birthDate": born,
    }


def organization(key: str = "o1", name: str = "Alder Grove Counseling", number: str = "1234567893") -> Json:
    return {
        "resourceType": "Organization",
        "id": key,
        "identifier": [npi(number), identifier("98-7654321", "TAX", "urn:oid:2.16.840.1.113883.4.4")],
        "active": True,
        "name": name,
    }


def coverage(key: str = "c1", order: int = 1) -> Json:
    return {
        "resourceType": "Coverage",
        "id": key,
        "status": "active",
        "subscriberId": "QX200417001",
        "beneficiary": {"reference": "Patient/p1"},
        "payor": [{"reference": "Organization/plan"}],
        "order": order,
    }


def eob(
    number: str = "CL-1001", *items: Json, kind: str = "professional", version: str = "2.1.0", **more: Any
) -> Json:
    """One statement as the guide wants it; `more` adds elements, and takes away those that are None."""
    is_facility = kind in {"inpatient", "outpatient"}
    profile = f"{GUIDE}/StructureDefinition/C4BB-ExplanationOfBenefit-{PROFILES[kind]}"
    whole = {
        "resourceType": "ExplanationOfBenefit",
        "id": f"eob-{number.lower()}",
        "meta": {"lastUpdated": "2026-03-20T09:00:00-05:00", "profile": [f"{profile}|{version}"]},
        "identifier": [identifier(number)],
        "status": "active",
        "type": concept(f"{THO}/claim-type", "institutional" if is_facility else kind),
        **(
            {"subType": concept(f"{GUIDE}/CodeSystem/C4BBInstitutionalClaimSubType", kind)}
            if is_facility
            else {}
        ),
        "use": "claim",
        "patient": {"reference": "Patient/p1"},
        "billablePeriod": {"start": "2026-03-02", "end": "2026-03-02"},
        "created": "2026-03-18T00:00:00-05:00",
        "insurer": {"reference": "Organization/plan", "display": "Juniper Health Plan"},
        "provider": {"reference": "Organization/o1", "display": "Alder Grove Counseling"},
        "outcome": "complete",
        "supportingInfo": [info("clmrecvddate", timingDate="2026-03-10")],
        "insurance": [{"focal": True, "coverage": {"reference": "Coverage/c1"}}],
        "item": list(items),
        **more,
    }
    return {name: value for name, value in whole.items() if value not in (None, [])}


def bundle(
    *resources: Json, kind: str = "searchset", base: str = "https://plan.example/fhir", **more: Any
) -> Json:
    return {
        "resourceType": "Bundle",
        "type": kind,
        **({"total": len(resources)} if kind == "searchset" else {}),
        "entry": [
            {"fullUrl": f"{base}/{one['resourceType']}/{one['id']}", "resource": one} for one in resources
        ],
        **more,
    }


def as_bytes(whole: Any) -> bytes:
    return json.dumps(whole, ensure_ascii=False, indent=1).encode()


def as_lines(*resources: Json, end: str = "\n") -> bytes:
    return "".join(json.dumps(one) + end for one in resources).encode()


def big_bundle(megabytes: int = 10) -> bytes:
    """As a member of many years downloads it; four lines a claim, each with ten amounts and a reason."""
    most = megabytes * 1024 * 1024
    claims = [_many_lines(number) for number in range(1, most // len(json.dumps(_many_lines(1))) + 2)]
    return json.dumps(bundle(patient(), organization(), coverage(), *claims)).encode()


def _many_lines(number: int) -> Json:
    told = amounts(
        submitted=180, eligible=150, copay=25, deductible=0, coinsurance=0, noncovered=0, benefit=125,
        paidtoprovider=125, memberliability=25,
    )  # fmt: skip
    how = paid("outofnetwork" if number % 3 == 0 else "innetwork")
    total = amounts(submitted=720, eligible=600, benefit=500, memberliability=100)
    lines = [line(place, "90837", *told, how, denial("45")) for place in range(1, 5)]
    return eob(f"BIG-{number:05}", *lines, total=total)
