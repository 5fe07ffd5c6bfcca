"""The queue as its pages show it; computes, asks nothing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from requests_app.desk.built_in import VIEWS
from requests_app.desk.cells import Cell, Facts, cell
from requests_app.desk.cells import next_action_text as next_action_text
from requests_app.desk.cells import priority as priority
from requests_app.desk.cells import short_name as short_name
from requests_app.desk.cells import stage_text as stage_text
from requests_app.desk.columns import CASE, Column
from requests_app.desk.filters import Filters
from requests_app.desk.orders import SORTS, may_sort
from requests_app.desk.queries import BADGE_MOST, CHANGES_MOST, LIST_MOST
from requests_app.models import Case, SavedView

WIDE = {"patient", "step", "due", "tags"}


@dataclass(frozen=True)
class ShownCell:
    label: str
    is_case: bool
    cell: Cell


@dataclass(frozen=True)
class Row:
    case: Case
    url: str
    quick_url: str
    tick_text: str
    quick_text: str
    priority: str
    cells: list[ShownCell]
    is_chosen: bool


@dataclass(frozen=True)
class Header:
    """`query` is empty where the list cannot be sorted by this column."""

    key: str
    label: str
    query: str
    order: str


def rows(
    cases: Iterable[Case], columns: Sequence[Column], facts: Facts, *, chosen: frozenset[str] = frozenset()
) -> list[Row]:
    labels = [(column, str(column.label)) for column in columns]
    return [_row(case, labels, facts, chosen) for case in cases]


def _row(case: Case, labels: list[tuple[Column, str]], facts: Facts, chosen: frozenset[str]) -> Row:
    where = {"case_id": case.public_id}
    return Row(
        case=case,
        url=reverse("staff:case", kwargs=where),
        quick_url=reverse("desk:quick", kwargs=where),
        tick_text=_("Tick %(number)s") % {"number": case.reference},
        quick_text=_("Quick actions for %(number)s") % {"number": case.reference},
        priority=priority(case, facts.today),
        cells=[
            ShownCell(label, column.key == CASE, cell(column.key, case, facts)) for column, label in labels
        ],
        is_chosen=str(case.public_id) in chosen,
    )


def headers(filters: Filters, columns: Sequence[Column]) -> list[Header]:
    """Sort links: the first click sorts upwards, the next one turns it around."""
    found = []
    for column in columns:
        is_up, is_down = filters.sort == column.sort != "", filters.sort == f"-{column.sort}"
        sorts = bool(column.sort) and may_sort(filters, column.sort)
        found.append(
            Header(
                key=column.key,
                label=str(column.label),
                query=address(filters, sort=f"-{column.sort}" if is_up else column.sort) if sorts else "",
                order="ascending" if is_up else "descending" if is_down else "",
            )
        )
    return found


def sorts(filters: Filters) -> list[tuple[str, str]]:
    """For the list that stands in for header links on a phone."""
    return [(key, str(label).capitalize()) for key, (_name, label) in SORTS.items() if may_sort(filters, key)]


def address(filters: Filters, **changes: str | bool) -> str:
    """Never empty: an address without anything is the person's own start page."""
    return filters.query(**changes) or "stage=open"


def badge(number: int, most: int = BADGE_MOST) -> str:
    """“99+”: exact up to there."""
    return f"{most}+" if number > most else str(number)


def count_text(number: int) -> str:
    if number > LIST_MOST:
        return _("More than %(number)s cases") % {"number": f"{LIST_MOST:,}"}
    return ngettext("%(number)s case", "%(number)s cases", number) % {"number": f"{number:,}"}


def changes_text(number: int, since: str) -> str:
    """“12 changes since 10:40.”; nothing when there is none."""
    if not number:
        return ""
    shown = badge(number, CHANGES_MOST)
    text = ngettext("%(number)s change since %(time)s.", "%(number)s changes since %(time)s.", number)
    return text % {"number": shown, "time": since}


def views(counts: Mapping[str, int], filters: Filters) -> list[dict[str, Any]]:
    here = filters.query(sort="", facility="")
    return [
        {
            "name": view.name,
            "count": badge(counts.get(view.key, 0)),
            "query": address(view.filters, facility=filters.facility),
            "is_here": view.filters.query() == here,
            "is_first": view.is_first,
        }
        for view in VIEWS
    ]


def saved_views(
    saved: Iterable[SavedView], counts: Mapping[str, int], *, here: SavedView | None
) -> list[dict[str, Any]]:
    return [
        {
            "name": view.name,
            "count": badge(counts.get(str(view.public_id), 0)),
            "query": f"view={view.public_id}",
            "is_here": here is not None and here.pk == view.pk,
            "is_team": view.is_team,
        }
        for view in saved
    ]
