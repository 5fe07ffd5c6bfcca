"""A service line of a remittance (loop 2110) as a Line, and adjustments of a claim or a line.

No Django here.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import get_args

from requests_app.claims.readers.base import words
from requests_app.claims.readers.x12_segments import Segment
from requests_app.claims.readers.x12_values import Unreadable, amount, day, npi, units
from requests_app.claims.statement import MOST_ADJUSTMENTS, MOST_REMARKS, Adjustment, Line

GROUPS = frozenset(get_args(Adjustment.model_fields["group"].annotation)) - {""}
_CARC = re.compile(r"[A-Z0-9]{1,5}")
_REMARK = re.compile(r"[A-Za-z0-9 .:/_-]{1,20}")
_CODE = re.compile(r"[A-Z0-9.]{1,8}")
_MODIFIER = re.compile(r"[A-Z0-9]{2}")
# Procedures, stays, dental work, infusion at home. Other kinds of codes name goods or are of one plan.
PROCEDURES = frozenset({"HC", "HP", "AD", "IV"})
REVENUE = "NU"
OTHER_CODES = {"N4": "NDC", "N6": "NHRIC", "UI": "UPC", "ER": "ER", "WK": "ABC"}
# A triple of reason, amount and quantity, up to six times.
TRIPLES = range(2, 20, 3)
PERSON, DEDUCTIBLE, COINSURANCE, COPAY = "PR", "1", "2", "3"


class TooMuch(Exception):
    """More than we keep of one claim; a claim is never kept in part."""


@dataclass
class Adjusted:
    """What CAS segments say. `total` counts every amount, also of a reason that could not be kept."""

    kept: list[Adjustment] = field(default_factory=list)
    total: Decimal = Decimal(0)
    of_person: Decimal = Decimal(0)
    # An amount is missing or a group is unknown: what adds up says nothing then.
    is_odd: bool = False

    def add(self, cas: Segment) -> None:
        group = cas.get(1).upper()
        if group not in GROUPS:
            group, self.is_odd = "", True
        for place in TRIPLES:
            code, told = cas.get(place).upper(), amount(cas.get(place + 1))
            if not code and told is None:
                continue
            if told is None:
                self.is_odd = True
            self.total += told or 0
            if group == PERSON:
                self.of_person += told or 0
            if not _CARC.fullmatch(code):
                self.is_odd = True
                continue
            self.kept.append(Adjustment.model_validate({"group": group, "code": code, "amount": told}))

    def of(self, code: str) -> Decimal | None:
        """What the person owes for this reason; None where it is not shown."""
        shown = [
            one.amount
            for one in self.kept
            if (one.group, one.code) == (PERSON, code) and one.amount is not None
        ]
        return sum(shown, Decimal(0)) if shown else None

    @property
    def beyond_cost_share(self) -> Decimal | None:
        shown = [
            one.amount
            for one in self.kept
            if one.group == PERSON
            and one.code not in {DEDUCTIBLE, COINSURANCE, COPAY}
            and one.amount is not None
        ]
        return sum(shown, Decimal(0)) if shown else None


def adjusted(segments: Iterable[Segment]) -> Adjusted:
    found = Adjusted()
    for segment in segments:
        if segment.name == "CAS":
            found.add(segment)
    if len(found.kept) > MOST_ADJUSTMENTS:
        raise TooMuch
    return found


def remarks(codes: Iterable[str]) -> tuple[str, ...]:
    found = tuple(dict.fromkeys(code for code in codes if _REMARK.fullmatch(code)))
    if len(found) > MOST_REMARKS:
        raise TooMuch
    return found


@dataclass(frozen=True)
class ReadLine:
    """A line with what the sums need, and what cannot be kept in it."""

    line: Line
    adjusted: Adjusted
    authorization: str = ""
    billed_as: str = ""
    has_pharmacy_codes: bool = False


def read_line(segments: list[Segment]) -> ReadLine:
    """`segments`: an SVC and what follows it. Raises Unreadable or TooMuch."""
    svc, rest = segments[0], segments[1:]
    billed, paid = amount(svc.get(2)), amount(svc.get(3))
    if billed is None:
        raise Unreadable
    changes = adjusted(rest)
    starts, ends = dates_of(rest, "150", "151", single="472")
    line = Line.model_validate(
        {
            **_service(svc),
            "service_from": starts,
            "service_to": ends,
            "units": _signed(_units(svc), billed),
            "rendering_npi": next((npi(one.get(2)) for one in _all(rest, "REF", "HPI") if one.get(2)), ""),
            "billed": billed,
            "allowed": next((amount(one.get(2)) for one in _all(rest, "AMT", "B6")), None),
            "plan_paid": paid,
            **_shares(changes, billed=billed, paid=paid),
            "remarks": remarks(one.get(2).upper() for one in _all(rest, "LQ", "HE")),
            "adjustments": tuple(changes.kept),
        }
    )
    return ReadLine(
        line=line,
        adjusted=changes,
        authorization=next((words(one.get(2), 50) for one in _all(rest, "REF", "G1")), ""),
        billed_as=_billed_as(svc),
        has_pharmacy_codes=any(_all(rest, "LQ", "RX")),
    )


def dates_of(
    segments: Iterable[Segment], first: str, last: str, *, single: str = ""
) -> tuple[date | None, date | None]:
    """A first day without a last one is that day alone, says the guide. In the wrong order: none."""
    told = {one.get(1): day(one.get(2)) for one in segments if one.name == "DTM"}
    alone = told.get(single) if single else None
    starts = told.get(first) or alone
    ends = told.get(last) or starts
    if starts is None:
        return None, None
    return (starts, ends) if ends and ends >= starts else (None, None)


def _shares(changes: Adjusted, *, billed: Decimal, paid: Decimal | None) -> dict[str, Decimal | None]:
    """What the person owes is told by the adjustments, where with the payment they make up the charge."""
    adds_up = not changes.is_odd and billed - changes.total == paid
    shown = any(one.group == PERSON for one in changes.kept)
    return {
        "deductible": changes.of(DEDUCTIBLE),
        "coinsurance": changes.of(COINSURANCE),
        "copay": changes.of(COPAY),
        "not_covered": changes.beyond_cost_share,
        "patient_owes": changes.of_person if adds_up or shown else None,
    }


def _service(svc: Segment) -> dict[str, str]:
    """SVC01: the kind of code, the code, up to four modifiers, words. SVC04: a revenue code beside it."""
    kind, *parts = svc.parts(1)
    code = parts[0].upper() if parts else ""
    told = words(parts[5], 120) if len(parts) > 5 else ""
    found = {"code": "", "modifier": "", "revenue_code": revenue_code(svc.get(4)), "words": told}
    if kind.upper() == REVENUE:
        found["revenue_code"] = revenue_code(code)
    elif kind.upper() in PROCEDURES and _CODE.fullmatch(code):
        found["code"] = code
        marks = [part.upper() for part in parts[1:5] if part]
        if all(_MODIFIER.fullmatch(mark) for mark in marks):
            found["modifier"] = "-".join(marks)
    elif code:
        found["words"] = words(f"{OTHER_CODES.get(kind.upper(), kind)} {code} {told}", 120)
    return found


def revenue_code(text: str) -> str:
    """Four digits; some programs leave out the zero in front."""
    return text.zfill(4) if re.fullmatch(r"[0-9]{3,4}", text) else ""


def _billed_as(svc: Segment) -> str:
    """The code that was billed, where the plan processed it as another one (SVC06)."""
    before, now = svc.parts(6), svc.parts(1)
    if len(before) < 2 or not before[1]:
        return ""
    return words("-".join(part for part in before[1:6] if part), 30) if before[:6] != now[:6] else ""


def _units(svc: Segment) -> Decimal | None:
    """SVC05; the guide says that it stands for one where it is left out."""
    told = units(svc.get(5))
    return Decimal(1) if told is None else told


def _signed(count: Decimal | None, billed: Decimal) -> Decimal | None:
    """Some plans take back an amount without its count: the sign follows the charge."""
    return -count if count is not None and count > 0 and billed < 0 else count


def _all(segments: Iterable[Segment], name: str, kind: str) -> Iterable[Segment]:
    return (one for one in segments if one.name == name and one.get(1).upper() == kind)
