"""The orders of the queue. Each is one column that is never empty, then the id, and has an index."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.functional import Promise as LazyText
from django.utils.translation import gettext_lazy as _

from requests_app.desk.conditions import OPEN
from requests_app.models import CaseStatus

if TYPE_CHECKING:
    from requests_app.desk.filters import Filters

# name in the address -> column, so that a header link can turn the order around
SORTS: dict[str, tuple[str, LazyText | str]] = {
    "due": ("due_place", _("due date")),
    "case": ("reference", _("case number")),
    "patient": ("sort_name", _("patient")),
    "plan": ("sort_plan", _("plan")),
    "contact": ("contact_place", _("last contact")),
    "owner": ("owner_place", _("owner")),
    "changed": ("changed_at", _("last change")),
}
# The columns of the others are sorted for open cases only.
ALSO_FOR_CLOSED = {"case", "patient", "plan", "changed"}
# Their values are names, so an address holds them sealed.
NAMES = {"sort_name", "sort_plan"}


@dataclass(frozen=True)
class Order:
    column: str
    is_down: bool = False

    @property
    def names(self) -> tuple[str, str]:
        """For order_by."""
        sign = "-" if self.is_down else ""
        return f"{sign}{self.column}", f"{sign}id"

    def turned(self) -> Order:
        return Order(self.column, not self.is_down)


def order_of(filters: Filters) -> Order:
    """What was asked for; else what waits longest first, and what changed last first among closed cases."""
    name, is_down = filters.sort.removeprefix("-"), filters.sort.startswith("-")
    if name in SORTS and may_sort(filters, name):
        return Order(SORTS[name][0], is_down)
    return Order("queue_place") if is_open_only(filters) else Order("changed_at", is_down=True)


def may_sort(filters: Filters, name: str) -> bool:
    return is_open_only(filters) or name in ALSO_FOR_CLOSED


def is_open_only(filters: Filters) -> bool:
    return filters.stage == OPEN or filters.stage in set(CaseStatus.values) - {CaseStatus.CLOSED}
