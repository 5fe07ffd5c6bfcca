from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from requests_app.common import fields
from requests_app.common.forms import PortalForm


class NumberForm(PortalForm):
    caption = _("How we reach you")
    heading = _("Get reminders by text")
    why = _("A text never says what it is about: only a date, and where to sign in.")
    button = _("Send me a code")

    phone = fields.PhoneField(
        label=_("Mobile phone number"),
        hint=_("A number of the United States that gets texts. We send a code to it first"),
        empty=_("Enter your mobile phone number"),
    )
    agrees = fields.AgreementField(
        label=_(
            "Text me reminders at this number. There may be a few each month. Message and data rates may "
            "apply. I can reply STOP at any time. I do not have to agree to use this service."
        ),
    )


class NumberCodeForm(PortalForm):
    caption = _("How we reach you")
    heading = _("Type the code we sent to your phone")
    button = _("Turn on texts")

    code = fields.SecurityCodeField(hint=_("6 numbers. It can take a minute to come"))
