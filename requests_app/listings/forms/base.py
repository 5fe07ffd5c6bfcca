"""What the forms of this area share: the office it is about."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext_lazy as _

from requests_app.common.forms import PortalForm
from requests_app.models import OutreachOffice

TASK = _("Pages of the plan’s directory")


class OfficeForm(PortalForm):
    """Forms with a question `office`; it is left out when there is nothing to choose."""

    caption = TASK

    def __init__(self, *args: Any, offices: Sequence[OutreachOffice] = (), **options: Any) -> None:
        super().__init__(*args, **options)
        self.offices = {str(one.public_id): one for one in offices}
        if not self.offices:
            del self.fields["office"]
            return
        field: Any = self.fields["office"]
        unchosen = field.choices[0]
        field.choices = [unchosen, *((key, one.name) for key, one in self.offices.items())]
        field.widget.choices = field.choices

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        cleaned.setdefault("office", "")
        return cleaned
