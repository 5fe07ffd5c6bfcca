"""Hand out kept files: always through here, always checked, never by the web server itself."""

from __future__ import annotations

import hashlib
import logging
from io import BytesIO
from uuid import UUID

from django.contrib import messages
from django.http import FileResponse, Http404, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from requests_app.accounts.http import PortalRequest
from requests_app.cases.queries import get_case_or_404
from requests_app.documents import queries as documents
from requests_app.documents.services import record_download
from requests_app.listings import queries
from requests_app.listings.presenters import download_name, url_of
from requests_app.models import Document

log = logging.getLogger(__name__)
SANDBOX = "sandbox; default-src 'none'"


@require_GET
def capture_file(request: PortalRequest, case_id: UUID, capture_id: UUID) -> HttpResponseBase:
    case = get_case_or_404(request.actor, case_id)
    capture = queries.get_capture_or_404(case, capture_id)
    name = download_name("directory-page", capture.seen_on, capture.document)
    here = url_of("capture_detail", case, capture.public_id)
    return _original(request, capture.document, name=name, instead=here)


@require_GET
def answer_file(request: PortalRequest, case_id: UUID, question_id: UUID) -> HttpResponseBase:
    case = get_case_or_404(request.actor, case_id)
    question = queries.get_question_or_404(case, question_id)
    if question.document is None:
        return HttpResponseRedirect(url_of("listing_list", case))
    day = question.answered_on or question.asked_on
    name = download_name("plan-answer", day, question.document)
    return _original(request, question.document, name=name, instead=url_of("listing_list", case))


@require_GET
def capture_page(request: PortalRequest, case_id: UUID, capture_id: UUID, number: int) -> HttpResponse:
    case = get_case_or_404(request.actor, case_id)
    capture = queries.get_capture_or_404(case, capture_id)
    keys = capture.document.page_keys
    if not 1 <= number <= len(keys):
        raise Http404
    data = documents.page_bytes(keys[number - 1])
    if data is None:
        log.error("page picture missing", extra={"document_id": capture.document.pk})
        raise Http404
    response = HttpResponse(data, content_type=documents.page_type(keys[number - 1]))
    _lock_up(response)
    return response


def _original(request: PortalRequest, document: Document, *, name: str, instead: str) -> HttpResponseBase:
    data = documents.original_bytes(document)
    if data is None or hashlib.sha256(data).hexdigest() != document.sha256:
        log.error("document file missing or changed", extra={"document_id": document.pk})
        messages.warning(request, _("We could not open this file. The rest of your request is safe."))
        return HttpResponseRedirect(instead)
    record_download(document=document, by=request.actor, at=timezone.now())
    response = FileResponse(
        BytesIO(data), as_attachment=True, filename=name, content_type=document.media_type
    )
    _lock_up(response)
    return response


def _lock_up(response: HttpResponseBase) -> None:
    """A stranger’s file is never a page of ours, whatever a browser makes of it."""
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Content-Security-Policy"] = SANDBOX
    response.headers["Cache-Control"] = "no-store, private"
