"""From the words of a packet to the bytes of its PDF. The same words give the same bytes."""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
import pydyf
import weasyprint
from django.conf import settings
from django.template.loader import render_to_string
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse

from requests_app.packets.parts import Contents

TEMPLATE = "packets/pdf/packet.html"
PRINT_ROOT = Path(settings.BASE_DIR) / "static" / "print"
SCHEME = "asset:"
PICTURE = "asset:picture.svg"
# WeasyPrint and the libraries below it are not safe to share between threads.
_ONE_AT_A_TIME = threading.Lock()


@dataclass(frozen=True)
class Asset:
    """A picture of this packet. It is read when it is drawn, and given up at once."""

    media_type: str
    read: Callable[[], bytes | None]


NO_ASSETS: Mapping[str, Asset] = {}


class PrintFailed(Exception):
    """The packet could not be made into a PDF."""


class RefusedAddress(FatalURLFetchingError):  # type: ignore[misc]
    """A packet asked for something that is not ours."""


class LostPicture(FatalURLFetchingError):  # type: ignore[misc]
    """A picture that was looked at before printing is not there any more."""


class OwnAssets(URLFetcher):  # type: ignore[misc]
    """Knows the fonts and the pictures of the packet by name and refuses every other address."""

    def __init__(self, assets: Mapping[str, Asset] = NO_ASSETS) -> None:
        super().__init__(allowed_protocols=(), allow_redirects=False, fail_on_errors=True)
        self.assets = assets

    def fetch(self, url: str, headers: dict[str, str] | None = None) -> URLFetcherResponse:
        fonts = {f"{SCHEME}{path.name}": path for path in (PRINT_ROOT / "fonts").glob("*.woff2")}
        if url in fonts:
            return URLFetcherResponse(url, fonts[url].read_bytes(), {"Content-Type": "font/woff2"})
        if url not in self.assets:
            raise RefusedAddress("an address that is not ours")
        asset = self.assets[url]
        data = asset.read()
        if data is None:
            # It was there a moment ago: the next try prints that the file could not be printed.
            raise LostPicture("a picture went while it was printed")
        return URLFetcherResponse(url, data, {"Content-Type": asset.media_type})


def packet_html(packet: Contents) -> str:
    return render_to_string(TEMPLATE, {"packet": packet})


def packet_pdf(packet: Contents, *, identifier: str, assets: Mapping[str, Asset] = NO_ASSETS) -> bytes:
    """Tagged PDF (PDF/UA-1). Raises PrintFailed."""
    html = packet_html(packet)
    try:
        with _ONE_AT_A_TIME:
            return _write(html, identifier, {**assets, **_own_pictures(packet)})
    except FatalURLFetchingError as fault:
        # Not an Exception by its own class: unnamed it would end the worker.
        raise PrintFailed("a picture or font could not be read") from fault


def page_count(pdf: bytes) -> int:
    with pikepdf.open(BytesIO(pdf)) as document:
        return len(document.pages)


def _own_pictures(packet: Contents) -> dict[str, Asset]:
    """What is drawn from the words of the packet itself."""
    if packet.picture is None or not packet.picture.svg:
        return {}
    drawn = packet.picture.svg.encode()
    return {PICTURE: Asset("image/svg+xml", lambda: drawn)}


def _write(html: str, identifier: str, assets: Mapping[str, Asset]) -> bytes:
    fetcher, fonts = OwnAssets(assets), FontConfiguration()
    css = weasyprint.CSS(
        string=(PRINT_ROOT / "packet.css").read_text(), font_config=fonts, url_fetcher=fetcher
    )
    document = weasyprint.HTML(string=html, url_fetcher=fetcher)
    pdf = document.write_pdf(
        stylesheets=[css],
        font_config=fonts,
        pdf_variant="pdf/ua-1",
        pdf_identifier=hashlib.sha256(identifier.encode()).digest()[:16],
        finisher=_name_headers,
        presentational_hints=False,
    )
    if not isinstance(pdf, bytes):
        raise PrintFailed("no bytes")
    return pdf


def _name_headers(document: Any, pdf: pydyf.PDF) -> None:
    """Every header cell says what it heads, as PDF/UA asks: its column in a table head, else its row."""
    for cell in pdf.objects:
        if isinstance(cell, dict) and cell.get("S") == "/TH":
            group = _parent(_parent(cell, pdf), pdf)
            scope = "/Column" if group.get("S") == "/THead" else "/Row"
            cell.setdefault("A", pydyf.Dictionary({"O": "/Table"}))["Scope"] = scope


def _parent(element: dict[str, Any], pdf: pydyf.PDF) -> dict[str, Any]:
    number = int(bytes(element["P"]).split()[0])
    found: dict[str, Any] = pdf.objects[number]
    return found
