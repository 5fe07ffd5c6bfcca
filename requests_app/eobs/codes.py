"""Codes as people type them from a statement: what was done, and why it was not paid. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass

from requests_app.claims.reasons import from_text
from requests_app.common.codes import ServiceCodeKind, clean_service_code

_NOTE = re.compile(r"[A-Za-z0-9 .:/_-]{1,20}")
MOST_CODES = 12


class CodesProblem(Exception):
    """`code`: what cannot be a code."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True)
class Codes:
    """`reasons`: group and reason code, as (“CO”, “242”); `notes`: as typed."""

    reasons: tuple[tuple[str, str], ...] = ()
    notes: tuple[str, ...] = ()


def read_codes(text: str) -> Codes:
    """From “CO-242, N130”. A number alone may be the plan’s own, so it stays a note. Raises CodesProblem."""
    reasons, notes = [], []
    for part in _parts(text):
        found = from_text(part)
        if found is not None and found.group:
            reasons.append((str(found.group), found.code))
        elif _NOTE.fullmatch(part):
            notes.append(part.upper())
        else:
            raise CodesProblem(part[:20])
    if len(reasons) + len(notes) > MOST_CODES:
        raise CodesProblem("…")
    return Codes(tuple(dict.fromkeys(reasons)), tuple(dict.fromkeys(notes)))


def _parts(text: str) -> list[str]:
    return [part for part in (one.strip() for one in re.split(r"[,;\n]+", text)) if part]


def service_columns(text: str) -> dict[str, str]:
    """A revenue code has a column of its own."""
    if not text:
        return {"code": "", "modifier": "", "revenue_code": ""}
    read = clean_service_code(text)
    if read.kind == ServiceCodeKind.REVENUE:
        return {"code": "", "modifier": "", "revenue_code": read.code}
    return {"code": read.code, "modifier": read.modifier}
