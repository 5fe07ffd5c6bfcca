"""From the words of a packet to the bytes of its PDF. The same words give the same bytes.

Sections are printed apart and kept by what they are made of, so that a packet in which one section changed
costs one section; then they are joined into one document, and each page gets its header and footer.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache as remembered
from pathlib import Path

from django.conf import settings
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import override

from requests_app.packets import cache, layout
from requests_app.packets.assembly import Facts, assemble
from requests_app.packets.cache import Leaves
from requests_app.packets.layout import Numbers
from requests_app.packets.parts import Contents
from requests_app.packets.presses import SPARE, LazyPress, Picture, PrintFailed, press_for_a_packet

SHEET = "packets/pdf/sheet.html"
STAMPS = "packets/pdf/stamps.html"
PRINT_ROOT = Path(settings.BASE_DIR) / "static" / "print"
SCHEME = "asset:"
PICTURE = "asset:picture.svg"


@dataclass(frozen=True)
class Asset:
    """A picture of this packet. It is read when it is drawn, and given up at once."""

    media_type: str
    sha256: str
    read: Callable[[], bytes | None]


@dataclass(frozen=True)
class Printed:
    pdf: bytes
    pages: int

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.pdf).hexdigest()


NO_ASSETS: Mapping[str, Asset] = {}


def print_packet(packet: Contents, *, assets: Mapping[str, Asset] = NO_ASSETS) -> Printed:
    """Tagged PDF (PDF/UA-1). Raises PrintFailed."""
    with override(packet.language):
        units = layout.units(_pieces(packet))
        try:
            with press_for_a_packet() as press:
                printer = Printer(packet, press, {**assets, **_own_pictures(packet)})
                leaves = printer.all_of(units)
                stamps = printer.stamps(leaves)
        finally:
            # For the next packet, while this one is joined and kept.
            SPARE.prepare()
        facts = Facts(
            title=packet.title,
            language=packet.language,
            page_label=lambda number: _("Page %(number)s") % {"number": number},
        )
        pdf = assemble(leaves, stamps, facts)
    return Printed(pdf, sum(one.pages for one in leaves))


class Printer:
    """Prints the sections of one packet, each once, and takes those that were printed before."""

    def __init__(self, packet: Contents, press: LazyPress, assets: Mapping[str, Asset]) -> None:
        self.packet, self.press, self.assets = packet, press, assets
        self._done: dict[tuple[str, str], Leaves] = {}

    def all_of(self, units: Sequence[str]) -> list[Leaves]:
        """Sections without page numbers first: those that name pages are printed when these are known."""
        salts = _salts(units)
        plain = {
            place: self._leaves(unit, salts[place])
            for place, unit in enumerate(units)
            if not layout.has_pointers(unit)
        }
        latest: list[Leaves] = []

        def print_all(numbers: Numbers) -> tuple[list[int], list[Mapping[str, int]]]:
            latest[:] = [
                plain[place]
                if place in plain
                else self._leaves(layout.with_numbers(unit, numbers), salts[place])
                for place, unit in enumerate(units)
            ]
            return [one.pages for one in latest], [_places(one) for one in latest]

        guess = layout.numbered(
            [plain[place].pages if place in plain else 1 for place in range(len(units))],
            [
                _places(plain[place]) if place in plain else dict.fromkeys(layout.names_in(unit), 0)
                for place, unit in enumerate(units)
            ],
            is_steady=False,
        )
        layout.settled(guess, print_all)
        return latest

    def stamps(self, leaves: Sequence[Leaves]) -> bytes:
        """Header and footer of every page. They differ with each packet, so they are not kept."""
        total = sum(one.pages for one in leaves)
        covers = leaves[0].pages if self.packet.cover is not None else 0
        html = render_to_string(
            STAMPS,
            {
                "packet": self.packet,
                "pages": [
                    {"number": number, "total": total, "names_member": number > covers}
                    for number in range(1, total + 1)
                ],
            },
        )
        order = {"html": html, "css": _sheet("stamp.css"), "mark": "stamps", "is_tagged": False}
        told, pdf = self.press.print(order, {})
        if told["pages"] != total:
            raise PrintFailed("header and footer do not fit")
        return pdf

    def _leaves(self, unit: str, salt: str) -> Leaves:
        if (unit, salt) not in self._done:
            self._done[unit, salt] = self._found_or_printed(unit, salt)
        return self._done[unit, salt]

    def _found_or_printed(self, unit: str, salt: str) -> Leaves:
        html = render_to_string(SHEET, {"packet": self.packet, "unit": SafeString(unit)})
        css = _sheet("packet.css")
        shown = {address: one for address, one in self.assets.items() if f'src="{address}"' in unit}
        pictures = {address: one.sha256 for address, one in shown.items()}
        key = cache.key_of(html=html, css=css, pictures=pictures, salt=salt)
        kept = cache.find(key)
        if kept is not None:
            return kept
        order = {"html": html, "css": css, "mark": key[:16]}
        told, pdf = self.press.print(order, {address: _picture(one) for address, one in shown.items()})
        leaves = Leaves(pdf=pdf, **told)
        cache.keep(key, leaves)
        return leaves


def packet_html(packet: Contents) -> list[str]:
    """Markup of each part as it is printed, before page numbers are known."""
    with override(packet.language):
        return layout.units(_pieces(packet))


def _pieces(packet: Contents) -> list[tuple[str, bool]]:
    return [
        (render_to_string(piece.template, {"packet": packet, "part": piece.part}), piece.joins)
        for piece in packet.pieces
    ]


def _salts(units: Sequence[str]) -> list[str]:
    """Two sections that say the very same must not bear the same names for their cells."""
    seen: dict[str, int] = {}
    salts = []
    for unit in units:
        seen[unit] = seen.get(unit, 0) + 1
        salts.append(str(seen[unit]))
    return salts


def _places(leaves: Leaves) -> dict[str, int]:
    return {name: int(place[0]) for name, place in leaves.anchors.items()}


def _own_pictures(packet: Contents) -> dict[str, Asset]:
    """What is drawn from the words of the packet itself."""
    if packet.picture is None or not packet.picture.svg:
        return {}
    drawn = packet.picture.svg.encode()
    return {PICTURE: Asset("image/svg+xml", hashlib.sha256(drawn).hexdigest(), lambda: drawn)}


def _picture(asset: Asset) -> Picture:
    data = asset.read()
    if data is None or hashlib.sha256(data).hexdigest() != asset.sha256:
        # It was good a moment ago: the next try prints that the file could not be printed.
        raise PrintFailed("a picture went while it was printed")
    return Picture(asset.media_type, data)


@remembered
def _sheet(name: str) -> str:
    return (PRINT_ROOT / name).read_text()
