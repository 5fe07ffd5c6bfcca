"""What the reading process does with a logo: open it, and draw it anew, no larger than shown. No Django."""

from __future__ import annotations

import warnings
from pathlib import Path
from typing import Any

from PIL import Image

from requests_app.documents.failures import ReadingFailed
from requests_app.documents.filetypes import START, FileType, Problem, type_of

ORIGINAL, DRAWN = "original", "logo.png"
MOST_PIXELS = 25_000_000
WIDEST, HIGHEST, SMALLEST = 640, 200, 16
FORMATS = {FileType.PNG: "PNG", FileType.JPEG: "JPEG"}


def read(folder: Path, options: dict[str, Any]) -> dict[str, Any]:
    """`{"files": ["logo.png"]}`: a PNG without anything but its points."""
    path = folder / ORIGINAL
    with path.open("rb") as file:
        found = type_of(file.read(START))
    if found not in FORMATS:
        raise ReadingFailed(found if isinstance(found, Problem) else Problem.WRONG_TYPE)
    Image.MAX_IMAGE_PIXELS = MOST_PIXELS
    warnings.simplefilter("error", Image.DecompressionBombWarning)
    try:
        with Image.open(path, formats=[FORMATS[FileType(found)]]) as opened:
            drawn = opened.convert("RGBA")
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise ReadingFailed(Problem.TOO_MANY_PIXELS) from None
    except (OSError, ValueError, SyntaxError, RuntimeError, EOFError):
        raise ReadingFailed(Problem.UNREADABLE) from None
    if min(drawn.size) < SMALLEST:
        raise ReadingFailed(Problem.UNREADABLE)
    drawn.thumbnail((WIDEST, HIGHEST), Image.Resampling.LANCZOS)
    # On white: a page in the dark and a fax show it alike.
    clean = Image.new("RGB", drawn.size, "white")
    clean.paste(drawn, mask=drawn.getchannel("A"))
    clean.save(folder / DRAWN, "PNG", optimize=True)
    return {"files": [DRAWN]}
