"""What the reading process does with an upload: look at it, and draw a clean picture of each page.

No Django here.
"""

from __future__ import annotations

import time
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from PIL import Image

from requests_app.documents import legibility, pdf_pages, pictures
from requests_app.documents.failures import ReadingFailed
from requests_app.documents.filetypes import START, FileType, type_of
from requests_app.documents.limits import (
    DRAWING_SHARE,
    LARGEST_PICTURE,
    MOST_BYTES_OF_PICTURES,
    MOST_PICTURES,
    ReaderLimits,
)

ORIGINAL = "original"
BLURRED, SMALL = "BLURRED", "SMALL"
# Of a long file the first pages speak for all.
PAGES_LOOKED_AT = 5
_STARTED = time.monotonic()


def read(folder: Path, options: dict[str, Any]) -> dict[str, Any]:
    """`{"pages": 3, "files": ["1.png", …, "small.png"], "legibility": "BLURRED"}`.

    The last of the files is the small picture of the first page; the others may be fewer than the pages.
    `options`: `cpu_seconds` and `wall_seconds` that drawing may take.
    """
    path = folder / ORIGINAL
    with path.open("rb") as file:
        found = type_of(file.read(START))
    if found == FileType.PDF:
        count = pdf_pages.count_pages(path)
        names, is_blurred = _write(folder, pdf_pages.draw_pages(path), count, options)
        return {"pages": count, "files": names, "legibility": BLURRED if is_blurred else ""}
    if not isinstance(found, FileType):
        raise ReadingFailed(found)
    opened = pictures.read_picture(path, found)
    names, is_blurred = _write(folder, opened.pages, len(opened.pages), options)
    hint = SMALL if legibility.is_small(opened.size) else BLURRED if is_blurred else ""
    return {"pages": len(opened.pages), "files": names, "legibility": hint}


def _write(
    folder: Path, drawn: Iterable[Image.Image], count: int, options: dict[str, Any]
) -> tuple[list[str], bool]:
    """The names of what was drawn before time ran out, and whether a page looks blurred."""
    names: list[str] = []
    small, is_blurred = "", False
    left = MOST_BYTES_OF_PICTURES
    for number, page in enumerate(drawn, start=1):
        if number <= PAGES_LOOKED_AT:
            is_blurred = is_blurred or legibility.is_blurred(page)
        ending, data = pictures.encoded(page, min(LARGEST_PICTURE, left // (count - number + 1)))
        left -= len(data)
        names.append(f"{number}.{ending}")
        (folder / names[-1]).write_bytes(data)
        if number == 1:
            small = f"small.{ending}"
            (folder / small).write_bytes(pictures.small(page, ending=ending))
        if number == MOST_PICTURES or _time_is_up(options):
            break
    return [*names, small] if names else [], is_blurred


def _time_is_up(options: dict[str, Any]) -> bool:
    limits = ReaderLimits()
    cpu: float = options.get("cpu_seconds", limits.cpu_seconds * DRAWING_SHARE)
    wall: float = options.get("wall_seconds", limits.wall_seconds * DRAWING_SHARE)
    return time.process_time() > cpu or time.monotonic() - _STARTED > wall
