"""Many pictures on one sheet, so that all pages can be looked at in a few minutes."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PIL import Image, ImageDraw

MARGIN, CAPTION = 12, 16
# Width of one picture on the sheet, the part of its height that is shown, and how many stand in a row.
SIZES = {"phone": (270, 900, 6), "desktop": (560, 620, 3), "packet": (560, 730, 3)}
ROWS = 2


def make_sheets(pictures: Sequence[Path], *, kind: str, folder: Path, name: str) -> list[Path]:
    folder.mkdir(parents=True, exist_ok=True)
    width, height, columns = SIZES[kind]
    per_sheet = columns * ROWS
    made = []
    for start in range(0, len(pictures), per_sheet):
        sheet = _sheet(pictures[start : start + per_sheet], width, height, columns)
        made.append(folder / f"{name}-{start // per_sheet + 1:02}.png")
        sheet.save(made[-1], optimize=True)
    return made


def _sheet(pictures: Sequence[Path], width: int, height: int, columns: int) -> Image.Image:
    rows = -(-len(pictures) // columns)
    cell_width, cell_height = width + MARGIN, height + CAPTION + MARGIN
    sheet = Image.new("RGB", (columns * cell_width + MARGIN, rows * cell_height + MARGIN), "#777777")
    draw = ImageDraw.Draw(sheet)
    for place, path in enumerate(pictures):
        left = MARGIN + place % columns * cell_width
        top = MARGIN + place // columns * cell_height
        draw.text((left, top), path.stem, fill="white")
        with Image.open(path) as picture:
            small = picture.convert("RGB")
            small = small.resize((width, max(1, round(small.height * width / small.width))))
            sheet.paste(small.crop((0, 0, width, min(height, small.height))), (left, top + CAPTION))
    return sheet
