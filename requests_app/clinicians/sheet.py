"""The request as a sheet of paper: boxes to write in by hand, and fields to type in on a screen. English."""

from __future__ import annotations

from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from requests_app.clinicians.about import about
from requests_app.common.time_zones import day_at
from requests_app.models import AskPurpose, ClinicianRequest
from requests_app.packets.one_sheet import print_one

LANGUAGE = "en"
TEMPLATE = "clinicians/sheet.html"
STYLE = "sheet.css"
EMPTY_ROWS = 3


def printed(asked: ClinicianRequest) -> bytes:
    """The same request on the same day gives the same bytes. Raises PrintFailed."""
    return print_one(html=html_of(asked), style=STYLE, mark=str(asked.public_id), has_fields=True)


def html_of(asked: ClinicianRequest) -> str:
    case = asked.case
    with override(LANGUAGE):
        return render_to_string(
            TEMPLATE,
            {
                "title": _("Request for a letter to a health plan"),
                "asked": asked,
                "about": about(asked, language=LANGUAGE),
                "reference": case.reference,
                "phone": case.organization.phone,
                "made": day_at(timezone.now(), zone=case.time_zone),
                "empty_rows": range(1, EMPTY_ROWS + 1),
                "prompts": _prompts(asked.purpose),
            },
        )


def _prompts(purpose: str) -> list[tuple[str, str]]:
    goes_on = [("progress", _("What got better so far, and why must the care go on?"))]
    return [
        *(goes_on if purpose == AskPurpose.RENEWAL else []),
        ("need", _("Why is this care needed?")),
        ("why_not_network", _("Why do the plan’s own providers not fit?")),
        ("why_provider", _("Why this provider: training, experience, history with the patient?")),
        ("delay", _("What would waiting do?")),
    ]
