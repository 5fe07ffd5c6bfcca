from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext_lazy as _

from requests_app.cases import progress
from requests_app.common import fields
from requests_app.common.forms import PortalForm
from requests_app.models import ProviderEntry


class PickProviderForm(PortalForm):
    caption = progress.TASK_TITLES["provider"]
    button = _("Take this provider")

    provider = fields.ChoiceField(
        label=_("Which provider of your list?"), choices=(), empty=_("Select a provider")
    )

    def __init__(self, *args: Any, entries: Iterable[ProviderEntry], **options: Any) -> None:
        super().__init__(*args, **options)
        asked: Any = self.fields["provider"]
        asked.choices = [(str(one.public_id), one.name) for one in entries]
        asked.hints = {str(one.public_id): _about(one) for one in entries}


def _about(entry: ProviderEntry) -> str:
    place = " ".join(part for part in (entry.city, entry.state) if part)
    return " · ".join(part for part in (entry.specialty, place, entry.phone, entry.npi) if part)
