"""What the forms of the office pages share."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from requests_app.common.dates import long_date
from requests_app.common.forms import PortalForm
from requests_app.models import OutreachAttempt

TASK = _("Call in-network offices")


class OfTriesForm(PortalForm):
    """A question whose answer is held against the tries that are written down."""

    caption = TASK

    def __init__(self, *args: Any, tries: Collection[OutreachAttempt] = (), **options: Any) -> None:
        super().__init__(*args, **options)
        self.tries = sorted(tries, key=lambda one: one.contacted_on)

    def check_offer(self, day: date | None) -> None:
        """An offered day cannot lie before the last contact; a far one has often a mistyped year."""
        if day is None or not self.tries:
            return
        last = self.tries[-1].contacted_on
        if day < last:
            text = _("Date must be the same as or after %(day)s, the day you contacted them")
            self.add_error("first_open_on", text % {"day": long_date(last)})
        elif (day - last).days > FAR_OFFER_DAYS:
            self.warn("first_open_on", _("This is more than a year away. Is the year right?"))


FAR_OFFER_DAYS = 366
