"""Papers that a clinician adds to a letter."""

from __future__ import annotations

from datetime import datetime

from requests_app.common.actor import Actor
from requests_app.documents.inspection import ReadFile
from requests_app.documents.services import store_document
from requests_app.models import ClinicianRequest, Document, DocumentKind


def add_paper(
    *, letter_request: ClinicianRequest, kind: DocumentKind, read: ReadFile, by: Actor, at: datetime
) -> Document:
    """Added for the plan, so it goes into the packet unless the people of the case take it out."""
    return store_document(
        case=letter_request.case,
        kind=kind,
        read=read,
        by=by,
        at=at,
        in_packet=True,
        from_clinician=letter_request,
    )


def papers_of(letter_request: ClinicianRequest) -> list[Document]:
    rows = Document.objects.filter(from_clinician=letter_request, removed_at__isnull=True)
    return list(rows.exclude(kind=DocumentKind.CLINICIAN_LETTER).order_by("id"))
