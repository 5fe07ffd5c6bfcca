"""Whatever people type or call their files: it is printed as typed, on the page, and nobody is asked."""

from __future__ import annotations

import random
import socketserver
import threading

import pytest

from requests_app.casefile.schema import CaseFile
from requests_app.common.files import write_whole
from requests_app.packets.parts import Section
from requests_app.packets.rendering import render
from tests.packets.making import ARIZONA, changed, example, measured, options_for, page_texts, squeezed
from tests.packets.places import off_the_page
from tests.packets.structure import problems
from tests.packets.test_exhibits import KEYS, capture, picture
from tests.packets.verapdf import UA_1, broken_rules

pytestmark = pytest.mark.usefixtures("db")
PATTERNS = (
    "<img src='{url}/a.png'>",
    "<link rel=stylesheet href={url}/b.css>",
    "<script src='{url}/c.js'></script>",
    '"><section class="section" id="letter">',
    '<a class="page-of" href="#letter">page </a>',
    '<span class="pages-of"></span>',
    "</td></tr></tbody></table></section></body></html>",
    "<!-- ]]> --><![CDATA[",
    "url({url}/d) @import '{url}/e.css'; }} * {{ display: none }}",
    "{{{{ packet.signature }}}} {{% include '{url}' %}} {{# x #}}",
    "{url}/f?x=1&y=2#z",
    "file:///etc/passwd asset:picture.svg data:text/html,x",
    "&lt;b&gt; &amp;amp; &#0; &#x202e; &nbsp;",
    "${{jndi:ldap://127.0.0.1/x}} %(number)s %s {{0}}",
    "../../etc/passwd\\..\\con.pdf",
    "\u202efdp.exe\u202c \u2066x\u2069 \u200f\u200e",
    "Z\u0351\u0363a\u0300\u0301\u0302\u0303\u0304\u0305\u0306\u0307l\u0336g\u0489o",
    "\U0001f600 \U0001f469\u200d\U0001f467 \U0001f1fa\U0001f1f8 \u2764\ufe0f",
    "שלום مرحبا привет Ωμέγα 漢字 かな 한국어",
    "ไทย हिन्दी \U00012000 \ufffd \ufdd0 \ue000",
    "x" * 180,
    "wide " * 30,
    "\u00ad\u200b\u2028\u2029 a\u00a0b",
    '=HYPERLINK("{url}/g") +1 -1 @x',
    "'; DROP TABLE packets; --",
)
HOW_MANY = 300


@pytest.fixture(scope="module")
def caller():
    """A server nearby that counts who knocks."""
    knocks = []

    class Door(socketserver.BaseRequestHandler):
        def handle(self):
            knocks.append(1)

    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Door) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_address[1]}", knocks
        server.shutdown()


def texts(url: str) -> list[str]:
    """Each with a number of its own, so that a lost one is noticed."""
    pick = random.Random(4)
    made = []
    for number in range(HOW_MANY):
        parts = [PATTERNS[number % len(PATTERNS)], *pick.sample(PATTERNS, k=pick.randrange(2))]
        made.append(f"No{number}Begin {' '.join(parts).format(url=url)[:120]} No{number}End")
    return made


def hostile_case(url: str) -> tuple[CaseFile, list[str]]:
    words = texts(url)
    names, notes, files = words[:140], words[140:280], words[280:]
    offices = [
        {
            "name": name,
            "result": "NOT_TAKING",
            "notes": note,
            "attempts": [{"contacted_on": "2026-11-03", "spoke_with": "Example"}],
            "captures": [
                capture(shows=one, page_keys=KEYS[:1], pages=1) for one in files[number : number + 1]
            ],
        }
        for number, (name, note) in enumerate(zip(names, notes, strict=True))
    ]
    return changed(example(ARIZONA), offices=offices), words


def test_three_hundred_hostile_texts_and_file_names(caller):
    url, knocks = caller
    write_whole(KEYS[0], picture(77))
    file, words = hostile_case(url)
    pdf = render(file, options_for(file, sections=frozenset(Section)), measured(file)).pdf
    text = squeezed("".join(page_texts(pdf)))
    lost = [one[:12] for one in words if one.split()[0] not in text]
    plain = [one for one in words[:280] if one.isascii()]
    assert knocks == []
    assert lost == []
    assert [one for one in plain if squeezed(one) not in text] == []
    assert off_the_page(pdf) == []
    assert problems(pdf) == []
    assert broken_rules((UA_1, pdf)) == [[]]
