from __future__ import annotations

import hashlib
import logging
from io import BytesIO
from uuid import UUID

from django.contrib import messages
from django.http import FileResponse, Http404, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from requests_app.accounts.http import PortalRequest
from requests_app.cases.queries import get_case_or_404
from requests_app.documents.http import lock_up
from requests_app.models import CopyKind, PacketState
from requests_app.packets import files, queries, services
from requests_app.packets.copy_presenters import copy_name

log = logging.getLogger(__name__)
KINDS = {kind.lower(): kind for kind in CopyKind.values}
# The copy to read brings its own style and pictures, and nothing else runs or is fetched.
READ_ONLY = "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:"


@require_GET
def packet_copy(
    request: PortalRequest, case_id: UUID, packet_id: UUID, kind: str
) -> HttpResponse | FileResponse:
    """A copy as it was frozen with its packet, always as a download."""
    case = get_case_or_404(request.actor, case_id)
    packet = queries.get_packet_or_404(case, packet_id)
    if kind.lower() not in KINDS:
        raise Http404
    here = reverse("packets:packet_detail", args=[case.public_id, packet.public_id])
    copy = queries.copy_of(packet, KINDS[kind.lower()]) if packet.state == PacketState.READY else None
    if copy is None:
        return HttpResponseRedirect(here)
    data = files.read(copy.file_key)
    if data is None or hashlib.sha256(data).hexdigest() != copy.sha256:
        log.error("copy missing or changed", extra={"copy_id": copy.pk})
        messages.warning(request, _("We could not open this file. Make a new packet. Your answers are safe."))
        return HttpResponseRedirect(here)
    services.record_copy_download(packet=packet, kind=copy.kind, by=request.actor, at=timezone.now())
    response = FileResponse(
        BytesIO(data),
        as_attachment=True,
        filename=copy_name(copy, packet, case.reference),
        content_type=copy.media_type,
    )
    lock_up(response)
    if copy.kind == CopyKind.HTML:
        response.headers["Content-Security-Policy"] = READ_ONLY
    return response
