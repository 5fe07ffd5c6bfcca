"""How a page takes a file: one at a time, chosen or photographed, and looked at before it is kept."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.utils.functional import lazy
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from requests_app.common import fields
from requests_app.documents.inspection import FileRefused, ReadFile, inspect_upload
from requests_app.documents.limits import MEGABYTE

# Some systems know a phone photo only by the end of its name.
ACCEPT = "image/jpeg,image/png,image/webp,image/heic,image/heif,.heic,.heif,application/pdf"


def _file_hint() -> str:
    size = settings.UPLOAD_LARGEST_FILE // MEGABYTE
    return gettext("PDF, JPG, PNG or HEIC, up to %(size)s MB. Large files can take a minute.") % {
        "size": size
    }


FILE_HINT = lazy(_file_hint, str)()


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
    options.setdefault("largest", settings.UPLOAD_LARGEST_FILE)
    return fields.FileField(accept=ACCEPT, camera=True, **options)
