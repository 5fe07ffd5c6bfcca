"""Which uploaded files are taken at all, before a form sees them.

The check of the form's own token reads the whole body, whoever sent it. So the body has a limit, files for
routes that ask for none are dropped unread, and so are those of people who are neither signed in nor let in
by a link; only a page for everyone may take a small one. A file that is too large is counted but not kept.
Nothing is written to the disk.
"""

from __future__ import annotations

import io
from typing import Any

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.core.files.uploadedfile import InMemoryUploadedFile
from django.core.files.uploadhandler import FileUploadHandler, SkipFile
from django.utils import timezone

from requests_app.accounts import link_door, policy


class WantedFiles(FileUploadHandler):
    def handle_raw_input(
        self,
        input_data: Any,
        META: dict[str, Any],
        content_length: int,
        boundary: Any,
        encoding: str | None = None,
    ) -> None:
        if content_length > settings.UPLOAD_LARGEST_BODY:
            raise RequestDataTooBig("a body larger than any form of ours")

    def new_file(self, *args: Any, **options: Any) -> None:
        super().new_file(*args, **options)
        if not self._is_wanted():
            raise SkipFile
        self._kept = io.BytesIO()
        self._size = 0
        self._largest = self._most_bytes()

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        self._size += len(raw_data)
        if self._size <= self._largest:
            self._kept.write(raw_data)
        else:
            self._kept = io.BytesIO()

    def file_complete(self, file_size: int) -> InMemoryUploadedFile:
        """`size` is that of the whole file, also when it was too large to be kept."""
        self._kept.seek(0)
        return InMemoryUploadedFile(
            file=self._kept,
            field_name=self.field_name,
            name=self.file_name,
            content_type=self.content_type,
            size=file_size,
            charset=self.charset,
            content_type_extra=self.content_type_extra,
        )

    def _is_wanted(self) -> bool:
        request = self.request
        match = getattr(request, "resolver_match", None)
        user = getattr(request, "user", None)
        row = policy.ROWS.get(match.view_name) if match is not None else None
        if match is None or row is None or not row.takes_files or request is None:
            return False
        if row.who is policy.Who.CLINICIAN:
            return link_door.is_confirmed(request, match.kwargs["request_id"], now=timezone.now())
        return row.who is policy.Who.PUBLIC or (user is not None and user.is_authenticated)

    def _most_bytes(self) -> int:
        """A stranger’s file is a small one, whoever is signed in."""
        match = getattr(self.request, "resolver_match", None)
        row = policy.ROWS[match.view_name] if match is not None else None
        is_public = row is not None and row.who is policy.Who.PUBLIC
        return settings.UPLOAD_LARGEST_PUBLIC if is_public else settings.UPLOAD_LARGEST_FILE
