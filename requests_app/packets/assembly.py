"""Sections that were printed apart become one tagged document: one structure, one outline, one page count."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import Any, Protocol
from xml.sax.saxutils import escape

import pikepdf
from pikepdf import Array, Dictionary, Name, OutlineItem, String

from requests_app.packets.layout import ELSEWHERE

PRODUCER = "SCA Portal"
XMP = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/" pdfuaid:part="1"/>
<rdf:Description rdf:about="" xmlns:pdf="http://ns.adobe.com/pdf/1.3/" pdf:Producer="{producer}"/>
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title><rdf:Alt>\
<rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title></rdf:Description>
{more}</rdf:RDF></x:xmpmeta>
<?xpacket end="r"?>"""
ARTIFACT = b"\nQ /Artifact <</Type /Pagination /Subtype /Footer>> BDC q %s Do Q EMC"


class Section(Protocol):
    """Tagged pages; places are page (from 0), x and y in points from below."""

    @property
    def pdf(self) -> bytes: ...
    @property
    def anchors(self) -> dict[str, list[float]]: ...
    @property
    def bookmarks(self) -> list[list[Any]]: ...


@dataclass(frozen=True)
class Facts:
    """`title` names nobody. `page_label` names a page for those who hear a link."""

    title: str
    language: str
    page_label: Callable[[int], str]


def assemble(sections: Sequence[Section], stamps: bytes, facts: Facts) -> bytes:
    """One document; `stamps` has a page for each of its pages."""
    # The sources stay open until the document is written.
    sources = [pikepdf.open(BytesIO(section.pdf)) for section in sections]
    with pikepdf.new() as target, pikepdf.open(BytesIO(stamps)) as stamp_source:
        firsts = []
        for source in sources:
            firsts.append(len(target.pages))
            target.pages.extend(source.pages)
        _join_structure(target, sources, firsts)
        _join_places(target, sections, firsts, facts)
        _join_bookmarks(target, sections, firsts)
        _stamp(target, stamp_source)
        _describe(target, facts)
        saved = BytesIO()
        target.save(
            saved,
            min_version="1.7",
            deterministic_id=True,
            object_stream_mode=pikepdf.ObjectStreamMode.generate,
        )
    for source in sources:
        source.close()
    return saved.getvalue()


def xmp(title: str, more: str = "") -> bytes:
    return XMP.format(producer=PRODUCER, title=escape(title), more=more).encode()


def page_count(pdf: bytes) -> int:
    with pikepdf.open(BytesIO(pdf)) as document:
        return len(document.pages)


def _join_structure(target: pikepdf.Pdf, sources: Sequence[pikepdf.Pdf], firsts: Sequence[int]) -> None:
    """Every section brings a tree of its own: the children move, and every key into a tree moves along."""
    root = target.make_indirect(Dictionary(Type=Name.StructTreeRoot))
    document = target.make_indirect(Dictionary(Type=Name.StructElem, S=Name.Document, P=root))
    children: list[Any] = []
    by_number: list[Any] = []
    by_name: list[tuple[bytes, Any]] = []
    key = 0
    for source, first in zip(sources, firsts, strict=True):
        tree = target.copy_foreign(source.Root.StructTreeRoot)
        for child in tree.K[0].K:
            child.P = document
            children.append(child)
        for page in target.pages[first : first + len(source.pages)]:
            _move_keys(page.obj, key)
        pairs = list(tree.ParentTree.Nums)
        for number, value in zip(pairs[::2], pairs[1::2], strict=True):
            by_number += [int(number) + key, value]
        key += max((int(number) for number in pairs[::2]), default=-1) + 1
        if "/IDTree" in tree:
            names = list(tree.IDTree.Names)
            by_name += [(bytes(one), two) for one, two in zip(names[::2], names[1::2], strict=True)]
    document.K = Array(children)
    root.K = Array([document])
    root.ParentTree = target.make_indirect(Dictionary(Nums=Array(by_number)))
    root.ParentTreeNextKey = key
    if by_name:
        by_name.sort(key=lambda pair: pair[0])
        flat = [one for name, element in by_name for one in (String(name), element)]
        root.IDTree = target.make_indirect(Dictionary(Names=Array(flat)))
    target.Root.StructTreeRoot = root


def _move_keys(page: pikepdf.Object, by: int) -> None:
    page.StructParents = int(page.StructParents) + by
    for annotation in page.get("/Annots", []):
        if "/StructParent" in annotation:
            annotation.StructParent = int(annotation.StructParent) + by


def _join_places(
    target: pikepdf.Pdf, sections: Sequence[Section], firsts: Sequence[int], facts: Facts
) -> None:
    places: dict[str, Any] = {}
    for section, first in zip(sections, firsts, strict=True):
        for name, (number, x, y) in section.anchors.items():
            places.setdefault(name, (first + int(number), x, y))
    for page in target.pages:
        for link in page.obj.get("/Annots", []):
            action = link.get("/A")
            address = str(action.get("/URI", "")) if action is not None else ""
            if address.startswith(ELSEWHERE):
                number, x, y = places[address.removeprefix(ELSEWHERE)]
                del link["/A"]
                link.Dest = _destination(target, number, x, y)
                link.Contents = String(facts.page_label(number + 1))
    if places:
        named = sorted((name.encode(), place) for name, place in places.items())
        flat = [one for name, place in named for one in (String(name), _destination(target, *place))]
        target.Root.Names = Dictionary(Dests=target.make_indirect(Dictionary(Names=Array(flat))))


def _destination(target: pikepdf.Pdf, page: int, x: float, y: float) -> Array:
    return Array([target.pages[page].obj, Name.XYZ, x, y, 0])


def _join_bookmarks(target: pikepdf.Pdf, sections: Sequence[Section], firsts: Sequence[int]) -> None:
    with target.open_outline() as outline:
        last_of_level: dict[int, OutlineItem] = {}
        for section, first in zip(sections, firsts, strict=True):
            for level, title, page, x, y in section.bookmarks:
                item = OutlineItem(title, first + int(page), "XYZ", left=x, top=y)
                above = [one for one in last_of_level if one < level]
                siblings = last_of_level[max(above)].children if above else outline.root
                siblings.append(item)
                last_of_level = {one: last_of_level[one] for one in above} | {level: item}


def _stamp(target: pikepdf.Pdf, stamps: pikepdf.Pdf) -> None:
    """What stands at the top and bottom of each page is no part of what is read out."""
    before = target.make_stream(b"q ")
    for number, (page, stamp) in enumerate(zip(target.pages, stamps.pages, strict=True), start=1):
        mark = target.copy_foreign(stamp.as_form_xobject())
        name = page.add_resource(mark, Name.XObject, Name(f"/Stamp{number}"))
        page.contents_add(before, prepend=True)
        page.contents_add(target.make_stream(ARTIFACT % str(name).encode()))


def _describe(target: pikepdf.Pdf, facts: Facts) -> None:
    root = target.Root
    root.MarkInfo = Dictionary(Marked=True)
    root.Lang = String(facts.language)
    root.ViewerPreferences = Dictionary(DisplayDocTitle=True)
    root.PageMode = Name.UseOutlines
    root.Metadata = target.make_stream(xmp(facts.title), Type=Name.Metadata, Subtype=Name.XML)
    target.docinfo["/Title"] = String(facts.title)
    target.docinfo["/Producer"] = String(PRODUCER)
