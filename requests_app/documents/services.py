"""Keep an uploaded file with its case, and take it out again."""

from __future__ import annotations

import logging
from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from requests_app.accounts import permissions
from requests_app.audit import log
from requests_app.cases import services as cases
from requests_app.cases.queries import locked
from requests_app.common.actor import Actor
from requests_app.common.cleaning import one_line
from requests_app.common.dates import long_date
from requests_app.common.errors import DomainError
from requests_app.common.time_zones import day_at
from requests_app.documents import queries, storage
from requests_app.documents.filetypes import Problem
from requests_app.documents.inspection import SENTENCES, ReadFile
from requests_app.documents.limits import MEGABYTE, MOST_BYTES_OF_A_CASE, MOST_FILES_OF_A_CASE
from requests_app.models import Case, ClinicianRequest, Document, DocumentKind

LONGEST_NAME = 200
logger = logging.getLogger(__name__)


class DocumentRefused(DomainError):
    """The text is shown to the person as it is."""


@transaction.atomic
def store_document(
    *,
    case: Case,
    kind: DocumentKind,
    read: ReadFile,
    by: Actor,
    at: datetime,
    from_clinician: ClinicianRequest | None = None,
) -> Document:
    """Keep the file as it came, with its SHA-256, the time, and a clean picture of each page.

    A clinician behind a link gives it for the request of that link (`from_clinician`).
    """
    _check_may_give(by, case, from_clinician)
    _refuse_when_there_is_no_room(locked(case), read)
    try:
        file_key, page_keys = storage.write(read, organization_id=case.organization_id)
    except OSError:
        logger.exception("a file could not be kept: is the disk full?")
        raise DocumentRefused(str(SENTENCES[Problem.NO_ROOM])) from None
    document = Document.objects.create(
        organization_id=case.organization_id,
        case=case,
        kind=kind,
        original_name=_name(read.name),
        media_type=read.media_type,
        byte_size=len(read.original),
        sha256=read.sha256,
        file_key=file_key,
        pages=read.pages,
        page_keys=page_keys,
        received_at=at,
        added_by_id=by.user_id,
        from_clinician=from_clinician,
    )
    details = {"kind": str(kind), "pages": read.pages, "bytes": document.byte_size}
    log.record(action="documents.stored", target=document, by=by, at=at, details=details)
    cases.touch(case=case, at=at)
    return document


@transaction.atomic
def remove_document(*, document: Document, by: Actor, at: datetime) -> None:
    """Out of the case and of later packets. The file stays: a packet that was made may show it."""
    permissions.check_can_edit_case(by, document.case)
    locked(document.case)
    if Document.objects.filter(pk=document.pk, removed_at__isnull=True).update(removed_at=at):
        log.record(action="documents.removed", target=document, by=by, at=at)
        cases.touch(case=document.case, at=at)


@transaction.atomic
def record_download(*, document: Document, by: Actor, at: datetime) -> None:
    log.record(action="documents.downloaded", target=document, by=by, at=at)


def _check_may_give(by: Actor, case: Case, from_clinician: ClinicianRequest | None) -> None:
    if from_clinician is not None:
        permissions.check_writes_letter(by, from_clinician)
        return
    permissions.check_can_edit_case(by, case)
    if by.user_id is None:
        raise PermissionDenied


def _refuse_when_there_is_no_room(case: Case, read: ReadFile) -> None:
    if not case.is_open:
        raise DocumentRefused(_("This request is closed, so nothing was saved. Open it again first."))
    same = queries.same_in_case(case, read.sha256)
    if same is not None:
        day = long_date(day_at(same.received_at, zone=case.time_zone))
        raise DocumentRefused(_("You already added this file, on %(day)s. We kept it once.") % {"day": day})
    count, size = queries.room_taken(case)
    if count >= MOST_FILES_OF_A_CASE:
        raise DocumentRefused(
            _("A request can hold %(most)s files. Remove one first.") % {"most": MOST_FILES_OF_A_CASE}
        )
    if size + len(read.original) > MOST_BYTES_OF_A_CASE:
        raise DocumentRefused(
            _("The files of a request can have %(most)s MB together. Remove one first.")
            % {"most": MOST_BYTES_OF_A_CASE // MEGABYTE}
        )


def _name(name: str) -> str:
    """As it was called on the person's device, for showing; without marks a page cannot show."""
    return "".join(mark for mark in one_line(name) if mark.isprintable())[:LONGEST_NAME]
