"""Who is who in a FHIR file: the person, the plan, who billed. References are never fetched."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from requests_app.claims.readers.fhir_values import birth_day, code, codes, dicts, number, part, text

NPI = re.compile(r"\d{10}", re.ASCII)
TAX_ID = re.compile(r"\d{2}-?\d{7}|\d{3}-\d{2}-\d{4}", re.ASCII)
TAX_SYSTEMS = ("urn:oid:2.16.840.1.113883.4.4", "http://hl7.org/fhir/sid/us-ein")
MEDICARE_NUMBER = "http://hl7.org/fhir/sid/us-mbi"
ORDERS: dict[Decimal | int, str] = {1: "PRIMARY", 2: "SECONDARY", 3: "TERTIARY"}
LONGEST_REFERENCE = 500

Resource = dict[str, Any]


@dataclass(frozen=True)
class Party:
    """Who billed or gave care, as far as the file shows it."""

    name: str = ""
    npi: str = ""
    tax_id: str = ""


@dataclass(frozen=True)
class Person:
    key: str = ""
    name: str = ""
    born_on: date | None = None
    member_id: str = ""
    account: str = ""


class People:
    """Finds resources by what other resources call them: full address, end of it, or “Type/id”."""

    def __init__(self, resources: Iterable[tuple[str, Resource]]) -> None:
        self._known: dict[str, Resource] = {}
        self._read: dict[int, Party] = {}
        for address, resource in resources:
            for name in (address, f"{resource.get('resourceType')}/{code(resource.get('id'))}"):
                if name and not name.endswith("/"):
                    self._known.setdefault(name, resource)
                    self._known.setdefault(_end(name), resource)

    def resource(self, reference: Any, inside: Resource) -> Resource | None:
        """`inside`: the resource that holds the reference, which may hold what is meant, too."""
        address = reference.get("reference") if isinstance(reference, dict) else None
        if not isinstance(address, str) or not 0 < len(address) < LONGEST_REFERENCE:
            return None
        if address.startswith("#"):
            return next((one for one in dicts(inside.get("contained")) if one.get("id") == address[1:]), None)
        plain = address.split("/_history/")[0]
        return self._known.get(plain) or self._known.get(_end(plain))

    def party(self, reference: Any, inside: Resource) -> Party:
        resource = self.resource(reference, inside)
        own = Party(text(part(reference, "display")), *_numbers(dicts(part(reference, "identifier"))))
        return _together(self._party_of(resource, inside), own) if resource else own

    def _party_of(self, resource: Resource, inside: Resource) -> Party:
        # What is read once is kept, however many claims lead to it; contained ones belong to their claim.
        if id(resource) in self._read:
            return self._read[id(resource)]
        found = Party(_name(resource), *_numbers(dicts(resource.get("identifier"))))
        if resource.get("resourceType") == "PractitionerRole":
            for key in ("practitioner", "organization"):
                behind = self.resource(resource.get(key), inside)
                if behind and behind.get("resourceType") != "PractitionerRole":
                    found = _together(found, self._party_of(behind, inside))
        self._read[id(resource)] = found
        return found

    def person(self, claim: Resource) -> Person:
        reference = claim.get("patient")
        resource = self.resource(reference, claim) or {}
        numbers = [*dicts(part(reference, "identifier")), *dicts(resource.get("identifier"))]
        name = _name(resource) or text(part(reference, "display"))
        born_on = birth_day(resource.get("birthDate"))
        return Person(
            key=f"{name} {born_on}" if resource else _end(code(part(reference, "reference"))) or name,
            name=name,
            born_on=born_on,
            member_id=_typed(numbers, "MB", "um", "MC") or _of_system(numbers, MEDICARE_NUMBER),
            account=_typed(numbers, "pat", "AN"),
        )

    def coverage(self, claim: Resource) -> tuple[str, str]:
        """The member’s number, and which plan in order this is, by the coverage of the claim."""
        insurances = list(dicts(claim.get("insurance")))
        focal = [one for one in insurances if one.get("focal") is True] or insurances
        if len(focal) != 1:
            return "", ""
        reference = focal[0].get("coverage")
        resource = self.resource(reference, claim) or {}
        numbers = [*dicts(part(reference, "identifier")), *dicts(resource.get("identifier"))]
        order = number(resource.get("order"))
        return (
            _typed(numbers, "MB", "um", "MC") or text(resource.get("subscriberId"), 50),
            ORDERS.get(order, "") if order is not None else "",
        )


def _together(first: Party, second: Party) -> Party:
    return Party(first.name or second.name, first.npi or second.npi, first.tax_id or second.tax_id)


def _end(address: str) -> str:
    return "/".join(address.rsplit("/", 2)[-2:])


def _name(resource: Resource) -> str:
    """Of a person, the name it goes by: official before usual before any other."""
    name = resource.get("name")
    if isinstance(name, str):
        return text(name)
    names = sorted(
        (one for one in dicts(name) if code(one.get("use")) not in {"old", "maiden", "anonymous"}),
        key=lambda one: {"official": 0, "usual": 1}.get(code(one.get("use")), 2),
    )
    for one in names:
        given = one.get("given")
        words = [
            *(given if isinstance(given, list) else [given]),
            one.get("family"),
            *(one["suffix"] if isinstance(one.get("suffix"), list) else []),
        ]
        whole = text(one.get("text")) or text(" ".join(word for word in words if isinstance(word, str)))
        if whole:
            return whole
    return ""


def _numbers(identifiers: Iterable[Resource]) -> tuple[str, str]:
    """NPI and tax number. Several different ones tell nothing: which of them billed is not shown."""
    npis: set[str] = set()
    tax_ids: set[str] = set()
    for one in identifiers:
        value, system, kinds = code(one.get("value")), code(one.get("system")), codes(one.get("type"))
        if NPI.fullmatch(value) and (system.endswith("us-npi") or kinds & {"npi", "NPI"}):
            npis.add(value)
        elif TAX_ID.fullmatch(value) and (system in TAX_SYSTEMS or kinds & {"TAX", "tax", "EN"}):
            tax_ids.add(value.replace("-", ""))
    return _only(npis), _only(tax_ids)


def _only(values: set[str]) -> str:
    return next(iter(values)) if len(values) == 1 else ""


def _typed(identifiers: list[Resource], *kinds: str) -> str:
    for kind in kinds:
        for one in identifiers:
            if kind in codes(one.get("type")) and (value := text(one.get("value"), 50)):
                return value
    return ""


def _of_system(identifiers: list[Resource], system: str) -> str:
    return next((text(one.get("value"), 50) for one in identifiers if code(one.get("system")) == system), "")
