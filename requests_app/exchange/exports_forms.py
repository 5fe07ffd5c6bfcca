from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from requests_app.common import fields
from requests_app.common.forms import PortalForm
from requests_app.exchange.tokens_forms import OfFacility


class ExportForm(OfFacility):
    caption = _("Copies of everything")
    heading = _("Make a copy of everything")
    button = _("Make the file")

    understood = fields.AgreementField(
        label=_("I need this file for my facility, and I keep it in a safe place."),
        empty=_("Tick the box to say that you keep the file safe"),
    )


class CopyForm(PortalForm):
    heading = _("Take a copy of everything")
    button = _("Make my copy")
