"""Real files, made in the test: good ones, broken ones, and ones that mean harm."""

from __future__ import annotations

import io
import os
import struct
import zlib
from typing import Any

import pikepdf
from PIL import Image, ImageDraw


def picture(
    *,
    size: tuple[int, int] = (320, 200),
    kind: str = "PNG",
    mode: str = "RGB",
    color: Any = "white",
    **options: Any,
) -> bytes:
    file = io.BytesIO()
    Image.new(mode, size, color).save(file, kind, **options)
    return file.getvalue()


def photo_with_place(*, orientation: int = 6) -> bytes:
    """A photo of 200 × 100 held sideways: a red top edge when turned right; with GPS, camera and owner."""
    drawn = Image.new("RGB", (200, 100), "white")
    # Seen upright the picture is 100 wide and 200 high; its top is the left edge of what is stored.
    ImageDraw.Draw(drawn).rectangle((0, 0, 30, 100), fill="red")
    exif = drawn.getexif()
    exif[0x0112] = orientation
    exif[0x010F] = "Samplecam"
    exif[0xA430] = "Ana Sample"
    place = exif.get_ifd(0x8825)
    place[1], place[2] = "N", (33.0, 27.0, 0.0)
    place[3], place[4] = "W", (112.0, 4.0, 0.0)
    file = io.BytesIO()
    drawn.save(file, "JPEG", exif=exif, quality=95, subsampling=0)
    return file.getvalue()


def truncated_jpeg() -> bytes:
    whole = noise(size=(800, 800))
    return whole[: len(whole) // 2]


def noise(*, kind: str = "JPEG", size: tuple[int, int] = (3000, 2400)) -> bytes:
    file = io.BytesIO()
    Image.effect_noise(size, 60).convert("RGB").save(file, kind)
    return file.getvalue()


def png_of(width: int, height: int) -> bytes:
    """A small file that says it is huge: a header, and rows of nothing, packed tightly."""
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    rows = zlib.compress(b"\0" * 1_000_000, 9)
    return b"\x89PNG\r\n\x1a\n" + _chunk(b"IHDR", header) + _chunk(b"IDAT", rows) + _chunk(b"IEND", b"")


def png_with_a_bomb_in_its_text() -> bytes:
    whole = picture()
    bomb = b"Comment\0\0" + zlib.compress(b"\0" * 200_000_000, 9)
    place = len(whole) - 12
    return whole[:33] + _chunk(b"zTXt", bomb) + whole[33:place] + whole[place:]


def _chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


def pdf(pages: int = 1, *, password: str = "", size: tuple[int, int] = (612, 792)) -> bytes:
    made = pikepdf.new()
    for _number in range(pages):
        made.add_blank_page(page_size=size)
    return saved(made, password=password)


def saved(made: pikepdf.Pdf, *, password: str = "", owner_only: bool = False) -> bytes:
    file = io.BytesIO()
    if password:
        made.save(file, encryption=pikepdf.Encryption(user="" if owner_only else password, owner=password))
    else:
        made.save(file)
    return file.getvalue()


def pdf_with_action(where: str) -> bytes:
    """A script or program of a PDF hides in many places; `where` names one."""
    made = pikepdf.new()
    made.add_blank_page()
    script = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS=pikepdf.String("app.alert(1)"))
    page = made.pages[0].obj
    if where == "opening":
        made.Root.OpenAction = script
    elif where == "names":
        names = pikepdf.Array([pikepdf.String("a"), made.make_indirect(script)])
        made.Root.Names = pikepdf.Dictionary(JavaScript=pikepdf.Dictionary(Names=names))
    elif where == "inside a note":
        note = pikepdf.Dictionary(
            Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Link, Rect=[0, 0, 9, 9], A=script
        )
        page.Annots = pikepdf.Array([note])
    elif where == "starting a program":
        made.Root.OpenAction = pikepdf.Dictionary(S=pikepdf.Name.Launch, F=pikepdf.String("calc.exe"))
    elif where == "a file inside":
        made.attachments["run.exe"] = b"MZ"
    elif where == "a form of its own kind":
        made.Root.AcroForm = pikepdf.Dictionary(Fields=[], XFA=pikepdf.String("<xdp/>"))
    return saved(made)


def opened(data: bytes) -> Image.Image:
    found = Image.open(io.BytesIO(data))
    found.load()
    return found


def strip(height: int) -> bytes:
    """A picture of one dot across."""
    return picture(size=(1, height), mode="L", color=255)


def pdf_of_noise(pages: int) -> bytes:
    """Pages that cannot be made small, all of the same small file."""
    made = pikepdf.new()
    side = 700
    image = made.make_stream(os.urandom(side * side * 3))
    image.Type, image.Subtype = pikepdf.Name.XObject, pikepdf.Name.Image
    image.Width = image.Height = side
    image.ColorSpace, image.BitsPerComponent = pikepdf.Name.DeviceRGB, 8
    for _number in range(pages):
        made.add_blank_page(page_size=(1000, 1000))
        page = made.pages[-1].obj
        page.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(I=image))
        page.Contents = made.make_stream(b"q 1000 0 0 1000 0 0 cm /I Do Q")
    return saved(made)
