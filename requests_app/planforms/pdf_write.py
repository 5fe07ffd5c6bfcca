"""Put values into the boxes of a clean form, each with a picture of itself that prints everywhere.

Runs in the confined reader. No Django here.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import pikepdf

from requests_app.planforms import pdf_fields, pdf_font, text_fit
from requests_app.planforms.pdf_fields import Field, Widget, form_of, int_of, text_of
from requests_app.planforms.pdf_names import LONG_TEXT, NOT_OFFERED, OTHER_LETTERS
from requests_app.planforms.pdf_slots import FIRST_STATE, corners, options_of
from requests_app.planforms.slots import STATE_MARK
from requests_app.planforms.text_fit import LINE, SIDE, TOP, Box, Fitted

_SIZE = re.compile(r"([\d.]+)\s+Tf")


@dataclass
class Written:
    """`overflow`: key of the box, its full text, and why it does not stand there."""

    filled: list[str] = field(default_factory=list)
    overflow: list[dict[str, str]] = field(default_factory=list)


def write(
    pdf: pikepdf.Pdf, fields: list[Field], *, texts: Mapping[str, Sequence[str]], ticks: frozenset[str]
) -> Written:
    """`texts`: key -> spellings of one value, the wanted first. Everything else in the form stays empty."""
    form, done = form_of(pdf), Written()
    font = pdf_font.add_to(pdf)
    _add_font(form, font)
    for one in fields:
        if one.flags & pdf_fields.READ_ONLY:
            continue
        if one.type == "/Btn":
            _tick(pdf, one, ticks, done)
        elif one.name in texts and any(texts[one.name]):
            _text(pdf, one, texts[one.name], font, done)
    return done


def _add_font(form: Any, font: Any) -> None:
    resources = form.get("/DR")
    if not isinstance(resources, pikepdf.Dictionary):
        resources = pikepdf.Dictionary()
    fonts = resources.get("/Font")
    if not isinstance(fonts, pikepdf.Dictionary):
        fonts = pikepdf.Dictionary()
    fonts[pdf_font.NAME] = font
    resources.Font = fonts
    form.DR = resources
    form.DA = pikepdf.String(f"{pdf_font.NAME} 0 Tf 0 g")


# -- Ticks --------------------------------------------------------------------------------------


def _tick(pdf: pikepdf.Pdf, one: Field, ticks: frozenset[str], done: Written) -> None:
    if one.flags & pdf_fields.PUSH_BUTTON:
        return
    states = [pdf_fields.on_state(widget.item) or FIRST_STATE for widget in one.widgets]
    is_group = bool(one.flags & pdf_fields.RADIO) or len(set(states)) > 1
    keys = {f"{one.name}{STATE_MARK}{state}" if is_group else one.name: state for state in states}
    wanted = [key for key in keys if key in ticks]
    # Two that exclude each other: neither is ticked, a wrong one would be worse than none.
    if len(wanted) != 1:
        return
    state = keys[wanted[0]]
    one.item.V = pikepdf.Name(f"/{state}")
    for its_state, widget in zip(states, one.widgets, strict=True):
        if its_state == state:
            _switch_on(pdf, widget, state)
    done.filled.append(wanted[0])


def _switch_on(pdf: pikepdf.Pdf, widget: Widget, state: str) -> None:
    item = widget.item
    if not _has_picture(item, state):
        off = _form(pdf, item, b"", pikepdf.Dictionary())
        on = _form(pdf, item, _cross(item), pikepdf.Dictionary())
        normal = pikepdf.Dictionary({f"/{state}": on, "/Off": off})
        item.AP = pikepdf.Dictionary(N=normal)
    item.AS = pikepdf.Name(f"/{state}")


def _has_picture(item: Any, state: str) -> bool:
    looks = item.get("/AP")
    normal = looks.get("/N") if isinstance(looks, pikepdf.Dictionary) else None
    if not isinstance(normal, pikepdf.Dictionary):
        return False
    picture = normal.get(f"/{state}")
    return isinstance(picture, pikepdf.Stream) and bool(picture.read_bytes().strip())


def _cross(item: Any) -> bytes:
    wide, high = _size(item)
    edge = min(wide, high) * 0.2
    a, b, c, d = edge, edge, wide - edge, high - edge
    return (
        f"q 0 G {max(1.0, min(wide, high) * 0.12):.2f} w 1 J "
        f"{a:.2f} {b:.2f} m {c:.2f} {d:.2f} l S {a:.2f} {d:.2f} m {c:.2f} {b:.2f} l S Q"
    ).encode()


# -- Texts --------------------------------------------------------------------------------------


def _text(pdf: pikepdf.Pdf, one: Field, texts: Sequence[str], font: Any, done: Written) -> None:
    letters, box = pdf_font.letters(), _box(one)
    number = len(done.overflow) + 1
    if one.type == "/Ch":
        fitted, value, why = _chosen(one, texts, box)
    else:
        readable = [text for text in texts if letters.has_all(text)]
        fitted = text_fit.fit_any(readable, box, letters.width)
        value, why = "", LONG_TEXT if readable else OTHER_LETTERS
    if fitted is None:
        fitted = _pointer(texts[0], number, box, why)
        done.overflow.append({"key": one.name, "text": texts[0], "why": why})
        if fitted is None:
            return
    shown = ("\n" if box.is_multiline else " ").join(fitted.lines)
    one.item.V = pikepdf.String(value or shown)
    one.item.DA = pikepdf.String(f"{pdf_font.NAME} {fitted.size:g} Tf 0 g")
    align = int_of(one.get("/Q"))
    for widget in one.widgets:
        content = _drawn(fitted, _size(widget.item), box, align)
        resources = pikepdf.Dictionary(Font=pikepdf.Dictionary({pdf_font.NAME: font}))
        widget.item.AP = pikepdf.Dictionary(N=_form(pdf, widget.item, content, resources))
        if "/DA" in widget.item:
            widget.item.DA = one.item.DA
    done.filled.append(one.name)


def _chosen(one: Field, texts: Sequence[str], box: Box) -> tuple[Fitted | None, str, str]:
    """Only what the list of the form offers; anything else goes to the addendum."""
    letters = pdf_font.letters()
    wanted = {" ".join(text.casefold().split()) for text in texts}
    for kept, shown in options_of(one):
        if wanted & {kept.casefold().strip(), shown.casefold().strip()}:
            plain = Box(box.wide, box.high, box.size)
            return text_fit.fit(shown, plain, letters.width) or Fitted(text_fit.SMALLEST, (shown,)), kept, ""
    if one.flags & pdf_fields.EDITABLE and letters.has_all(texts[0]):
        return text_fit.fit_any(texts, box, letters.width), "", LONG_TEXT
    return None, "", NOT_OFFERED


def _pointer(text: str, number: int, box: Box, why: str) -> Fitted | None:
    letters = pdf_font.letters()
    if why == NOT_OFFERED:
        return None
    if why == OTHER_LETTERS:
        return text_fit.fit_any([mark.format(number) for mark in text_fit.MARKS], box, letters.width)
    return text_fit.pointer(text, number, box, letters.width)


def _box(one: Field) -> Box:
    """Of its smallest widget: the value must fit into each."""
    sizes = [_size(widget.item) for widget in one.widgets]
    found = _SIZE.search(text_of(one.get("/DA")))
    longest = max(0, int_of(one.get("/MaxLen"))) if one.type == "/Tx" else 0
    is_multiline = one.type == "/Tx" and bool(one.flags & pdf_fields.MULTILINE)
    try:
        size = min(float(found.group(1)), 24.0) if found else 0.0
    except ValueError:
        size = 0.0
    return Box(
        wide=min(wide for wide, _ in sizes),
        high=min(high for _, high in sizes),
        size=size,
        longest=longest,
        is_comb=bool(longest and one.flags & pdf_fields.COMB and not is_multiline),
        is_multiline=is_multiline,
    )


def _size(item: Any) -> tuple[float, float]:
    """Wide and high as the text runs."""
    left, bottom, right, top = corners(item.get("/Rect"))
    wide, high = max(right - left, 1.0), max(top - bottom, 1.0)
    return (high, wide) if _turn(item) in (90, 270) else (wide, high)


def _turn(item: Any) -> int:
    looks = item.get("/MK")
    return int_of(looks.get("/R", 0)) % 360 if isinstance(looks, pikepdf.Dictionary) else 0


def _drawn(fitted: Fitted, size: tuple[float, float], box: Box, align: int) -> bytes:
    """The text as drawing orders, inside its box."""
    wide, high = size
    letters, points = pdf_font.letters(), fitted.size
    up = (letters.ascent + letters.descent) / 2000 * points
    first = high - TOP - points if box.is_multiline else high / 2 - up
    parts = [f"/Tx BMC q 0.5 0.5 {wide - 1:.2f} {high - 1:.2f} re W n BT {pdf_font.NAME} {points:g} Tf 0 g"]
    for place, line in enumerate(fitted.lines):
        y = first - place * points * LINE
        if box.is_comb:
            parts += _cells(line, wide / box.longest, y, points)
        else:
            free = wide - 2 * SIDE - letters.width(line, points)
            x = SIDE + max(0.0, free) * {1: 0.5, 2: 1.0}.get(align, 0.0)
            parts.append(f"1 0 0 1 {x:.2f} {y:.2f} Tm <{_encoded(line)}> Tj")
    return " ".join([*parts, "ET Q EMC"]).encode()


def _cells(line: str, cell: float, y: float, points: float) -> list[str]:
    width = pdf_font.letters().width
    return [
        f"1 0 0 1 {cell * place + (cell - width(mark, points)) / 2:.2f} {y:.2f} Tm <{_encoded(mark)}> Tj"
        for place, mark in enumerate(line)
    ]


def _encoded(text: str) -> str:
    return text.encode("cp1252", errors="ignore").hex()


def _form(pdf: pikepdf.Pdf, item: Any, content: bytes, resources: Any) -> Any:
    wide, high = _size(item)
    form = pikepdf.Stream(pdf, content)
    form.Type, form.Subtype = pikepdf.Name.XObject, pikepdf.Name.Form
    form.BBox = pikepdf.Array([0, 0, round(wide, 2), round(high, 2)])
    form.Resources = resources
    turned = {90: [0, 1, -1, 0, high, 0], 180: [-1, 0, 0, -1, wide, high], 270: [0, -1, 1, 0, 0, wide]}
    if _turn(item) in turned:
        form.Matrix = pikepdf.Array([round(one, 2) for one in turned[_turn(item)]])
    return pdf.make_indirect(form)
