"""The copy of a packet to read on a screen: one page that needs nothing else, from the very same sections.

Long logs are hard to read in a PDF. Here every section of the packet stands with its headings and table
headers as they are, without pages; pictures are inside the file. Nothing runs in it and nothing is fetched.
"""

from __future__ import annotations

import base64
import re
from collections.abc import Mapping
from functools import cache
from io import BytesIO
from itertools import count
from pathlib import Path

from django.conf import settings
from django.template.loader import render_to_string
from django.utils.html import escape
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import override
from PIL import Image, ImageOps

from requests_app.packets.layout import POINTER, TOTAL
from requests_app.packets.parts import Contents
from requests_app.packets.printing import PICTURE, Asset, Printed

TEMPLATE = "packets/html/copy.html"
STYLE = Path(settings.BASE_DIR) / "static" / "print" / "screen.css"
# Pictures are for looking at, the PDF is for proof: smaller ones keep the file light.
WIDEST, QUALITY = 1000, 55
MOST_PICTURE_BYTES = 12 * 1024 * 1024
_HEADING = re.compile(r"<(/?)h([1-5])\b")
_PICTURE = re.compile(r'<img((?: class="[a-z -]+")?) src="(asset:[^"]+)" alt="([^"]*)">')
_TABLE = re.compile(r'<table class="grid.*?</table>', re.DOTALL)
_ID = re.compile(r'\sid="([a-z0-9-]+)"')


def html_copy(packet: Contents, printed: Printed, *, assets: Mapping[str, Asset]) -> bytes:
    """`printed` is the PDF it belongs to: its pages and its fingerprint are named."""
    with override(packet.language):
        parts = [
            render_to_string(piece.template, {"packet": packet, "part": piece.part})
            for piece in packet.pieces
        ]
        body = _for_the_screen("\n".join(parts), packet, printed, assets)
        page = render_to_string(
            TEMPLATE,
            {
                "packet": packet,
                "body": SafeString(body),
                "sections": [one for one in packet.pieces if f'id="{one.anchor}"' in body],
                "pages": printed.pages,
                "sha256": printed.sha256,
                "style": SafeString(_style()),
            },
        )
    return page.encode()


def _for_the_screen(body: str, packet: Contents, printed: Printed, assets: Mapping[str, Asset]) -> str:
    """The markup is our own, and what people typed is escaped in it: a tag that is found is one of ours."""
    body = _HEADING.sub(lambda found: f"<{found[1]}h{int(found[2]) + 1}", body)
    titles = {piece.anchor: piece.title for piece in packet.pieces}
    places = set(_ID.findall(body))
    body = POINTER.sub(lambda found: _pointer(found[1], titles, places), body)
    body = body.replace(TOTAL, str(printed.pages))
    numbers = count(1)
    body = _TABLE.sub(lambda found: _scrolling(found[0], next(numbers)), body)
    album = _Album(packet, assets)
    return _PICTURE.sub(lambda found: album.shown(found[1], found[2], found[3]), body)


def _pointer(place: str, titles: Mapping[str, str], places: set[str]) -> str:
    text = escape(titles.get(place) or _("see below"))
    return f'<a href="#{place}">{text}</a>' if place in places else text


def _scrolling(table: str, number: int) -> str:
    """On a phone the table moves sideways in its own frame, with the keyboard, too."""
    name = escape(_("Table %(number)s") % {"number": number})
    return f'<div class="frame" tabindex="0" role="region" aria-label="{name}">{table}</div>'


class _Album:
    """Puts pictures into the file until there are too many of them."""

    def __init__(self, packet: Contents, assets: Mapping[str, Asset]) -> None:
        self.assets, self.left = assets, MOST_PICTURE_BYTES
        self.drawn = packet.picture.svg if packet.picture else ""

    def shown(self, css: str, address: str, alt: str) -> str:
        if address == PICTURE:
            return self._tag(css, "image/svg+xml", self.drawn.encode(), alt)
        asset = self.assets.get(address)
        data = asset.read() if asset else None
        small = _smaller(data) if data else b""
        if not small or len(small) > self.left:
            return f"<p>{alt} ({escape(_('The picture is in the PDF.'))})</p>"
        self.left -= len(small)
        return self._tag(css, "image/jpeg", small, alt)

    def _tag(self, css: str, media_type: str, data: bytes, alt: str) -> str:
        inside = base64.b64encode(data).decode()
        return f'<img{css} src="data:{media_type};base64,{inside}" alt="{alt}">'


def _smaller(data: bytes) -> bytes:
    with Image.open(BytesIO(data), formats=["PNG", "JPEG"]) as picture:
        page = ImageOps.exif_transpose(picture).convert("RGB")
    page.thumbnail((WIDEST, 4 * WIDEST))
    made = BytesIO()
    page.save(made, "JPEG", quality=QUALITY, optimize=True)
    return made.getvalue()


@cache
def _style() -> str:
    return STYLE.read_text()
