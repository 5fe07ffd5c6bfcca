from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext_lazy as _

from requests_app.common import fields
from requests_app.common.forms import PortalForm
from requests_app.exchange.imports_reading import LONGEST_FILE, FileRefused, ReadFile, read_file
from requests_app.exchange.imports_wording import fault_text
from requests_app.models import ExchangeKind, Organization


class ImportForm(PortalForm):
    """With several facilities the file belongs to one of them."""

    heading = _("Read in a file")
    why = _("Nothing is saved before you have looked at it. We do not keep the file.")
    button = _("Read the file")

    facility = fields.SelectField(
        label=_("Facility"), choices=[], empty=_("Select the facility"), unchosen=_("Select one")
    )
    kind = fields.ChoiceField(
        label=_("What is in the file?"), choices=ExchangeKind.choices, empty=_("Select what is in the file")
    )
    file = fields.FileField(
        accept=".csv,.txt,.json,text/csv,application/json",
        label=_("The file"),
        hint=_("A table saved as “CSV UTF-8”, or a JSON list. Up to 4 MB"),
        empty=_("Select the file"),
        largest=LONGEST_FILE,
    )

    content: bytes = b""
    read: ReadFile

    def __init__(self, *args: Any, facilities: Sequence[Organization], **options: Any) -> None:
        super().__init__(*args, **options)
        if len(facilities) > 1:
            asked: Any = self.fields["facility"]
            asked.choices = [("", _("Select one")), *((str(one.pk), one.name) for one in facilities)]
        else:
            del self.fields["facility"]

    def clean(self) -> dict[str, Any]:
        """Reads it whole: what cannot be read is an error at the file, and nothing of it is kept."""
        cleaned: dict[str, Any] = super().clean() or {}
        upload, kind = cleaned.get("file"), cleaned.get("kind")
        if upload is None or not kind:
            return cleaned
        try:
            if (upload.size or 0) > LONGEST_FILE:
                raise FileRefused("TOO_LARGE", most=LONGEST_FILE // (1024 * 1024))
            self.content = upload.read()
            self.read = read_file(kind, self.content)
        except FileRefused as refused:
            self.add_error("file", fault_text(refused, file=upload.name or ""))
        return cleaned


class SaveForm(PortalForm):
    """One button that says how much is saved and how much is left out."""

    heading = _("Look at what was read")

    def __init__(self, *args: Any, button: str, **options: Any) -> None:
        super().__init__(*args, **options)
        self.button = button
