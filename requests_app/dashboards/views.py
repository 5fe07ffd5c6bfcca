from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from requests_app.accounts.http import PortalRequest
from requests_app.common.dates import date_and_time
from requests_app.common.pages import page
from requests_app.dashboards import counting, presenters, queries
from requests_app.dashboards.charts import CHARTS
from requests_app.dashboards.shapes import Chart
from requests_app.models import Organization, Site

USUAL = 90


@dataclass(frozen=True)
class Chosen:
    """Whose numbers, of which time and place, the reader asked for; anything unknown is the usual."""

    facility: Organization
    facilities: list[Organization]
    sites: list[Site]
    site: int | None
    days: int
    is_limited: bool

    @property
    def query(self) -> str:
        values = QueryDict(mutable=True)
        if len(self.facilities) > 1:
            values["facility"] = str(self.facility.pk)
        if self.site is not None:
            values["site"] = str(self.site)
        if self.days != USUAL:
            values["days"] = str(self.days)
        return values.urlencode()

    @property
    def facility_in_links(self) -> str:
        return str(self.facility.pk) if len(self.facilities) > 1 else ""


@require_GET
def overview(request: PortalRequest) -> HttpResponse:
    chosen = _chosen(request, request.GET)
    charts = queries.charts_for(request.actor, chosen.facility)
    found = queries.counted(chosen.facility, charts, days=chosen.days, site=chosen.site)
    shown = [
        presenters.shown(
            chart, found.get(chart.key), zone=chosen.facility.time_zone, facility=chosen.facility_in_links
        )
        for chart in charts
    ]
    counted = min((one.counted_at for one in found.values()), default=None)
    context = _context(chosen) | {
        "heading": _("Figures"),
        "charts": shown,
        "counted": _told(counted, chosen),
    }
    return page(request, "dashboards/overview.html", context)


@require_GET
def chart(request: PortalRequest, chart: str) -> HttpResponse:
    wanted, chosen, shown = _one(request, chart)
    context = _context(chosen) | {
        "heading": shown.title,
        "back_url": _with_query(reverse("dashboards:overview"), chosen),
        "chart": shown,
        "is_ranged": wanted.is_ranged,
    }
    return page(request, "dashboards/chart.html", context)


@require_GET
def chart_file(request: PortalRequest, chart: str) -> HttpResponse:
    wanted, _chosen_ones, shown = _one(request, chart)
    answer = HttpResponse(presenters.table_file(wanted, shown), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="figures-{wanted.key}.csv"'
    return answer


@require_POST
def count_again(request: PortalRequest) -> HttpResponse:
    """Ask the worker; the numbers of before stay until the new ones are there."""
    chosen, now = _chosen(request, request.POST), timezone.now()
    counting.ask_for(organization_id=chosen.facility.pk, key=f"{now:%Y%m%d%H%M}", now=now)
    messages.info(request, _("The figures are being counted. Load this page again in a minute."))
    return redirect(_with_query(reverse("dashboards:overview"), chosen))


def _one(request: PortalRequest, key: str) -> tuple[Chart, Chosen, presenters.Shown]:
    """Raises Http404 for a chart there is none of, PermissionDenied for one that is not this person's."""
    wanted = CHARTS.get(key)
    if wanted is None:
        raise Http404
    chosen = _chosen(request, request.GET)
    if not queries.may_see(request.actor, chosen.facility, wanted):
        raise PermissionDenied
    found = queries.counted(chosen.facility, [wanted], days=chosen.days, site=chosen.site)
    shown = presenters.shown(
        wanted, found.get(key), zone=chosen.facility.time_zone, facility=chosen.facility_in_links
    )
    return wanted, chosen, shown


def _chosen(request: PortalRequest, data: QueryDict) -> Chosen:
    facilities = queries.facilities_of(request.actor)
    asked = data.get("facility", "")
    facility = next((one for one in facilities if str(one.pk) == asked), facilities[0])
    sites = queries.sites_of(request.actor, facility)
    site = next((one.pk for one in sites if str(one.pk) == data.get("site", "")), None)
    is_limited = facility.pk in request.actor.sites
    if site is None and is_limited:
        # Somebody of single sites never sees the sum over all of them.
        site = sites[0].pk if sites else 0
    days = data.get("days", "")
    length = int(days) if days in map(str, counting.LENGTHS) else USUAL
    return Chosen(facility, facilities, sites, site, length, is_limited)


def _context(chosen: Chosen) -> dict[str, Any]:
    return {
        "nav_here": "figures",
        "chosen": chosen,
        "query": chosen.query,
        "lengths": [(str(one), _("Last %(days)s days") % {"days": one}) for one in counting.LENGTHS],
        "days": str(chosen.days),
        "site": str(chosen.site or ""),
    }


def _told(counted: datetime | None, chosen: Chosen) -> str:
    return date_and_time(counted, chosen.facility.time_zone) if counted else ""


def _with_query(url: str, chosen: Chosen) -> str:
    return f"{url}?{chosen.query}" if chosen.query else url
