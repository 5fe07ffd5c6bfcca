"""Keep a list that was read until the person has looked at it; add what they pick, all of it or nothing."""

from __future__ import annotations

import hashlib
from collections.abc import Collection
from dataclasses import replace
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from requests_app.accounts import permissions
from requests_app.audit import log
from requests_app.cases import services as cases
from requests_app.cases.queries import locked
from requests_app.common.actor import Actor
from requests_app.common.time_zones import day_at
from requests_app.models import Case, OfficeImport, OutreachOffice
from requests_app.models.outreach import ImportKind, ImportState
from requests_app.outreach.imports import queries
from requests_app.outreach.imports.rows import ReadList
from requests_app.outreach.services import OfficeRefused, check_room_for

MOST_ERRORS = 200


@transaction.atomic
def keep_list(
    *,
    case: Case,
    kind: ImportKind,
    found: ReadList,
    data: bytes,
    found_in: str,
    found_at: str,
    by: Actor,
    at: datetime,
) -> OfficeImport:
    """Nothing of it is an office yet. One list waits at a time: an older one is forgotten."""
    _check_can_write(case, by)
    for older in OfficeImport.objects.select_for_update().filter(case=case, state=ImportState.PREVIEW):
        _settle(older, ImportState.DROPPED, at=at)
    kept = OfficeImport.objects.create(
        organization_id=case.organization_id,
        case=case,
        kind=kind,
        found_in=found_in,
        file_sha256=hashlib.sha256(data).hexdigest(),
        rows=[replace(row, found_at=found_at).as_json() for row in found.rows],
        errors=[one.as_json() for one in found.errors[:MOST_ERRORS]],
    )
    details = {"kind": str(kind), "rows": len(found.rows), "left_out": len(found.errors)}
    log.record(action="outreach.list_read", target=kept, by=by, at=at, details=details)
    return kept


@transaction.atomic
def take_rows(*, office_import: OfficeImport, places: Collection[int], by: Actor, at: datetime) -> int:
    """Make offices still to call of these rows; the rest of the list is forgotten."""
    office_import = _held(office_import, by)
    case = office_import.case
    check_room_for(case, len(set(places)))
    rows = queries.rows_of(office_import)
    found_on = day_at(office_import.created_at, zone=case.time_zone)
    # The office list shows the newest name last among those to call, so the order of the file stays.
    for place in sorted(set(places)):
        OutreachOffice.objects.create(
            organization_id=case.organization_id,
            case=case,
            found_in=office_import.found_in,
            found_on=found_on,
            **rows[place].columns,
        )
    _settle(office_import, ImportState.TAKEN, at=at)
    details = {"kind": office_import.kind, "count": len(set(places))}
    log.record(action="outreach.list_taken", target=office_import, by=by, at=at, details=details)
    cases.touch(case=case, at=at)
    return len(set(places))


@transaction.atomic
def drop_list(*, office_import: OfficeImport, by: Actor, at: datetime) -> None:
    office_import = _held(office_import, by)
    _settle(office_import, ImportState.DROPPED, at=at)
    log.record(action="outreach.list_dropped", target=office_import, by=by, at=at)


def _held(office_import: OfficeImport, by: Actor) -> OfficeImport:
    _check_can_write(office_import.case, by)
    fresh = queries.locked(office_import)
    if fresh.state != ImportState.PREVIEW:
        raise OfficeRefused(_("This list is done: it was added or thrown away."))
    return fresh


def _settle(office_import: OfficeImport, state: ImportState, *, at: datetime) -> None:
    office_import.state, office_import.settled_at = state, at
    office_import.rows, office_import.errors = [], []
    office_import.save(update_fields=["state", "settled_at", "rows", "errors"])


def _check_can_write(case: Case, by: Actor) -> None:
    permissions.check_can_edit_case(by, case)
    if not locked(case).is_open:
        raise OfficeRefused(_("This request is closed, so nothing was saved. Open it again first."))
