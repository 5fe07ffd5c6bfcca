"""HEIC as phones make it, by the same library that phones' pictures are read with."""

from __future__ import annotations

import io
from typing import Any

import pillow_heif
from PIL import Image, ImageDraw

from tests.documents import making


def saved(picture: Image.Image, **options: Any) -> bytes:
    pillow_heif.register_heif_opener()
    file = io.BytesIO()
    picture.save(file, "HEIF", quality=70, **options)
    return file.getvalue()


def heic(*, size: tuple[int, int] = (640, 480), **options: Any) -> bytes:
    drawn = Image.new("RGB", size, "white")
    pen = ImageDraw.Draw(drawn)
    for place in range(0, size[1], 24):
        pen.text((10, place), "Sample directory page, line by line", fill="black")
    return saved(drawn, **options)


def held_sideways(*, orientation: int = 6) -> bytes:
    """As `making.photo_with_place`: GPS, camera and owner inside, a red top edge when turned right."""
    photo = Image.open(io.BytesIO(making.photo_with_place(orientation=orientation)))
    return saved(photo, exif=photo.info["exif"])
