"""What pages say about a kept file."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from requests_app.common.dates import clock_time, long_date
from requests_app.documents.filetypes import EXTENSIONS, FileType
from requests_app.models import Case, Document

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


@dataclass(frozen=True)
class Row:
    label: StrOrPromise
    value: StrOrPromise


@dataclass(frozen=True)
class PagePicture:
    url: str
    alt: str


def file_rows(case: Case, document: Document) -> list[Row]:
    came_at = document.received_at.astimezone(ZoneInfo(case.time_zone))
    kind = extension_of(document).upper()
    return [
        Row(_("Added here"), f"{long_date(came_at.date())}, {clock_time(came_at)}"),
        Row(_("File"), ", ".join([kind, pages_text(document.pages), filesizeformat(document.byte_size)])),
        Row(_("Name on your device"), document.original_name),
        Row(_("Fingerprint of the file (SHA-256)"), document.sha256),
    ]


def pages_text(count: int) -> str:
    return ngettext("%(count)s page", "%(count)s pages", count) % {"count": count}


def file_name(word: str, day: date, document: Document) -> str:
    """Of a download: what it is in one plain word, and from when. Folders are seen by others."""
    return f"{word}-{day.isoformat()}.{extension_of(document)}"


def extension_of(document: Document) -> str:
    return EXTENSIONS[FileType(document.media_type)]


def picture_address(page: str, key: str, *, small: bool = False) -> str:
    """Names the picture's key in short, so that a turned page is never shown from a store of the browser."""
    address = f"{page}?v={hashlib.sha256(key.encode()).hexdigest()[:8]}"
    return f"{address}&small=yes" if small else address


def more_pages_text(document: Document) -> str:
    """Said when the file has more pages than are shown and printed."""
    shown = len(document.page_keys)
    if document.pages <= shown:
        return ""
    values = {"pages": document.pages, "shown": shown}
    return (
        _(
            "The file has %(pages)s pages. We show and print the first %(shown)s. "
            "Is what you need further back? Save only those pages as a PDF, and add them."
        )
        % values
    )
