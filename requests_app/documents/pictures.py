"""Clean pictures from a picture: turned upright, made smaller, drawn anew without anything hidden in it.

Runs in the reading process. No Django here.
"""

from __future__ import annotations

import io
import struct
import warnings
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from PIL import Image, ImageOps

from requests_app.documents.failures import ReadingFailed
from requests_app.documents.filetypes import Problem
from requests_app.documents.limits import LARGEST_PICTURE, LONGEST_SIDE, MOST_PAGES, MOST_PIXELS

FORMATS = ("JPEG", "PNG", "WEBP")
ORIENTATION = 0x0112
# A picture of a whole web page is cut like paper; that of a phone's screen (about 1 : 2.2) is one page.
LONG_FROM, PAGE_SHAPE, OVERLAP, PAGE_WIDTH = 2.6, 1.35, 0.04, 1700
LARGEST_PNG = 700_000
# Of a page that is nothing but noise, less is enough.
JPEG_QUALITY, POOR_QUALITY = 85, 50
# EXIF numbers the ways a camera can be held; each is undone by one turn of ours.
_TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}


def read_picture(path: Path) -> list[Image.Image]:
    """The pages of a picture, in order. Raises ReadingFailed."""
    Image.MAX_IMAGE_PIXELS = MOST_PIXELS
    warnings.simplefilter("error", Image.DecompressionBombWarning)
    try:
        with Image.open(path, formats=FORMATS) as opened:
            pages = list(islice(cut(_upright(opened)), MOST_PAGES + 1))
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise ReadingFailed(Problem.TOO_MANY_PIXELS) from None
    except OSError as fault:
        is_cut_off = "truncated" in str(fault)
        raise ReadingFailed(Problem.CUT_OFF if is_cut_off else Problem.UNREADABLE) from None
    if len(pages) > MOST_PAGES:
        # A strip that is hardly wide: nobody reads it, and as pages it would have no end.
        raise ReadingFailed(Problem.TOO_MANY_PIXELS)
    return pages


def encoded(page: Image.Image) -> tuple[str, bytes]:
    """Its ending and its bytes: PNG keeps letters sharp, JPEG keeps photos small."""
    drawn = Image.new(page.mode, page.size)
    drawn.paste(page)
    file = io.BytesIO()
    drawn.save(file, "PNG")
    if file.tell() <= LARGEST_PNG:
        return "png", file.getvalue()
    return "jpg", _as_photo(drawn)


def _as_photo(drawn: Image.Image) -> bytes:
    """Never more than LARGEST_PICTURE: a small file may hold twenty pages that cannot be made small."""
    for quality in (JPEG_QUALITY, POOR_QUALITY):
        file = io.BytesIO()
        drawn.save(file, "JPEG", quality=quality, subsampling=0)
        if file.tell() <= LARGEST_PICTURE:
            return file.getvalue()
    return _as_photo(drawn.reduce(2))


def cut(picture: Image.Image) -> Iterator[Image.Image]:
    """One page, or several when the picture is much longer than wide."""
    width, height = picture.size
    if height <= width * LONG_FROM:
        yield picture
        return
    step = max(1, int(width * PAGE_SHAPE))
    overlap = int(step * OVERLAP)
    top = 0
    while top < height - overlap:
        yield picture.crop((0, top, width, min(height, top + step)))
        top += step - overlap


def _upright(opened: Image.Image) -> Image.Image:
    turn = _orientation(opened)
    wide, high = opened.size if turn < 5 else opened.size[::-1]
    is_long = high > wide * LONG_FROM
    if opened.format == "JPEG" and not is_long:
        opened.draft("RGB", (LONGEST_SIDE, LONGEST_SIDE))
    opened.load()
    if is_long:
        most = (PAGE_WIDTH, 10**6) if turn < 5 else (10**6, PAGE_WIDTH)
    else:
        most = (LONGEST_SIDE, LONGEST_SIDE)
    # First smaller, then everything else: a large picture fits into the memory only once or twice.
    picture = _with_plain_colors(opened)
    picture.thumbnail(most, Image.Resampling.LANCZOS, reducing_gap=2.0)
    picture = _on_paper(picture)
    return picture.transpose(_TURNS[turn]) if turn in _TURNS else picture


def _orientation(opened: Image.Image) -> int:
    try:
        turn = opened.getexif().get(ORIENTATION, 1)
    except (OSError, SyntaxError, ValueError, struct.error, KeyError, TypeError):
        return 1
    return turn if isinstance(turn, int) and turn in _TURNS else 1


def _with_plain_colors(opened: Image.Image) -> Image.Image:
    """Gray, colors, or colors with transparency, whatever the file had."""
    if "transparency" in opened.info or opened.mode in ("LA", "PA"):
        return opened.convert("RGBA")
    if opened.mode in ("L", "RGB", "RGBA"):
        return opened
    if opened.mode == "1":
        return opened.convert("L")
    if opened.mode.startswith(("I", "F")):
        gray = opened.convert("F").point(lambda value: value / 256).convert("L")
        return ImageOps.autocontrast(gray)
    return opened.convert("RGB")


def _on_paper(picture: Image.Image) -> Image.Image:
    if picture.mode != "RGBA":
        return picture
    paper = Image.new("RGB", picture.size, "white")
    paper.paste(picture, mask=picture.getchannel("A"))
    return paper
