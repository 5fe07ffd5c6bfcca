"""The ground of the picture: axes, the zone, the strips for what is not known, and who stands where."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil
from statistics import median

from requests_app.evidence.model import Evidence, OfficeMeasure, Standing
from requests_app.evidence.placing import Bounds, Mark, Point, Size, place

RADIUS = 9.5
PILE = Size(38, 20)
DIAMOND = 3.5  # how much farther its corners reach
VALUE = Size(40, 11)
PILE_VALUE, TWO_VALUES = 62, 112  # a range takes more room, and so do days and miles together
ARROW = 7.0
BORDER = Size(62, 54)  # where a mark with an arrow may stand
LEFT, RIGHT = 36.0, 12.0
STRIP_GAP = 5.0
STEPS = (1, 2, 5, 10, 20, 25, 50, 100, 200, 250, 500, 1000, 2500, 5000)
MOST_TICKS = 5
BEYOND = "BEYOND"
WITHIN = "WITHIN"
MANY = 60
PHONE = 400


@dataclass(frozen=True)
class Axis:
    """From a number to its place; what is beyond `top` is drawn at the border with an arrow."""

    start: float
    end: float
    top: float
    step: float
    limit: float | None

    def at(self, value: float) -> float:
        return self.start + (self.end - self.start) * min(value, self.top) / self.top

    @property
    def ticks(self) -> list[float]:
        return [self.step * number for number in range(round(self.top / self.step) + 1)]


@dataclass(frozen=True)
class Ground:
    """`main` holds what has both numbers; `right` has no distance, `top` has no date."""

    across: Axis
    up: Axis
    main: Bounds
    right: Bounds | None
    top: Bounds | None
    has_miles: bool
    has_days: bool


@dataclass(frozen=True)
class Scene:
    ground: Ground
    marks: tuple[Mark, ...]
    edge: tuple[OfficeMeasure, ...]


def scene(evidence: Evidence, width: float) -> Scene:
    """Every office is in exactly one mark or at the edge."""
    drawn = [office for office in evidence.offices if office.offers_care and _has_a_place(evidence, office)]
    numbers = {office.number for office in drawn}
    ground = _ground(evidence, drawn, width)
    marks = place(_points(evidence, drawn, ground), size_of)
    edge = tuple(office for office in evidence.offices if office.number not in numbers)
    return Scene(ground, tuple(marks), edge)


def size_of(key: tuple[str, ...], is_pile: bool) -> Size:
    """A mark at the border has an arrow above or beside it, and its true number below it."""
    size = PILE if is_pile else Size(2 * RADIUS, 2 * RADIUS)
    if key[0] == Standing.MAYBE:
        size = Size(size.width + 2 * DIAMOND, size.height + 2 * DIAMOND)
    if BEYOND not in key:
        return size
    value = TWO_VALUES if key.count(BEYOND) > 1 else PILE_VALUE if is_pile else VALUE.width
    return Size(max(size.width, value), size.height + VALUE.height + ARROW)


def _has_a_place(evidence: Evidence, office: OfficeMeasure) -> bool:
    return evidence.wait_of(office) is not None or _across(evidence, office) is not None


def _across(evidence: Evidence, office: OfficeMeasure) -> float | None:
    """Its miles; none for one that is near enough by its minutes, whose miles would show it as far."""
    limit = evidence.distance_limit
    is_near_by_minutes = (
        limit is not None
        and limit.miles is not None
        and office.miles is not None
        and office.meets_distance is True
        and office.miles > limit.miles
    )
    return None if is_near_by_minutes else office.miles


def _ground(evidence: Evidence, drawn: Sequence[OfficeMeasure], width: float) -> Ground:
    waits = [wait for office in drawn if (wait := evidence.wait_of(office)) is not None]
    miles = [across for office in drawn if (across := _across(evidence, office)) is not None]
    wait_limit = evidence.wait_limit.in_days if evidence.wait_limit else None
    distance = evidence.distance_limit
    miles_limit = float(distance.miles) if distance and distance.miles is not None else None
    has_miles, has_days = bool(miles or miles_limit), bool(waits or wait_limit)
    low, high = (0.5, 0.66) if width > PHONE else (0.62, 0.95)
    height = width * (high if len(drawn) > MANY else low)
    left, right, bottom = LEFT, width - RIGHT, height
    strip = _strip(len(drawn) - len(miles), right - left, narrow=64, is_all=not has_miles)
    lid = _strip(len(drawn) - len(waits), bottom, narrow=46, is_all=not has_days)
    inner_right = right - strip - (STRIP_GAP if strip and has_miles else 0)
    inner_top = lid + (STRIP_GAP if lid and has_days else 0)
    main = Bounds(left, max(left, inner_right), min(inner_top, bottom), bottom)
    return Ground(
        across=_axis(miles, miles_limit, main.left, main.right),
        up=_axis(waits, wait_limit, main.bottom, main.top),
        main=main,
        right=Bounds(right - strip, right, main.top, bottom) if strip else None,
        top=Bounds(left, main.right if has_miles else right, 0.0, lid) if lid else None,
        has_miles=has_miles,
        has_days=has_days,
    )


def _strip(number: int, whole: float, *, narrow: float, is_all: bool) -> float:
    """How wide a strip must be: nothing, as much as its marks need, or all there is."""
    if not number:
        return 0.0
    return whole if is_all else min(whole * 0.4, max(narrow, number * 3.0))


def _axis(values: Sequence[float], limit: float | None, start: float, end: float) -> Axis:
    """Up to four times the standard, so that the zone stays large enough to be seen."""
    highest = max(values, default=0)
    if limit:
        wanted = max(2 * limit, min(highest * 1.05, 4 * limit))
    else:
        wanted = min(highest, 4 * median(values)) if values else 0
    wanted = max(wanted, 4)
    step = next((one for one in STEPS if wanted / one <= MOST_TICKS), STEPS[-1])
    return Axis(start, end, step * ceil(wanted / step), step, limit)


def _points(evidence: Evidence, drawn: Sequence[OfficeMeasure], ground: Ground) -> list[Point]:
    """The surest first, so that they stand nearest to their place."""
    order = (Standing.INSIDE, Standing.MAYBE, Standing.OUTSIDE, Standing.OFFER)
    drawn = sorted(drawn, key=lambda office: (order.index(office.standing), office.number))
    return [
        _point(evidence, office, ground, share=(rank + 0.5) / len(drawn)) for rank, office in enumerate(drawn)
    ]


def _point(evidence: Evidence, office: OfficeMeasure, ground: Ground, share: float) -> Point:
    wait, miles = evidence.wait_of(office), _across(evidence, office)
    bounds = ground.main
    if miles is None and ground.right:
        bounds = ground.right
    if wait is None and ground.top:
        bounds = ground.top
    x = (
        ground.across.at(miles)
        if miles is not None
        else _between(bounds.left, bounds.right, share, ground.has_miles)
    )
    y = (
        ground.up.at(wait)
        if wait is not None
        else _between(bounds.top, bounds.bottom, share, ground.has_days)
    )
    key = (str(office.standing), _far(miles, ground.across), _far(wait, ground.up))
    return Point(office.number, x, y, _own_side(bounds, ground, miles, wait), key)


def _between(start: float, end: float, share: float, is_a_strip: bool) -> float:
    """The middle of a narrow strip; spread over one that fills the picture."""
    return (start + end) / 2 if is_a_strip else start + (end - start) * share


def _far(value: float | None, axis: Axis) -> str:
    return BEYOND if value is not None and value > axis.top else WITHIN


def _own_side(bounds: Bounds, ground: Ground, miles: float | None, wait: float | None) -> Bounds:
    """A mark never stands across the line of the standard; beyond the scale, it stays at the border."""
    left, right, top, bottom = bounds
    if miles is not None and ground.across.limit is not None:
        line = ground.across.at(ground.across.limit)
        left, right = (left, line) if miles <= ground.across.limit else (line, right)
    if wait is not None and ground.up.limit is not None:
        line = ground.up.at(ground.up.limit)
        top, bottom = (line, bottom) if wait <= ground.up.limit else (top, line)
    if _far(miles, ground.across) == BEYOND:
        is_corner = _far(wait, ground.up) == BEYOND
        left = max(left, right - (TWO_VALUES + 6 if is_corner else BORDER.width))
    if _far(wait, ground.up) == BEYOND:
        bottom = min(bottom, top + BORDER.height)
    return Bounds(left, right, top, bottom)
