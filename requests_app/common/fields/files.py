"""A file from the person's device. What is in it is looked at by the form of the area that keeps it."""

from __future__ import annotations

from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from requests_app.common.fields.base import PortalField
from requests_app.common.widgets import FileInput


class FileField(PortalField):
    """`accept` only helps with choosing. A page that comes back with errors has lost the chosen file."""

    def __init__(self, *, accept: str, camera: bool = False, largest: int = 0, **options: Any) -> None:
        options.setdefault("label", _("Choose a file or take a photo"))
        options.setdefault("empty", _("Select a file"))
        options.setdefault("name", _("File"))
        super().__init__(widget=FileInput(accept=accept, camera=camera, largest=largest), **options)

    def to_python(self, value: Any) -> UploadedFile | None:
        if isinstance(value, list):
            raise self.problem(_("Select one file at a time: the file or the photo"))
        return value if isinstance(value, UploadedFile) else None

    def bound_data(self, data: Any, initial: Any) -> Any:
        return initial

    def has_changed(self, initial: Any, data: Any) -> bool:
        return data is not None
