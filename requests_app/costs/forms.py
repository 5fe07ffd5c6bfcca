"""The page on which the numbers of a case are written down."""

from __future__ import annotations

from typing import ClassVar

from django.utils.translation import gettext_lazy as _

from requests_app.common import fields
from requests_app.costs.amounts import AmountsForm


class CostsForm(AmountsForm):
    caption = _("Is it worth it?")
    heading = _("Your plan’s numbers")
    button = _("Save and see the arithmetic")

    as_of = fields.DayField(
        label=_("From which day are these numbers?"),
        name=_("The day of these numbers"),
        when=fields.When.PAST_OR_TODAY,
        required=False,
    )

    CARE: ClassVar[tuple[str, ...]] = (*AmountsForm.CARE, "as_of")
