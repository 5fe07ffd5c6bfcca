"""What the forms of a statement share."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from requests_app.common.forms import PortalForm
from requests_app.models import NetworkShown

TASK = _("Check your bills")
# In the order of a page; the last one is a real answer.
NETWORK = (
    (NetworkShown.IN_NETWORK, _("In network")),
    (NetworkShown.OUT_OF_NETWORK, _("Out of network")),
    (NetworkShown.NOT_SHOWN, _("It is not shown")),
)
CODES_HINT = _("Letters or numbers beside the amounts, like CO-242 or N130. The key is on the last page")


# A radio that means “nothing of this kind”: a browser sends no empty answer for one.
NOTHING = "NOTHING"


class StatementForm(PortalForm):
    """Leaving a box empty says that the statement does not show it, so nothing is required.

    `usual`: questions whose answer, until there is another, is the option `NOTHING`.
    """

    caption = TASK
    usual: tuple[str, ...] = ()

    def __init__(self, *args: Any, initial: dict[str, Any] | None = None, **options: Any) -> None:
        told = dict(initial or {})
        for name in self.usual:
            told[name] = told.get(name) or NOTHING
        super().__init__(*args, initial=told, **options)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        for name, value in cleaned.items():
            if value == NOTHING:
                cleaned[name] = ""
        return cleaned

    @property
    def is_for_later(self) -> bool:
        """Half done is kept as it is: no second look is asked for."""
        return self.data.get("save_later") == "yes"

    def warn(self, field: str, text: Any) -> None:
        if not self.is_for_later:
            super().warn(field, text)

    def check_days(self, cleaned: dict[str, Any]) -> None:
        first, last = cleaned.get("service_from"), cleaned.get("service_to")
        if first and last and last < first:
            self.add_error("service_to", _("The last day of care must be on or after the first day"))
