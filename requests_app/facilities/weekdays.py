"""The days of the week by number, Monday is 1."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

WEEKDAYS = {
    1: _("Monday"),
    2: _("Tuesday"),
    3: _("Wednesday"),
    4: _("Thursday"),
    5: _("Friday"),
    6: _("Saturday"),
    7: _("Sunday"),
}
