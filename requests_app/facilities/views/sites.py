from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from requests_app.accounts import permissions
from requests_app.accounts.http import PortalRequest
from requests_app.accounts.queries import today_at_work
from requests_app.cases.queries import get_case_or_404
from requests_app.drafts.http import form_data
from requests_app.drafts.versions import version_of
from requests_app.facilities import queries
from requests_app.facilities.forms.settings import SureForm
from requests_app.facilities.forms.sites import NO_SITE, CaseSiteForm, HoursForm, SiteForm
from requests_app.facilities.services import sites as services
from requests_app.facilities.views.http import answer, facility_to_change
from requests_app.models import Organization, Site


@require_http_methods(["GET", "POST"])
def site_add(request: PortalRequest, organization_id: UUID) -> HttpResponse:
    found, now = facility_to_change(request, organization_id), timezone.now()
    form = SiteForm(
        form_data(request),
        today=today_at_work(request.actor, now=now),
        heading=_("Add a site"),
        initial={"time_zone": found.time_zone},
    )

    def save() -> str:
        added = services.add_site(organization=found, typed=form.cleaned_data, by=request.actor, at=now)
        return reverse("facilities:site_hours", args=[added.public_id])

    return answer(request, "facilities/form.html", _back(found), form, save, done=_("Site added."))


@require_http_methods(["GET", "POST"])
def site_edit(request: PortalRequest, site_id: UUID) -> HttpResponse:
    site, now = _site_to_change(request, site_id), timezone.now()
    stored = services.shown_values(site)
    version = version_of(stored)
    form = SiteForm(
        form_data(request, version=version),
        today=today_at_work(request.actor, now=now),
        heading=_("Change this site"),
        initial=stored,
        version=version,
    )

    def save() -> str:
        services.change_site(
            site=site, typed=form.cleaned_data, shown_version=form.version, by=request.actor, at=now
        )
        return reverse("facilities:overview")

    context = {**_back(site.organization), "site": site}
    return answer(request, "facilities/site.html", context, form, save, done=_("Saved."))


@require_http_methods(["GET", "POST"])
def site_close(request: PortalRequest, site_id: UUID) -> HttpResponse:
    site, now = _site_to_change(request, site_id), timezone.now()
    form = SureForm(
        form_data(request),
        today=today_at_work(request.actor, now=now),
        heading=_("Do you want to close this site?"),
        button=_("Close the site"),
    )

    def save() -> str:
        services.close_site(site=site, by=request.actor, at=now)
        return reverse("facilities:overview")

    context = {**_back(site.organization), "facility_name": site.name}
    return answer(request, "facilities/form.html", context, form, save, done=_("Site closed."))


@require_http_methods(["GET", "POST"])
def hours(request: PortalRequest, organization_id: UUID) -> HttpResponse:
    return _hours(request, facility_to_change(request, organization_id), None)


@require_http_methods(["GET", "POST"])
def site_hours(request: PortalRequest, site_id: UUID) -> HttpResponse:
    site = _site_to_change(request, site_id)
    return _hours(request, site.organization, site)


@require_http_methods(["GET", "POST"])
def case_site(request: PortalRequest, case_id: UUID) -> HttpResponse:
    case = get_case_or_404(request.actor, case_id, "organization")
    permissions.check_is_staff_of(request.actor, case)
    now = timezone.now()
    sites = queries.sites_of(case.organization)
    version = version_of({"site": str(case.site_id or "")})
    form = CaseSiteForm(
        form_data(request, version=version),
        today=today_at_work(request.actor, now=now),
        sites=sites,
        initial={"site": str(case.site_id or NO_SITE)},
        version=version,
    )

    def save() -> str:
        chosen = next((one for one in sites if str(one.pk) == form.cleaned_data["site"]), None)
        services.set_case_site(case=case, site=chosen, shown_version=form.version, by=request.actor, at=now)
        reaches = permissions.reaches_site(request.actor, case.organization_id, chosen.pk if chosen else None)
        return reverse("staff:case", args=[case.public_id]) if reaches else reverse("desk:queue")

    context = {"back_url": reverse("staff:case", args=[case.public_id]), "facility_name": case.reference}
    return answer(request, "facilities/form.html", context, form, save, done=_("Saved."))


def _hours(request: PortalRequest, organization: Organization, site: Site | None) -> HttpResponse:
    now = timezone.now()
    stored = services.shown_week(queries.hours_of(organization, site))
    version = version_of(stored)
    form = HoursForm(
        form_data(request, version=version),
        today=today_at_work(request.actor, now=now),
        initial=stored,
        version=version,
    )

    def save() -> str:
        services.set_hours(
            organization=organization,
            site=site,
            week=form.week(),
            shown_version=form.version,
            by=request.actor,
            at=now,
        )
        return reverse("facilities:overview")

    context = {**_back(organization), "facility_name": site.name if site else organization.name}
    return answer(request, "facilities/hours.html", context, form, save, done=_("Saved."))


def _site_to_change(request: PortalRequest, site_id: UUID) -> Site:
    site = queries.get_site_or_404(request.actor, site_id)
    permissions.check_may_change(request.actor, site.organization_id)
    return site


def _back(organization: Organization) -> dict[str, str]:
    return {"back_url": reverse("facilities:overview"), "facility_name": organization.name}
