"""How a follow-up day is explained on a page."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from requests_app.followups.schedule import Reason

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

REASON_TEXTS: dict[Reason, StrOrPromise] = {
    Reason.AFTER_SENDING: gettext_lazy("3 business days after you sent it"),
    Reason.AFTER_SENDING_EXPEDITED: gettext_lazy("1 business day after you sent it, because it is urgent"),
    Reason.NOT_FOUND: gettext_lazy("1 business day after the plan could not find it"),
    Reason.AFTER_CONTACT: gettext_lazy("3 business days after your last call"),
    Reason.AFTER_PROMISE: gettext_lazy("The first business day after the day the plan promised"),
}


def calendar_name(years: Sequence[int], *, with_office_days: bool = False) -> str:
    """The calendar a day was counted with, as named beside the day: "US federal holidays 2026"."""
    shown = str(years[0]) if len(years) == 1 else _("%(first)s to %(last)s") % _ends(years)
    if with_office_days:
        return _("US federal holidays %(years)s and days our office is closed") % {"years": shown}
    return _("US federal holidays %(years)s") % {"years": shown}


def _ends(years: Sequence[int]) -> dict[str, int]:
    return {"first": years[0], "last": years[-1]}
