"""Hand out kept files: always through a view that asked who it is, never by the web server itself."""

from __future__ import annotations

import hashlib
import logging
from dataclasses import dataclass
from io import BytesIO

from django.contrib import messages
from django.http import (
    FileResponse,
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseBase,
    HttpResponseRedirect,
)
from django.utils import timezone
from django.utils.translation import gettext as _

from requests_app.common.actor import Actor
from requests_app.documents import queries
from requests_app.documents.services import record_download
from requests_app.models import Document

log = logging.getLogger(__name__)
SANDBOX = "sandbox; default-src 'none'"
QUARTER_TURNS = {"right": 1, "left": 3}


def original_response(
    request: HttpRequest, document: Document, *, by: Actor, name: str, instead: str
) -> HttpResponseBase:
    """The file exactly as it came, as a download, and a note of who took it. `instead`: where else to go."""
    data = queries.original_bytes(document)
    if data is None or hashlib.sha256(data).hexdigest() != document.sha256:
        log.error("document file missing or changed", extra={"document_id": document.pk})
        messages.warning(request, _("We could not open this file. The rest of your request is safe."))
        return HttpResponseRedirect(instead)
    record_download(document=document, by=by, at=timezone.now())
    response = FileResponse(
        BytesIO(data), as_attachment=True, filename=name, content_type=document.media_type
    )
    lock_up(response)
    return response


def picture_response(document: Document, number: int, *, small: bool = False) -> HttpResponse:
    """The clean picture of one page, counted from 1; a small one for lists. Raises Http404."""
    keys = document.page_keys
    if not 1 <= number <= len(keys):
        raise Http404
    read = queries.thumbnail_bytes if small else queries.page_bytes
    data = read(keys[number - 1])
    if data is None:
        log.error("page picture missing", extra={"document_id": document.pk})
        raise Http404
    response = HttpResponse(data, content_type=queries.page_type(keys[number - 1]))
    lock_up(response)
    return response


@dataclass(frozen=True)
class Turn:
    """Which page to turn, and how far clockwise; no page: all of them; no turns: nothing was asked."""

    quarter_turns: int
    page: int | None

    @property
    def place(self) -> str:
        """Where on its page the picture stands."""
        return f"#page-{self.page}" if self.page else ""


def asked_turn(request: HttpRequest, document: Document) -> Turn:
    """What the buttons of `components/page_turn.html` sent."""
    text = request.POST.get("page", "")
    is_page = text.isdecimal() and len(text) < 4 and 1 <= int(text) <= len(document.page_keys)
    return Turn(QUARTER_TURNS.get(request.POST.get("turn", ""), 0), int(text) if is_page else None)


def lock_up(response: HttpResponseBase) -> None:
    """A stranger’s file is never a page of ours, whatever a browser makes of it."""
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Content-Security-Policy"] = SANDBOX
    response.headers["Cache-Control"] = "no-store, private"
