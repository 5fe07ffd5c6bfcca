"""The columns of the queue: which there are, and which a person sees."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.functional import Promise as LazyText
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Column:
    """`sort`: the name of its order. The case number is in every list."""

    key: str
    label: LazyText | str
    sort: str = ""
    is_default: bool = False


CASE = "case"
COLUMNS = (
    Column("priority", _("Priority"), is_default=True),
    Column(CASE, _("Case"), "case", is_default=True),
    Column("patient", _("Patient"), "patient", is_default=True),
    Column("plan", _("Plan"), "plan", is_default=True),
    Column("stage", _("Stage"), is_default=True),
    Column("step", _("Next action"), is_default=True),
    Column("due", _("Due"), "due", is_default=True),
    Column("contact", _("Last contact"), "contact", is_default=True),
    Column("waiting", _("Waiting on"), is_default=True),
    Column("owner", _("Owner"), "owner", is_default=True),
    Column("unread", _("Unread"), is_default=True),
    Column("offices", _("Offices")),
    Column("state", _("State")),
    Column("care", _("Kind of care")),
    Column("funding", _("Self-funded")),
    Column("must_fix", _("To fix")),
    Column("tasks", _("Tasks")),
    Column("packet", _("Packet")),
    Column("sent", _("Sent on")),
    Column("decision", _("Decision")),
    Column("approval_end", _("Approval ends")),
    Column("tags", _("Tags")),
    Column("site", _("Site")),
    Column("facility", _("Facility")),
    Column("created", _("Opened")),
)
BY_KEY = {column.key: column for column in COLUMNS}
DEFAULT = tuple(column.key for column in COLUMNS if column.is_default)


def chosen(keys: Iterable[str], *, many_facilities: bool = False) -> list[Column]:
    """In the order of the list above; nothing chosen gives the usual ones."""
    wanted = {key for key in keys if key in BY_KEY} or set(DEFAULT)
    if many_facilities:
        wanted.add("facility")
    return [column for column in COLUMNS if column.key in wanted | {CASE}]
