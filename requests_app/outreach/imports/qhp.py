"""A plan's `providers.json`, the file that plans of the federal Marketplace publish (45 CFR 156.230(c))."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from requests_app.models.outreach import ListedAccepting, OfficeKind
from requests_app.outreach.imports.rows import Fault, FileRefused, ReadList, Reason, dicts, rows_of

# “accepting in some locations” leaves open which: call to ask.
ACCEPTING = {"accepting": ListedAccepting.YES, "not accepting": ListedAccepting.NO}
KINDS = {"INDIVIDUAL": OfficeKind.PERSON, "FACILITY": OfficeKind.FACILITY, "GROUP": OfficeKind.FACILITY}
_TELLING = {"npi", "facility_name", "addresses", "speciality", "specialty", "accepting", "plans"}


def read_qhp(providers: list[Any]) -> ReadList:
    """Row numbers are places in the file, from 1. A provider with several addresses is several offices."""
    if not providers:
        raise FileRefused(Fault.EMPTY)
    if not any(isinstance(one, dict) and _TELLING & one.keys() for one in providers):
        raise FileRefused(Fault.FOREIGN, "JSON")
    return rows_of(_rows(providers))


def _rows(providers: list[Any]) -> Iterator[tuple[int, dict[str, Any] | Reason]]:
    for number, one in enumerate(providers, start=1):
        if not isinstance(one, dict):
            yield number, Reason.UNREADABLE
            continue
        said = _facts(one)
        for address in list(dicts(one.get("addresses"))) or [{}]:
            yield number, said | _place(one, address)


def _facts(one: dict[str, Any]) -> dict[str, Any]:
    """What is the same at each of its addresses."""
    kind = KINDS.get(str(one.get("type", "")).upper())
    return {
        "name": _name(one),
        "kind": kind.value if kind else "",
        "npi": one.get("npi"),
        "specialty": _words(one.get("specialty") or one.get("speciality") or one.get("facility_type")),
        "listed_accepting": _accepting(one.get("accepting")),
    }


def _place(one: dict[str, Any], address: dict[str, Any]) -> dict[str, Any]:
    return {
        "phone": address.get("phone") or one.get("phone"),
        "street": _joined(address.get("address"), address.get("address_2")),
        "city": address.get("city"),
        "state": address.get("state"),
        "zip_code": address.get("zip"),
    }


def _name(one: dict[str, Any]) -> str:
    name = one.get("name")
    if isinstance(name, dict):
        parts = [name.get(part) for part in ("prefix", "first", "middle", "last")]
        text = " ".join(part.strip() for part in parts if isinstance(part, str) and part.strip())
        suffix = name.get("suffix")
        return f"{text}, {suffix}" if text and isinstance(suffix, str) and suffix.strip() else text
    if isinstance(name, str) and name.strip():
        return name
    return _words(one.get("facility_name") or one.get("group_name"))


def _accepting(said: Any) -> str:
    found = ACCEPTING.get(said.strip().casefold()) if isinstance(said, str) else None
    return found.value if found else ""


def _words(value: Any) -> str:
    if isinstance(value, list):
        return _joined(*value)
    return value if isinstance(value, str) else ""


def _joined(*parts: Any) -> str:
    return ", ".join(part.strip() for part in parts if isinstance(part, str) and part.strip())
