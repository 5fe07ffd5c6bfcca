"""A facility’s remittance file: which file, of which facility, and which of its claims go where."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from requests_app.claims import reading_texts
from requests_app.claims.reading import read_file
from requests_app.claims.statement import Reading
from requests_app.common import fields
from requests_app.common.forms import PortalForm
from requests_app.documents.refusals import FileRefused
from requests_app.models import EobSource, Organization

ACCEPT = ".835,.edi,.x12,.era,.txt,text/plain"
TASK = _("Bills")
BETWEEN = ":"


class RemittanceForm(PortalForm):
    """With several facilities the file belongs to one of them."""

    caption = TASK
    heading = _("Read a remittance file (835)")
    why = _("Nothing is added before you have looked at it. We do not keep the file.")
    button = _("Read the file")

    facility = fields.SelectField(
        label=_("Facility"), choices=[], empty=_("Select the facility"), unchosen=_("Select one")
    )
    file = fields.FileField(
        accept=ACCEPT,
        label=_("The file"),
        hint=_("An 835 from the plan or your clearinghouse. It may hold many patients"),
        empty=_("Select the file"),
        largest=settings.UPLOAD_LARGEST_FILE,
    )

    content: bytes = b""
    reading: Reading

    def __init__(self, *args: Any, facilities: Sequence[Organization], **options: Any) -> None:
        super().__init__(*args, **options)
        if len(facilities) > 1:
            asked: Any = self.fields["facility"]
            asked.choices = [(str(one.pk), one.name) for one in facilities]
        else:
            del self.fields["facility"]

    def clean_file(self) -> Any:
        """Reads it whole: what is refused is an error at the file, and nothing of it is kept."""
        upload = self.cleaned_data["file"]
        if upload is None:
            return None
        field: Any = self.fields["file"]
        self.content = upload.read() if (upload.size or 0) <= settings.UPLOAD_LARGEST_FILE else b""
        try:
            self.reading = read_file(self.content, upload.name or "", size=upload.size or 0)
        except FileRefused as refusal:
            raise field.problem(str(refusal)) from None
        if self.reading.refused:
            raise field.problem(reading_texts.refusal(self.reading))
        if self.reading.format != EobSource.X12:
            raise field.problem(_("This is no remittance file (835). Add it in the request of the patient"))
        return upload


class PickRemittanceForm(PortalForm):
    """`choices`: place in the file and key of the request, and what the claim is."""

    caption = TASK
    heading = _("Look at what the remittance says")
    button = _("Add to these requests")

    picked = fields.MultiChoiceField(
        label=_("Which claims do you want to add?"),
        choices=[],
        empty=_("Select at least one claim"),
    )

    def __init__(
        self, *args: Any, choices: Sequence[tuple[str, str]], hints: Mapping[str, str], **options: Any
    ) -> None:
        super().__init__(*args, **options)
        asked: Any = self.fields["picked"]
        asked.choices = list(choices)
        asked.hints = dict(hints)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        picked = cleaned.get("picked") or []
        if len({one.partition(BETWEEN)[0] for one in picked}) < len(picked):
            self.add_error("picked", _("Select one request for each claim"))
        return cleaned

    def chosen(self) -> dict[int, int]:
        """Place in the file -> key of the request."""
        told = (one.partition(BETWEEN) for one in self.cleaned_data.get("picked") or ())
        return {int(place): int(pk) for place, _mark, pk in told}
