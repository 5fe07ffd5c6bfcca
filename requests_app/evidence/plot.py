"""The field of the picture: zone, axes, and the marks of offices that offered care."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.formats import number_format
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from requests_app.common.svg import (
    INK,
    PAPER,
    box,
    clean,
    hatched,
    joined,
    line,
    shape,
    tag,
    text,
    width_of,
    wrapped,
)
from requests_app.evidence.layout import ARROW, BEYOND, DIAMOND, PILE, RADIUS, VALUE, Axis, Ground, Scene
from requests_app.evidence.model import Evidence, OfficeMeasure, Standing
from requests_app.evidence.placing import Bounds, Mark
from requests_app.evidence.words import days_text, miles_text

TICK, NUMBER = 11.0, 10.5
Names = Mapping[int, OfficeMeasure]


def zones(ground: Ground) -> list[Bounds]:
    """What lies within the standards: in the field, and in a strip whose axis has no standard."""
    across, up = ground.across.limit, ground.up.limit
    if across is None and up is None:
        return []
    main = ground.main
    right = ground.across.at(across) if across is not None else main.right
    top = ground.up.at(up) if up is not None else main.top
    found = (
        [Bounds(main.left, right, top, main.bottom)]
        if main.right > main.left and main.bottom > main.top
        else []
    )
    if across is None and ground.right:
        found.append(Bounds(ground.right.left, ground.right.right, top, main.bottom))
    if up is None and ground.top:
        found.append(Bounds(main.left, right, ground.top.top, ground.top.bottom))
    return found


def field(evidence: Evidence, scene: Scene) -> SafeString:
    """Frames and zone; the marks come over it. “No office here” is said only where nothing is left open."""
    ground = scene.ground
    parts = [_frame(ground.main, dash="")]
    parts += [_frame(strip, dash="4 3") for strip in (ground.right, ground.top) if strip]
    for zone in zones(ground):
        parts.append(hatched(zone.left, zone.top, zone.right - zone.left, zone.bottom - zone.top))
    parts += _limit_lines(ground)
    if evidence.offices and not evidence.standing(Standing.INSIDE, Standing.MAYBE):
        parts += [_empty_zone(zone) for zone in zones(ground)[:1]]
    return joined(parts)


def _frame(bounds: Bounds, *, dash: str) -> SafeString:
    dashed = {"stroke_dasharray": dash} if dash else {}
    across, up = bounds.right - bounds.left, bounds.bottom - bounds.top
    if across <= 0 or up <= 0:
        return joined(())
    return box(bounds.left, bounds.top, across, up, stroke=1.0, **dashed)


def _limit_lines(ground: Ground) -> list[SafeString]:
    """The edge of the zone goes on, dashed, where the zone itself ends."""
    found = []
    right = (ground.right or ground.main).right
    top = (ground.top or ground.main).top
    if ground.up.limit is not None:
        y = ground.up.at(ground.up.limit)
        found.append(line(ground.main.left, y, right, y, 1.0, "5 3"))
    if ground.across.limit is not None:
        x = ground.across.at(ground.across.limit)
        found.append(line(x, top, x, ground.main.bottom, 1.0, "5 3"))
    return found


def _empty_zone(zone: Bounds) -> SafeString:
    """“Standard: no office here”, on white in the middle of the zone, when there is room."""
    across, up = zone.right - zone.left, zone.bottom - zone.top
    for size in (11.5, 10.5, 9.5):
        rows = [_("Standard:"), *wrapped(_("no office here"), across - 14, size * 1.1)]
        room, height = max(width_of(row, size * 1.1) for row in rows) + 6, len(rows) * (size + 2.5) + 5
        if room > across - 6 or height > up - 2.5:
            continue
        middle, top = (zone.left + zone.right) / 2, (zone.top + zone.bottom - height) / 2
        drawn = [box(middle - room / 2, top, room, height)]
        for place, row in enumerate(rows, start=1):
            drawn.append(text(middle, top + place * (size + 2.5) - 1, row, size, anchor="middle", bold=True))
        return joined(drawn)
    return joined(())


def axes(ground: Ground) -> SafeString:
    parts = []
    if ground.has_days:
        for tick in _ticks(ground.up, room=12):
            y = ground.up.at(tick)
            is_limit = tick == ground.up.limit
            parts.append(line(ground.main.left - 4, y, ground.main.left, y, 1.8 if is_limit else 0.9))
            parts.append(_tick_text(ground.main.left - 7, y + 4, tick, "end", bold=is_limit))
    if ground.has_miles:
        for tick in _ticks(ground.across, room=24):
            x = ground.across.at(tick)
            is_limit = tick == ground.across.limit
            parts.append(line(x, ground.main.bottom, x, ground.main.bottom + 4, 1.8 if is_limit else 0.9))
            anchor, x = ("middle", x) if x < ground.main.right - 9 else ("end", x + 2)
            parts.append(_tick_text(x, ground.main.bottom + 15, tick, anchor, bold=is_limit))
    if ground.right:
        middle = (ground.right.left + ground.right.right) / 2
        for number, words in enumerate((_("distance"), _("not known"))):
            parts.append(text(middle, ground.main.bottom + 13 + 11 * number, words, 10.5, anchor="middle"))
    return joined(parts)


def _ticks(axis: Axis, *, room: float) -> list[float]:
    """The standard itself is a tick; its neighbors make way for it."""
    if axis.limit is None:
        return axis.ticks
    here = axis.at(axis.limit)
    return sorted({axis.limit, *(one for one in axis.ticks if abs(axis.at(one) - here) >= room)})


def _tick_text(x: float, y: float, value: float, anchor: str, *, bold: bool) -> SafeString:
    shown = number_format(f"{value:.1f}".removesuffix(".0"), use_l10n=True)
    return text(x, y, shown, TICK + (1.5 if bold else 0), anchor=anchor, bold=bold)


def marks(evidence: Evidence, scene: Scene) -> SafeString:
    offices = {office.number: office for office in evidence.offices}
    leaders = joined(_leader(mark) for mark in scene.marks if not mark.is_pile)
    return leaders + joined(_mark(evidence, scene.ground, mark, offices) for mark in scene.marks)


def _leader(mark: Mark) -> SafeString:
    """A mark that made room is tied to its true place."""
    x, y = mark.at
    if BEYOND in mark.key or abs(x - mark.x) + abs(y - mark.y) < RADIUS * 1.2:
        return joined(())
    return line(x, y, mark.x, mark.y, 0.8) + tag("circle", cx=mark.x, cy=mark.y, r=2.0, fill=INK)


def _mark(evidence: Evidence, ground: Ground, mark: Mark, offices: Names) -> SafeString:
    standing = Standing(mark.key[0])
    x, y = mark.at
    beyond = BEYOND in mark.key
    y -= (VALUE.height - ARROW) / 2 if beyond else 0
    label = f"{mark.letter} ×{len(mark.numbers)}" if mark.is_pile else str(mark.numbers[0])
    parts = [symbol(x, y, label, standing, is_pile=mark.is_pile)]
    if beyond:
        parts.append(_beyond(evidence, ground, mark, offices, x, y))
    return tag("g", tag("title", clean(_told(evidence, mark, offices))), *parts)


def symbol(x: float, y: float, label: str, standing: Standing, *, is_pile: bool = False) -> SafeString:
    """Told apart by shape, so that it needs no color: circle, diamond, and a black square inside the zone."""
    across, up = (PILE.width / 2, PILE.height / 2) if is_pile else (RADIUS, RADIUS)
    fill = INK if standing is Standing.INSIDE else PAPER
    if standing is Standing.MAYBE:
        outer = across + DIAMOND
        corners = ((x - outer, y), (x, y - up - DIAMOND), (x + outer, y), (x, y + up + DIAMOND))
        drawn = shape(corners, fill=fill, stroke=1.5)
    elif standing is Standing.INSIDE:
        drawn = box(x - across, y - up, 2 * across, 2 * up, fill=fill, stroke=1.5)
    elif is_pile:
        drawn = box(x - across, y - up, 2 * across, 2 * up, stroke=1.5, rx=9)
    else:
        drawn = tag("circle", cx=x, cy=y, r=RADIUS - 0.7, fill=fill, stroke=INK, stroke_width=1.4)
    size = NUMBER - max(0, len(label) - (6 if is_pile else 2)) * 1.4
    ink = PAPER if standing is Standing.INSIDE else INK
    return drawn + text(x, y + size * 0.36, label, size, anchor="middle", bold=True, fill=ink)


def _beyond(evidence: Evidence, ground: Ground, mark: Mark, offices: Names, x: float, y: float) -> SafeString:
    """An arrow at the border and the true number: “144 mi”."""
    told = [offices[number] for number in mark.numbers]
    parts, values = [], []
    if mark.key[2] == BEYOND:
        values.append(_range([wait for one in told if (wait := evidence.wait_of(one)) is not None], _("d")))
        tip = ground.main.top + 1.5
        parts.append(shape(((x, tip), (x - 4, tip + 6), (x + 4, tip + 6)), fill=INK))
    if mark.key[1] == BEYOND:
        values.append(_range([one.miles for one in told if one.miles is not None], _("mi")))
        tip = ground.main.right - 1
        parts.append(shape(((tip, y), (tip - 6, y - 4), (tip - 6, y + 4)), fill=INK))
    words = ", ".join(values)
    size = 9.5
    room = width_of(words, size) + 2
    border = ground.right if ground.right and x > ground.main.right else ground.main
    left = max(border.left + 2, min(x - room / 2, border.right - room - 2))
    parts.append(box(left, y + RADIUS + 1, room, 10))
    parts.append(text(left + room / 2, y + RADIUS + 9, words, size, anchor="middle", bold=True))
    return joined(parts)


def _range(values: list[float] | list[int], unit: str) -> str:
    first, last = (number_format(f"{one:.0f}", use_l10n=True) for one in (min(values), max(values)))
    return f"{first} {unit}" if first == last else f"{first}–{last} {unit}"


def _told(evidence: Evidence, mark: Mark, offices: Names) -> str:
    """What is shown when somebody points at a mark."""
    lines = []
    for number in mark.numbers:
        office = offices[number]
        wait = evidence.wait_of(office)
        days = "" if wait is None else days_text(wait, business=evidence.counts_business_days)
        miles = "" if office.miles is None else miles_text(office.miles)
        lines.append(", ".join(part for part in (f"{number} {office.name}", days, miles) if part))
    return "; ".join(lines)
