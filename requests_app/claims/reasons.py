"""Reason codes of claims (CARC, RARC, groups) in our own words, from the knowledge library and nowhere else.

A code the library does not have gets no words: the plan has to be asked.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from requests_app.claims.statement import Adjustment, Statement
from requests_app.knowledge import store
from requests_app.knowledge.records import Record
from requests_app.knowledge.vocabulary import Kind

GROUPS = ("CO", "PR", "OA", "PI", "CR")
_WRITTEN = re.compile(rf"({'|'.join(GROUPS)})[ -]?([A-Z]?[0-9]{{1,3}})")
_REASON = re.compile(r"[A-Z]?[0-9]{1,3}")
COST_SHARE = "cost_share"


@dataclass(frozen=True)
class Reason:
    """Why part of a charge was not paid. `record` None: we have no words for the code."""

    group: str
    code: str
    amount: Decimal | None = None
    record: Record | None = None

    @property
    def topic(self) -> str:
        return self.record.topic if self.record else ""

    @property
    def is_on_patient(self) -> bool:
        return self.group == "PR"

    @property
    def name(self) -> str:
        """“PR 242”: as it stands on remittances."""
        return f"{self.group} {self.code}".strip()


@dataclass(frozen=True)
class Explained:
    """One code of a claim with our words for it. `words` empty: we have none. `confirm`: ask before relying
    on it. `lines`: places from 1; empty: the whole claim."""

    code: str
    words: str
    record_id: str = ""
    confirm: bool = False
    lines: tuple[int, ...] = ()


def reasons_of(adjustments: Iterable[Adjustment], remarks: Iterable[str] = ()) -> tuple[Reason, ...]:
    """Of what was adjusted, and of remarks that are written like a group with a reason (“PR-242”)."""
    written = [(one.group, one.code, one.amount) for one in adjustments]
    known = {(group, code) for group, code, _ in written}
    for remark in remarks:
        read = from_text(remark)
        if read is not None and read.group and (read.group, read.code) not in known:
            written.append((read.group, read.code, None))
    return tuple(Reason(group, code, amount, reason_record(code)) for group, code, amount in written)


def from_text(text: str) -> Adjustment | None:
    """“PR-242”, “CO 45” or “242” as somebody types them from a paper; None: not written like a reason."""
    plain = text.strip().upper()
    if match := _WRITTEN.fullmatch(plain):
        return Adjustment.model_validate({"group": match[1], "code": _plain(match[2])})
    return Adjustment(code=_plain(plain)) if _REASON.fullmatch(plain) and plain[0] not in "MN" else None


def reason_record(code: str) -> Record | None:
    return _records(Kind.CARC).get(_plain(code))


def remark_record(code: str) -> Record | None:
    return _records(Kind.RARC).get(code.strip().upper())


def group_record(group: str) -> Record | None:
    return _records(Kind.CLAIM_GROUP_CODE).get(group)


def words_of(code: str, language: str, group: str = "") -> str:
    """Our words for a reason or remark code, with those for its group; “” where we have none."""
    record = reason_record(code) or remark_record(code)
    if record is None:
        return ""
    parts = [_said(record, language)]
    if group_words := group_record(group):
        parts.append(_said(group_words, language))
    return " ".join(parts)


def explained(statement: Statement, language: str) -> tuple[Explained, ...]:
    """Every code a claim shows, each once, in the order of the lines."""
    found: dict[tuple[str, str], set[int]] = {}
    whole = [(0, statement.adjustments, statement.remarks)]
    lines = [(place, one.adjustments, one.remarks) for place, one in enumerate(statement.lines, start=1)]
    for place, adjustments, remarks in (*whole, *lines):
        for one in adjustments:
            found.setdefault((one.group, one.code), set()).add(place)
        for remark in remarks:
            read = from_text(remark)
            key = (read.group, read.code) if read is not None and read.group else ("", remark)
            found.setdefault(key, set()).add(place)
    return tuple(_explained(group, code, places, language) for (group, code), places in found.items())


def _explained(group: str, code: str, places: set[int], language: str) -> Explained:
    record = reason_record(code) or remark_record(code)
    return Explained(
        code=f"{group} {code}".strip(),
        words=words_of(code, language, group),
        record_id=record.id if record else "",
        confirm=record.needs_confirming if record else False,
        lines=() if 0 in places else tuple(sorted(places)),
    )


def _said(record: Record, language: str) -> str:
    return record.text.es if language.startswith("es") else record.text.en


def _plain(code: str) -> str:
    """“0242” is “242”."""
    return code.strip().upper().lstrip("0") or "0"


@cache
def _records(kind: str) -> dict[str, Record]:
    """By code. A note to a code gives way to the code itself."""
    found: dict[str, Record] = {}
    for record in store.records(kind=kind):
        found.setdefault(str(record.value), record)
    return found
