"""The numbers of a claim: its own, those of claims before and after it, its place in history."""

from __future__ import annotations

from typing import Any

from requests_app.claims.readers.fhir_lines import Trouble
from requests_app.claims.readers.fhir_people import People
from requests_app.claims.readers.fhir_values import code, codes, codings, dicts, part, text

Resource = dict[str, Any]
KINDS = {"institutional": "FACILITY", "professional": "PROFESSIONAL"}
TYPE_OF_BILL = {"1": "ORIGINAL", "7": "REPLACEMENT", "8": "VOID"}
LONGEST_NUMBER = 50


def numbers_of(claim: Resource, people: People, trouble: Trouble) -> dict[str, Any]:
    number = claim_number(claim)
    prior, by = (other if other != number else "" for other in related(claim))
    if by:
        trouble.add("fhir.replaced_by", number=by)
    frequency = "REPLACEMENT" if prior else _type_of_bill(claim)
    authorizations = [
        told
        for holder in (
            claim,
            *(one for one in dicts(claim.get("insurance")) if one.get("focal") is not False),
        )
        for one in (holder["preAuthRef"] if isinstance(holder.get("preAuthRef"), list) else ())
        if (told := text(one, 50))
    ]
    kinds = [KINDS[one.code] for one in codings(claim.get("type")) if one.code in KINDS]
    return {
        "claim_number": number,
        "prior_claim_number": prior,
        "patient_account": _account(claim) or people.person(claim).account,
        "frequency": "VOID" if claim.get("status") == "cancelled" else frequency,
        "authorization_number": authorizations[0] if len(set(authorizations)) == 1 else "",
        "kind": kinds[0] if len(set(kinds)) == 1 else "",
    }


def claim_number(claim: Resource) -> str:
    """The plan’s number of the claim; Medicare writes that of a group of claims beside it."""
    identifiers = [
        one
        for one in dicts(claim.get("identifier"))
        if not code(one.get("system")).endswith(("/claim-group", "/rx_srvc_rfrnc_num"))
    ]
    typed = [one for one in identifiers if "uc" in codes(one.get("type"))]
    return next((told for one in typed or identifiers if (told := _number(one.get("value")))), "")


def _number(value: Any) -> str:
    """A number that is cut short is another number."""
    told = text(value, 200)
    return told if len(told) <= LONGEST_NUMBER else ""


def related(claim: Resource) -> tuple[str, str]:
    """The number of the claim this one corrects, and of the one that took its place."""
    prior = by = ""
    for one in dicts(claim.get("related")):
        kinds = codes(one.get("relationship"))
        other = _number(part(one, "reference", "value")) or _number(part(one, "claim", "identifier", "value"))
        if "prior" in kinds:
            prior = prior or other
        elif "replacedby" in kinds:
            by = by or other
    return prior, by


def _type_of_bill(claim: Resource) -> str:
    """The last digit of a facility’s type of bill tells its place in the history of the claim."""
    for one in dicts(claim.get("supportingInfo")):
        if "typeofbill" in codes(one.get("category")):
            for told in (coding.code for coding in codings(one.get("code"))):
                if told.isascii() and told.isdigit() and len(told) in (1, 3, 4):
                    return TYPE_OF_BILL.get(told[-1], "")
    return ""


def _account(claim: Resource) -> str:
    for one in dicts(claim.get("supportingInfo")):
        if "patientaccountnumber" in codes(one.get("category")):
            return _number(one.get("valueString"))
    return ""
