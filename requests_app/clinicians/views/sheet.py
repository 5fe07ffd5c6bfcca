from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.views.decorators.http import require_GET

from requests_app.accounts.http import PortalRequest
from requests_app.cases.queries import get_case_or_404
from requests_app.clinicians import sheet
from requests_app.letters import queries

SECTIONS = ("organization", "patient", "coverage", "care", "provider")


@require_GET
def ask_sheet(request: PortalRequest, case_id: UUID, request_id: UUID) -> HttpResponse:
    """A request to write on, by hand or on a screen, for an office that only faxes."""
    case = get_case_or_404(request.actor, case_id, *SECTIONS)
    asked = queries.get_request_or_404(case, request_id)
    response = HttpResponse(sheet.printed(asked), content_type="application/pdf")
    response.headers["Content-Disposition"] = 'attachment; filename="request-sheet.pdf"'
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Cache-Control"] = "no-store, private"
    return response
