"""A visitor’s file, and whose claims of it to check."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from requests_app.common import fields
from requests_app.common.forms import PortalForm
from requests_app.eobcheck.forms import CAPTION

ACCEPT = ".json,.ndjson,.csv,.tsv,.txt,.835,.edi,.x12,.pdf,application/json,application/pdf,text/csv"


class FileForm(PortalForm):
    """A file or its text; one of the two."""

    caption = CAPTION
    heading = _("Use a file from your plan")
    button = _("Read the file")

    file = fields.FileField(
        label=_("Choose the file"),
        accept=ACCEPT,
        largest=settings.UPLOAD_LARGEST_PUBLIC,
        required=False,
        hint=_("A download of your claims (FHIR or CSV), an 835 file, or a PDF with text. Up to 2 MB"),
    )
    text = fields.LongTextField(label=_("Or paste its text"), max_length=500_000, rows=4, required=False)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        file = cleaned.get("file")
        if file is not None and cleaned.get("text"):
            self.add_error("text", _("Choose a file or paste the text, not both"))
        elif file is None and not cleaned.get("text") and not self.errors:
            self.add_error("file", _("Choose a file, or paste its text"))
        elif file is not None and file.size > settings.UPLOAD_LARGEST_PUBLIC:
            self.add_error(
                "file",
                _("The file is larger than 2 MB. Choose a smaller one, or start a request and add it there"),
            )
        return cleaned


class PersonForm(PortalForm):
    """A file may speak of several people. `people`: pairs of key and words."""

    caption = CAPTION
    who = fields.ChoiceField(
        label=_("The file has claims of more than one person. Whose do you want to check?"),
        choices=(),
        empty=_("Select whose claims to check"),
    )

    def __init__(self, *args: Any, people: tuple[tuple[str, str], ...] = (), **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["who"].choices = people  # type: ignore[attr-defined]
