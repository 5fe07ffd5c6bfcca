"""What was asked, line by line, beside what the plan approved. Pure.

A line that was asked is held against all approved lines of the same code with the same modifiers: the plan
may write the facility's part and the professional's part, or two stretches of time, as lines of their own.
What neither the line nor the answer as a whole says is “not stated”, never taken for a yes.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum

from requests_app.common.names import same_name

ONE_DAY = timedelta(days=1)
FACILITY, PROFESSIONAL, BOTH = "FACILITY", "PROFESSIONAL", "BOTH"
YES, NO = "YES", "NO"
IN_NETWORK = "IN_NETWORK"


class About(StrEnum):
    CODE = "CODE"
    UNITS = "UNITS"
    DATES = "DATES"
    PROVIDER = "PROVIDER"
    FACILITY = "FACILITY"
    PROFESSIONAL = "PROFESSIONAL"
    COST_SHARE = "COST_SHARE"
    RATE = "RATE"


class Verdict(StrEnum):
    MATCHES = "MATCHES"
    DIFFERS = "DIFFERS"
    NOT_STATED = "NOT_STATED"
    MISSING = "MISSING"


@dataclass(frozen=True)
class Asked:
    """One line of the request. Empty: not asked for. `is_whole`: the units are those of the whole request."""

    key: str = ""
    kind: str = "SERVICE"
    code: str = ""
    modifier: str = ""
    words: str = ""
    units: int | None = None
    unit: str = ""
    is_whole: bool = False
    starts_on: date | None = None
    ends_on: date | None = None
    provider_name: str = ""
    rate: Decimal | None = None
    rate_unit: str = ""


@dataclass(frozen=True)
class Given:
    """One approved line. Empty: not stated."""

    key: str = ""
    kind: str = "SERVICE"
    code: str = ""
    modifier: str = ""
    words: str = ""
    units: int | None = None
    unit: str = ""
    starts_on: date | None = None
    ends_on: date | None = None
    provider_name: str = ""
    covers: str = ""
    cost_share: str = ""
    rate: Decimal | None = None
    rate_unit: str = ""


@dataclass(frozen=True)
class Whole:
    """What the answer says of all its lines: YES, NO, NOT_STATED, or empty where nobody looked."""

    provider_named: str = ""
    facility_fees: str = ""
    professional_fees: str = ""
    in_network_cost_share: str = ""
    starts_on: date | None = None
    ends_on: date | None = None


@dataclass(frozen=True)
class Point:
    about: About
    verdict: Verdict
    asked: object = None
    given: object = None


@dataclass(frozen=True)
class Pair:
    """A line that was asked, with what answers it; `given` is empty when nothing does."""

    asked: Asked
    given: tuple[Given, ...]
    points: tuple[Point, ...] = ()

    @property
    def verdict(self) -> Verdict:
        """The worst of its points."""
        if not self.given:
            return Verdict.MISSING
        found = {one.verdict for one in self.points}
        for verdict in (Verdict.DIFFERS, Verdict.NOT_STATED):
            if verdict in found:
                return verdict
        return Verdict.MATCHES

    def of(self, verdict: Verdict) -> tuple[Point, ...]:
        return tuple(one for one in self.points if one.verdict == verdict)


@dataclass(frozen=True)
class Matched:
    """`extra`: approved lines that nobody asked for."""

    pairs: tuple[Pair, ...]
    extra: tuple[Given, ...] = field(default=())

    @property
    def is_all_as_asked(self) -> bool:
        return bool(self.pairs) and all(pair.verdict == Verdict.MATCHES for pair in self.pairs)


def match(asked: Sequence[Asked], given: Sequence[Given], whole: Whole) -> Matched:
    pairs, used = [], set()
    taken = _by_code(given)
    for line in asked:
        found = taken.get(_code_of(line), ())
        if not found:
            found = _same_code_other_modifiers(line, asked, given)
        used |= {id(one) for one in found}
        pairs.append(Pair(line, tuple(found), tuple(_points(line, found, whole)) if found else ()))
    return Matched(tuple(pairs), tuple(one for one in given if id(one) not in used))


def _by_code(given: Iterable[Given]) -> dict[tuple[str, str, frozenset[str]], tuple[Given, ...]]:
    found: dict[tuple[str, str, frozenset[str]], tuple[Given, ...]] = {}
    for line in given:
        found[_code_of(line)] = (*found.get(_code_of(line), ()), line)
    return found


def _code_of(line: Asked | Given) -> tuple[str, str, frozenset[str]]:
    """The order of modifiers does not matter, which ones there are does."""
    return (line.kind, line.code.upper(), modifiers(line.modifier))


def modifiers(text: str) -> frozenset[str]:
    return frozenset(part for part in text.upper().split("-") if part)


def _same_code_other_modifiers(
    line: Asked, asked: Sequence[Asked], given: Sequence[Given]
) -> tuple[Given, ...]:
    """Lines of the code that answer no other asked line exactly: shown as differing, never as a match."""
    others = {_code_of(one) for one in asked}
    same = (one for one in given if (one.kind, one.code.upper()) == (line.kind, line.code.upper()))
    return tuple(one for one in same if _code_of(one) not in others)


def _points(asked: Asked, given: Sequence[Given], whole: Whole) -> Iterable[Point]:
    yield _code_point(asked, given)
    if asked.units is not None:
        yield _units_point(asked, given)
    if asked.starts_on or asked.ends_on:
        yield _dates_point(asked, given, whole)
    if asked.provider_name:
        yield _provider_point(asked, given, whole)
    yield _covers_point(About.FACILITY, FACILITY, given, whole.facility_fees)
    yield _covers_point(About.PROFESSIONAL, PROFESSIONAL, given, whole.professional_fees)
    yield _cost_share_point(given, whole)
    if asked.rate is not None:
        yield _rate_point(asked, given)


def _code_point(asked: Asked, given: Sequence[Given]) -> Point:
    is_same = all(_code_of(one) == _code_of(asked) for one in given)
    told = "; ".join(dict.fromkeys(code_text(one) for one in given))
    return Point(About.CODE, Verdict.MATCHES if is_same else Verdict.DIFFERS, code_text(asked), told)


def code_text(line: Asked | Given) -> str:
    return "-".join(part for part in (line.code, line.modifier) if part)


def _units_point(asked: Asked, given: Sequence[Given]) -> Point:
    """Stretches of time add up; the facility's and the professional's part of one visit do not."""
    wanted = (asked.units, asked.unit)
    if any(one.units is None for one in given):
        return Point(About.UNITS, Verdict.NOT_STATED, wanted)
    totals: dict[str, int] = {}
    for one in given:
        totals[one.covers] = totals.get(one.covers, 0) + (one.units or 0)
    least = min(totals.values())
    units = {one.unit for one in given}
    unit = units.pop() if len(units) == 1 else ""
    if not unit and asked.unit:
        verdict = Verdict.NOT_STATED
    elif asked.unit and unit != asked.unit:
        verdict = Verdict.DIFFERS
    else:
        verdict = Verdict.MATCHES if least >= (asked.units or 0) else Verdict.DIFFERS
    return Point(About.UNITS, verdict, wanted, (least, unit))


def _dates_point(asked: Asked, given: Sequence[Given], whole: Whole) -> Point:
    """Every asked day has to lie inside what was approved; what has no day of its own has the answer's."""
    wanted = (asked.starts_on, asked.ends_on)
    spans = [(one.starts_on or whole.starts_on, one.ends_on or whole.ends_on) for one in given]
    if any(start is None or end is None for start, end in spans):
        return Point(About.DATES, Verdict.NOT_STATED, wanted, spans[0])
    joined = joined_spans([(start, end) for start, end in spans if start and end])
    first, last = asked.starts_on or asked.ends_on, asked.ends_on or asked.starts_on
    is_inside = any(start <= first and last <= end for start, end in joined if first and last)
    told = joined[0] if len(joined) == 1 else (joined[0][0], joined[-1][1])
    return Point(About.DATES, Verdict.MATCHES if is_inside else Verdict.DIFFERS, wanted, told)


def joined_spans(spans: Iterable[tuple[date, date]]) -> list[tuple[date, date]]:
    """Stretches that touch or overlap, as one."""
    found: list[tuple[date, date]] = []
    for start, end in sorted(spans):
        if found and start <= found[-1][1] + ONE_DAY:
            found[-1] = (found[-1][0], max(found[-1][1], end))
        else:
            found.append((start, end))
    return found


def _provider_point(asked: Asked, given: Sequence[Given], whole: Whole) -> Point:
    names = [one.provider_name for one in given if one.provider_name]
    told = "; ".join(dict.fromkeys(names))
    if any(not same_name(name, asked.provider_name) for name in names):
        return Point(About.PROVIDER, Verdict.DIFFERS, asked.provider_name, told)
    if len(names) == len(given) or whole.provider_named == YES:
        return Point(About.PROVIDER, Verdict.MATCHES, asked.provider_name, told or asked.provider_name)
    verdict = Verdict.DIFFERS if whole.provider_named == NO else Verdict.NOT_STATED
    return Point(About.PROVIDER, verdict, asked.provider_name, told)


def _covers_point(about: About, part: str, given: Sequence[Given], whole: str) -> Point:
    """Both parts are always asked for: a yes to one is not a yes to the other."""
    if any(one.covers in (part, BOTH) for one in given):
        return Point(about, Verdict.MATCHES, YES, YES)
    if whole == NO or (whole != YES and all(one.covers for one in given)):
        return Point(about, Verdict.DIFFERS, YES, NO)
    return Point(about, Verdict.MATCHES if whole == YES else Verdict.NOT_STATED, YES, whole)


def _cost_share_point(given: Sequence[Given], whole: Whole) -> Point:
    told = {one.cost_share for one in given}
    if told - {"", IN_NETWORK} or (whole.in_network_cost_share == NO and told != {IN_NETWORK}):
        return Point(About.COST_SHARE, Verdict.DIFFERS, IN_NETWORK, "OUT_OF_NETWORK")
    if told == {IN_NETWORK} or whole.in_network_cost_share == YES:
        return Point(About.COST_SHARE, Verdict.MATCHES, IN_NETWORK, IN_NETWORK)
    return Point(About.COST_SHARE, Verdict.NOT_STATED, IN_NETWORK)


def _rate_point(asked: Asked, given: Sequence[Given]) -> Point:
    """The agreed rate: exactly that, for the same unit."""
    wanted = (asked.rate, asked.rate_unit)
    told = {(one.rate, one.rate_unit or asked.rate_unit) for one in given}
    if any(rate is None for rate, _unit in told):
        return Point(About.RATE, Verdict.NOT_STATED, wanted)
    return Point(About.RATE, Verdict.MATCHES if told == {wanted} else Verdict.DIFFERS, wanted, min(told))
