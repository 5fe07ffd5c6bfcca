"""What is done in the confined process with pictures we keep already: turn them, or draw them small.

They were drawn near a stranger's file, so they are opened as carefully as the file was. No Django here.
"""

from __future__ import annotations

import warnings
from pathlib import Path
from typing import Any

from PIL import Image

from requests_app.documents import pictures
from requests_app.documents.limits import MOST_PIXELS

TURNS = {1: Image.Transpose.ROTATE_270, 2: Image.Transpose.ROTATE_180, 3: Image.Transpose.ROTATE_90}


def turn(folder: Path, options: dict[str, Any]) -> dict[str, Any]:
    """Turned to the right, in order, then the first one small. `options`: `names`, `quarter_turns`."""
    names = []
    for number, name in enumerate(options["names"], start=1):
        ending, data = pictures.encoded(_opened(folder / name).transpose(TURNS[options["quarter_turns"]]))
        names.append(f"turned-{number}.{ending}")
        (folder / names[-1]).write_bytes(data)
    small = f"small.{names[0].rpartition('.')[2]}"
    (folder / small).write_bytes(pictures.small(_opened(folder / names[0]), ending=small.rpartition(".")[2]))
    return {"files": [*names, small]}


def draw_small(folder: Path, options: dict[str, Any]) -> dict[str, Any]:
    """`options`: the `name` of one picture."""
    ending = options["name"].rpartition(".")[2]
    data = pictures.small(_opened(folder / options["name"]), ending=ending)
    (folder / f"small.{ending}").write_bytes(data)
    return {"files": [f"small.{ending}"]}


def _opened(path: Path) -> Image.Image:
    Image.MAX_IMAGE_PIXELS = MOST_PIXELS
    warnings.simplefilter("error", Image.DecompressionBombWarning)
    with Image.open(path, formats=("PNG", "JPEG")) as opened:
        return opened.convert("L" if opened.mode == "L" else "RGB")
