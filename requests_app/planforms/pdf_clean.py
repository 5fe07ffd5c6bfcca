"""A copy of a form that can do nothing but be filled in: no scripts, no actions, no XFA, no old answers.

Runs in the confined reader. No Django here.
"""

from __future__ import annotations

from typing import Any

import pikepdf

from requests_app.planforms import pdf_fields
from requests_app.planforms.pdf_fields import Field, form_of, text_of

_OF_THE_FILE = (
    "/OpenAction",
    "/AA",
    "/Perms",
    "/DSS",
    "/Collection",
    "/AF",
    "/Metadata",
    "/PieceInfo",
    "/Legal",
    "/URI",
    "/NeedsRendering",
    "/SpiderInfo",
    "/Requirements",
    "/Extensions",
)
_OF_A_PAGE = ("/AA", "/Metadata", "/PieceInfo", "/B", "/Thumb", "/AF", "/Trans", "/PresSteps")
_OF_A_WIDGET = ("/A", "/AA", "/PA", "/Dest", "/RV", "/DS", "/AF")
_OF_THE_FORM = ("/XFA", "/CO", "/SigFlags", "/NeedAppearances")
# Annotations that only show something.
_SHOWN = frozenset(
    {"/Widget", "/FreeText", "/Square", "/Circle", "/Line", "/Ink", "/Highlight", "/Underline"}
)


def clean(pdf: pikepdf.Pdf, fields: list[Field]) -> bool:
    """Changes the open file. True when somebody’s answers were in it: they are gone now."""
    _drop(pdf.Root, _OF_THE_FILE)
    names = pdf.Root.get("/Names")
    if isinstance(names, pikepdf.Dictionary):
        _drop(names, ("/JavaScript", "/EmbeddedFiles", "/Renditions", "/AlternatePresentations"))
    for page in pdf.pages:
        _drop(page.obj, _OF_A_PAGE)
        _keep_shown(pdf, page)
    form = form_of(pdf)
    _drop(form, _OF_THE_FORM)
    had_answers = [_empty(one) for one in fields]
    if fields:
        form.Fields = pikepdf.Array(_roots(fields))
        pdf.Root.AcroForm = form
    return any(had_answers)


def make_indirect(pdf: pikepdf.Pdf) -> None:
    """Every box gets a number of its own, so that it can be told which page it is on."""
    for page in pdf.pages:
        annotations = page.obj.get("/Annots")
        if isinstance(annotations, pikepdf.Array):
            page.obj.Annots = pikepdf.Array(
                [
                    pdf.make_indirect(one) if isinstance(one, pikepdf.Dictionary) else one
                    for one in annotations
                ]
            )


def _keep_shown(pdf: pikepdf.Pdf, page: pikepdf.Page) -> None:
    annotations = page.obj.get("/Annots")
    if not isinstance(annotations, pikepdf.Array):
        return
    kept = []
    for one in annotations:
        if isinstance(one, pikepdf.Dictionary) and text_of(one.get("/Subtype")) in _SHOWN:
            _drop(one, _OF_A_WIDGET)
            kept.append(one)
    page.obj.Annots = pikepdf.Array(kept)


def _empty(one: Field) -> bool:
    """Somebody else’s name may stand in a form that was filled in before it was uploaded."""
    is_tick = one.type == "/Btn"
    had = text_of(one.get("/V")) not in ("", "/Off")
    chain = [one.item, *_parents(one.item)]
    for item in chain:
        _drop(item, ("/AA", "/A", "/RV"))
        if not one.flags & pdf_fields.READ_ONLY:
            _drop(item, ("/V", "/DV", "/I"))
    for widget in one.widgets:
        _drop(widget.item, ("/AA", "/A"))
        if one.flags & pdf_fields.READ_ONLY:
            continue
        if is_tick:
            widget.item.AS = pikepdf.Name("/Off")
        elif one.type in ("/Tx", "/Ch"):
            _drop(widget.item, ("/AP",))
    return had and not one.flags & pdf_fields.READ_ONLY


def _parents(item: Any) -> list[Any]:
    found: list[Any] = []
    parent = item.get("/Parent")
    while isinstance(parent, pikepdf.Dictionary) and len(found) < pdf_fields.DEEPEST:
        found.append(parent)
        parent = parent.get("/Parent")
    return found


def _roots(fields: list[Field]) -> list[Any]:
    """The top of each tree of fields, once; fields that were missing from the list come in."""
    found: dict[tuple[int, int], Any] = {}
    for one in fields:
        top = [one.item, *_parents(one.item)][-1]
        found[top.objgen] = top
    return list(found.values())


def _drop(item: Any, keys: tuple[str, ...]) -> None:
    for key in keys:
        if key in item:
            del item[key]
