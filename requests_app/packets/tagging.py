"""What WeasyPrint leaves open in the structure of a section, mended before its bytes are written.

PDF/UA asks that each header cell says what it heads and that a list item holds a label and a body only;
PDF asks that a cell which is pointed at has a name of its own. No Django: the press uses it.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pydyf

PRINTED = 4


def mend(pdf: pydyf.PDF, mark: str) -> None:
    """`mark` begins the name of every cell, so that names stay different when sections are joined."""
    elements: list[Any] = [one for one in pdf.objects if isinstance(one, dict)]
    names: list[tuple[pydyf.String, bytes]] = []
    for element in elements:
        if element.get("S") == "/TH":
            _say_scope(element, pdf)
        elif element.get("S") == "/LI":
            _put_into_body(element, pdf)
        elif element.get("Subtype") == "/Link":
            element["F"] = PRINTED
        if "ID" in element and "S" in element:
            # The cells below point to this very object, so they follow.
            element["ID"].string = f"{mark}-{len(names):06d}"
            names.append((element["ID"], element.reference))
    for stream in pdf.objects:
        if isinstance(stream, pydyf.Stream) and stream.extra.get("Subtype") == "/Image":
            # PDF/A allows no smoothing.
            stream.extra["Interpolate"] = "false"
            mask = stream.extra.get("SMask")
            if isinstance(mask, pydyf.Stream):
                mask.extra["Interpolate"] = "false"
    _list_names(elements, names)


def _say_scope(cell: Any, pdf: pydyf.PDF) -> None:
    """A cell in a table head heads its column, any other header cell its row."""
    group = _object(_object(cell["P"], pdf)["P"], pdf)
    scope = "/Column" if group.get("S") == "/THead" else "/Row"
    cell.setdefault("A", pydyf.Dictionary({"O": "/Table"}))["Scope"] = scope


def _put_into_body(item: Any, pdf: pydyf.PDF) -> None:
    kids: list[Any] = []
    body: Any = None
    for kid in item["K"]:
        element = _object(kid, pdf) if isinstance(kid, bytes) else {}
        if element.get("S") in ("/Lbl", "/LBody"):
            kids.append(kid)
            body = None
            continue
        if body is None:
            body = pydyf.Dictionary({
                "Type": "/StructElem", "S": "/LBody", "K": pydyf.Array([]),
                "Pg": item["Pg"], "P": item.reference,
            })  # fmt: skip
            pdf.add_object(body)
            kids.append(body.reference)
        body["K"].append(kid)
        if element:
            element["P"] = body.reference
    item["K"] = pydyf.Array(kids)


def _list_names(elements: list[Any], names: list[tuple[pydyf.String, bytes]]) -> None:
    if not names:
        return
    root = next(one for one in elements if one.get("Type") == "/StructTreeRoot")
    root["IDTree"] = pydyf.Dictionary({"Names": pydyf.Array(list(_flat(names)))})


def _flat(names: list[tuple[pydyf.String, bytes]]) -> Iterator[Any]:
    for name, reference in names:
        yield pydyf.String(name.string)
        yield reference


def _object(reference: bytes, pdf: pydyf.PDF) -> dict[str, Any]:
    found: dict[str, Any] = pdf.objects[int(bytes(reference).split()[0])]
    return found
