"""From bytes to the FHIR resources of a file: one resource, a Bundle, a list, or one a line (NDJSON).

Bounded before anything is built: how many bytes, how many parts, how deep. Numbers are exact decimals.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, NoReturn

from requests_app.claims.readers.base import Refused, note, text_of, words
from requests_app.claims.statement import Note

Resource = dict[str, Any]
MEGABYTE = 1024 * 1024
MOST_BYTES = 25 * MEGABYTE
# Each brace, bracket and comma becomes an object of its own; this many fit into the memory of the reader.
MOST_PARTS = 2_500_000
MOST_RESOURCES = 50_000
DEEPEST_BUNDLE = 3
MOST_BROKEN_LINES = 20
KIND = re.compile(r"[A-Z][A-Za-z]{1,59}", re.ASCII)
WANTED = "ExplanationOfBenefit"
# What people download by mistake, refused in words of its own; anything else by its name.
BY_NAME = {
    "Patient": "fhir.patient",
    "Coverage": "fhir.coverage",
    "Claim": "fhir.claim",
    "ClaimResponse": "fhir.claim_response",
}


@dataclass
class Found:
    """`resources`: each with the address it is referred to by (“” where it has none)."""

    resources: list[tuple[str, Resource]] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
    kinds: Counter[str] = field(default_factory=Counter)
    said: str = ""

    def statements(self) -> list[Resource]:
        return [one for _, one in self.resources if one.get("resourceType") == WANTED]


def resources_of(data: bytes) -> Found:
    """Raises Refused for a file without a single statement of benefits."""
    if len(data) > MOST_BYTES or sum(data.count(mark) for mark in (b"{", b"[", b",")) > MOST_PARTS:
        raise Refused("fhir.too_large")
    text = text_of(data).strip("\ufeff \t\r\n\x00")
    if text.startswith("<"):
        raise Refused("fhir.xml" if "hl7.org/fhir" in text[:4000] else "fhir.not_fhir")
    found = Found()
    for whole in _documents(text, found):
        _gather(whole, "", found, depth=0)
    if not found.kinds[WANTED]:
        _refuse(found)
    others = sum(count for kind, count in found.kinds.items() if kind not in {WANTED, "Bundle"})
    if others:
        found.notes.append(note("fhir.others_left", count=others, found=_counted(found.kinds)))
    return found


def _documents(text: str, found: Found) -> Iterable[Any]:
    try:
        return [_parsed(text)]
    except json.JSONDecodeError as fault:
        # A second document begins behind the first: one resource a line.
        if fault.msg != "Extra data" and "\n" not in text[: fault.pos]:
            _refuse_json(text, fault)
        lines = _lines(text, found)
        if not lines:
            _refuse_json(text, fault)
        return lines


def _lines(text: str, found: Found) -> list[Any]:
    read: list[Any] = []
    broken: list[int] = []
    for number, line in enumerate(text.split("\n"), start=1):
        if not line.strip():
            continue
        try:
            read.append(_parsed(line))
        except json.JSONDecodeError:
            if not read:
                return []
            broken.append(number)
            if len(broken) > MOST_BROKEN_LINES:
                raise Refused("fhir.not_json", place=f"{number}") from None
    found.notes += [note("fhir.broken_line", line=number) for number in broken]
    return read


def _parsed(text: str) -> Any:
    try:
        return json.loads(text, parse_float=Decimal, parse_int=Decimal, parse_constant=_no_number)
    except RecursionError:
        raise Refused("fhir.too_deep") from None


def _no_number(text: str) -> NoReturn:
    raise json.JSONDecodeError("no number", text, 0)


def _refuse_json(text: str, fault: json.JSONDecodeError) -> NoReturn:
    is_cut_off = fault.pos >= len(text) or fault.msg.startswith("Unterminated string")
    raise Refused("fhir.cut_off" if is_cut_off else "fhir.not_json", place=f"{fault.lineno}") from None


def _gather(one: Any, address: str, found: Found, *, depth: int) -> None:
    if isinstance(one, list):
        for each in one if depth < DEEPEST_BUNDLE else ():
            _gather(each, "", found, depth=depth + 1)
        return
    if not isinstance(one, dict):
        return
    kind = one.get("resourceType")
    if not isinstance(kind, str) or not KIND.fullmatch(kind):
        return
    found.kinds[kind] += 1
    if len(found.resources) >= MOST_RESOURCES:
        raise Refused("fhir.too_large")
    if kind == "OperationOutcome" and not found.said:
        found.said = _said(one)
    if kind != "Bundle":
        found.resources.append((address, one))
    elif depth < DEEPEST_BUNDLE:
        _open(one, found, depth=depth)


def _open(bundle: Resource, found: Found, *, depth: int) -> None:
    entries = bundle.get("entry")
    for entry in entries if isinstance(entries, list) else ():
        if isinstance(entry, dict):
            address = entry.get("fullUrl")
            _gather(
                entry.get("resource"), address if isinstance(address, str) else "", found, depth=depth + 1
            )
    links = bundle.get("link")
    if any(
        isinstance(link, dict) and link.get("relation") == "next" and link.get("url")
        for link in (links if isinstance(links, list) else ())
    ):
        found.notes.append(note("fhir.more_pages"))


def _refuse(found: Found) -> NoReturn:
    kinds = [kind for kind in found.kinds if kind != "Bundle"]
    if not kinds:
        raise Refused("fhir.empty_bundle" if found.kinds else "fhir.not_fhir")
    if len(kinds) > 1:
        raise Refused("fhir.no_statement", found=_counted(found.kinds))
    if kinds == ["OperationOutcome"]:
        raise Refused("fhir.server_said", said=found.said)
    raise Refused(BY_NAME.get(kinds[0], "fhir.other_resource"), resource=kinds[0])


def _counted(kinds: Counter[str]) -> str:
    return ", ".join(
        f"{kind} ({count})"
        for kind, count in sorted(kinds.items(), key=lambda pair: (-pair[1], pair[0]))
        if kind not in {WANTED, "Bundle"}
    )


def _said(outcome: Resource) -> str:
    """What the plan’s server answered instead of a file."""
    issues = outcome.get("issue")
    for issue in issues if isinstance(issues, list) else ():
        if isinstance(issue, dict):
            details = issue.get("details")
            for told in (issue.get("diagnostics"), details.get("text") if isinstance(details, dict) else ""):
                if isinstance(told, str) and told.strip():
                    return words(told, 150).rstrip(".! ")
    return ""
