"""Kept pages of the plan’s directory, printed as exhibits with what is known of each file."""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import datetime
from io import BytesIO
from zoneinfo import ZoneInfo

from django.core.exceptions import SuspiciousFileOperation
from PIL import Image

from requests_app.casefile import schema
from requests_app.casefile.logged import logged
from requests_app.documents.queries import page_bytes
from requests_app.packets import wording
from requests_app.packets.evidence_parts import Exhibit, ExhibitPage, Exhibits
from requests_app.packets.proof import Proof

log = logging.getLogger(__name__)
# A packet is faxed page by page; what is over the limit is counted on the index.
MOST_PAGES = 40
MOST_BYTES = 25 * 1024 * 1024


def exhibits(case: schema.CaseFile, proof: Proof) -> Exhibits:
    """By the row of their office, those of no office last; a page without a good picture says so."""
    room, rows, left_out = MOST_PAGES, [], 0
    for place, (about, capture) in enumerate(chosen(case)):
        printed = capture.page_keys[:room]
        room -= len(printed)
        left_out += len(capture.page_keys) - len(printed)
        rows.append(_exhibit(letter_of(place), about, capture, printed, case, proof))
    return Exhibits(rows=tuple(rows), left_out=left_out)


def chosen(case: schema.CaseFile) -> list[tuple[str, schema.Capture]]:
    """What is ticked for the packet, each with what it is about."""
    named = [(f"Row {number}, {one.name}", one) for number, one in enumerate(logged(case), start=1)]
    to_call = [(one.name, one) for one in case.offices if not one.result]
    found = [(about, capture) for about, office in (*named, *to_call) for capture in office.captures]
    found += [("", capture) for capture in case.captures]
    return [(about, capture) for about, capture in found if capture.in_packet]


def letter_of(place: int) -> str:
    """A to Z, then AA, AB and so on."""
    before, here = divmod(place, 26)
    return (letter_of(before - 1) if before else "") + chr(ord("A") + here)


def picture_hashes(case: schema.CaseFile) -> dict[str, str]:
    """The SHA-256 of each picture that would be printed, read one at a time."""
    keys = [key for _about, capture in chosen(case) for key in capture.page_keys][:MOST_PAGES]
    return {key: hashlib.sha256(data).hexdigest() if (data := _picture(key)) else "" for key in keys}


def only_good_pictures(proof: Proof) -> Proof:
    """The same proof, without pictures that are gone, changed or damaged, or too much for one packet."""
    good, taken = {}, 0
    for key, sha256 in proof.pages.items():
        data = _picture(key) if sha256 else None
        is_good = data is not None and hashlib.sha256(data).hexdigest() == sha256
        taken += len(data) if data is not None and is_good else 0
        good[key] = sha256 if is_good and taken <= MOST_BYTES else ""
        if not good[key]:
            log.error("exhibit page missing, changed or too large")
    return replace(proof, pages=good)


def assets(found: Exhibits) -> Mapping[str, str]:
    """Address in the packet -> key of the picture."""
    return {page.asset: page.key for row in found.rows for page in row.pages if page.asset}


def _picture(key: str) -> bytes | None:
    try:
        data = page_bytes(key)
        if data:
            with Image.open(BytesIO(data)) as picture:
                picture.verify()
    except (OSError, SyntaxError, ValueError, SuspiciousFileOperation, Image.DecompressionBombError):
        return None
    return data or None


def _exhibit(
    letter: str,
    about: str,
    capture: schema.Capture,
    printed: list[str],
    case: schema.CaseFile,
    proof: Proof,
) -> Exhibit:
    count = max(capture.pages, len(capture.page_keys))
    return Exhibit(
        letter=letter,
        about=about,
        seen=wording.day_text(capture.seen_on),
        received=received_text(capture.received_at, case.time_zone),
        sha256=capture.sha256,
        found_at=capture.found_at,
        shows=capture.shows,
        count=count,
        pages=tuple(_pages(letter, capture, printed, count, proof)),
    )


def _pages(
    letter: str, capture: schema.Capture, printed: list[str], count: int, proof: Proof
) -> Iterator[ExhibitPage]:
    shows = f", showing: {capture.shows}" if capture.shows else ""
    seen = wording.day_text(capture.seen_on)
    for number, key in enumerate(printed, start=1):
        yield ExhibitPage(
            number=number,
            asset=f"asset:exhibit-{letter.lower()}-{number}" if proof.pages.get(key) else "",
            key=key,
            alt=f"Exhibit {letter}, page {number} of {count}: the plan’s directory as seen on {seen}{shows}",
        )


def received_text(moment: datetime, zone: str) -> str:
    """March 27, 2026, 21:14 UTC (March 27, 2026, 2:14 pm MST)"""
    utc = moment.astimezone(ZoneInfo("UTC"))
    return f"{wording.day_text(utc.date())}, {utc:%H:%M} UTC ({wording.signed_text(moment, zone)})"
