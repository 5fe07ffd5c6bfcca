from __future__ import annotations

from django.db.models import Max

from requests_app.common import files
from requests_app.documents import storage
from requests_app.documents.confined import run_confined
from requests_app.documents.inspection import pictures_of
from requests_app.documents.refusals import FileRefused
from requests_app.models import Case, Document

DRAW_SMALL = "requests_app.documents.turning:draw_small"


def page_bytes(key: str) -> bytes | None:
    """The clean picture of one page, by a key of `Document.page_keys` or of a frozen case file."""
    return files.read(key)


def thumbnail_bytes(key: str) -> bytes | None:
    """The same page, small, for lists. The first page has one since it came, others get one here."""
    found = files.read(storage.small_key(key))
    if found is not None:
        return found
    page = files.read(key)
    if page is None:
        return None
    name = f"page.{key.rpartition('.')[2]}"
    try:
        made = run_confined(DRAW_SMALL, {name: page}, options={"name": name})
        (small,) = pictures_of(made)
    except (FileRefused, ValueError, KeyError):
        # The picture itself does for a list, too.
        return page
    files.write_whole(storage.small_key(key), small.data)
    return small.data


def page_type(key: str) -> str:
    """Pictures are PNG or JPEG; their key says which."""
    return "image/png" if key.endswith(".png") else "image/jpeg"


def original_bytes(document: Document) -> bytes | None:
    """The file exactly as it came."""
    return files.read(document.file_key)


def same_in_case(case: Case, sha256: str) -> Document | None:
    """The kept document with the same bytes."""
    return Document.objects.shown(case).filter(sha256=sha256).first()


def room_taken(case: Case) -> tuple[int, int]:
    """How many files, and how many bytes, are kept in this case."""
    sizes = list(
        Document.objects.filter(case=case, removed_at__isnull=True).values_list("byte_size", flat=True)
    )
    return len(sizes), sum(sizes)


def next_position(case: Case) -> int:
    """The place after the last paper of the case."""
    last = Document.objects.filter(case=case, removed_at__isnull=True).aggregate(last=Max("position"))["last"]
    return (last or 0) + 1
