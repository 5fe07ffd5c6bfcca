"""Counted numbers as pages and files show them; asks nothing."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.urls import reverse
from django.utils.formats import number_format
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from requests_app.common.csv_out import text_of
from requests_app.common.dates import date_and_time, long_date
from requests_app.common.money import dollars
from requests_app.dashboards import drawing
from requests_app.dashboards.shapes import FEW, Chart, Column, Drawn, Unit, Window
from requests_app.desk.filters import Filters
from requests_app.models import Figures

DRAW: dict[Drawn, Callable[..., SafeString]] = {
    Drawn.BARS: drawing.bars,
    Drawn.STACKED: drawing.stacked,
    Drawn.LINES: drawing.lines,
    Drawn.SPANS: drawing.spans,
}


@dataclass(frozen=True)
class Cell:
    """`url`: the list behind the number, where there is one."""

    number: float | int | None
    written: str
    url: str = ""


@dataclass(frozen=True)
class Line:
    label: str
    cells: Sequence[Cell]


@dataclass(frozen=True)
class Shown:
    """One chart as a page has it. `counted`: when; empty when nobody has counted yet."""

    key: str
    title: str
    about: str
    note: str
    row_head: str
    heads: Sequence[str]
    lines: Sequence[Line]
    counted: str
    span: str
    picture: SafeString | str
    is_tiles: bool

    @property
    def is_empty(self) -> bool:
        return not any(cell.number for one in self.lines for cell in one.cells)


def shown(
    chart: Chart, figures: Figures | None, *, zone: str, facility: str = "", with_picture: bool = True
) -> Shown:
    """`facility`: the id to put into links, for people who work for several."""
    values: dict[str, Any] = figures.values if figures else {"rows": []}
    window = _window(values, figures)
    lines = [_line(chart, row, window, facility) for row in values["rows"]]
    return Shown(
        key=chart.key,
        title=str(chart.title),
        about=str(chart.about),
        note=str(chart.note),
        row_head=str(chart.row_head),
        heads=[str(column.label) for column in chart.columns],
        lines=lines,
        counted=date_and_time(figures.counted_at, zone) if figures else "",
        span=_span(window) if chart.is_ranged and window else "",
        picture=_picture(chart, lines) if with_picture and lines else "",
        is_tiles=chart.drawn is Drawn.TILES,
    )


def _window(values: dict[str, Any], figures: Figures | None) -> Window | None:
    if figures is None:
        return None
    site = figures.key.partition(":")[2]
    first, last = date.fromisoformat(values["first"]), date.fromisoformat(values["last"])
    return Window(first, last, None if site == "all" else int(site))


def _span(window: Window) -> str:
    dates = {"first": long_date(window.first), "last": long_date(window.last)}
    return _("%(first)s to %(last)s") % dates


def _line(chart: Chart, row: dict[str, Any], window: Window | None, facility: str) -> Line:
    label = row["label"] or str(chart.label(row["key"]))
    return Line(label, [_cell(chart, column, row, window, facility) for column in chart.columns])


def _cell(chart: Chart, column: Column, row: dict[str, Any], window: Window | None, facility: str) -> Cell:
    number = row["cells"].get(column.key)
    filters = chart.filters(row["key"], column.key, window) if window else None
    return Cell(number, written(number, column.unit), _url(filters, window, facility))


def _url(filters: Filters | None, window: Window | None, facility: str) -> str:
    if filters is None or window is None:
        return ""
    query = window.narrowed(filters).query(facility=facility)
    return reverse("desk:queue") + (f"?{query}" if query else "")


def written(number: float | int | None, unit: Unit) -> str:
    if number is None:
        return "–"
    if unit is Unit.DOLLARS:
        return dollars(Decimal(str(number)))
    is_whole = float(number).is_integer()
    return number_format(number, decimal_pos=0 if is_whole else 1, use_l10n=True, force_grouping=True)


def _picture(chart: Chart, lines: Sequence[Line]) -> SafeString | str:
    if chart.drawn is Drawn.TILES:
        return ""
    first = 2 if chart.drawn is Drawn.SPANS else 0
    rows = [
        drawing.Bar(
            one.label,
            [cell.number for cell in one.cells[first:]],
            [cell.written for cell in one.cells[first:]],
        )
        for one in lines
    ]
    heads = [str(column.label) for column in chart.columns[first:]]
    return DRAW[chart.drawn](rows, heads=heads, ids=f"chart-{chart.key}", told=str(chart.title))


def table_file(chart: Chart, found: Shown) -> str:
    """The table as CSV. A number of cases from 1 to 10 leaves the house as “fewer than 11”."""
    few = _("fewer than %(number)s") % {"number": FEW}
    rows = [
        [one.label, *map(lambda cell, column: _outside(cell, column, few), one.cells, chart.columns)]
        for one in found.lines
        if not _is_thin(chart, one)
    ]
    about = [[found.about], [found.span or _("Now")], [_("Counted"), found.counted or _("Not yet")], []]
    return text_of([found.title], [*about, [found.row_head or _("Row"), *found.heads], *rows])


def _outside(cell: Cell, column: Column, few: str) -> object:
    if cell.number is None:
        return ""
    if column.unit in (Unit.CASES, Unit.TIMES) and 0 < cell.number < FEW:
        return few
    return cell.number


def _is_thin(chart: Chart, one: Line) -> bool:
    """Days or money of a handful of cases tell of single people: such a row stays inside."""
    if not any(column.unit in (Unit.DAYS, Unit.DOLLARS) for column in chart.columns):
        return False
    counts = [
        cell.number or 0
        for cell, column in zip(one.cells, chart.columns, strict=True)
        if column.unit in (Unit.CASES, Unit.TIMES) and cell.number is not None
    ]
    return bool(counts) and min(counts) < FEW
