"""Look an office up in the public registry. The names of the boxes are those of the page where one types."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext_lazy as _

from requests_app.common import fields
from requests_app.common.forms import PortalForm
from requests_app.outreach.forms.base import TASK


class NpiFindForm(PortalForm):
    caption = TASK
    heading = _("Look an office up")
    why = _("In the public NPI registry of CMS. We send the name and the state you type, nothing else.")
    button = _("Look it up")

    name = fields.TextField(
        label=_("Name of the office or provider, or its NPI"),
        name=_("Name"),
        empty=_("Enter a name or an NPI"),
        min_length=2,
        max_length=100,
        spellcheck=False,
        autocomplete="off",
    )
    state = fields.StateField(required=False)


class NpiPickForm(PortalForm):
    """One of the answers; each value is signed, so that only what the registry said comes back."""

    button = _("Add to my list")

    chosen = fields.ChoiceField(
        label=_("Which one is it?"), choices=[], empty=_("Select one, or type the office yourself")
    )

    def __init__(self, *args: Any, found: Sequence[tuple[str, str]] = (), **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["chosen"].choices = list(found)  # type: ignore[attr-defined]
