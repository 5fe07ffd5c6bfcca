"""One document on its own, printed by a press while somebody waits for it: a sheet, a letter, a draft.

Packets are printed by the worker, one after another. Here every visitor could start a press at once, so each
web process lets a few through and the others wait a moment.
"""

from __future__ import annotations

import threading
from functools import cache
from pathlib import Path

from django.conf import settings

from requests_app.packets.presses import PrintFailed, press_for_a_packet

# A press takes up to a gigabyte of addresses and most of one core for a second or two.
AT_ONCE = 2
LONGEST_WAIT = 15.0
PRINT_ROOT = Path(settings.BASE_DIR) / "static" / "print"
_places = threading.BoundedSemaphore(AT_ONCE)


def print_one(*, html: str, style: str, mark: str, has_fields: bool = False) -> bytes:
    """Tagged pages with the stylesheet `style` of static/print. The same input gives the same bytes.

    `mark` names the document by what it says. Raises PrintFailed, also when too many wait already.
    """
    order = {
        "html": html,
        "css": _style(style),
        "mark": mark,
        "is_tagged": True,
        "has_fields": has_fields,
    }
    if not _places.acquire(timeout=LONGEST_WAIT):
        raise PrintFailed("too many are printing")
    try:
        with press_for_a_packet() as press:
            _told, pdf = press.print(order, {})
    finally:
        _places.release()
    return pdf


@cache
def _style(name: str) -> str:
    return (PRINT_ROOT / name).read_text(encoding="utf-8")
