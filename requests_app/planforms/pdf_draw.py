"""Pictures of the pages of a form: with numbers on its boxes, or filled in and flat.

Runs in the confined reader. No Django here.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence

import pikepdf
import pypdfium2
from PIL import Image, ImageDraw, ImageFont

from requests_app.planforms.slots import Slot, SlotKind

POINTS_PER_INCH = 72
# Dots per inch, for showing.
SHOWN = 110
LONGEST_SIDE = 2800
NEAR, CLOSE, ABOVE, LONGEST_NEAR = 230.0, 14.0, 15.0, 90
INK, PAPER = "#1d3557", "#ffffff"


def pages(pdf: bytes, *, dots: int) -> Iterator[Image.Image]:
    """Gray pictures of a flat PDF."""
    with pypdfium2.PdfDocument(pdf) as document:
        for number in range(len(document)):
            page = document[number]
            scale = min(dots / POINTS_PER_INCH, LONGEST_SIDE / max(*page.get_size(), 1))
            bitmap = page.render(scale=scale, grayscale=True)
            yield bitmap.to_pil().convert("L")
            bitmap.close()
            page.close()


def flat(pdf: pikepdf.Pdf) -> bytes:
    """The same pages with what stands in the boxes drawn on the paper."""
    pdf.flatten_annotations(mode="print")
    return saved(pdf)


def saved(pdf: pikepdf.Pdf) -> bytes:
    """The same content gives the same bytes."""
    kept = io.BytesIO()
    pdf.save(
        kept, deterministic_id=True, encryption=False, object_stream_mode=pikepdf.ObjectStreamMode.generate
    )
    return kept.getvalue()


def with_numbers(page: Image.Image, slots: Sequence[tuple[int, Slot]]) -> Image.Image:
    """Each box outlined, its number at its upper left corner."""
    drawn = page.convert("RGB")
    pen, font = ImageDraw.Draw(drawn), ImageFont.load_default(size=max(11, page.width // 75))
    for number, slot in slots:
        left, top, right, bottom = (
            part * side for part, side in zip(slot.box, (page.width, page.height) * 2, strict=True)
        )
        pen.rectangle((left, top, right, bottom), outline=INK, width=2)
        x0, y0, x1, y1 = pen.textbbox((0, 0), str(number), font=font)
        wide, high = x1 - x0 + 6, y1 - y0 + 4
        # A small box would vanish below its number, so the number stands beside it.
        x = max(left - wide, 0) if slot.kind == SlotKind.TICK else left
        y = top if slot.kind == SlotKind.TICK else max(top - high / 2, 0)
        pen.rectangle((x, y, x + wide, y + high), fill=INK)
        pen.text((x + 3 - x0, y + 2 - y0), str(number), fill=PAPER, font=font)
    return drawn


def words_near(pdf: bytes, slots: Sequence[Slot]) -> list[str]:
    """What the page prints beside each box: left of it, above it, or to the right of a box to tick."""
    found = []
    with pypdfium2.PdfDocument(pdf) as document:
        texts: dict[int, tuple[pypdfium2.PdfTextPage, float, float]] = {}
        for slot in slots:
            if slot.page not in texts:
                page = document[slot.page - 1]
                texts[slot.page] = (page.get_textpage(), *page.get_size())
            found.append(_near(slot, *texts[slot.page], slots))
    return found


def _near(slot: Slot, text: pypdfium2.PdfTextPage, wide: float, high: float, slots: Sequence[Slot]) -> str:
    left, top, right, bottom = (
        part * side for part, side in zip(slot.box, (wide, high, wide, high), strict=True)
    )
    same_line = [
        (one.box[0] * wide, one.box[2] * wide)
        for one in slots
        if one is not slot
        and one.page == slot.page
        and one.box[1] * high < bottom
        and one.box[3] * high > top
    ]
    low, up = high - bottom - 2, high - top + 2
    # The words of a box to tick stand close to its right, or else before it like those of a line.
    if slot.kind == SlotKind.TICK and _tidy(text.get_text_bounded(right, low, right + CLOSE, up)):
        end = min((start for start, _ in same_line if start >= right), default=right + NEAR)
        return _tidy(text.get_text_bounded(right, low, min(end, right + NEAR), up))
    start = max((end for _, end in same_line if end <= left), default=left - NEAR)
    beside = text.get_text_bounded(max(start, left - NEAR, 0), high - bottom - 1, left, high - top + 1)
    above = text.get_text_bounded(left - 2, high - top, right, high - top + ABOVE)
    return _tidy(beside, from_end=True) or _tidy(above)


def _tidy(text: str, *, from_end: bool = False) -> str:
    words = " ".join("".join(mark if mark.isprintable() else " " for mark in text).split()).strip(" _.:*")
    return words[-LONGEST_NEAR:].strip() if from_end else words[:LONGEST_NEAR].strip()
