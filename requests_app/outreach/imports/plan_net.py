"""A provider directory as plans publish it: a FHIR R4 Bundle by the Da Vinci PDex Plan-Net guide.

Read tolerantly, and only what an office needs (docs/adr/0014): one slip of a server somewhere in a resource
must not cost the whole list. A listing that does not state whether new patients are taken says nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from requests_app.models.outreach import ListedAccepting, OfficeKind
from requests_app.outreach.imports.rows import (
    LONGEST_CELL,
    Fault,
    FileRefused,
    ReadList,
    Reason,
    dicts,
    rows_of,
    shown,
)

NEW_PATIENTS = "/StructureDefinition/newpatients"
NPI_SYSTEM = "http://hl7.org/fhir/sid/us-npi"
# Codes of AcceptingPatientsCS; “existptfam” takes the families of present patients only.
ACCEPTING = {
    "newpt": ListedAccepting.YES,
    "nopt": ListedAccepting.NO,
    "existptonly": ListedAccepting.EXISTING_ONLY,
    "existptfam": ListedAccepting.EXISTING_ONLY,
}
# Which reference of a resource leads to the one that is the office, and what kind that makes it.
OFFICES = {
    "PractitionerRole": ("practitioner", OfficeKind.PERSON),
    "OrganizationAffiliation": ("participatingOrganization", OfficeKind.FACILITY),
    "HealthcareService": ("providedBy", OfficeKind.FACILITY),
}

Resource = dict[str, Any]


def read_plan_net(bundle: Resource) -> ReadList:
    """Row numbers are places in the bundle, from 1."""
    if bundle.get("resourceType") != "Bundle":
        raise FileRefused(Fault.FOREIGN, shown(bundle.get("resourceType"))[:40])
    return rows_of(_Reader(bundle).rows())


@dataclass(frozen=True)
class _Facts:
    """What one resource says by itself."""

    name: str
    npi: str
    phone: str
    specialty: str
    accepting: str
    address: dict[str, str]


class _Reader:
    def __init__(self, bundle: Resource) -> None:
        self.entries: list[tuple[int, Resource]] = []
        self.by_reference: dict[str, Resource] = {}
        self.named: set[int] = set()
        self.facts: dict[int, _Facts] = {}
        for number, entry in enumerate(dicts(bundle.get("entry")), start=1):
            resource = entry.get("resource")
            if isinstance(resource, dict):
                self.entries.append((number, resource))
                for name in _names(entry, resource):
                    self.by_reference.setdefault(name, resource)

    def rows(self) -> Iterator[tuple[int, Resource | Reason]]:
        """Roles first: a person or place that a role tells of is not told again by itself."""
        for number, resource in self.entries:
            if _string(resource.get("resourceType")) in OFFICES:
                yield number, self._of_role(resource)
        for number, resource in self.entries:
            kind = {"Practitioner": OfficeKind.PERSON, "Organization": OfficeKind.FACILITY}.get(
                _string(resource.get("resourceType"))
            )
            if kind and id(resource) not in self.named and not _is_network(resource):
                yield number, self._row(kind, resource, resource, [])

    def _of_role(self, role: Resource) -> Resource | Reason:
        key, kind = OFFICES[_string(role["resourceType"])]
        who = self._resolved(role.get(key))
        # Of an affiliation, the other organization is a network or the plan, not where the office is.
        owner = self._resolved(role.get("organization")) if kind == OfficeKind.PERSON else None
        for known in (who, owner):
            if known is not None:
                self.named.add(id(known))
        if role.get("active") is False or (who is not None and who.get("active") is False):
            return Reason.NOT_ACTIVE
        places = [place for one in dicts(role.get("location")) if (place := self._resolved(one))]
        row = self._row(kind, who or {}, role, [*places, *([owner] if owner else [])])
        if not row["name"]:
            row["name"] = _display(role.get(key)) or _string(role.get("name"))
        return row

    def _row(self, kind: OfficeKind, who: Resource, role: Resource, places: list[Resource]) -> Resource:
        """Each fact from the nearest resource that has it: the role, its places, then the person."""
        own, person = self._facts_of(role), self._facts_of(who)
        there = [self._facts_of(one) for one in places]
        near = [own, *there, person]
        return {
            "name": person.name,
            "kind": kind.value,
            "npi": person.npi or own.npi,
            "phone": next((one.phone for one in near if one.phone), ""),
            "specialty": own.specialty or person.specialty,
            "listed_accepting": next((one.accepting for one in near if one.accepting), ""),
            **next((one.address for one in [*there, own, person] if one.address), {}),
        }

    def _facts_of(self, resource: Resource) -> _Facts:
        """Read once, however many lead to it: what a file costs grows with its size and no faster."""
        if id(resource) not in self.facts:
            self.facts[id(resource)] = _Facts(
                name=_name(resource),
                npi=_npi(resource),
                phone=_phone(resource),
                specialty=_specialty(resource),
                accepting=_accepting(resource),
                address=_address(resource),
            )
        return self.facts[id(resource)]

    def _resolved(self, reference: Any) -> Resource | None:
        """By full address, by “Type/id” or the end of an address, or contained; never fetched."""
        text = reference.get("reference") if isinstance(reference, dict) else None
        if not isinstance(text, str) or not text:
            return None
        plain = text.split("/_history/")[0]
        return self.by_reference.get(plain) or self.by_reference.get("/".join(plain.split("/")[-2:]))


def _names(entry: Resource, resource: Resource) -> Iterator[str]:
    if isinstance(entry.get("fullUrl"), str):
        yield entry["fullUrl"]
    if isinstance(resource.get("id"), str):
        yield f"{resource.get('resourceType')}/{resource['id']}"


def _is_network(resource: Resource) -> bool:
    """Plans and their networks are organizations too, and no offices."""
    codings = [coding for kind in dicts(resource.get("type")) for coding in dicts(kind.get("coding"))]
    return any(coding.get("code") in ("ntwk", "payer") for coding in codings)


def _name(who: Resource) -> str:
    name = who.get("name")
    if isinstance(name, str):
        return _string(name)
    found = sorted(dicts(name), key=lambda one: one.get("use") not in ("official", "usual"))
    for one in found:
        if whole := _string(one.get("text")):
            return whole
        parts = [*_strings(one.get("prefix")), *_strings(one.get("given")), _string(one.get("family"))]
        last = [*_strings(one.get("suffix"))]
        text = " ".join(part for part in parts if part)
        if text:
            return ", ".join([text, *last])
    return ""


def _npi(resource: Resource) -> str:
    for one in dicts(resource.get("identifier")):
        if one.get("system") == NPI_SYSTEM and one.get("value"):
            return str(one["value"])
    return ""


def _phone(resource: Resource) -> str:
    found = [
        one for one in dicts(resource.get("telecom")) if one.get("system") == "phone" and one.get("value")
    ]
    found.sort(key=lambda one: one.get("use") in ("home", "mobile", "old"))
    return _string(found[0]["value"]).removeprefix("tel:") if found else ""


def _specialty(resource: Resource) -> str:
    """In words; a bare taxonomy code says nothing to a person."""
    concepts = [*dicts(resource.get("specialty"))]
    concepts += [code for one in dicts(resource.get("qualification")) for code in dicts([one.get("code")])]
    words = [_string(one.get("text")) or _first_display(one) for one in concepts]
    return ", ".join(dict.fromkeys(word for word in words if word))


def _first_display(concept: Resource) -> str:
    return next((text for one in dicts(concept.get("coding")) if (text := _string(one.get("display")))), "")


def _accepting(resource: Resource) -> str:
    """What all its “new patients” entries agree on; where networks differ, nobody knows: call to ask."""
    said = {
        code
        for one in dicts(resource.get("extension"))
        if str(one.get("url", "")).endswith(NEW_PATIENTS)
        for code in _accepting_codes(one)
    }
    values = {ACCEPTING[code].value for code in said if code in ACCEPTING}
    return values.pop() if len(values) == 1 and all(code in ACCEPTING for code in said) else ""


def _accepting_codes(extension: Resource) -> Iterator[str]:
    for one in dicts(extension.get("extension")):
        if one.get("url") != "acceptingPatients":
            continue
        if isinstance(one.get("valueBoolean"), bool):
            yield "newpt" if one["valueBoolean"] else "nopt"
        elif isinstance(one.get("valueCode"), str):
            yield one["valueCode"]
        else:
            for concept in dicts([one.get("valueCodeableConcept")]):
                for coding in dicts(concept.get("coding")):
                    yield str(coding.get("code", ""))


def _address(resource: Resource) -> dict[str, str]:
    address = resource.get("address")
    found = [address] if isinstance(address, dict) else list(dicts(address))
    if not found:
        return {}
    one = found[0]
    return {
        "street": ", ".join(_strings(one.get("line"))),
        "city": _string(one.get("city")),
        "state": _string(one.get("state")),
        "zip_code": _string(one.get("postalCode")),
    }


def _display(reference: Any) -> str:
    return _string(reference.get("display")) if isinstance(reference, dict) else ""


def _string(value: Any) -> str:
    return value[:LONGEST_CELL].strip() if isinstance(value, str) else ""


def _strings(value: Any) -> list[str]:
    found = value if isinstance(value, list) else []
    return [text for one in found if (text := _string(one))]
