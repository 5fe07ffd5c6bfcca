from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from requests_app.common import fields
from requests_app.common.cleaning import one_line
from requests_app.common.forms import PortalForm
from requests_app.outreach.forms.base import TASK

SIGN, WITHDRAW = "sign", "withdraw"


class StatementForm(PortalForm):
    caption = TASK
    heading = _("Sign for your calls")
    button = _("Sign for these calls")

    is_true = fields.AgreementField(
        label=_("I made these calls, and what is written here is what I was told.")
    )
    signed_name = fields.NameField(
        label=_("Type your full name"),
        hint=_("This counts as your signature"),
        name=_("Your full name"),
        empty=_("Type your full name to sign"),
        max_length=90,
        min_length=2,
        width=30,
        autocomplete="off",
    )

    def __init__(self, *args: Any, expected_name: str = "", for_whom: str = "", **options: Any) -> None:
        super().__init__(*args, **options)
        self.expected_name = expected_name
        if for_whom:
            self.fields["is_true"].label = _(
                "These calls were made for %(name)s, and what is written here is what was said."
            ) % {"name": for_whom}

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        typed = str(cleaned.get("signed_name", ""))
        if typed and self.expected_name and _plain(typed) != _plain(self.expected_name):
            text = _("You typed %(typed)s, but the name in your answers is %(name)s.")
            self.warn("signed_name", text % {"typed": typed, "name": self.expected_name})
        return cleaned


def _plain(name: str) -> str:
    return one_line(name).casefold().replace("’", "'")
