from __future__ import annotations

import logging
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from requests_app.accounts.http import PortalRequest
from requests_app.casefile.export import case_file
from requests_app.cases.queries import get_case_or_404
from requests_app.common.time_zones import day_at
from requests_app.documents.http import lock_up
from requests_app.models import Recipient
from requests_app.packets import services, signing
from requests_app.packets.gathering import proof_of
from requests_app.packets.presses import PrintFailed
from requests_app.packets.sheet_parts import Asked, SheetRefused
from requests_app.packets.sheets import SHEETS, built, printed

log = logging.getLogger(__name__)
SECTIONS = ("organization", "patient", "coverage", "care", "provider", "story")
LONGEST_KEY = 60


@require_GET
def sheet(request: PortalRequest, case_id: UUID, kind: str) -> HttpResponse:
    """One document made from the case as it is now. `?about=` names the row it is about."""
    if kind not in SHEETS:
        raise Http404
    case = get_case_or_404(request.actor, case_id, *SECTIONS)
    now, file = timezone.now(), case_file(case)
    today = day_at(now, zone=case.time_zone)
    asked = Asked(
        case=file,
        on=today,
        about=request.GET.get("about", "")[:LONGEST_KEY],
        signer=signing.signer_of(case, request.actor),
        proof=lambda: proof_of(case, file, on=today, recipient=Recipient.REGULATOR),
    )
    here = reverse(SHEETS[kind].page, args=[case.public_id])
    try:
        made = built(kind, asked)
        pdf = printed(made, asked)
    except SheetRefused as refusal:
        messages.warning(request, str(refusal))
        return HttpResponseRedirect(here)
    except PrintFailed:
        log.exception("a sheet could not be printed")
        messages.warning(request, _("We could not make the sheet just now. Try again in a minute."))
        return HttpResponseRedirect(here)
    services.record_sheet(case=case, kind=kind, by=request.actor, at=now)
    response = HttpResponse(pdf, content_type="application/pdf")
    response.headers["Content-Disposition"] = f'attachment; filename="{made.name}-{file.reference}.pdf"'
    lock_up(response)
    return response
