"""Words that the pages of the tracks and other papers share."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from requests_app.tracks.rules import From

DUE_FROM = (
    (From.PHONE, _("The plan said so on the phone")),
    (From.LETTER, _("The plan wrote it")),
    (From.RULE, _("A rule names it")),
    (From.COMMON, _("It is common, not a promise")),
    (From.OTHER, _("Something else")),
)
