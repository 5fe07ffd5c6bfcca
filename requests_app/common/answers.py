"""An answer as people read it: what check pages list, and what somebody else saved meanwhile."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.formats import number_format
from django.utils.translation import gettext as _

from requests_app.common.dates import long_date


def answer_text(field: forms.Field, value: Any) -> str:
    """The words for a kept value of this field; several answers stand on lines of their own."""
    if value is None or value == "":
        return ""
    if isinstance(value, list | tuple):
        return "\n".join(answer_text(field, one) for one in value)
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    if isinstance(value, date):
        return long_date(value)
    if isinstance(value, Decimal):
        return f"${value:,.2f}"
    if isinstance(value, int):
        return number_format(value, force_grouping=True)
    choices = dict(getattr(field, "choices", ()) or ())
    return str(choices.get(value, value))
