"""Files nobody should have to keep, each with the answers that are right for it. All made here."""

from __future__ import annotations

import gzip
import io
import struct
import zlib
from collections.abc import Iterator
from typing import Any

import pikepdf

from requests_app.documents.filetypes import Problem
from tests.documents import making
from tests.documents.phone_photos import heic

Hostile = tuple[str, bytes, set[Problem]]
P = Problem


def all_files() -> list[Hostile]:
    return [
        *_of_other_kinds(),
        *_phone_photos(),
        *_pictures(),
        *_locked(),
        *_with_programs(),
        *_broken_pdfs(),
    ]


def _of_other_kinds() -> Iterator[Hostile]:
    yield "nothing", b"", {P.EMPTY}
    starts: dict[str, bytes] = {
        "one byte": b"%",
        "a page": b"<!doctype html><script>alert(1)</script>",
        "a page of two-byte letters": "\ufeff<html>".encode("utf-16"),
        "a drawing with a script": b'<?xml version="1.0"?><svg onload="alert(1)"/>',
        "GIF": b"GIF89a" + bytes(50),
        "BMP": b"BM" + bytes(60),
        "TIFF": b"II*\0" + bytes(60),
        "ICO": b"\0\0\1\0" + bytes(60),
        "JPEG 2000": b"\0\0\0\x0cjP  \r\n\x87\n" + bytes(40),
        "PSD": b"8BPS" + bytes(60),
        "a ZIP": b"PK\3\4" + bytes(60),
        "an office file": b"PK\3\4\x14\0\6\0[Content_Types].xml" + bytes(40),
        "an old office file": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(60),
        "RTF": rb"{\rtf1\ansi text}",
        "PostScript": b"%!PS-Adobe-3.0\nshowpage",
        "a program of Windows": b"MZ" + bytes(100),
        "a program of Linux": b"\x7fELF" + bytes(100),
        "a shell script": b"#!/bin/sh\nrm -rf /",
        "JavaScript": b"require('child_process')",
        "JSON": b'{"a": 1}',
        "a film": b"\0\0\0\x18ftypmp42" + bytes(50),
        "a film of another kind": b"\0\0\0\x14ftypqt  " + bytes(50),
        "a sound": b"RIFF\0\0\0\0WAVEfmt " + bytes(40),
        "gzip": gzip.compress(b"x" * 100),
        "a gzip bomb": gzip.compress(bytes(5_000_000)),
        "7z": b"7z\xbc\xaf\x27\x1c" + bytes(50),
        "RAR": b"Rar!\x1a\7\0" + bytes(50),
        "a mail": b"From: a@example.com\nSubject: x\n\ntext",
        "a PDF behind a page": b"<html><!--\n" + making.pdf(),
        "a PDF behind a program": b"MZ\0\0" + making.pdf(),
        "zeros": bytes(4096),
    }
    for name, data in starts.items():
        yield name, data, {P.WRONG_TYPE}


def _phone_photos() -> Iterator[Hostile]:
    yield "AVIF", b"\0\0\0\x1cftypavif\0\0\0\0avifmif1" + bytes(60), {P.AVIF}
    yield "AVIF in a row", b"\0\0\0\x1cftypavis\0\0\0\0avismsf1" + bytes(60), {P.AVIF}
    yield "AVIF that says it is any", b"\0\0\0\x1cftypmif1\0\0\0\0mif1avif" + bytes(60), {P.AVIF}
    whole = heic(size=(320, 240))
    broken = {P.BROKEN_PHOTO}
    yield "only the head of a phone photo", b"\0\0\0\x18ftypheic" + bytes(50), broken
    for share in (10, 50, 90, 99):
        yield f"{share} of 100 of a phone photo", whole[: len(whole) * share // 100], broken
    body = whole.index(b"mdat") + 4
    yield "a phone photo of zeros", whole[:body] + bytes(len(whole) - body), broken
    meta = whole.index(b"meta") - 4
    yield (
        "a phone photo with a box without end",
        whole[:meta] + b"\xff\xff\xff\xff" + whole[meta + 4 :],
        broken,
    )
    huge = whole.replace(
        b"ispe\0\0\0\0" + struct.pack(">II", 320, 240), b"ispe\0\0\0\0" + b"\0\0\xff\xff" * 2
    )
    assert huge != whole
    yield "a phone photo that says it is huge", huge, {P.TOO_MANY_PIXELS, P.BROKEN_PHOTO}


def _pictures() -> Iterator[Hostile]:
    jpeg, png, webp = (making.noise(kind=kind, size=(400, 300)) for kind in ("JPEG", "PNG", "WEBP"))
    yield "half a JPEG", jpeg[: len(jpeg) // 2], {P.CUT_OFF}
    yield "half a PNG", png[: len(png) // 2], {P.CUT_OFF, P.UNREADABLE}
    yield "half a WebP", webp[: len(webp) // 2], {P.CUT_OFF, P.UNREADABLE}
    yield "the first bytes of a JPEG", jpeg[:20], {P.UNREADABLE, P.CUT_OFF}
    yield "the first bytes of a PNG", png[:20], {P.UNREADABLE}
    yield "the first bytes of a WebP", webp[:20], {P.UNREADABLE}
    yield "a PNG with a wrong sum", png[:29] + b"\0\0\0\0" + png[33:], {P.UNREADABLE}
    yield "a PNG of 50,000 by 50,000", making.png_of(50_000, 50_000), {P.TOO_MANY_PIXELS}
    yield "a PNG just over the limit", making.png_of(8_000, 5_001), {P.TOO_MANY_PIXELS}
    yield "a PNG of no size", making.png_of(0, 0), {P.UNREADABLE, P.CUT_OFF}
    yield "a PNG with a bomb in its text", making.png_with_a_bomb_in_its_text(), {P.UNREADABLE}
    frame = jpeg.index(b"\xff\xc0")
    huge = jpeg[: frame + 5] + b"\xff\xf0\xff\xf0" + jpeg[frame + 9 :]
    yield "a JPEG of 65,520 by 65,520", huge, {P.TOO_MANY_PIXELS}
    yield "a strip of dots", making.strip(40_000), {P.TOO_MANY_PIXELS}


def _locked() -> Iterator[Hostile]:
    for revision in (2, 3, 4, 6):
        file = io.BytesIO()
        made = pikepdf.new()
        made.add_blank_page()
        lock = pikepdf.Encryption(
            user="sample", owner="other", R=revision, aes=revision > 3, metadata=revision > 3
        )
        made.save(file, encryption=lock)
        yield f"a PDF with a password, way {revision}", file.getvalue(), {P.PASSWORD}


def _with_programs() -> Iterator[Hostile]:
    ways = [
        "opening",
        "names",
        "inside a note",
        "starting a program",
        "a file inside",
        "a form of its own kind",
    ]
    for where in ways:
        yield f"a PDF with {where}", making.pdf_with_action(where), {P.HAS_PROGRAM}
    script: dict[str, Any] = {"S": pikepdf.Name.JavaScript, "JS": pikepdf.String("app.alert(1)")}
    for kind in ("ImportData", "GoToE", "Rendition"):
        action = pikepdf.Dictionary(S=pikepdf.Name(f"/{kind}"))
        yield (
            f"a PDF that does {kind}",
            _pdf_with(lambda pdf, a=action: pdf.Root.__setitem__("/OpenAction", a)),
            {P.HAS_PROGRAM},
        )
    places: dict[str, Any] = {
        "when a page opens": lambda pdf: pdf.pages[0].obj.__setitem__(
            "/AA", pikepdf.Dictionary(O=pikepdf.Dictionary(**script))
        ),
        "when it is printed": lambda pdf: pdf.Root.__setitem__(
            "/AA", pikepdf.Dictionary(WP=pikepdf.Dictionary(**script))
        ),
        "in a box to fill in": lambda pdf: pdf.Root.__setitem__(
            "/AcroForm",
            pikepdf.Dictionary(
                Fields=[
                    pdf.make_indirect(
                        pikepdf.Dictionary(
                            FT=pikepdf.Name.Tx, AA=pikepdf.Dictionary(K=pikepdf.Dictionary(**script))
                        )
                    )
                ]
            ),
        ),
        "after another step": lambda pdf: pdf.Root.__setitem__(
            "/OpenAction",
            pikepdf.Dictionary(S=pikepdf.Name.GoTo, Next=pikepdf.Array([pikepdf.Dictionary(**script)])),
        ),
        "in a stream": lambda pdf: pdf.Root.__setitem__(
            "/OpenAction", pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS=pdf.make_stream(b"app.alert(1)"))
        ),
    }
    for name, change in places.items():
        yield f"a PDF with a script {name}", _pdf_with(change), {P.HAS_PROGRAM}
    written = _pdf_with(
        lambda pdf: pdf.Root.__setitem__("/OpenAction", pikepdf.Dictionary(**script)), plain=True
    )
    yield (
        "a PDF with a script written oddly",
        written.replace(b"/JavaScript", b"/J#61vaScript"),
        {P.HAS_PROGRAM},
    )
    yield (
        "a PDF with a script in a packed object",
        _pdf_with(lambda pdf: pdf.Root.__setitem__("/Odd", pdf.make_indirect(pikepdf.Dictionary(**script)))),
        {P.HAS_PROGRAM},
    )


def _pdf_with(change: Any, *, plain: bool = False) -> bytes:
    made = pikepdf.new()
    made.add_blank_page()
    change(made)
    file = io.BytesIO()
    mode = pikepdf.ObjectStreamMode.disable if plain else pikepdf.ObjectStreamMode.generate
    made.save(file, object_stream_mode=mode)
    return file.getvalue()


def _broken_pdfs() -> Iterator[Hostile]:
    whole = making.pdf(2)
    yield "a PDF of no pages", making.pdf(0), {P.NO_PAGES}
    yield "a PDF of 201 pages", making.pdf(201), {P.TOO_MANY_PAGES}
    broken = {P.UNREADABLE, P.NO_PAGES}
    yield "only the word PDF", b"%PDF-", broken
    yield "the word PDF and noise", b"%PDF-1.7\n" + bytes(range(256)) * 20, broken
    yield "a quarter of a PDF", whole[: len(whole) // 4], broken
    yield (
        "a PDF without its catalog",
        whole.replace(b"/Catalog", b"/Katalog").replace(b"/Pages", b"/Bages"),
        broken,
    )
    yield "a PDF whose pages go in a ring", _ring(), broken | {P.TOO_HEAVY}
    yield "a PDF nested without end", _nested(5_000), broken | {P.TOO_HEAVY}


def _ring() -> bytes:
    return (
        b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
        b"2 0 obj<</Type/Pages/Count 9/Kids[2 0 R 2 0 R]/Parent 2 0 R>>endobj\n"
        b"trailer<</Root 1 0 R/Size 3>>\n%%EOF"
    )


def _nested(deep: int) -> bytes:
    return (
        b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R/Odd " + b"[" * deep + b"]" * deep + b">>endobj\n"
        b"2 0 obj<</Type/Pages/Count 1/Kids[3 0 R]>>endobj\n"
        b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 99 99]>>endobj\n"
        b"trailer<</Root 1 0 R/Size 4>>\n%%EOF"
    )


def heavy_files() -> list[tuple[str, bytes]]:
    """What a library may be able to read after all; the limits decide."""
    spaces = zlib.compress(b" " * 200_000_000, 9)
    return [
        ("a page of 200 MB of nothing", _pdf_with(lambda pdf: _content(pdf, spaces))),
        ("a picture of 60,000 by 60,000 in a PDF", _pdf_with(lambda pdf: _wide(pdf, 60_000))),
        (
            "a page of a million lines",
            _pdf_with(lambda pdf: _content(pdf, zlib.compress(_lines(1_000_000), 1))),
        ),
        ("a form that shows itself", _pdf_with(_own_form)),
    ]


def _content(pdf: pikepdf.Pdf, packed: bytes) -> None:
    pdf.pages[0].obj.Contents = pikepdf.Stream(pdf, packed, Filter=pikepdf.Name.FlateDecode)


def _lines(count: int) -> bytes:
    return b"0 0 m 600 700 l 5 5 m 99 600 l S\n" * count


def _wide(pdf: pikepdf.Pdf, side: int) -> None:
    packed = zlib.compress(bytes(side * side // 8 // 100), 9)
    image = pikepdf.Stream(pdf, packed, Filter=pikepdf.Name.FlateDecode)
    image.Type, image.Subtype = pikepdf.Name.XObject, pikepdf.Name.Image
    image.Width = image.Height = side
    image.ColorSpace, image.BitsPerComponent = pikepdf.Name.DeviceGray, 1
    page = pdf.pages[0].obj
    page.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(I=image))
    page.Contents = pdf.make_stream(b"q 500 0 0 500 0 0 cm /I Do Q")


def _own_form(pdf: pikepdf.Pdf) -> None:
    form = pdf.make_stream(b"/F Do /F Do /F Do")
    form.Type, form.Subtype, form.BBox = pikepdf.Name.XObject, pikepdf.Name.Form, [0, 0, 500, 500]
    form.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(F=form))
    page = pdf.pages[0].obj
    page.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(F=form))
    page.Contents = pdf.make_stream(b"/F Do")
