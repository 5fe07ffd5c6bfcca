from __future__ import annotations

from requests_app.common import files
from requests_app.models import Case, Document


def page_bytes(key: str) -> bytes | None:
    """The clean picture of one page, by a key of `Document.page_keys` or of a frozen case file."""
    return files.read(key)


def page_type(key: str) -> str:
    """Pictures are PNG or JPEG; their key says which."""
    return "image/png" if key.endswith(".png") else "image/jpeg"


def original_bytes(document: Document) -> bytes | None:
    """The file exactly as it came."""
    return files.read(document.file_key)


def same_in_case(case: Case, sha256: str) -> Document | None:
    """The kept document with the same bytes."""
    return Document.objects.filter(case=case, sha256=sha256, removed_at__isnull=True).first()


def room_taken(case: Case) -> tuple[int, int]:
    """How many files, and how many bytes, are kept in this case."""
    sizes = list(
        Document.objects.filter(case=case, removed_at__isnull=True).values_list("byte_size", flat=True)
    )
    return len(sizes), sum(sizes)
