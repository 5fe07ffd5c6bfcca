"""A file with statements: which file, and which of the claims in it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from requests_app.claims import reading_texts
from requests_app.claims.reading import read_file
from requests_app.claims.statement import Reading
from requests_app.common import fields
from requests_app.common.forms import PortalForm
from requests_app.documents.refusals import FileRefused

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

ACCEPT = (
    ".json,.ndjson,.csv,.tsv,.txt,.835,.edi,.x12,.era,.pdf,application/json,application/fhir+json,text/csv,"
    "application/pdf"
)
TASK = _("Check your bills")
PICKED, MINE, ANOTHER_ONE = "picked", "mine", "another_one"


class EobFileForm(PortalForm):
    caption = TASK
    heading = _("Add statements from a file")
    why = _("Nothing is added before you have looked at it. We do not keep the file.")
    button = _("Read the file")

    file = fields.FileField(
        accept=ACCEPT,
        label=_("The file"),
        hint=_("From your plan’s website: a FHIR file (JSON), a table (CSV), a remittance (835) or a PDF"),
        empty=_("Select the file"),
        largest=settings.UPLOAD_LARGEST_FILE,
    )

    content: bytes = b""
    reading: Reading

    def clean_file(self) -> Any:
        """Reads it whole: what is refused is an error at the file, and nothing of it is kept."""
        upload = self.cleaned_data["file"]
        if upload is None:
            return None
        self.content = upload.read() if (upload.size or 0) <= settings.UPLOAD_LARGEST_FILE else b""
        try:
            self.reading = read_file(self.content, upload.name or "", size=upload.size or 0)
        except FileRefused as refusal:
            raise self.problem("file", str(refusal)) from None
        if self.reading.refused:
            raise self.problem("file", reading_texts.refusal(self.reading))
        return upload

    def problem(self, name: str, text: StrOrPromise) -> Exception:
        field: Any = self.fields[name]
        found: Exception = field.problem(text)
        return found


class PickClaimsForm(PortalForm):
    """`choices` by question: place in the file and label; a question without any is not asked."""

    caption = TASK
    heading = _("Look at what the file says")
    button = _("Add these statements")

    picked = fields.MultiChoiceField(
        label=_("Which claims do you want to add?"),
        choices=[],
        empty=_("Select at least one claim"),
        required=False,
    )
    mine = fields.MultiChoiceField(
        label=_("The file does not say for sure whose these are. Which are yours?"),
        name=_("Whose they are"),
        choices=[],
        empty=_("Select those that are yours"),
        required=False,
    )
    another_one = fields.MultiChoiceField(
        label=_("These look like one you have. Which are different claims?"),
        name=_("Different claims"),
        choices=[],
        empty=_("Select those that are different claims"),
        required=False,
    )

    def __init__(
        self,
        *args: Any,
        choices: Mapping[str, Sequence[tuple[int, str]]],
        hints: Mapping[int, str],
        **options: Any,
    ) -> None:
        super().__init__(*args, **options)
        for name in (PICKED, MINE, ANOTHER_ONE):
            offered = choices.get(name, ())
            if not offered:
                del self.fields[name]
                continue
            asked: Any = self.fields[name]
            asked.optional_is_said = False
            asked.choices = [(str(place), label) for place, label in offered]
            asked.hints = {str(place): hints.get(place, "") for place, _label in offered}

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if not self.errors and not self.places():
            first = next(iter(self.fields), None)
            self.add_error(first, _("Select at least one claim"))
        return cleaned

    def places(self) -> list[int]:
        return sorted({*self._of(PICKED), *self.confirmed()})

    def confirmed(self) -> list[int]:
        return [*self._of(MINE), *self._of(ANOTHER_ONE)]

    def _of(self, name: str) -> list[int]:
        return [int(place) for place in self.cleaned_data.get(name) or ()]


class UsePdfForm(PortalForm):
    caption = TASK
    heading = _("Look at what the PDF says")
    button = _("Use these numbers and look them over")
