"""One section of a packet becomes tagged pages. No Django: only the press runs this."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import partial
from io import BytesIO
from typing import Any

import weasyprint
from PIL import Image, ImageChops
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse

from requests_app.packets.tagging import mend
from requests_app.packets.typefaces import CHAIN, SCHEME, Face, Typefaces

POINTS = 0.75  # one pixel of CSS
TAGGED = "pdf/ua-1"
SVG = "image/svg+xml"
EMPTY = "<!doctype html><html lang=en><title>-</title><p>-"
_CSS_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)


class RefusedAddress(FatalURLFetchingError):  # type: ignore[misc]
    """A section asked for something that is not ours."""


class OwnAssets(URLFetcher):  # type: ignore[misc]
    """Knows the fonts and the pictures of this section by name and refuses every other address."""

    def __init__(self, faces: Typefaces, pictures: Mapping[str, tuple[str, bytes]]) -> None:
        super().__init__(allowed_protocols=(), allow_redirects=False, fail_on_errors=True)
        self.faces, self.pictures = faces, pictures

    def fetch(self, url: str, headers: dict[str, str] | None = None) -> URLFetcherResponse:
        if url in self.pictures:
            media_type, data = self.pictures[url]
            return URLFetcherResponse(url, data, {"Content-Type": media_type})
        font = self.faces.data(url.removeprefix(SCHEME)) if url.startswith(SCHEME) else None
        if font is None:
            raise RefusedAddress("an address that is not ours")
        return URLFetcherResponse(url, font, {"Content-Type": "font/woff2"})


@dataclass(frozen=True)
class Order:
    """What to print. `mark` is a name of the section that depends on what it says alone."""

    html: str
    css: str
    mark: str
    is_tagged: bool = True
    # Boxes that can be typed into: a sheet to fill in, never a packet.
    has_fields: bool = False


class Typesetter:
    """Fonts and stylesheets are kept from section to section: loading them costs more than a short one."""

    def __init__(self, faces: Typefaces) -> None:
        self.faces = faces
        self._fonts: dict[tuple[Face, ...], FontConfiguration] = {}
        self._sheets: dict[tuple[Any, ...], Any] = {}

    def typeset(
        self, order: Order, pictures: Mapping[str, tuple[str, bytes]]
    ) -> tuple[dict[str, Any], bytes]:
        """Pages, the places in them that can be pointed to, and bookmarks: in points from below."""
        pictures = {address: (kind, _slim(kind, data)) for address, (kind, data) in pictures.items()}
        pictures = {
            address: (kind, self.faces.printable(data.decode()).encode() if kind == SVG else data)
            for address, (kind, data) in pictures.items()
        }
        drawn = "".join(data.decode() for kind, data in pictures.values() if kind == SVG)
        html = self.faces.printable(order.html)
        used = self.faces.needed_for(html + drawn)
        # What was loaded for one section must not change another: each set of faces stands alone.
        fonts = self._fonts_with(used)
        fetcher = OwnAssets(self.faces, pictures)
        document = weasyprint.HTML(string=html, url_fetcher=fetcher).render(
            stylesheets=[self._sheet(order.css, used, fonts)],
            font_config=fonts,
            **self._options(order),
        )
        pdf = document.write_pdf(
            finisher=partial(_mend, mark=order.mark) if order.is_tagged else None, **self._options(order)
        )
        return _told(document), pdf

    def warm(self, sheets: Iterable[str]) -> None:
        """Load what nearly every packet needs, while nobody waits."""
        for css in sheets:
            self.typeset(
                Order(html="<!doctype html><html lang=en><title>-</title><p>-", css=css, mark="-"), {}
            )

    def _fonts_with(self, used: tuple[Face, ...]) -> FontConfiguration:
        if used not in self._fonts:
            self._fonts[used] = FontConfiguration()
        return self._fonts[used]

    def _options(self, order: Order) -> dict[str, Any]:
        return {
            "pdf_variant": TAGGED if order.is_tagged else None,
            "pdf_identifier": hashlib.sha256(order.mark.encode()).digest()[:16],
            "presentational_hints": False,
            "pdf_forms": order.has_fields,
        }

    def _sheet(self, css: str, used: tuple[Face, ...], fonts: FontConfiguration) -> Any:
        key = (css, used)
        if key not in self._sheets:
            text = _CSS_COMMENT.sub("", css).replace('"Packet"', CHAIN)
            rules = "\n".join(face.rule for face in used)
            self._sheets[key] = weasyprint.CSS(
                string=f"{rules}\n{text}", font_config=fonts, url_fetcher=OwnAssets(self.faces, {})
            )
        return self._sheets[key]


def _mend(document: Any, pdf: Any, *, mark: str) -> None:
    mend(pdf, mark)


def _told(document: Any) -> dict[str, Any]:
    anchors: dict[str, list[float]] = {}
    bookmarks = []
    for number, page in enumerate(document.pages):
        for name, (x, y, *_end) in page.anchors.items():
            anchors.setdefault(name, [number, *_place(page, x, y)])
        for level, title, (x, y), _state in page.bookmarks:
            bookmarks.append([level, title, number, *_place(page, x, y)])
    return {"pages": len(document.pages), "anchors": anchors, "bookmarks": bookmarks}


def _place(page: Any, x: float, y: float) -> tuple[float, float]:
    return round(x * POINTS, 2), round((page.height - y) * POINTS, 2)


def _slim(media_type: str, data: bytes) -> bytes:
    """A grey picture takes a third of a coloured one. Photos (JPEG) stay as they are."""
    if media_type != "image/png":
        return data
    with Image.open(BytesIO(data)) as picture:
        if picture.mode in ("RGB", "P", "1"):
            picture.load()
            grey = _as_grey(picture)
            if grey is not None:
                kept = BytesIO()
                grey.save(kept, "PNG")
                return kept.getvalue()
    return data


def _as_grey(picture: Image.Image) -> Image.Image | None:
    if "transparency" in picture.info:
        return None
    if picture.mode == "1":
        return picture.convert("L")
    red, green, blue = picture.convert("RGB").split()
    has_colour = ImageChops.difference(red, green).getbbox() or ImageChops.difference(red, blue).getbbox()
    return None if has_colour else red
