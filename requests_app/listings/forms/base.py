"""What the forms of this area share: the office it is about, and a file that is looked at first."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.utils.functional import lazy
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from requests_app.common import fields
from requests_app.common.forms import PortalForm
from requests_app.documents.inspection import FileRefused, ReadFile, inspect_upload
from requests_app.documents.limits import MEGABYTE
from requests_app.models import OutreachOffice

TASK = _("Pages of the plan’s directory")
ACCEPT = "image/jpeg,image/png,image/webp,application/pdf"


def _file_hint() -> str:
    size = settings.UPLOAD_LARGEST_FILE // MEGABYTE
    return gettext("PDF, JPG or PNG, up to %(size)s MB. Large files can take a minute.") % {"size": size}


FILE_HINT = lazy(_file_hint, str)()


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


class WithFile:
    """For forms with a question `file`; its answer is a ReadFile, or None where it may be left out."""

    fields: dict[str, Any]
    cleaned_data: dict[str, Any]

    def clean_file(self) -> ReadFile | None:
        upload = self.cleaned_data["file"]
        if upload is None:
            return None
        try:
            return inspect_upload(upload)
        except FileRefused as refusal:
            raise self.fields["file"].problem(str(refusal)) from None

    def ask_for_the_file_again(self: Any) -> None:
        """The page comes back because of something else: a browser does not send the file a second time."""
        if self.errors and self.cleaned_data.get("file") is not None:
            self.add_error(
                "file", _("Choose the file again. Your browser does not keep it when a page comes back")
            )


def file_field(**options: Any) -> fields.FileField:
    options.setdefault("hint", FILE_HINT)
    return fields.FileField(accept=ACCEPT, **options)
