"""Clean pictures from a PDF, after a look for what can do more than be read.

Runs in the reading process. No Django here.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2
from PIL import Image

from requests_app.documents.failures import ReadingFailed
from requests_app.documents.filetypes import Problem
from requests_app.documents.limits import DOTS_PER_INCH, LONGEST_SIDE, MOST_PAGES

POINTS_PER_INCH = 72
DEEPEST = 60
# Scripts, starting of programs, forms that only one program can show, and files inside the file.
_NAMES = ("/JS", "/JavaScript", "/XFA", "/EmbeddedFiles", "/EF")
_ACTIONS = ("/JavaScript", "/Launch", "/ImportData", "/GoToE", "/Rendition")


def count_pages(path: Path) -> int:
    """How many pages the PDF has, when it is one we keep. Raises ReadingFailed."""
    try:
        with pikepdf.open(path) as pdf:
            count = len(pdf.pages)
            has_program = any(_does_something(one) for one in pdf.objects)
    except pikepdf.PasswordError:
        raise ReadingFailed(Problem.PASSWORD) from None
    except pikepdf.PdfError:
        raise ReadingFailed(Problem.UNREADABLE) from None
    if has_program:
        raise ReadingFailed(Problem.HAS_PROGRAM)
    if count == 0:
        raise ReadingFailed(Problem.NO_PAGES)
    if count > MOST_PAGES:
        raise ReadingFailed(Problem.TOO_MANY_PAGES)
    return count


def draw_pages(path: Path) -> Iterator[Image.Image]:
    """The pages, one at a time. Raises ReadingFailed."""
    try:
        with pypdfium2.PdfDocument(path) as pdf:
            for number in range(len(pdf)):
                page = pdf[number]
                longest = max(*page.get_size(), 1)
                scale = min(DOTS_PER_INCH / POINTS_PER_INCH, LONGEST_SIDE / longest)
                bitmap = page.render(scale=scale)
                yield bitmap.to_pil().convert("RGB")
                bitmap.close()
                page.close()
    except pypdfium2.PdfiumError:
        raise ReadingFailed(Problem.UNREADABLE) from None


def _does_something(one: Any, depth: int = 0) -> bool:
    """Whether this object, or one written inside it, is more than text and pictures."""
    if depth > DEEPEST:
        raise ReadingFailed(Problem.UNREADABLE)
    if isinstance(one, pikepdf.Array):
        return any(_does_something(inner, depth + 1) for inner in one if not _is_reference(inner))
    if not isinstance(one, pikepdf.Dictionary | pikepdf.Stream):
        return False
    if any(name in one for name in _NAMES) or str(one.get("/S", "")) in _ACTIONS:
        return True
    return any(_does_something(inner, depth + 1) for inner in one.values() if not _is_reference(inner))


def _is_reference(inner: Any) -> bool:
    """What is only pointed at comes by itself among the objects of the file."""
    return bool(getattr(inner, "is_indirect", False))
