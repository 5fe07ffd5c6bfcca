"""Clean pictures from a picture: turned upright, made smaller, drawn anew without anything hidden in it.

Runs in the reading process. No Django here.
"""

from __future__ import annotations

import io
import struct
import warnings
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

import pillow_heif
from PIL import Image, ImageChops, ImageOps

from requests_app.documents.failures import ReadingFailed
from requests_app.documents.filetypes import FileType, Problem
from requests_app.documents.limits import LARGEST_PICTURE, LONGEST_SIDE, MOST_PAGES, MOST_PIXELS, SMALL_SIDE

FORMATS = {
    FileType.JPEG: ("JPEG",),
    FileType.PNG: ("PNG",),
    FileType.WEBP: ("WEBP",),
    FileType.HEIC: ("HEIF",),
}
ORIENTATION = 0x0112
# A picture of a whole web page is cut like paper; that of a phone's screen (about 1 : 2.2) is one page.
LONG_FROM, PAGE_SHAPE, OVERLAP, PAGE_WIDTH = 2.6, 1.35, 0.04, 1700
LARGEST_PNG = 700_000
# Of a page that is nothing but noise, less is enough.
JPEG_QUALITY, POOR_QUALITY, SMALLEST_SIDE = 85, 50, 400
# A page of print needs no more shades than these, and is a third as large with them.
SHADES = [min(255, (value + 8) // 17 * 17) for value in range(256)]
PAPER_FROM, PAPER_SHARE, COLOR_FROM, STRIPS = 240, 0.7, 12, 8
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


@dataclass(frozen=True)
class Opened:
    """The pages of a picture in order, and how large it came."""

    pages: list[Image.Image]
    size: tuple[int, int]


def read_picture(path: Path, found: FileType) -> Opened:
    """Raises ReadingFailed."""
    Image.MAX_IMAGE_PIXELS = MOST_PIXELS
    warnings.simplefilter("error", Image.DecompressionBombWarning)
    if found == FileType.HEIC:
        pillow_heif.register_heif_opener(
            thumbnails=False, depth_images=False, aux_images=False, decode_threads=1
        )
    try:
        with Image.open(path, formats=FORMATS[found]) as opened:
            size = opened.size
            pages = list(islice(cut(_upright(opened)), MOST_PAGES + 1))
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise ReadingFailed(Problem.TOO_MANY_PIXELS) from None
    except (OSError, ValueError, SyntaxError, RuntimeError, EOFError) as fault:
        raise ReadingFailed(_problem_with(found, str(fault))) from None
    if len(pages) > MOST_PAGES:
        # A strip that is hardly wide: nobody reads it, and as pages it would have no end.
        raise ReadingFailed(Problem.TOO_MANY_PIXELS)
    return Opened(pages, size)


def _problem_with(found: FileType, fault: str) -> Problem:
    if found == FileType.HEIC:
        return Problem.BROKEN_PHOTO
    return Problem.CUT_OFF if "truncated" in fault else Problem.UNREADABLE


def encoded(page: Image.Image, most: int = LARGEST_PICTURE) -> tuple[str, bytes]:
    """Its ending and its bytes: PNG keeps letters sharp, JPEG keeps photos small. At most so many bytes."""
    drawn = Image.new(page.mode, page.size)
    drawn.paste(page)
    if drawn.mode == "RGB" and is_gray(drawn):
        drawn = drawn.convert("L")
    if drawn.mode == "L" and _is_print(drawn):
        drawn = drawn.point(SHADES)
    # Packing a photo as PNG only to throw it away costs more than everything else.
    if _packed_strip(drawn) * STRIPS <= LARGEST_PNG:
        data = _packed(drawn, tightly=drawn.mode == "L")
        if len(data) <= min(LARGEST_PNG, most):
            return "png", data
    return "jpg", _as_photo(drawn, most)


def small(page: Image.Image, *, ending: str) -> bytes:
    """For a list of papers; of the same kind as the picture it stands for."""
    drawn = page.copy()
    drawn.thumbnail((SMALL_SIDE, SMALL_SIDE), Image.Resampling.LANCZOS, reducing_gap=2.0)
    if ending == "png":
        return _packed(drawn, tightly=True)
    file = io.BytesIO()
    drawn.save(file, "JPEG", quality=POOR_QUALITY)
    return file.getvalue()


def is_gray(picture: Image.Image) -> bool:
    red, green, blue = picture.split()
    differences = (ImageChops.difference(red, green), ImageChops.difference(green, blue))
    return all(sum(one.histogram()[COLOR_FROM:]) == 0 for one in differences)


def _is_print(gray: Image.Image) -> bool:
    counts = gray.histogram()
    return sum(counts[PAPER_FROM:]) >= PAPER_SHARE * sum(counts)


def _packed(picture: Image.Image, *, tightly: bool) -> bytes:
    file = io.BytesIO()
    picture.save(file, "PNG", compress_level=6 if tightly else 1)
    return file.getvalue()


def _packed_strip(picture: Image.Image) -> int:
    """The bytes of one strip out of the middle, which speaks for all of them."""
    high = max(1, picture.height // STRIPS)
    top = (picture.height - high) // 2
    return len(_packed(picture.crop((0, top, picture.width, top + high)), tightly=False))


def _as_photo(drawn: Image.Image, most: int) -> bytes:
    """A small file may hold pages that cannot be made small: then they are drawn with fewer dots."""
    for quality in (JPEG_QUALITY, POOR_QUALITY):
        file = io.BytesIO()
        drawn.save(file, "JPEG", quality=quality, subsampling=0)
        if file.tell() <= most:
            return file.getvalue()
    if max(drawn.size) <= SMALLEST_SIDE:
        return file.getvalue()
    return _as_photo(drawn.reduce(2), most)


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
