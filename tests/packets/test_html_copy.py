"""The copy to read on a screen says what the PDF says, and needs nothing else."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from itertools import pairwise

import pytest

from requests_app.packets import rendering
from requests_app.packets.html_copy import html_copy
from requests_app.packets.printing import Printed
from tests.packets.making import ARIZONA, NAMES, changed, example, measured, options_for, squeezed

PRINTED = Printed(b"%PDF", 9)


def made(name: str = ARIZONA, **parts) -> str:
    file = changed(example(name), **parts)
    words, assets = rendering.ready_to_print(file, options_for(file), measured(file))
    return html_copy(words, PRINTED, assets=assets).decode()


class _Seen(HTMLParser):
    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data):
        self.text += data


@pytest.mark.parametrize("name", NAMES)
def test_every_section_is_there_with_its_headings_and_links(name):
    page = made(name)
    seen = _Seen(page)
    ids = [attrs["id"] for _tag, attrs in seen.tags if "id" in attrs]
    assert len(ids) == len(set(ids))
    links = {attrs["href"] for tag, attrs in seen.tags if tag == "a"}
    assert links <= {f"#{one}" for one in ids}
    levels = [int(tag[1]) for tag, _attrs in seen.tags if re.fullmatch("h[1-6]", tag)]
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))


def test_it_runs_nothing_and_fetches_nothing():
    seen = _Seen(made())
    assert not [tag for tag, _attrs in seen.tags if tag in ("script", "iframe", "object", "link", "form")]
    for _tag, attrs in seen.tags:
        assert not [name for name in attrs if name.startswith("on")]
        for name in ("src", "href"):
            assert (attrs.get(name) or "#").startswith(("data:image/", "#"))
    assert "asset:" not in made()


def test_every_header_cell_says_what_it_heads():
    cells = [attrs for tag, attrs in _Seen(made()).tags if tag == "th"]
    assert cells
    assert all(one.get("scope") in ("row", "col") for one in cells)


def test_what_people_typed_is_text():
    page = made(care={"description": '<script>alert("x")</script> <h1>Big</h1> <img src=x>'})
    assert "<script>alert" not in page
    assert "&lt;script&gt;" in page
    assert "&lt;h1&gt;Big" in page


def test_it_names_the_pdf_it_belongs_to():
    page = made()
    assert PRINTED.sha256 in page
    assert "the PDF of 9 pages" in squeezed_spaces(page)
    assert '<html lang="en">' in page


def test_the_same_packet_gives_the_same_bytes():
    assert made() == made()
    assert squeezed(made())


def squeezed_spaces(text: str) -> str:
    return re.sub(r"\s+", " ", text)
