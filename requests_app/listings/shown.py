"""What the change pages show of a row, for the check that nobody changed it meanwhile. Pure."""

from __future__ import annotations

from typing import Any

from requests_app.models import ListingCapture, NetworkQuestion

ANSWER_FIELDS = ("answer", "answered_on", "answer_text", "reference")


def shown_capture(capture: ListingCapture) -> dict[str, Any]:
    return {
        "office": str(capture.office.public_id) if capture.office else "",
        "seen_on": capture.seen_on,
        "found_at": capture.found_at,
        "shows": capture.shows,
        "in_packet": capture.in_packet,
    }


def shown_answer(question: NetworkQuestion) -> dict[str, Any]:
    return {name: getattr(question, name) for name in ANSWER_FIELDS}
