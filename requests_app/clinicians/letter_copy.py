"""A signed letter as a PDF of its own, for the clinician’s chart and for the people of the case."""

from __future__ import annotations

from pathlib import Path

from django.conf import settings
from django.template.loader import render_to_string
from django.utils.translation import override

from requests_app.letters import letters
from requests_app.letters.text import LANGUAGE, signature_lines
from requests_app.models import ClinicianLetter
from requests_app.packets.presses import press_for_a_packet

TEMPLATE = "clinicians/letter_copy.html"
STYLE = Path(settings.BASE_DIR) / "static" / "print" / "letter.css"
TITLE = "Clinician’s letter"


def printed(row: ClinicianLetter) -> bytes:
    """A signed version never changes, so its bytes are always the same. Raises PrintFailed."""
    order = {
        "html": html_of(row),
        "css": STYLE.read_text(encoding="utf-8"),
        "mark": row.text_sha256,
        "is_tagged": True,
    }
    with press_for_a_packet() as press:
        _told, pdf = press.print(order, {})
    return pdf


def html_of(row: ClinicianLetter) -> str:
    with override(LANGUAGE):
        return render_to_string(
            TEMPLATE,
            {
                "title": TITLE,
                "text": row.text,
                "signature": signature_lines(letters.as_part(row), row.case.time_zone),
                "number": row.number,
                "sha256": row.text_sha256,
            },
        )
