from __future__ import annotations

from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from requests_app.accounts.http import PortalRequest
from requests_app.accounts.permissions import has_right
from requests_app.accounts.roles import Right
from requests_app.common.csv_out import text_of
from requests_app.common.pages import page
from requests_app.models import Organization
from requests_app.oversight import log, log_presenters, log_queries, queries
from requests_app.oversight.log_filters import LogFilters


@require_GET
def audit_log(request: PortalRequest) -> HttpResponse:
    filters = LogFilters.read(request.GET.dict())
    facilities = queries.facilities_with(request.actor, Right.LOG)
    facility = queries.chosen_facility(facilities, filters.facility)
    before = log_queries.Place.read(request.GET.get("before", ""))
    found = log_queries.found(request.actor, facility, filters, before=before)
    log.record_look(facility=facility, narrowed_by=_names(filters), by=request.actor, at=timezone.now())
    context = {
        "heading": _("Audit log"),
        "facility": facility,
        "facilities": facilities,
        "filters": filters,
        "query": filters.query(),
        "rows": _rows(found, facility),
        "older": found.older,
        "is_first": before is None,
        "people": log_queries.staff_of(facility),
        "actions": [
            (action, log_presenters.words_of(action) or action) for action in log_queries.actions_of(facility)
        ],
        "has_odd_day": bool(filters.problems),
        "may_delete": has_right(request.actor, facility.pk, Right.FACILITY),
    }
    return page(request, "oversight/audit_log.html", context)


@require_GET
def audit_file(request: PortalRequest) -> HttpResponse:
    """The newest of what is filtered, as many as a file takes; the page says how to get the rest."""
    filters = LogFilters.read(request.GET.dict())
    facilities = queries.facilities_with(request.actor, Right.LOG)
    facility = queries.chosen_facility(facilities, filters.facility)
    before = log_queries.Place.read(request.GET.get("before", ""))
    found = log_queries.found(
        request.actor, facility, filters, before=before, limit=log_queries.MOST_IN_A_FILE
    )
    rows = _rows(found, facility)
    log.record_taken(facility=facility, rows=len(rows), by=request.actor, at=timezone.now())
    header = [_("When"), _("Who"), _("What"), _("Code"), _("Case"), _("Facts")]
    cells = [
        (one.at.isoformat(timespec="seconds"), one.who, one.what, one.code, one.reference, one.facts)
        for one in rows
    ]
    return HttpResponse(
        text_of(header, cells),
        content_type="text/csv; charset=utf-8",
        headers={
            "Content-Disposition": 'attachment; filename="audit-log.csv"',
            "Cache-Control": "no-store, private",
        },
    )


def _rows(found: log_queries.Found, facility: Organization) -> list[log_presenters.LogRow]:
    return log_presenters.rows(
        found.entries,
        log_queries.people_behind(found.entries),
        log_queries.cases_behind(found.entries),
        zone=facility.time_zone,
    )


def _names(filters: LogFilters) -> list[str]:
    told = {
        "person": filters.person,
        "action": filters.action,
        "show": filters.show,
        "case": filters.case,
        "since": filters.since,
        "until": filters.until,
    }
    return [name for name, value in told.items() if value]
