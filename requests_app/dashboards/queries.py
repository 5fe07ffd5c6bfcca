from __future__ import annotations

from collections.abc import Iterable

from requests_app.accounts import permissions
from requests_app.common.actor import Actor
from requests_app.dashboards.charts import CHARTS
from requests_app.dashboards.shapes import Chart, kept_as
from requests_app.models import Figures, Organization, Site


def facilities_of(actor: Actor) -> list[Organization]:
    return list(Organization.objects.filter(pk__in=list(actor.organization_roles)).order_by("name", "pk"))


def sites_of(actor: Actor, facility: Organization) -> list[Site]:
    """The open sites of a facility that this person works for."""
    found = Site.objects.filter(organization=facility, closed_at__isnull=True)
    limited = actor.sites.get(facility.pk)
    return [site for site in found if limited is None or site.pk in limited]


def charts_for(actor: Actor, facility: Organization) -> list[Chart]:
    """Work of others and of the whole facility is shown to those who lead or look after it."""
    return [chart for chart in CHARTS.values() if may_see(actor, facility, chart)]


def may_see(actor: Actor, facility: Organization, chart: Chart) -> bool:
    if chart.right is None:
        return True
    is_auditor = actor.organization_roles.get(facility.pk) == "AUDITOR"
    return is_auditor or permissions.has_right(actor, facility.pk, chart.right)


def counted(
    facility: Organization, charts: Iterable[Chart], *, days: int, site: int | None
) -> dict[str, Figures]:
    """The newest numbers of each chart, in one query; a chart nobody has counted yet is not among them."""
    keys = {chart.key: kept_as(days if chart.is_ranged else 1, site) for chart in charts}
    found = Figures.objects.filter(organization=facility, chart__in=keys, key__in=set(keys.values()))
    return {one.chart: one for one in found if keys[one.chart] == one.key}
