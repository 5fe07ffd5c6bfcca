"""The files of a document on the disk. Keys are random; no name and no word of a person is in them.

Files are written before the transaction that names them commits. A note written first says which files
may have no row; it goes when the transaction is through. `remove_strays` looks at notes that stayed.
"""

from __future__ import annotations

import json
from datetime import datetime
from uuid import uuid4

from django.db import transaction

from requests_app.common import files
from requests_app.common.scope import scoped
from requests_app.documents.inspection import ReadFile
from requests_app.models import Document

FOLDER = "documents"
UNSURE = "documents-unsure"


def write(read: ReadFile, *, organization_id: int) -> tuple[str, list[str]]:
    """Keep the original and its pictures; returns their keys. Call it in the transaction of the row."""
    name = uuid4().hex
    place = f"{FOLDER}/{name[:2]}/{name[2:]}"
    file_key = f"{place}/original"
    page_keys = [f"{place}/{number}.{one.ending}" for number, one in enumerate(read.pictures, start=1)]
    note = f"{UNSURE}/{organization_id}-{name}"
    files.write_whole(note, json.dumps({"place": place, "file_key": file_key}).encode())
    files.write_whole(file_key, read.original)
    for key, one in zip(page_keys, read.pictures, strict=True):
        files.write_whole(key, one.data)
    transaction.on_commit(lambda: files.remove(note), robust=True)
    return file_key, page_keys


def remove_strays(*, now: datetime) -> int:
    """Delete files whose transaction failed more than a day ago; returns how many documents that were."""
    removed = 0
    for note in files.keys_older_than(UNSURE, now - files.STRAY_AFTER):
        removed += _settle(note)
    return removed


def _settle(note: str) -> int:
    kept = files.read(note)
    if kept is None:
        return 0
    try:
        told = json.loads(kept)
        place, file_key = str(told["place"]), str(told["file_key"])
        organization_id = int(note.rpartition("/")[2].partition("-")[0])
    except (ValueError, KeyError, TypeError):
        files.remove(note)
        return 0
    with scoped(frozenset({organization_id})):
        has_row = Document.objects.filter(file_key=file_key).exists()
    if not has_row and place.startswith(f"{FOLDER}/"):
        files.remove(place)
    files.remove(note)
    return int(not has_row)
