"""What the reading process does with an upload: look at it, and draw a clean picture of each page.

No Django here.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import islice
from pathlib import Path
from typing import Any

from requests_app.documents import pdf_pages, pictures
from requests_app.documents.failures import ReadingFailed
from requests_app.documents.filetypes import FileType, type_of
from requests_app.documents.limits import MOST_PICTURES

ORIGINAL = "original"


def read(folder: Path, options: dict[str, Any]) -> dict[str, Any]:
    """`{"pages": 3, "files": ["1.png", …]}`."""
    path = folder / ORIGINAL
    with path.open("rb") as file:
        found = type_of(file.read(64))
    if found == FileType.PDF:
        count = pdf_pages.count_pages(path)
        return {"pages": count, "files": _write(folder, pdf_pages.draw_pages(path))}
    if isinstance(found, FileType):
        drawn = pictures.read_picture(path)
        return {"pages": len(drawn), "files": _write(folder, drawn)}
    raise ReadingFailed(found)


def _write(folder: Path, drawn: Iterable[Any]) -> list[str]:
    names = []
    for number, page in enumerate(islice(drawn, MOST_PICTURES), start=1):
        ending, data = pictures.encoded(page)
        names.append(f"{number}.{ending}")
        (folder / names[-1]).write_bytes(data)
    return names
