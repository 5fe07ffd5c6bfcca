"""Keep pages of the plan’s directory, with the day they were seen."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from requests_app.accounts import permissions
from requests_app.audit import log
from requests_app.cases import services as cases
from requests_app.cases.queries import locked
from requests_app.common.actor import Actor
from requests_app.common.errors import DomainError
from requests_app.documents.inspection import ReadFile
from requests_app.documents.services import remove_document, store_document, turn_pages
from requests_app.drafts.clash import check_version
from requests_app.listings import queries
from requests_app.listings.shown import shown_capture
from requests_app.models import Case, DocumentKind, ListingCapture, OutreachOffice


class ListingRefused(DomainError):
    """The text is shown to the person as it is."""


@transaction.atomic
def keep_capture(
    *, case: Case, read: ReadFile, typed: Mapping[str, Any], by: Actor, at: datetime
) -> ListingCapture:
    """`typed`: office (public id or empty), seen_on, found_at, shows, in_packet."""
    document = store_document(case=case, kind=DocumentKind.DIRECTORY_LISTING, read=read, by=by, at=at)
    capture = ListingCapture.objects.create(
        organization_id=case.organization_id,
        case=case,
        document=document,
        **{**typed, "office": _office(case, typed["office"])},
    )
    details = {"pages": document.pages, "in_packet": capture.in_packet}
    log.record(action="listings.capture_kept", target=capture, by=by, at=at, details=details)
    return capture


@transaction.atomic
def change_capture(
    *,
    capture: ListingCapture,
    typed: Mapping[str, Any],
    shown_version: str | None,
    by: Actor,
    at: datetime,
) -> ListingCapture:
    """The file itself never changes. Raises Clash when somebody else saved other values meanwhile."""
    check_can_write(capture.case, by)
    fresh = queries.locked_capture(capture)
    refuse_when_removed(fresh)
    stored = shown_capture(fresh)
    check_version(stored, shown_version, typed)
    changed = sorted(name for name, value in typed.items() if stored[name] != value)
    if changed:
        for name in changed:
            is_office = name == "office"
            setattr(fresh, name, _office(fresh.case, typed[name]) if is_office else typed[name])
        fresh.save(update_fields=changed)
        details = {"fields": changed, "in_packet": fresh.in_packet}
        log.record(action="listings.capture_changed", target=fresh, by=by, at=at, details=details)
        cases.touch(case=fresh.case, at=at)
    return fresh


def turn_capture(
    *, capture: ListingCapture, quarter_turns: int, page: int | None, by: Actor, at: datetime
) -> None:
    """One page or all, clockwise. Nothing is held while it is drawn. The file stays as it came."""
    if not capture.case.is_open:
        raise ListingRefused(_("This request is closed, so nothing was saved. Open it again first."))
    turn_pages(document=capture.document, quarter_turns=quarter_turns, page=page, by=by, at=at)


@transaction.atomic
def remove_capture(*, capture: ListingCapture, by: Actor, at: datetime) -> None:
    """Out of the list and of later packets; the row and the file stay, so what was sent can be explained."""
    check_can_write(capture.case, by)
    fresh = queries.locked_capture(capture)
    refuse_when_removed(fresh)
    fresh.removed_at = at
    fresh.save(update_fields=["removed_at"])
    log.record(action="listings.capture_removed", target=fresh, by=by, at=at)
    remove_document(document=capture.document, by=by, at=at)


def check_can_write(case: Case, by: Actor) -> None:
    """Holds the case, as every writer does before its rows, so that two at once wait and never deadlock."""
    permissions.check_can_edit_case(by, case)
    if not locked(case).is_open:
        raise ListingRefused(_("This request is closed, so nothing was saved. Open it again first."))


def refuse_when_removed(row: Any) -> None:
    if row.removed_at is not None:
        raise ListingRefused(_("Somebody took this out of the list."))


def _office(case: Case, office_id: str) -> OutreachOffice | None:
    """An office that was taken out of the list meanwhile is none."""
    return queries.office_or_none(case, office_id)
