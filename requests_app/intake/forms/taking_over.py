from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from requests_app.common import fields
from requests_app.common.forms import PortalForm


class TakeOverForm(PortalForm):
    """Before the patient’s own way into a request that staff opened on the phone."""

    heading = _("Before you see it")
    button = _("Agree and see my request")

    agrees = fields.AgreementField(
        label=_("I agree that this service keeps these details, to help with my request.")
    )
