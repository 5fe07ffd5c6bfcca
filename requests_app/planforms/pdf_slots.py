"""From the fields of a PDF to the slots people see: kinds, places on the page, the words printed beside.

Runs in the confined reader. No Django here.
"""

from __future__ import annotations

import re
from typing import Any

import pikepdf

from requests_app.planforms import pdf_fields
from requests_app.planforms.pdf_fields import Field, Widget, int_of, text_of
from requests_app.planforms.slots import (
    LONGEST_LABEL,
    LONGEST_NAME,
    LONGEST_OPTION,
    MOST_OPTIONS,
    STATE_MARK,
    Slot,
    SlotKind,
)

_SIGNATURE = re.compile(r"signature|\bsign here\b|^sig\b|[._ ]sig(ned)?$", re.IGNORECASE)
_NOT_A_SIGNATURE = re.compile(r"date|print|name|phone|title|licen", re.IGNORECASE)
_DATE_SCRIPT = re.compile(r"AFDate")
FIRST_STATE = "Yes"


def slots_of(pdf: pikepdf.Pdf, fields: list[Field]) -> list[Slot]:
    """Top to bottom on each page: that order numbers them for good."""
    places = [_Place(page) for page in pdf.pages]
    found = [slot for one in fields for slot in _slots(one, places)]
    return sorted(found, key=lambda slot: (slot.page, round(slot.box[1], 2), slot.box[0], slot.key))


def _slots(one: Field, places: list[_Place]) -> list[Slot]:
    if one.type == "/Btn":
        return [] if one.flags & pdf_fields.PUSH_BUTTON else _ticks(one, places)
    widget = one.widgets[0]
    kind = _kind(one)
    if kind is None:
        return []
    return [Slot(key=one.name, kind=kind, **_shared(one, widget, places), **_of_text(one))]


def _kind(one: Field) -> SlotKind | None:
    words = f"{one.name} {text_of(one.get('/TU'))}"
    if one.type == "/Sig":
        return SlotKind.SIGNATURE
    if one.type == "/Ch":
        return SlotKind.CHOICE
    if one.type != "/Tx" or one.flags & (pdf_fields.PASSWORD | pdf_fields.FILE_SELECT):
        return None
    if is_signature(words):
        return SlotKind.SIGNATURE
    if one.flags & pdf_fields.MULTILINE:
        return SlotKind.MULTILINE
    return SlotKind.DATE if _has_date_script(one) else SlotKind.TEXT


def is_signature(words: str) -> bool:
    return bool(_SIGNATURE.search(words)) and not _NOT_A_SIGNATURE.search(words)


def _has_date_script(one: Field) -> bool:
    actions = one.item.get("/AA")
    if not isinstance(actions, pikepdf.Dictionary):
        return False
    scripts = [a.get("/JS") for a in actions.values() if isinstance(a, pikepdf.Dictionary)]
    return any(_DATE_SCRIPT.search(text_of(script)) for script in scripts)


def _ticks(one: Field, places: list[_Place]) -> list[Slot]:
    """One slot for each on-state; the same state at two places is one slot."""
    found: dict[str, Slot] = {}
    states = [pdf_fields.on_state(widget.item) or FIRST_STATE for widget in one.widgets]
    is_group = bool(one.flags & pdf_fields.RADIO) or len(set(states)) > 1
    spoken = _spoken_states(one)
    for state, widget in zip(states, one.widgets, strict=True):
        key = f"{one.name}{STATE_MARK}{state}" if is_group else one.name
        if key not in found:
            shown = spoken.get(state, state) if is_group else ""
            shared = _shared(one, widget, places)
            found[key] = Slot(key=key, kind=SlotKind.TICK, state=_cut(shown, LONGEST_OPTION), **shared)
    return list(found.values())


def _spoken_states(one: Field) -> dict[str, str]:
    """Groups may have states 0, 1, 2 and their words in /Opt."""
    options = one.get("/Opt")
    if not isinstance(options, pikepdf.Array):
        return {}
    return {str(place): text_of(word) for place, word in enumerate(options) if text_of(word)}


def _shared(one: Field, widget: Widget, places: list[_Place]) -> dict[str, Any]:
    return {
        "name": _cut(one.name, LONGEST_NAME),
        "page": widget.page + 1,
        "box": places[widget.page].shown(widget.item.get("/Rect")),
        "label": _cut(_own_words(one, widget), LONGEST_LABEL),
        "is_required": bool(one.flags & pdf_fields.REQUIRED),
        "is_locked": bool(one.flags & pdf_fields.READ_ONLY),
    }


def _own_words(one: Field, widget: Widget) -> str:
    own = text_of(widget.item.get("/TU")) or text_of(one.get("/TU"))
    return " ".join(own.split())


def _of_text(one: Field) -> dict[str, Any]:
    longest = max(0, int_of(one.get("/MaxLen"))) if one.type == "/Tx" else 0
    return {
        "longest": longest,
        "is_comb": bool(longest and one.flags & pdf_fields.COMB and not one.flags & pdf_fields.MULTILINE),
        "is_open_choice": bool(one.type == "/Ch" and one.flags & pdf_fields.EDITABLE),
        "options": options_of(one) if one.type == "/Ch" else (),
    }


def options_of(one: Field) -> tuple[tuple[str, str], ...]:
    """Pairs of what is kept and what is shown."""
    options = one.get("/Opt")
    if not isinstance(options, pikepdf.Array):
        return ()
    pairs = []
    for option in list(options)[:MOST_OPTIONS]:
        if isinstance(option, pikepdf.Array) and len(option) == 2:
            pairs.append((text_of(option[0])[:LONGEST_OPTION], text_of(option[1])[:LONGEST_OPTION]))
        else:
            pairs.append((text_of(option)[:LONGEST_OPTION],) * 2)
    return tuple(pair for pair in pairs if any(pair))


def _cut(text: str, most: int) -> str:
    return "".join(mark for mark in text if mark.isprintable())[:most]


class _Place:
    """Where a rectangle of the file stands on the page as it is shown, turned or not."""

    def __init__(self, page: pikepdf.Page) -> None:
        left, bottom, right, top = corners(page.cropbox)
        self.left, self.bottom = left, bottom
        self.wide, self.high = max(right - left, 1.0), max(top - bottom, 1.0)
        self.turn = int_of(page.obj.get("/Rotate", 0)) % 360

    def shown(self, rect: Any) -> tuple[float, float, float, float]:
        left, bottom, right, top = corners(rect)
        ends = [self._point(left, bottom), self._point(right, top)]
        across, down = sorted(one for one, _ in ends), sorted(other for _, other in ends)
        parts = (across[0], down[0], across[1], down[1])
        return tuple(round(min(max(part, 0.0), 1.0), 4) for part in parts)  # type: ignore[return-value]

    def _point(self, x: float, y: float) -> tuple[float, float]:
        """Parts of the shown page, from its upper left corner."""
        across, up = (x - self.left) / self.wide, (y - self.bottom) / self.high
        turned = {90: (up, across), 180: (1 - across, up), 270: (1 - up, 1 - across)}
        return turned.get(self.turn, (across, 1 - up))


def corners(rect: Any) -> tuple[float, float, float, float]:
    """Left, bottom, right, top of a rectangle that may have any two corners, or none."""
    try:
        x0, y0, x1, y1 = (float(one) for one in rect)
    except (TypeError, ValueError):
        return (0.0, 0.0, 0.0, 0.0)
    return (min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1))
