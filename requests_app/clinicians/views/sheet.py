from __future__ import annotations

import logging
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from requests_app.accounts.http import PortalRequest
from requests_app.cases.queries import get_case_or_404
from requests_app.clinicians import sheet
from requests_app.clinicians.presenters import url_of
from requests_app.letters import queries
from requests_app.packets.presses import PrintFailed

log = logging.getLogger(__name__)

SECTIONS = ("organization", "patient", "coverage", "care", "provider")


@require_GET
def ask_sheet(request: PortalRequest, case_id: UUID, request_id: UUID) -> HttpResponse:
    """A request to write on, by hand or on a screen, for an office that only faxes."""
    case = get_case_or_404(request.actor, case_id, *SECTIONS)
    asked = queries.get_request_or_404(case, request_id)
    try:
        made = sheet.printed(asked)
    except PrintFailed:
        log.exception("a request sheet could not be printed")
        messages.warning(request, _("We could not make the sheet just now. Try again in a minute."))
        return HttpResponseRedirect(url_of("ask_detail", case, asked.public_id))
    response = HttpResponse(made, content_type="application/pdf")
    response.headers["Content-Disposition"] = 'attachment; filename="request-sheet.pdf"'
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Cache-Control"] = "no-store, private"
    return response
