"""A signed letter as a download: our PDF of its words, or the file that was uploaded."""

from __future__ import annotations

import logging

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.utils.cache import patch_cache_control
from django.utils.translation import gettext as _

from requests_app.accounts.http import PortalRequest
from requests_app.clinicians import letter_copy
from requests_app.documents.http import original_response
from requests_app.documents.presenters import file_name
from requests_app.models import ClinicianLetter
from requests_app.packets.presses import PrintFailed

logger = logging.getLogger(__name__)


def letter_response(request: PortalRequest, row: ClinicianLetter, *, instead: str) -> HttpResponseBase:
    """`instead`: where to go when there is no file to give. The name says nothing of anybody."""
    if row.document is not None:
        name = file_name("letter", row.document.dated_on or row.document.received_at.date(), row.document)
        return original_response(request, row.document, by=request.actor, name=name, instead=instead)
    try:
        pdf = letter_copy.printed(row)
    except PrintFailed:
        logger.exception("a letter could not be printed")
        messages.warning(request, _("We could not make the file. Your letter is safe. Try again later."))
        return HttpResponseRedirect(instead)
    response = HttpResponse(pdf, content_type="application/pdf")
    response["Content-Disposition"] = f'attachment; filename="letter-{row.number}.pdf"'
    patch_cache_control(response, no_store=True, private=True)
    return response
