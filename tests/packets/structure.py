"""What a screen reader gets of a PDF, read from its structure tree: our own eyes beside veraPDF.

`problems` tells what is missing, in words. Tests show that it does so by breaking good packets.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any

import pikepdf

HEADINGS = ("H1", "H2", "H3")
LEAVES = ("P", "Span", "NonStruct", "Lbl", "LBody", "Link", "H1", "H2", "H3", "TH", "TD", "Div", "Figure")


@dataclass
class Node:
    """One element: its kind, what is said of it, its children, and the marked pieces of pages it holds."""

    kind: str
    element: Any
    children: list[Node] = field(default_factory=list)
    marks: list[tuple[Any, int]] = field(default_factory=list)

    def all_of(self, *kinds: str) -> Iterator[Node]:
        if self.kind in kinds:
            yield self
        for child in self.children:
            yield from child.all_of(*kinds)

    def pieces(self) -> Iterator[tuple[Any, int]]:
        yield from self.marks
        for child in self.children:
            yield from child.pieces()


def problems(pdf: bytes) -> list[str]:
    """Empty: it has a title, a language, bookmarks, and all on its pages is tagged in reading order."""
    with pikepdf.open(BytesIO(pdf)) as document:
        return [*_of_document(document), *_of_tree(document), *_of_pages(document)]


def tree_of(document: pikepdf.Pdf) -> Node:
    (top,) = document.Root.StructTreeRoot.K
    return _node(top, None)


def _of_document(document: pikepdf.Pdf) -> Iterator[str]:
    root = document.Root
    if not str(document.docinfo.get("/Title", "")):
        yield "no title"
    if not str(root.get("/Lang", "")):
        yield "no language"
    if not root.get("/ViewerPreferences", pikepdf.Dictionary()).get("/DisplayDocTitle", False):
        yield "the file name is shown, not the title"
    if b"pdfuaid:part" not in root.Metadata.read_bytes():
        yield "does not say that it is PDF/UA"
    with document.open_outline() as outline:
        marked = [str(item.title) for item in _items(outline.root)]
    tree = tree_of(document)
    if len(marked) < len(list(tree.all_of("H1"))):
        yield "a heading without a bookmark"


def _of_tree(document: pikepdf.Pdf) -> Iterator[str]:
    tree = tree_of(document)
    if not list(tree.all_of("H1")):
        yield "no heading"
    level = 0
    for heading in tree.all_of(*HEADINGS):
        now = int(heading.kind[1])
        if now > level + 1:
            yield f"H{now} after H{level}"
        level = now
    for figure in tree.all_of("Figure"):
        if not str(figure.element.get("/Alt", "")):
            yield "a picture without words"
    for cell in tree.all_of("TH"):
        if str(_attribute(cell, "/Scope")) not in ("/Row", "/Column"):
            yield "a header cell that heads nothing"
    for table in tree.all_of("Table"):
        if not list(table.all_of("TH")):
            yield "a table without headers"
    for link in tree.all_of("Link"):
        if not list(link.pieces()):
            yield "a link without words"
    names = [str(cell.element["/ID"]) for cell in tree.all_of("TH") if "/ID" in cell.element]
    if len(set(names)) != len(names):
        yield "two cells with one name"
    pointed = {str(one) for cell in tree.all_of("TD") for one in _attribute(cell, "/Headers") or []}
    if pointed - set(names):
        yield "a cell points to a header that is not there"


def _of_pages(document: pikepdf.Pdf) -> Iterator[str]:
    """Every mark of every page is in the tree once, and the tree goes through the pages in order."""
    order = {page.objgen: number for number, page in enumerate(document.pages)}
    held = [(order.get(page.objgen, -1), mark) for page, mark in tree_of(document).pieces()]
    if any(number < 0 for number, _mark in held):
        yield "an element of a page that is not there"
    if len(set(held)) != len(held):
        yield "something is read twice"
    numbers = [number for number, _mark in held]
    if numbers != sorted(numbers):
        yield "pages are read out of order"
    for number, page in enumerate(document.pages):
        marks, strays = _marks_on(page)
        if strays:
            yield f"page {number + 1} shows something that is not tagged"
        missing = marks - {mark for where, mark in held if where == number}
        if missing:
            yield f"page {number + 1} has {len(missing)} marks that nobody reads"
        parents = _parents(document, page)
        if len(parents) <= max(marks, default=-1):
            yield f"page {number + 1} is not in the parent tree"
        for annotation in page.obj.get("/Annots", []):
            if not str(annotation.get("/Contents", "")):
                yield f"page {number + 1} has a link that says nothing"


def _marks_on(page: pikepdf.Page) -> tuple[set[int], int]:
    """Numbers of the tagged pieces, and how many pieces are neither tagged nor marked as no content."""
    marks: set[int] = set()
    open_: list[bool] = []
    strays = 0
    for instruction in pikepdf.parse_content_stream(page):
        operands, name = instruction.operands, str(instruction.operator)
        if name in ("BDC", "BMC"):
            details: Any = operands[1] if name == "BDC" else {}
            number = details.get("/MCID") if isinstance(details, pikepdf.Dictionary) else None
            if number is not None:
                marks.add(int(number))
            open_.append(True)
        elif name == "EMC":
            open_.pop()
        elif name in ("Tj", "TJ", "'", '"', "Do") and not open_:
            strays += 1
    return marks, strays


def _parents(document: pikepdf.Pdf, page: pikepdf.Page) -> list[Any]:
    pairs = list(document.Root.StructTreeRoot.ParentTree.Nums)
    found = dict(zip(map(int, pairs[::2]), pairs[1::2], strict=True))
    return list(found.get(int(page.obj.get("/StructParents", -1)), []))


def _node(element: Any, page: Any) -> Node:
    page = element.get("/Pg", page)
    node = Node(str(element.S)[1:], element)
    kids = element.get("/K", [])
    for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
        if isinstance(kid, int):
            node.marks.append((page, kid))
        elif "/S" in kid:
            node.children.append(_node(kid, page))
    return node


def _attribute(cell: Node, name: str) -> Any:
    return cell.element.get("/A", pikepdf.Dictionary()).get(name)


def _items(items: Any) -> Iterator[Any]:
    for item in items:
        yield item
        yield from _items(item.children)
