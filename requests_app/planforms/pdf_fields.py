"""The fields of a PDF form: every terminal field with its widgets, what it inherits worked out.

Runs in the confined reader. No Django here.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pikepdf

DEEPEST = 40
MOST_NODES = 20_000
HIDDEN = 2 | 32
READ_ONLY, REQUIRED = 1, 2
PUSH_BUTTON, RADIO = 1 << 16, 1 << 15
MULTILINE, PASSWORD, FILE_SELECT, COMB = 1 << 12, 1 << 13, 1 << 20, 1 << 24
COMBO, EDITABLE = 1 << 17, 1 << 18
_INHERITED = ("/FT", "/Ff", "/DA", "/MaxLen", "/Q", "/Opt", "/TU", "/V")


@dataclass(frozen=True)
class Widget:
    """Where a field shows itself. `page` counts from 0."""

    item: Any
    page: int


@dataclass
class Field:
    name: str
    item: Any
    inherited: dict[str, Any]
    widgets: list[Widget] = field(default_factory=list)

    def get(self, key: str) -> Any:
        return self.item.get(key, self.inherited.get(key))

    @property
    def type(self) -> str:
        return text_of(self.get("/FT"))

    @property
    def flags(self) -> int:
        return int_of(self.get("/Ff"))


def has_xfa(pdf: pikepdf.Pdf) -> bool:
    return "/XFA" in form_of(pdf)


def form_of(pdf: pikepdf.Pdf) -> Any:
    """The form dictionary; an empty one where the file has none or something else in its place."""
    found = pdf.Root.get("/AcroForm")
    return found if isinstance(found, pikepdf.Dictionary) else pikepdf.Dictionary()


def fields_of(pdf: pikepdf.Pdf) -> list[Field]:
    """In the order of the form. Widgets on no page and hidden ones are left out."""
    pages = _pages_of_widgets(pdf)
    found: dict[str, Field] = {}
    seen: set[tuple[int, int]] = set()
    roots = [*_items(form_of(pdf).get("/Fields")), *_orphans(pdf)]
    for root in roots:
        for one in _walk(root, "", {}, seen, 0):
            known = found.setdefault(one.name, one)
            for item in _widgets_of(one.item):
                place = pages.get(item.objgen)
                if place is not None and not int_of(item.get("/F")) & HIDDEN:
                    known.widgets.append(Widget(item, place))
    return [one for one in found.values() if one.widgets]


def _orphans(pdf: pikepdf.Pdf) -> list[Any]:
    """Fields that stand on a page but are missing from the list of the form."""
    return [
        item
        for page in pdf.pages
        for item in _items(page.obj.get("/Annots"))
        if text_of(item.get("/Subtype")) == "/Widget" and "/T" in item and "/Parent" not in item
    ]


def _walk(
    item: Any, prefix: str, inherited: dict[str, Any], seen: set[tuple[int, int]], depth: int
) -> Iterator[Field]:
    if depth > DEEPEST or len(seen) > MOST_NODES or item.objgen in seen:
        return
    if item.objgen != (0, 0):
        seen.add(item.objgen)
    own = text_of(item.get("/T"))
    name = f"{prefix}.{own}" if prefix and own else prefix or own
    passed = inherited | {key: item[key] for key in _INHERITED if key in item}
    named_kids = [kid for kid in _items(item.get("/Kids")) if "/T" in kid]
    if named_kids:
        for kid in named_kids:
            yield from _walk(kid, name, passed, seen, depth + 1)
    elif name and "/FT" in passed:
        yield Field(name, item, passed)


def _widgets_of(item: Any) -> list[Any]:
    kids = _items(item.get("/Kids"))
    return kids or [item]


def _pages_of_widgets(pdf: pikepdf.Pdf) -> dict[tuple[int, int], int]:
    return {
        item.objgen: number
        for number, page in enumerate(pdf.pages)
        for item in _items(page.obj.get("/Annots"))
        if item.objgen != (0, 0)
    }


def _items(value: Any) -> list[Any]:
    """The dictionaries of a list that may be anything."""
    if not isinstance(value, pikepdf.Array):
        return []
    return [one for one in value if isinstance(one, pikepdf.Dictionary)]


def text_of(value: Any) -> str:
    return str(value) if isinstance(value, pikepdf.String | pikepdf.Name) else ""


def int_of(value: Any) -> int:
    try:
        return int(value)
    except (TypeError, ValueError):
        return 0


def on_state(widget: Any) -> str:
    """The name under which a box is on; empty where the file has no picture of it."""
    looks = widget.get("/AP")
    normal = looks.get("/N") if isinstance(looks, pikepdf.Dictionary) else None
    if not isinstance(normal, pikepdf.Dictionary) or isinstance(normal, pikepdf.Stream):
        return ""
    return next((str(key)[1:] for key in normal if key != "/Off"), "")
