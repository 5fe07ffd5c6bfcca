"""An answer as people read it: what check pages list, and what somebody else saved meanwhile."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.formats import number_format
from django.utils.translation import gettext as _

from requests_app.common.dates import long_date


def answer_text(value: Any, options: Iterable[tuple[Any, Any]] | None = None) -> str:
    """The words for a kept value; of a choice, those of its option. Several answers stand on own lines."""
    if value is None or value == "":
        return ""
    if isinstance(value, list | tuple):
        return "\n".join(answer_text(one, options) for one in value)
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    if isinstance(value, date):
        return long_date(value)
    if isinstance(value, Decimal):
        return f"${value:,.2f}"
    if isinstance(value, int):
        return number_format(value, force_grouping=True)
    return str(dict(options or ()).get(str(value), value))
