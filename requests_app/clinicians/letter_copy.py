"""A signed letter as a PDF of its own, for the clinician’s chart and for the people of the case."""

from __future__ import annotations

from django.template.loader import render_to_string
from django.utils.translation import override

from requests_app.letters import letters
from requests_app.letters.text import LANGUAGE, signature_lines
from requests_app.models import ClinicianLetter
from requests_app.packets.one_sheet import print_one

TEMPLATE = "clinicians/letter_copy.html"
STYLE = "letter.css"
TITLE = "Clinician’s letter"


def printed(row: ClinicianLetter) -> bytes:
    """A signed version never changes, so its bytes are always the same. Raises PrintFailed."""
    return print_one(html=html_of(row), style=STYLE, mark=row.text_sha256)


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
