"""The files of plan forms. Keys are random. Files are written before the transaction that names them commits.

A note written first says which files may have no row; it goes when the transaction is through.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from uuid import uuid4

from django.db import transaction

from requests_app.common import files
from requests_app.common.scope import scoped
from requests_app.models import PlanForm
from requests_app.planforms.reading import ReadForm

FOLDER, UNSURE = "planforms", "planforms-unsure"


@dataclass(frozen=True)
class Keys:
    original: str
    clean: str
    pages: list[str]


def write(read: ReadForm, *, organization_id: int) -> Keys:
    """Call it in the transaction of the row."""
    name = uuid4().hex
    place = f"{FOLDER}/{name[:2]}/{name[2:]}"
    keys = Keys(
        f"{place}/original.pdf",
        f"{place}/clean.pdf",
        [f"{place}/{number}.png" for number in range(1, read.pages + 1)],
    )
    note = f"{UNSURE}/{organization_id}-{name}"
    files.write_whole(note, json.dumps({"place": place, "file_key": keys.original}).encode())
    pictures = dict(zip(keys.pages, read.pictures, strict=True))
    files.write_all({keys.original: read.original, keys.clean: read.clean, **pictures})
    transaction.on_commit(lambda: files.remove(note), robust=True)
    return keys


def remove_strays(*, now: datetime) -> int:
    """Delete files whose transaction failed more than a day ago; returns how many forms that were."""
    return sum(_settle(note) for note in files.keys_older_than(UNSURE, now - files.STRAY_AFTER))


def _settle(note: str) -> int:
    kept = files.read(note)
    try:
        told = json.loads(kept or b"{}")
        place, file_key = str(told["place"]), str(told["file_key"])
        organization_id = int(note.rpartition("/")[2].partition("-")[0])
    except (ValueError, KeyError, TypeError):
        files.remove(note)
        return 0
    with scoped(frozenset({organization_id})):
        has_row = PlanForm.objects.filter(file_key=file_key).exists()
    if not has_row and place.startswith(f"{FOLDER}/"):
        files.remove(place)
    files.remove(note)
    return int(not has_row)
