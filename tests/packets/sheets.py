"""Small sections printed by a real press, for tests that need no case."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache

from requests_app.packets.assembly import Facts, assemble
from requests_app.packets.cache import Leaves
from requests_app.packets.presses import PRINT_ROOT, Picture, press_for_a_packet

FACTS = Facts(title="Example request", language="en", page_label=lambda number: f"Page {number}")
NO_PICTURES: Mapping[str, Picture] = {}


def sheet(body: str, *, title: str = "Example request", language: str = "en") -> str:
    return (
        f'<!doctype html><html lang="{language}"><head><meta charset="utf-8"><title>{title}</title></head>'
        f"<body>{body}</body></html>"
    )


def order(body: str, *, mark: str = "mark", is_tagged: bool = True) -> dict[str, object]:
    css = (PRINT_ROOT / "packet.css").read_text()
    return {"html": sheet(body), "css": css, "mark": mark, "is_tagged": is_tagged}


def leaves_of(bodies: Sequence[str], pictures: Mapping[str, Picture] = NO_PICTURES) -> list[Leaves]:
    """Each body printed apart."""
    found = []
    with press_for_a_packet() as press:
        for number, body in enumerate(bodies):
            shown = {name: one for name, one in pictures.items() if name in body}
            told, pdf = press.print(order(body, mark=f"mark{number}"), shown)
            found.append(Leaves(pdf=pdf, **told))
    return found


def joined(bodies: Sequence[str], pictures: Mapping[str, Picture] = NO_PICTURES) -> bytes:
    leaves = leaves_of(bodies, pictures)
    pages = "".join('<p style="break-after: page">Stamp</p>' for _one in range(sum(x.pages for x in leaves)))
    with press_for_a_packet() as press:
        _told, stamps = press.print(order(pages, is_tagged=False), {})
    return assemble(leaves, stamps, FACTS)


SEARCH = """<section class="section" id="search"><h1>In-network search</h1>
<p>Two offices, see <a class="page-of" href="packet:letter">page 2</a>.</p>
<table class="grid"><thead><tr><th scope="col">No.</th><th scope="col">Office</th></tr></thead>
<tbody><tr><th scope="row">1</th><td>Saguaro</td></tr></tbody>
<tbody><tr><th scope="row">2</th><td>Ocotillo</td></tr></tbody></table>
<ul><li><div>A box in a list</div></li><li>A line</li></ul></section>"""
LETTER = """<section class="section" id="letter"><h1>Letter</h1><h2>Part</h2><p>Words of a letter.</p>
<img src="asset:dot" alt="A dot"></section>"""


def dot(color: tuple[int, int, int] = (120, 120, 120), size: tuple[int, int] = (40, 40)) -> Picture:
    from io import BytesIO

    from PIL import Image

    kept = BytesIO()
    Image.new("RGB", size, color).save(kept, "PNG")
    return Picture("image/png", kept.getvalue())


@cache
def example() -> bytes:
    """Two sections that were printed apart, with all kinds of structure a packet has."""
    return joined([SEARCH, LETTER], {"asset:dot": dot()})
