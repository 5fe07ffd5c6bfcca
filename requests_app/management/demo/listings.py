"""A page of an invented directory, drawn as a phone would take it, kept with a demo case."""

from __future__ import annotations

import io
from datetime import date, datetime

from PIL import Image, ImageDraw, ImageFont

from requests_app.common.actor import Actor
from requests_app.documents.inspection import inspect
from requests_app.listings.services import keep_capture
from requests_app.models import Case, OutreachOffice

WIDTH, HEIGHT, MARGIN, ROW = 1080, 2200, 60, 330


def keep_listing(*, case: Case, by: Actor, seen_on: date, at: datetime) -> None:
    """Of the first offices of the case; once."""
    offices = list(OutreachOffice.objects.kept().filter(case=case).order_by("id")[:5])
    if not offices or case.listing_captures.exists():
        return
    keep_capture(
        case=case,
        read=inspect(_drawn(offices, seen_on), name="directory.png"),
        typed={
            "office": str(offices[0].public_id),
            "seen_on": seen_on,
            "found_at": "https://plan.example.com/find-a-provider",
            "shows": "Five offices, each listed as taking new patients",
            "in_packet": True,
        },
        by=by,
        at=at,
    )


def _drawn(offices: list[OutreachOffice], seen_on: date) -> bytes:
    picture = Image.new("RGB", (WIDTH, HEIGHT), "white")
    pen = ImageDraw.Draw(picture)
    large, small = ImageFont.load_default(52), ImageFont.load_default(38)
    pen.rectangle((0, 0, WIDTH, 200), fill="#2d4a63")
    pen.text((MARGIN, 70), "Sample plan: find a provider", fill="white", font=large)
    pen.text((MARGIN, 240), f"Results on {seen_on.isoformat()}", fill="#333", font=small)
    for number, office in enumerate(offices):
        top = 330 + number * ROW
        pen.rectangle((MARGIN, top, WIDTH - MARGIN, top + ROW - 40), outline="#888", width=3)
        pen.text((MARGIN + 30, top + 30), office.name[:36], fill="black", font=large)
        pen.text((MARGIN + 30, top + 120), office.phone or "No phone listed", fill="#333", font=small)
        pen.text((MARGIN + 30, top + 190), "In network. Taking new patients: yes", fill="#333", font=small)
    file = io.BytesIO()
    picture.save(file, "PNG")
    return file.getvalue()
