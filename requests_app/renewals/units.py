"""How much of an approval is used and how much is left, by line and in all. Pure: plain values in and out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta


@dataclass(frozen=True)
class Line:
    """An approved line; no `units`: the plan did not state how many."""

    key: int
    name: str
    units: int | None
    unit: str
    starts_on: date | None = None
    ends_on: date | None = None


@dataclass(frozen=True)
class Use:
    """`line` is None where it is not known which line it was. `is_billed`: told by a bill, not typed here."""

    line: int | None
    units: int
    used_on: date
    is_billed: bool = False


@dataclass(frozen=True)
class Standing:
    """Of one line, or of all lines that are counted in the same unit (`line` is None then).

    `entered` by hand and `billed` may be the same visits, so that the larger of both is what was `used`.
    """

    line: Line | None
    unit: str
    approved: int | None
    used: int
    entered: int = 0
    billed: int = 0

    @property
    def left(self) -> int | None:
        """Never below zero; None: the plan did not state how many."""
        return None if self.approved is None else max(self.approved - self.used, 0)

    @property
    def over(self) -> int:
        """Used beyond what was approved."""
        return 0 if self.approved is None else max(self.used - self.approved, 0)

    @property
    def is_used_up(self) -> bool:
        return self.approved is not None and self.used >= self.approved


@dataclass(frozen=True)
class Units:
    """`in_all`: one for each unit. `loose`: used, and nobody knows of which line; it counts in all only
    where all lines are counted in one unit."""

    lines: tuple[Standing, ...]
    in_all: tuple[Standing, ...]
    loose: int


def units_of(lines: Sequence[Line], uses: Iterable[Use]) -> Units:
    uses = list(uses)
    by_line = tuple(_of_line(line, [use for use in uses if use.line == line.key]) for line in lines)
    known = {line.key for line in lines}
    loose = sum(use.units for use in uses if use.line not in known)
    kinds = list(dict.fromkeys(line.unit for line in lines)) or [""]
    return Units(by_line, tuple(_in_all(unit, by_line, loose, kinds) for unit in kinds), loose)


def _of_line(line: Line, uses: Sequence[Use]) -> Standing:
    entered = sum(use.units for use in uses if not use.is_billed)
    billed = sum(use.units for use in uses if use.is_billed)
    return Standing(line, line.unit, line.units, max(entered, billed), entered, billed)


def _in_all(unit: str, by_line: Sequence[Standing], loose: int, kinds: Sequence[str]) -> Standing:
    same = [one for one in by_line if one.unit == unit]
    stated = [one.approved for one in same if one.approved is not None]
    approved = sum(stated) if same and len(stated) == len(same) else None
    entered = sum(one.entered for one in same) + (loose if len(kinds) == 1 else 0)
    used = max(sum(one.used for one in same), entered)
    return Standing(None, unit, approved, used, entered, sum(one.billed for one in same))


@dataclass(frozen=True)
class Pace:
    """About when the units are used up if it goes on as so far: a guess, shown with its arithmetic."""

    runs_out_on: date
    used: int
    days: int
    left: int


LEAST_DAYS = 7


def pace(standing: Standing, *, starts_on: date | None, today: date) -> Pace | None:
    """None: nothing to guess from (no start, no amount, nothing used, or less than a week of it)."""
    if starts_on is None or not standing.left or not standing.used:
        return None
    days = (today - starts_on).days + 1
    if days < LEAST_DAYS:
        return None
    ahead = -(-standing.left * days // standing.used)
    return Pace(today + timedelta(days=ahead), standing.used, days, standing.left)
