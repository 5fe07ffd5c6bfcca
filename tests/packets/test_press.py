"""The process that prints: what it may do, what ends it, and that it asks nobody outside."""

from __future__ import annotations

import socketserver
import threading
from contextlib import suppress
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from django.utils import timezone

from requests_app.common.files import remove_unfinished
from requests_app.packets import presses
from requests_app.packets.presses import LIMITS, Picture, Press, PrintFailed
from requests_app.packets.typefaces import Typefaces
from requests_app.packets.typesetting import OwnAssets, RefusedAddress
from tests.packets.making import page_texts
from tests.packets.sheets import NO_PICTURES, order

FONTS = presses.PRINT_ROOT / "fonts"
BOXES = '<div style="display: flex">' * 14 + "x" + "</div>" * 14


@pytest.fixture
def press():
    made = Press(LIMITS)
    yield made
    made.close()


@pytest.fixture
def caller():
    """A server nearby: who knocks, and how often."""
    knocks = []

    class Door(socketserver.BaseRequestHandler):
        def handle(self):
            knocks.append(self.request.recv(1000))

    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Door) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_address[1]}", knocks
        server.shutdown()


def test_it_prints_one_section_after_another(press):
    for words in ("First", "Second"):
        told, pdf = press.print(order(f'<section id="one"><h1>{words}</h1></section>'), NO_PICTURES)
        assert page_texts(pdf)[0].strip() == words
        assert (told["pages"], told["anchors"]["one"][0]) == (1, 0)
        assert [(one[0], one[1]) for one in told["bookmarks"]] == [(1, words)]


def test_it_has_no_rights_and_none_of_our_secrets(press):
    press.print(order("<p>x"), NO_PICTURES)
    place = Path(f"/proc/{press._process.pid}")
    status = (place / "status").read_text()
    assert "Seccomp:\t2" in status
    assert "NoNewPrivs:\t1" in status
    names = {one.split(b"=")[0].decode() for one in (place / "environ").read_bytes().split(b"\0") if one}
    assert names <= {
        "PATH", "LANG", "LC_CTYPE", "PYTHONPATH", "PYTHONHASHSEED",
        "TMPDIR", "XDG_CACHE_HOME", "FONTCONFIG_FILE",
    }  # fmt: skip
    assert f"Max address space         {LIMITS.memory}" in (place / "limits").read_text()


def test_what_hangs_is_ended_by_the_clock(monkeypatch):
    monkeypatch.setattr(presses, "LIMITS", replace(LIMITS, wall_seconds=2))
    presses.SPARE.close()
    with presses.press_for_a_packet() as press, pytest.raises(PrintFailed, match="the press stopped"):
        press.print(order(BOXES), NO_PICTURES)


@pytest.mark.parametrize(
    "limits",
    [replace(LIMITS, cpu_seconds=3), replace(LIMITS, memory=330 * 1024 * 1024)],
    ids=["time", "memory"],
)
def test_what_bursts_is_ended_by_its_limits(limits):
    rows = "".join(f"<tr><td>{number}</td><td>{'word ' * 20}</td></tr>" for number in range(20_000))
    press = Press(limits)
    try:
        with pytest.raises(PrintFailed):
            press.print(order(f"<table>{rows}</table>"), NO_PICTURES)
    finally:
        press.close()


def test_nothing_is_left_when_it_is_closed(settings):
    press = Press(LIMITS)
    press.print(order("<p>x"), NO_PICTURES)
    folders = list((Path(settings.MEDIA_ROOT) / "unfinished").iterdir())
    press.close()
    assert folders
    assert [one for one in folders if one.exists()] == []


def test_a_spare_one_waits_for_the_next_packet():
    presses.SPARE.prepare()
    spare = presses.SPARE.take()
    other = presses.SPARE.take()
    try:
        assert spare is not other
        assert spare.is_alive
    finally:
        spare.close()
        other.close()


def test_a_spare_one_whose_files_were_cleared_out_is_not_taken():
    """It would print without its fonts, and nobody would be told."""
    presses.SPARE.prepare()
    spare = presses.SPARE.take()
    presses.SPARE._press = spare
    remove_unfinished(now=timezone.now() + timedelta(days=2))
    fresh = presses.SPARE.take()

    assert fresh is not spare
    _told, pdf = fresh.print(order("<h1>Title</h1>"), NO_PICTURES)
    assert "Title" in page_texts(pdf)[0]
    fresh.close()


def test_a_spare_one_that_died_is_not_taken():
    presses.SPARE.prepare()
    dead = presses.SPARE.take()
    dead.kill()
    dead._process.wait()
    presses.SPARE._press = dead
    fresh = presses.SPARE.take()
    try:
        assert fresh.is_alive
    finally:
        fresh.close()


@pytest.mark.parametrize(
    "address",
    ["file:///etc/passwd", "http://127.0.0.1:9/x.woff2", "asset:../packet.css", "data:,x", "asset:x", ""],
)
def test_every_address_but_our_own_is_refused(address):
    with pytest.raises(RefusedAddress):
        OwnAssets(Typefaces(FONTS), {}).fetch(address)


@pytest.mark.parametrize(
    "markup",
    [
        '<img src="{url}/a.png" alt="x">',
        '<link rel="stylesheet" href="{url}/a.css">',
        '<style>@import url("{url}/b.css"); p {{ background: url("{url}/c.png") }}</style><p>x',
        '<object data="{url}/d.svg"></object>',
        '<embed src="{url}/e.svg">',
        '<img src="file:///etc/hostname" alt="x">',
        '<link rel="attachment" href="{url}/f">',
        '<img src="asset:drawn" alt="x">',
    ],
)
def test_nothing_is_fetched_whatever_the_page_says(press, caller, markup):
    """Even if a template once let such a thing through."""
    url, knocks = caller
    drawn = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><image href="{url}/g.png" width="9"/>'
        f"<style>@import url('{url}/h.css');</style></svg>"
    )
    pictures = {"asset:drawn": Picture("image/svg+xml", drawn.encode())} if "drawn" in markup else {}
    # Some of these end the printing, the others are left out; nobody is asked either way.
    with suppress(PrintFailed):
        press.print(order(markup.format(url=url)), pictures)
    assert knocks == []
