"""The copy for keeping: the very pages of a packet as PDF/A-3a, with the case as data inside."""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime
from functools import cache
from importlib.util import find_spec
from io import BytesIO
from pathlib import Path

import pikepdf
from pikepdf import Array, Dictionary, Name, String

from requests_app.packets.assembly import xmp

DATA_NAME = "case.json"
DATA_WORDS = "The request as data, as it was when this packet was made"
# PDF/A wants every property it does not know itself to be described in the file.
_ARCHIVAL = """<rdf:Description rdf:about="" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/" \
pdfaid:part="3" pdfaid:conformance="A"/>
<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/" \
xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">\
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">\
<pdfaSchema:schema>PDF/UA</pdfaSchema:schema><pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>\
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix><pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">\
<pdfaProperty:name>part</pdfaProperty:name><pdfaProperty:valueType>Integer</pdfaProperty:valueType>\
<pdfaProperty:category>internal</pdfaProperty:category><pdfaProperty:description>part</pdfaProperty:description>\
</rdf:li></rdf:Seq></pdfaSchema:property></rdf:li></rdf:Bag></pdfaExtension:schemas></rdf:Description>
"""


def archive_copy(pdf: bytes, *, case_json: bytes, made_at: datetime) -> bytes:
    """`pdf` as it was printed. The same packet, case and moment give the same bytes."""
    with pikepdf.open(BytesIO(pdf)) as document:
        title = str(document.docinfo["/Title"])
        root = document.Root
        data = _embedded(document, case_json, made_at)
        names = root.get("/Names", Dictionary())
        names.EmbeddedFiles = Dictionary(Names=Array([String(DATA_NAME), data]))
        root.Names = names
        root.AF = Array([data])
        root.OutputIntents = Array([_colours(document)])
        root.Metadata = document.make_stream(xmp(title, more=_ARCHIVAL), Type=Name.Metadata, Subtype=Name.XML)
        saved = BytesIO()
        document.save(
            saved,
            min_version="1.7",
            deterministic_id=True,
            object_stream_mode=pikepdf.ObjectStreamMode.generate,
        )
    return saved.getvalue()


def _embedded(document: pikepdf.Pdf, data: bytes, made_at: datetime) -> pikepdf.Object:
    moment = String(made_at.astimezone(UTC).strftime("D:%Y%m%d%H%M%SZ"))
    stream = document.make_stream(
        data,
        Type=Name.EmbeddedFile,
        Subtype=Name("/application/json"),
        Params=Dictionary(
            Size=len(data),
            CreationDate=moment,
            ModDate=moment,
            CheckSum=String(hashlib.md5(data, usedforsecurity=False).digest()),
        ),
    )
    return document.make_indirect(
        Dictionary(
            Type=Name.Filespec,
            F=String(DATA_NAME),
            UF=String(DATA_NAME),
            Desc=String(DATA_WORDS),
            AFRelationship=Name.Data,
            EF=Dictionary(F=stream, UF=stream),
        )
    )


def _colours(document: pikepdf.Pdf) -> Dictionary:
    profile = document.make_stream(_srgb(), N=3)
    return Dictionary(
        Type=Name.OutputIntent,
        S=Name.GTS_PDFA1,
        OutputConditionIdentifier=String("sRGB2014"),
        Info=String("sRGB2014"),
        DestOutputProfile=profile,
    )


@cache
def _srgb() -> bytes:
    """The profile that WeasyPrint ships; read without loading WeasyPrint itself."""
    found = find_spec("weasyprint")
    folders = list(found.submodule_search_locations or ()) if found else []
    return (Path(folders[0]) / "pdf" / "sRGB2014.icc").read_bytes()
