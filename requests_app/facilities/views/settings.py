from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from django.conf import settings as project
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from requests_app.accounts import permissions
from requests_app.accounts.http import PortalRequest
from requests_app.accounts.queries import today_at_work
from requests_app.accounts.roles import Right
from requests_app.common import files
from requests_app.common.pages import page
from requests_app.documents.refusals import FileRefused
from requests_app.drafts.http import form_data
from requests_app.drafts.versions import version_of
from requests_app.facilities import presenters, queries
from requests_app.facilities.forms.settings import LogoForm, SettingsForm, SureForm
from requests_app.facilities.services import logo as logos
from requests_app.facilities.services import settings as services
from requests_app.facilities.views.http import answer, facility_to_change
from requests_app.models import Organization


@require_GET
def overview(request: PortalRequest) -> HttpResponse:
    """Every facility of this person, with what there is to set."""
    facilities = queries.facilities_of(request.actor)
    sites = presenters.sites_by_facility(facilities)
    context = {
        "heading": _("Your facility") if len(facilities) == 1 else _("Your facilities"),
        "facilities": [presenters.overview(one, sites[one.pk], actor=request.actor) for one in facilities],
        "service": project.SERVICE_NAME,
        "leads": _may_somewhere(request, facilities, Right.TEAM),
        "sets_up": _may_somewhere(request, facilities, Right.FACILITY),
        "reads_log": _may_somewhere(request, facilities, Right.LOG),
    }
    return page(request, "facilities/overview.html", context)


@require_http_methods(["GET", "POST"])
def settings(request: PortalRequest, organization_id: UUID) -> HttpResponse:
    found, now = facility_to_change(request, organization_id), timezone.now()
    stored = services.shown_values(found)
    version = version_of(stored)
    form = SettingsForm(
        form_data(request, version=version),
        today=today_at_work(request.actor, now=now),
        initial=stored,
        version=version,
    )

    def save() -> str:
        services.change_settings(
            organization=found,
            typed=form.cleaned_data,
            shown_version=form.version,
            by=request.actor,
            at=now,
        )
        return reverse("facilities:overview")

    return answer(request, "facilities/form.html", _back(found), form, save, done=_("Saved."))


@require_http_methods(["GET", "POST"])
def logo(request: PortalRequest, organization_id: UUID) -> HttpResponse:
    found, now = facility_to_change(request, organization_id), timezone.now()
    form = LogoForm(
        form_data(request),
        request.FILES or None,
        today=today_at_work(request.actor, now=now),
        initial={"words": found.logo_words or found.service_name},
    )
    drawn = b""
    if request.method == "POST" and form.is_valid():
        try:
            # Before anything is locked: drawing takes its time.
            drawn = logos.draw_logo(form.cleaned_data["file"].read())
        except FileRefused as refusal:
            form.add_error("file", str(refusal))

    def save() -> str:
        logos.set_logo(
            organization=found, drawn=drawn, words=form.cleaned_data["words"], by=request.actor, at=now
        )
        return reverse("facilities:overview")

    context = {**_back(found), "facility": found}
    return answer(request, "facilities/logo.html", context, form, save, done=_("Saved."))


@require_http_methods(["GET", "POST"])
def logo_remove(request: PortalRequest, organization_id: UUID) -> HttpResponse:
    found, now = facility_to_change(request, organization_id), timezone.now()
    form = SureForm(
        form_data(request),
        today=today_at_work(request.actor, now=now),
        heading=_("Do you want to take the logo away?"),
        button=_("Take it away"),
    )

    def save() -> str:
        logos.remove_logo(organization=found, by=request.actor, at=now)
        return reverse("facilities:overview")

    return answer(request, "facilities/form.html", _back(found), form, save, done=_("Saved."))


@login_not_required
@require_GET
def logo_file(request: PortalRequest, organization_id: UUID) -> HttpResponse:
    """Shown to everybody who has a page of the facility, signed in or not."""
    key = queries.logo_key(organization_id)
    data = files.read(key) if key else None
    if data is None:
        raise Http404
    response = HttpResponse(data, content_type="image/png")
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response["Cache-Control"] = "private, max-age=3600"
    return response


def _may_somewhere(request: PortalRequest, facilities: Iterable[Organization], right: Right) -> bool:
    return any(permissions.has_right(request.actor, one.pk, right) for one in facilities)


def _back(organization: Organization) -> dict[str, str]:
    return {"back_url": reverse("facilities:overview"), "facility_name": organization.name}
