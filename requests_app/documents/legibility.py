"""Whether a page looks as if it could not be read. A hint for the person, never a reason to refuse.

Where a sharp edge was blurred by a lens or a hand, the bend of the brightness (its Laplacian) is small
against the difference between dark and light. The sharpest tenth of the places that have such a difference
speaks for the page, so a blurred table behind a sharp card is no matter.

Runs in the reading process. No Django here.
"""

from __future__ import annotations

from PIL import Image, ImageFilter

# A letter page on this many dots has about 145 of them per inch.
LOOKED_AT_SIDE, BLOCK, GRAIN = 1600, 32, 1.5
LEAST_CONTRAST, FEWEST_BLOCKS = 24, 6
BLURRED_UNDER = 0.17
# A whole page on fewer dots has letters of four dots or less. Anything under the other number is a thumbnail.
SMALLEST_PAGE, SMALLEST = 750, 400
PAGE_SHAPES = (1.2, 1.6)
# Two dots apart: between neighbours a soft edge rises by less than one step of 256.
_BEND = ImageFilter.Kernel(
    (5, 5), (0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 1, 0, -4, 0, 1, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0), scale=2, offset=128
)
_AWAY_FROM_GRAY = [abs(value - 128) for value in range(256)]


def is_small(size: tuple[int, int]) -> bool:
    """By the dots that came, before anything was made smaller."""
    short, long = sorted(size)
    is_page = PAGE_SHAPES[0] <= long / max(short, 1) <= PAGE_SHAPES[1] and size[1] == long
    return long < (SMALLEST_PAGE if is_page else SMALLEST)


def is_blurred(page: Image.Image) -> bool:
    sharpness = sharpness_of(page)
    return sharpness is not None and sharpness < BLURRED_UNDER


def sharpness_of(page: Image.Image) -> float | None:
    """About 0.5 for sharp letters, 0.1 for blurred ones; None when there is nothing to see."""
    gray = page.convert("L")
    gray.thumbnail((LOOKED_AT_SIDE, LOOKED_AT_SIDE), Image.Resampling.BILINEAR)
    # The grain of a dark photo must not pass for sharpness.
    gray = gray.filter(ImageFilter.GaussianBlur(GRAIN))
    bend = gray.filter(_BEND).point(_AWAY_FROM_GRAY)
    found = []
    for top in range(0, gray.height - BLOCK + 1, BLOCK):
        for left in range(0, gray.width - BLOCK + 1, BLOCK):
            block = (left, top, left + BLOCK, top + BLOCK)
            dark, light = _range_of(gray, block)
            if light - dark >= LEAST_CONTRAST:
                found.append(_range_of(bend, block)[1] / (light - dark))
    if len(found) < FEWEST_BLOCKS:
        return None
    found.sort(reverse=True)
    return found[len(found) // 10]


def _range_of(picture: Image.Image, block: tuple[int, int, int, int]) -> tuple[float, float]:
    low, high = picture.crop(block).getextrema()
    return float(low), float(high)  # type: ignore[arg-type]
