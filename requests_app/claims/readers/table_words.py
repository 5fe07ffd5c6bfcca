"""Words of a table that stand for one of a few things: network, status, what kind of claim. Pure.

What is not in here is unclear and left out; it is never taken for the nearest.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from requests_app.claims.readers.table_cells import Unclear, text
from requests_app.common.csv_rows import plain

IN, OUT = "IN_NETWORK", "OUT_OF_NETWORK"
NETWORK = {
    IN: (
        "in", "in network", "inn", "innetwork", "in net", "yes", "y", "par", "participating", "network",
        "preferred", "in network provider",
        "participating provider", "dentro de la red", "si", "true", "in plan",
    ),
    OUT: (
        "out", "out of network", "oon", "outofnetwork", "out network", "no", "n", "nonpar", "non par",
        "non participating", "nonparticipating", "non network", "out of net", "not in network", "false",
        "out of network provider", "fuera de la red", "non preferred", "non participating provider",
        "out of plan",
    ),
}  # fmt: skip
NOT_SHOWN = {"not shown", "unknown", "n a", "na", "not available", "not applicable", "no se muestra"}
STATUS = {
    "PROCESSED": (
        "processed", "paid", "finalized", "complete", "completed", "approved", "adjudicated", "closed",
        "adjusted", "partially paid", "partial", "allowed", "final", "finalised", "procesada", "pagada",
        "settled", "processed as primary", "processed as secondary", "processed paid", "1", "2", "3",
        "corrected", "partially approved", "partially denied",
    ),
    "DENIED": (
        "denied", "rejected", "not paid", "not covered", "disallowed", "negada", "denegada", "declined", "4",
        "denied claim", "processed denied",
    ),
    "PENDING": (
        "pending", "in process", "processing", "in review", "received", "open", "under review", "in progress",
        "pended", "submitted", "pendiente", "en proceso", "on hold",
    ),
    "REVERSED": (
        "reversed", "voided", "void", "cancelled", "canceled", "reversal", "taken back", "retracted", "22",
        "reversal of previous payment", "anulada",
    ),
}  # fmt: skip
FREQUENCY = {
    "ORIGINAL": ("original", "1", "new", "new claim"),
    "REPLACEMENT": (
        "replacement",
        "7",
        "corrected",
        "corrected claim",
        "adjustment",
        "adjusted",
        "adjusted claim",
    ),
    "VOID": ("void", "8", "cancel", "reversal", "reversed", "voided"),
}
KIND = {
    "FACILITY": ("facility", "institutional", "hospital", "ub 04", "ub04", "837i", "institucional"),
    "PROFESSIONAL": ("professional", "physician", "cms 1500", "cms1500", "hcfa 1500", "837p", "profesional"),
}
# Under “Claim type” plans also write these, which say nothing of either.
SAYS_NOTHING = {
    "medical",
    "health",
    "dental",
    "vision",
    "pharmacy",
    "rx",
    "outpatient",
    "inpatient",
    "behavioral",
}
ORDER = {
    "PRIMARY": ("primary", "1", "p", "first"),
    "SECONDARY": ("secondary", "2", "s", "second"),
    "TERTIARY": ("tertiary", "3", "t", "third"),
}
_CODE = re.compile(r"(?:(?:CPT|HCPCS|PROC)[:# ]*)?([A-Z]\d{4}|\d{4}[A-Z0-9])(?![A-Za-z0-9])(.*)", re.I | re.S)
# Right behind the code, or alone behind it: “90837 - 60 minutes” has words there, and no modifier.
_TIGHT = re.compile(r"(?:[-:][A-Z0-9]{2}(?![A-Za-z0-9])){1,4}", re.IGNORECASE)
_ALONE = re.compile(r"(?:\s*[-:,/ ]\s*[A-Z0-9]{2}){1,4}", re.IGNORECASE)
_MODIFIER = re.compile(r"[A-Z0-9]{2}")
_REASON = re.compile(r"(CO|PR|OA|PI|CR)[- ]?([A-Z]?\d{1,3})", re.IGNORECASE)
_REMARK = re.compile(r"[A-Z]{0,3}\d{1,4}[A-Z]?|[A-Z]{1,3}", re.IGNORECASE)
_PARTING = re.compile(r"[,;/|\s]+")


@dataclass(frozen=True)
class Service:
    code: str = ""
    modifier: str = ""
    words: str = ""


def one_of(
    cell: str, known: Mapping[str, tuple[str, ...]], *, nothing: frozenset[str] | set[str] = frozenset()
) -> str:
    """The name the words stand for; “” where the cell says nothing. Raises Unclear."""
    bare = plain(text(cell, 60))
    if not bare or bare in nothing:
        return ""
    for name, said in known.items():
        if bare in said:
            return name
    raise Unclear(text(cell, 60))


def network(cell: str) -> str:
    return one_of(cell, NETWORK, nothing=NOT_SHOWN)


def service(cell: str) -> Service:
    """90837; H0015-HQ; CPT 90837 - 95; 99213 Office visit. Raises Unclear."""
    said = text(cell, 200)
    if not said:
        return Service()
    found = _CODE.fullmatch(said)
    if not found:
        raise Unclear(said)
    rest = found[2].strip()
    marks = _ALONE.fullmatch(found[2].rstrip()) or _TIGHT.match(rest)
    said_more = "" if marks is None or marks.end() >= len(rest) else rest[marks.end() :]
    more = rest if marks is None else said_more
    return Service(found[1].upper(), modifier(marks[0]) if marks else "", text(more.strip(" -:–—,()"), 120))


def service_in_words(described: str) -> Service:
    """A description that begins with a code, in a table that has no column for codes."""
    found = _CODE.fullmatch(described)
    return service(described) if found and found[2].strip(" -:") else Service()


def modifier(*cells: str) -> str:
    """Up to four of two marks each, as “95-HO”. Raises Unclear."""
    found = [part.upper() for cell in cells for part in re.split(r"[-:,;/\s]+", text(cell, 20)) if part]
    if any(not _MODIFIER.fullmatch(one) for one in found) or len(found) > 4:
        raise Unclear(" ".join(found))
    return "-".join(found)


def revenue_code(cell: str) -> str:
    said = text(cell, 60).split(" ")[0]
    if not said:
        return ""
    if not said.isascii() or not said.isdigit() or len(said) > 4:
        raise Unclear(said)
    return said.zfill(4)


def npi(cell: str) -> str:
    said = text(cell, 20).removesuffix(".0")
    if said and not (said.isascii() and said.isdigit() and len(said) == 10):
        raise Unclear(said)
    return said


def tax_id(cell: str) -> str:
    said = text(cell, 20).replace("-", "").removesuffix(".0")
    if said and not (said.isascii() and said.isdigit() and len(said) == 9):
        raise Unclear(said)
    return said


def codes(cell: str) -> tuple[list[tuple[str, str]], list[str]]:
    """Reasons by group and code, and remarks. Words of a sentence are no codes. Raises Unclear."""
    said = text(cell, 200)
    reasons = [(found[1].upper(), found[2].upper()) for found in _REASON.finditer(said)]
    rest = [part for part in _PARTING.split(_REASON.sub(" ", said)) if part]
    if any(not _REMARK.fullmatch(one) for one in rest):
        raise Unclear(said)
    return reasons, [one.upper() for one in rest]
