"""From a PDF to black-and-white fax pages: 200 dots an inch, one bit a dot, CCITT G4, each page small.

Text becomes black or white. What is gray over a whole area (a photograph) is drawn in coarse round dots, as
newspapers do, because fine dots cannot be packed and smear on the line. Paper that was photographed is first
made white again. A page that is still too large gets coarser, step by step, down to one that always fits.

Runs in a process of its own (`fax_process`). No Django here.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from io import BytesIO
from pathlib import Path

import pypdfium2
from PIL import Image, ImageChops, ImageFilter, ImageMath

DOTS_PER_INCH = 200
WIDTH, HEIGHT = 1700, 2200
MOST_BYTES = 190_000
POINTS_PER_INCH = 72
BLACK_BELOW = 176
# A sheet darker than this is not paper in bad light but a picture.
DARKEST_PAPER = 110
MIDDLE_GRAYS = (56, 200)
ALL_WHITE = 250
# How wide a gray must be to be more than the soft edge of a letter.
EDGE = 7
TILE, A_QUARTER = 40, 64
# Percent of the brightness around it that makes a dot part of a letter.
DARKER_THAN_AROUND, BRIGHTER_THAN_AROUND = 78, 124
# Cells of dots, in fax dots; then letters only; then letters of a page that was smoothed by so many dots.
CELLS = (10, 14, 20)
SMOOTHED = (2, 4, 8, 16, 32)


def fax_pages(pdf: Path) -> Iterator[bytes]:
    """The G4 data of each page, one at a time."""
    with pypdfium2.PdfDocument(pdf) as document:
        for number in range(len(document)):
            yield packed(_drawn(document[number]))


def packed(gray: Image.Image) -> bytes:
    """One page as G4 data of no more than MOST_BYTES."""
    near, wide = _light(gray, step=10, window=5), _light(gray, step=20, window=21)
    clean = gray if near is None else _made_white(gray, near)
    drawn = gray if wide is None else _made_white(gray, wide)
    photos, flats = _gray_areas(drawn)
    letters = _letters(clean) if flats is None else Image.composite(_letters(drawn), _letters(clean), flats)
    if photos is not None:
        for cell in CELLS:
            data = g4(_with_dots(drawn, letters, photos, cell))
            if len(data) <= MOST_BYTES:
                return data
    data = g4(letters)
    for radius in SMOOTHED:
        if len(data) <= MOST_BYTES:
            break
        data = g4(_letters(clean.filter(ImageFilter.BoxBlur(radius))))
    return data


def g4(page: Image.Image) -> bytes:
    """CCITT group 4 as one strip; a zero is white, whatever the library would choose."""
    written = BytesIO()
    white_is_zero = ImageChops.invert(page.convert("L")).convert("1", dither=Image.Dither.NONE)
    white_is_zero.save(written, "TIFF", compression="group4", strip_size=WIDTH * HEIGHT)
    written.seek(0)
    with Image.open(written) as kept:
        (start,), (length,) = kept.tag_v2[273], kept.tag_v2[279]  # type: ignore[attr-defined]
    return written.getvalue()[start : start + length]


def _drawn(page: pypdfium2.PdfPage) -> Image.Image:
    """The page in grays, as large as a letter sheet allows, in the middle of a white one."""
    wide, high = page.get_size()
    scale = min(DOTS_PER_INCH / POINTS_PER_INCH, WIDTH / max(wide, 1), HEIGHT / max(high, 1))
    bitmap = page.render(scale=scale, grayscale=True)
    try:
        drawn = bitmap.to_pil().convert("L")
    finally:
        bitmap.close()
        page.close()
    drawn = drawn.crop((0, 0, min(drawn.width, WIDTH), min(drawn.height, HEIGHT)))
    sheet = Image.new("L", (WIDTH, HEIGHT), 255)
    sheet.paste(drawn, ((WIDTH - drawn.width) // 2, (HEIGHT - drawn.height) // 2))
    return sheet


def _light(gray: Image.Image, *, step: int, window: int) -> Image.Image | None:
    """How bright the sheet is around each dot, looking `step * window` dots far; None: white everywhere."""
    found = gray.reduce(step).filter(ImageFilter.MaxFilter(window)).filter(ImageFilter.BoxBlur(window // 2))
    return None if found.getextrema()[0] >= ALL_WHITE else found  # type: ignore[operator]


def _made_white(gray: Image.Image, light: Image.Image) -> Image.Image:
    """Divide by the light: the gray sheet of a photographed letter becomes white, its shadows go."""
    around = light.resize(gray.size, Image.Resampling.BILINEAR)
    made: Image.Image = ImageMath.lambda_eval(
        lambda a: a["convert"](a["min"](a["gray"] * 255 / a["max"](a["around"], DARKEST_PAPER), 255), "L"),
        gray=gray,
        around=around,
    )
    return made


def _gray_areas(gray: Image.Image) -> tuple[Image.Image | None, Image.Image | None]:
    """Where something is gray all over: photographs, and plain colors such as a button with words on it."""
    dark, bright = MIDDLE_GRAYS
    middle = gray.point(lambda value: 255 if dark < value < bright else 0)
    if middle.reduce(EDGE).getextrema()[1] < 255:  # type: ignore[operator]
        return None, None
    share = middle.filter(ImageFilter.MinFilter(EDGE)).reduce(TILE)
    photos, flats = Image.new("L", share.size), Image.new("L", share.size)
    found = share.tobytes()
    for y in range(share.height):
        for x in range(share.width):
            if found[y * share.width + x] > A_QUARTER:
                tile = gray.crop((x * TILE, y * TILE, (x + 1) * TILE, (y + 1) * TILE))
                (flats if _is_plain(tile) else photos).putpixel((x, y), 255)
    return _grown(photos, gray.size), _grown(flats, gray.size)


def _is_plain(tile: Image.Image) -> bool:
    """Most of what is gray in it is one and the same gray."""
    dark, bright = MIDDLE_GRAYS
    counts = tile.histogram()[dark:bright]
    together = max(sum(counts[at : at + 3]) for at in range(len(counts) - 2))
    return together > 0.7 * sum(counts)


def _grown(tiles: Image.Image, size: tuple[int, int]) -> Image.Image | None:
    if tiles.getextrema()[1] == 0:
        return None
    return tiles.filter(ImageFilter.MaxFilter(3)).resize(size, Image.Resampling.NEAREST)


def _letters(gray: Image.Image) -> Image.Image:
    return gray.point(lambda value: 255 if value >= BLACK_BELOW else 0)


def _with_dots(drawn: Image.Image, letters: Image.Image, areas: Image.Image, cell: int) -> Image.Image:
    """Dots where it is gray all over, with the letters in front, dark or bright; letters elsewhere."""
    soft = drawn.filter(ImageFilter.BoxBlur(cell // 5)).point(_brighter)
    dots = ImageChops.subtract(soft, _screen(cell)).point(lambda value: 255 if value else 0)
    beside: Image.Image = ImageMath.lambda_eval(
        lambda a: a["convert"](a["min"](a["drawn"] * 100 / a["max"](a["mean"], 1), 255), "L"),
        drawn=drawn,
        mean=drawn.filter(ImageFilter.BoxBlur(14)),
    )
    dots = ImageChops.darker(dots, beside.point(lambda value: 0 if value < DARKER_THAN_AROUND else 255))
    dots = ImageChops.lighter(dots, beside.point(lambda value: 255 if value > BRIGHTER_THAN_AROUND else 0))
    return Image.composite(dots, letters, areas)


def _brighter(value: int) -> int:
    """A line makes dots fatter than they were drawn."""
    return int(255 * (value / 255) ** 0.65)


@cache
def _screen(cell: int) -> Image.Image:
    """What a gray must be brighter than to stay white, dot by dot: round dots that grow with the darkness."""
    places = [(x, y) for y in range(cell) for x in range(cell)]
    middle = (cell - 1) / 2
    order = sorted(places, key=lambda at: (at[0] - middle) ** 2 + (at[1] - middle) ** 2)
    tile = Image.new("L", (cell, cell))
    for rank, at in enumerate(order):
        # The middle of a dot turns black first, already in a light gray.
        tile.putpixel(at, 236 - rank * 200 // len(order))
    row = Image.new("L", (WIDTH, cell))
    for left in range(0, WIDTH, cell):
        row.paste(tile, (left, 0))
    screen = Image.new("L", (WIDTH, HEIGHT))
    for top in range(0, HEIGHT, cell):
        screen.paste(row, (0, top))
    return screen
