"""A list from a file: which file, and which of its offices."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import gettext_lazy as _

from requests_app.common import fields
from requests_app.common.forms import PortalForm
from requests_app.models.outreach import FoundIn, ImportKind
from requests_app.outreach.forms.base import TASK
from requests_app.outreach.imports.reading import read_list
from requests_app.outreach.imports.rows import LONGEST_FILE, Fault, FileRefused, ReadList
from requests_app.outreach.imports.wording import fault_text

MOST_PICKED = 100


class ImportForm(PortalForm):
    caption = TASK
    heading = _("Read a list from a file")
    why = _("Nothing is added before you have looked at it.")
    button = _("Read the list")

    file = fields.FileField(
        accept=".csv,.txt,.tsv,.json,text/csv,application/json",
        label=_("The file"),
        hint=_("A table saved as CSV, a directory Bundle (FHIR Plan-Net), or a providers.json"),
        empty=_("Select the file with the list"),
    )
    found_in = fields.ChoiceField(
        label=_("Where did you find them?"),
        choices=FoundIn.choices,
        empty=_("Select where you found them"),
    )
    found_at = fields.TextField(
        label=_("Web address or page of the listing"),
        name=_("Web address"),
        max_length=300,
        inputmode="url",
        autocomplete="off",
        required=False,
    )

    content: bytes = b""
    kind: ImportKind
    found: ReadList

    def clean_file(self) -> Any:
        """Reads it whole: what is no list is an error at the file, and nothing of it is kept."""
        upload = self.cleaned_data["file"]
        if upload is None:
            return None
        try:
            if upload.size > LONGEST_FILE:
                raise FileRefused(Fault.TOO_LARGE, LONGEST_FILE // (1024 * 1024))
            self.content = upload.read()
            self.kind, self.found = read_list(self.content)
        except FileRefused as refused:
            self.add_error("file", fault_text(refused, file=upload.name))
        return upload


class PickForm(PortalForm):
    caption = TASK
    button = _("Add to my list")

    picked = fields.MultiChoiceField(
        label=_("Which ones do you want to call?"),
        choices=[],
        empty=_("Select at least one office"),
    )

    def __init__(
        self, *args: Any, rows: Sequence[tuple[int, str]], hints: Mapping[int, str], **options: Any
    ) -> None:
        super().__init__(*args, **options)
        asked: Any = self.fields["picked"]
        asked.choices = [(str(place), name) for place, name in rows]
        asked.hints = {str(place): text for place, text in hints.items()}

    def places(self) -> list[int]:
        return [int(place) for place in self.cleaned_data["picked"]]
