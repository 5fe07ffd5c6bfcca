from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from django.http import Http404

from requests_app.models import Case, OfficeImport, OutreachOffice
from requests_app.models.outreach import ImportState
from requests_app.outreach.imports.rows import FoundOffice, digits
from requests_app.outreach.names import same_name


def get_or_404(case: Case, import_id: UUID) -> OfficeImport:
    found = OfficeImport.objects.filter(case=case, public_id=import_id).first()
    if found is None:
        raise Http404
    found.case = case
    return found


def last_open(case: Case) -> OfficeImport | None:
    """A list that was read and waits for a yes."""
    return OfficeImport.objects.filter(case=case, state=ImportState.PREVIEW).order_by("-id").first()


def locked(office_import: OfficeImport) -> OfficeImport:
    fresh = OfficeImport.objects.select_for_update(of=("self",)).get(pk=office_import.pk)
    fresh.case = office_import.case
    return fresh


def rows_of(office_import: OfficeImport) -> list[FoundOffice]:
    return [FoundOffice.from_json(row) for row in office_import.rows]


def known_among(rows: Iterable[FoundOffice], offices: Iterable[OutreachOffice]) -> set[int]:
    """Places in the list of those the person already has: the same NPI, or the same name and phone."""
    npis, names = set(), set()
    for office in offices:
        npis.add((office.npi, office.zip_code[:5]))
        names.add((same_name(office.name), digits(office.phone)))
        names.add((same_name(office.name), ""))
    return {
        place
        for place, row in enumerate(rows)
        if (row.npi and (row.npi, row.zip_code[:5]) in npis)
        or (same_name(row.name), digits(row.phone)) in names
    }
