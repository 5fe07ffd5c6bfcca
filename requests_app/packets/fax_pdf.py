"""Fax pages put into one PDF. The same pages give the same bytes. No Django here."""

from __future__ import annotations

from collections.abc import Iterable
from io import BytesIO

import pikepdf
from pikepdf import Array, Dictionary, Name, Stream

from requests_app.packets.fax_pages import HEIGHT, WIDTH

SHEET = (612, 792)
PAGE = b"q 612 0 0 792 0 0 cm /Page Do Q"
PRODUCER = "SCA Portal"


def fax_pdf(pages: Iterable[bytes], *, title: str) -> tuple[bytes, int]:
    """The PDF and how many pages it has. `title` says nothing of health, plan or person."""
    with pikepdf.new() as document:
        for data in pages:
            document.pages.append(pikepdf.Page(_page(document, data)))
        document.docinfo["/Title"] = title
        document.docinfo["/Producer"] = PRODUCER
        document.Root.ViewerPreferences = Dictionary(DisplayDocTitle=True)
        document.Root.PageLabels = Dictionary(Nums=Array([0, Dictionary(S=Name.D)]))
        written = BytesIO()
        document.save(written, deterministic_id=True, compress_streams=False)
        return written.getvalue(), len(document.pages)


def _page(document: pikepdf.Pdf, data: bytes) -> pikepdf.Object:
    picture = Stream(
        document,
        data,
        Type=Name.XObject,
        Subtype=Name.Image,
        Width=WIDTH,
        Height=HEIGHT,
        ColorSpace=Name.DeviceGray,
        BitsPerComponent=1,
        Filter=Name.CCITTFaxDecode,
        DecodeParms=Dictionary(K=-1, Columns=WIDTH, Rows=HEIGHT, BlackIs1=False),
    )
    return document.make_indirect(
        Dictionary(
            Type=Name.Page,
            MediaBox=Array([0, 0, *SHEET]),
            Resources=Dictionary(XObject=Dictionary(Page=picture)),
            Contents=Stream(document, PAGE),
        )
    )
