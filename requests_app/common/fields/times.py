"""A time of day as people write it: 2:14 pm, 14:14, 2 p. m."""

from __future__ import annotations

import re
from datetime import time
from typing import Any

from django.utils.translation import gettext_lazy as _

from requests_app.common import cleaning
from requests_app.common.dates import clock_time
from requests_app.common.fields.base import PortalField
from requests_app.common.widgets import LineInput

_TIME = re.compile(r"(\d{1,2})(?:[:.h](\d{2}))?(am|pm)?")
HALF_A_DAY = 12
LONGEST = 20


class TimeField(PortalField):
    """Gives a `time`. “2” alone could be night or afternoon, so it is asked about."""

    def __init__(self, **options: Any) -> None:
        options.setdefault("hint", _("Like 9:30 am or 2:15 pm"))
        super().__init__(widget=LineInput(width=10, inputmode="", spellcheck=False), **options)

    def prepare_value(self, value: Any) -> Any:
        return clock_time(value).replace("\N{NO-BREAK SPACE}", " ") if isinstance(value, time) else value

    def to_python(self, value: Any) -> time | None:
        if isinstance(value, time):
            return value
        text = cleaning.one_line("" if value is None else str(value)).lower()
        text = re.sub(r"[\s\N{NO-BREAK SPACE}]|(?<=[apm])\.", "", text)
        if not text:
            return None
        named = {"noon": time(12), "mediodía": time(12), "midnight": time(0), "medianoche": time(0)}
        if text in named:
            return named[text]
        found = _TIME.fullmatch(text) if len(text) <= LONGEST else None
        if found is None:
            raise self.problem(_("%(name)s must be a time, like 9:30 am or 2:15 pm"))
        return self._time(int(found[1]), found[2], found[3])

    def _time(self, hour: int, minute: str | None, half: str | None) -> time:
        if half is None and (minute is None or 0 < hour <= HALF_A_DAY):
            raise self.problem(_("%(name)s must say am or pm, like 9:30 am"))
        if half is not None:
            if not 0 < hour <= HALF_A_DAY:
                raise self.problem(_("%(name)s must be a time, like 9:30 am or 2:15 pm"))
            hour = hour % HALF_A_DAY + (HALF_A_DAY if half == "pm" else 0)
        try:
            return time(hour, int(minute or 0))
        except ValueError:
            raise self.problem(_("%(name)s must be a time, like 9:30 am or 2:15 pm")) from None
