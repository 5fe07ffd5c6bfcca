"""The files of a document on the disk. Keys are random; no name and no word of a person is in them.

Files are written before the transaction that names them commits. A note written first says which files
may have no row; it goes when the transaction is through. `remove_strays` looks at notes that stayed.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import datetime
from uuid import uuid4

from django.db import transaction

from requests_app.common import files
from requests_app.common.scope import scoped
from requests_app.documents.inspection import Picture, ReadFile
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
    kept = {key: one.data for key, one in zip(page_keys, read.pictures, strict=True)}
    if read.small is not None:
        kept[small_key(page_keys[0])] = read.small.data
    files.write_all({file_key: read.original, **kept})
    transaction.on_commit(lambda: files.remove(note), robust=True)
    return file_key, page_keys


def write_turned(page_key: str, pictures: Sequence[Picture], small: Picture) -> list[str]:
    """Turned pictures of one document, beside the ones they stand for; returns their keys.

    When the transaction fails they stay unused in the folder of the document, and go when it goes.
    """
    place, mark = page_key.rpartition("/")[0], uuid4().hex[:12]
    keys = [f"{place}/{mark}-{number}.{one.ending}" for number, one in enumerate(pictures, start=1)]
    kept = {key: one.data for key, one in zip(keys, pictures, strict=True)}
    files.write_all({**kept, small_key(keys[0]): small.data})
    return keys


def small_key(page_key: str) -> str:
    """Where the small picture of a page lies; of the same kind as the page."""
    stem, dot, ending = page_key.rpartition(".")
    return f"{stem}-small{dot}{ending}"


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
