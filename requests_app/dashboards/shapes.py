"""What a chart is made of: rows, columns, and for each number the filters of the list behind it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import Enum
from functools import cached_property
from typing import TYPE_CHECKING, Any

from django.db.models import QuerySet
from django.utils import timezone

from requests_app.accounts.roles import Right
from requests_app.desk.conditions import ALL_ASLEEP_TOO, ANY
from requests_app.desk.filters import Filters
from requests_app.models import Case

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

# All cases, closed and sleeping ones as well.
EVERY = Filters(stage=ANY, snoozed=ALL_ASLEEP_TOO)
# A group with fewer is not shown in files that leave the house, and gets no percent anywhere.
FEW = 11


class Drawn(Enum):
    TILES = "tiles"
    BARS = "bars"
    STACKED = "stacked"
    LINES = "lines"
    SPANS = "spans"


class Unit(Enum):
    CASES = "cases"
    DAYS = "days"
    DOLLARS = "dollars"
    TIMES = "times"


def kept_as(days: int, site: int | None) -> str:
    """How the numbers of a window are kept: by its length, because its end moves on."""
    return f"{days}:{'all' if site is None else site}"


@dataclass(frozen=True)
class Window:
    """The days a chart looks at, both included, and one site or all of them (None)."""

    first: date
    last: date
    site: int | None = None

    @property
    def days(self) -> int:
        return (self.last - self.first).days + 1

    @property
    def key(self) -> str:
        return kept_as(self.days, self.site)

    def narrowed(self, filters: Filters) -> Filters:
        return filters if self.site is None else replace(filters, site=str(self.site))


@dataclass(frozen=True)
class Column:
    """`unit` says what a number counts, and so how it is written."""

    key: str
    label: StrOrPromise
    unit: Unit = Unit.CASES


@dataclass(frozen=True)
class Row:
    """`label` is kept only where it comes from the data (a plan, a person); else the chart knows it."""

    key: str
    label: str = ""


Measured = Mapping[tuple[str, str], float | int | None]
# What was added up so far, as it is kept between two turns of the worker.
Sums = dict[str, Any]


@dataclass(frozen=True)
class Scope:
    """One facility while its numbers are counted; `cases` are all of its cases, of the window's site."""

    organization_id: int
    today: date
    window: Window
    zone: str

    @cached_property
    def cases(self) -> QuerySet[Case]:
        found = Case.objects.filter(organization_id=self.organization_id)
        return found if self.window.site is None else found.filter(site_id=self.window.site)

    def behind(self, filters: Filters) -> QuerySet[Case]:
        """The cases of the list that a number with these filters links to."""
        with timezone.override(self.zone):
            asked = self.window.narrowed(filters).condition(user_id=0, today=self.today)
        return Case.objects.filter(asked, organization_id=self.organization_id)


def no_filters(_row: str, _column: str, _window: Window) -> Filters | None:
    return None


def nothing_measured(_scope: Scope) -> Measured:
    return {}


@dataclass(frozen=True)
class AddUp:
    """A measure that looks at case after case: `some` adds to the sums until its time is up.

    True: all are in the sums, and `measured` makes the numbers of them.
    """

    some: Callable[[Scope, Sums, Callable[[], bool]], bool]
    measured: Callable[[Sums], Measured]


@dataclass(frozen=True)
class Chart:
    """One measure. `filters` gives the list behind a number; None where it counts no cases.

    `add_up` in place of `measure`: more than one turn of the worker may be needed for it.
    """

    key: str
    title: StrOrPromise
    about: StrOrPromise
    columns: Sequence[Column]
    rows: Callable[[Scope], Sequence[Row]]
    label: Callable[[str], StrOrPromise]
    filters: Callable[[str, str, Window], Filters | None] = no_filters
    measure: Callable[[Scope], Measured] = nothing_measured
    add_up: AddUp | None = None
    drawn: Drawn = Drawn.BARS
    is_ranged: bool = True
    right: Right | None = None
    row_head: StrOrPromise = ""
    note: StrOrPromise = ""
