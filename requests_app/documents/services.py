"""Keep an uploaded file with its case, and take it out again."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from datetime import date, datetime

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
from requests_app.documents.confined import run_confined
from requests_app.documents.filetypes import Problem
from requests_app.documents.inspection import Picture, ReadFile, pictures_of
from requests_app.documents.limits import MEGABYTE, MOST_BYTES_OF_A_CASE, MOST_FILES_OF_A_CASE
from requests_app.documents.refusals import SENTENCES, FileRefused
from requests_app.models import Case, ClinicianRequest, Document, DocumentKind

LONGEST_NAME, LONGEST_TITLE = 200, 120
TURN = "requests_app.documents.turning:turn"
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
    title: str = "",
    dated_on: date | None = None,
    in_packet: bool = False,
    from_clinician: ClinicianRequest | None = None,
) -> Document:
    """Keep the file as it came, with its SHA-256, the time, and a clean picture of each page.

    A clinician behind a link gives it for the request of that link (`from_clinician`). It becomes the last
    paper of the case; the hint whether it can be read comes from `read`.
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
        title=one_line(title)[:LONGEST_TITLE],
        dated_on=dated_on,
        in_packet=in_packet,
        position=queries.next_position(case),
        legibility=read.legibility,
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


def turn_pages(
    *, document: Document, quarter_turns: int, page: int | None = None, by: Actor, at: datetime
) -> Document:
    """Turn all pages, or the one counted from 1, to the right. A packet that was made keeps what it printed.

    Drawing takes its time, so it comes before anything is locked. Raises DocumentRefused.
    """
    permissions.check_can_edit_case(by, document.case)
    keys = list(document.page_keys)
    if quarter_turns not in (1, 2, 3) or (page is not None and not 1 <= page <= len(keys)):
        raise ValueError("no such turn")
    chosen = range(len(keys)) if page is None else range(page - 1, page)
    *turned, small = _turned([keys[place] for place in chosen], quarter_turns)
    with transaction.atomic():
        locked(document.case)
        fresh = Document.objects.select_for_update().get(pk=document.pk)
        if fresh.removed_at is not None or fresh.page_keys != keys:
            raise DocumentRefused(_("This paper was changed meanwhile. Look at it again, then turn it."))
        try:
            new_keys = storage.write_turned(keys[0], turned, small)
        except OSError:
            logger.exception("turned pictures could not be kept: is the disk full?")
            raise DocumentRefused(str(SENTENCES[Problem.NO_ROOM])) from None
        for place, key in zip(chosen, new_keys, strict=True):
            fresh.page_keys[place] = key
        fresh.save(update_fields=["page_keys"])
        details = {"page": page or 0, "pages": len(new_keys), "quarter_turns": quarter_turns}
        log.record(action="documents.turned", target=fresh, by=by, at=at, details=details)
        cases.touch(case=document.case, at=at)
    return fresh


def _turned(keys: Sequence[str], quarter_turns: int) -> tuple[Picture, ...]:
    """The turned pictures in the same order, and the first one small."""
    found = {f"{number}.{key.rpartition('.')[2]}": queries.page_bytes(key) for number, key in enumerate(keys)}
    pictures = {name: data for name, data in found.items() if data is not None}
    if len(pictures) != len(keys):
        logger.error("page picture missing")
        raise DocumentRefused(str(SENTENCES[Problem.UNREADABLE]))
    options = {"names": list(pictures), "quarter_turns": quarter_turns}
    try:
        turned = pictures_of(run_confined(TURN, pictures, options=options))
    except FileRefused as refusal:
        raise DocumentRefused(str(refusal)) from None
    except (ValueError, KeyError):
        turned = ()
    if len(turned) != len(keys) + 1:
        raise DocumentRefused(str(SENTENCES[Problem.UNREADABLE]))
    return turned


@transaction.atomic
def record_download(*, document: Document, by: Actor, at: datetime) -> None:
    log.record(action="documents.downloaded", target=document, by=by, at=at)


def _check_may_give(by: Actor, case: Case, from_clinician: ClinicianRequest | None) -> None:
    if from_clinician is not None:
        permissions.check_writes_letter(by, from_clinician)
        if from_clinician.case_id != case.pk:
            raise PermissionDenied
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
