"""How a follow-up day is explained on a page."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from requests_app.followups.schedule import CALL_3_EVERY, Reason

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

REASON_TEXTS: dict[Reason, StrOrPromise] = {
    Reason.AFTER_SENDING: gettext_lazy("3 business days after you sent it"),
    Reason.AFTER_SENDING_EXPEDITED: gettext_lazy("1 business day after you sent it, because it is urgent"),
    Reason.NOT_FOUND: gettext_lazy("1 business day after the plan could not find it"),
    Reason.AFTER_PROMISE: gettext_lazy("The first business day after the day the plan promised"),
}


def rule_text(reason: Reason, business_days: int | None) -> StrOrPromise:
    """How often the plan is called differs from case to case; the other rules are one and the same."""
    if reason != Reason.AFTER_CONTACT:
        return REASON_TEXTS[reason]
    days = business_days or CALL_3_EVERY
    return ngettext(
        "%(days)s business day after your last call", "%(days)s business days after your last call", days
    ) % {"days": days}


def calendar_name(years: Sequence[int], *, with_office_days: bool = False) -> str:
    """The calendar a day was counted with, as named beside the day: "US federal holidays 2026"."""
    shown = str(years[0]) if len(years) == 1 else _("%(first)s to %(last)s") % _ends(years)
    if with_office_days:
        return _("US federal holidays %(years)s and days our office is closed") % {"years": shown}
    return _("US federal holidays %(years)s") % {"years": shown}


def _ends(years: Sequence[int]) -> dict[str, int]:
    return {"first": years[0], "last": years[-1]}


def usual_text(days: int) -> str:
    return ngettext(
        "After %(days)s business day",
        "After %(days)s business days",
        days,
    ) % {"days": days}
