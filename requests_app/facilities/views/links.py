from __future__ import annotations

from typing import Any
from uuid import UUID

from django.conf import settings
from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from requests_app.accounts import permissions
from requests_app.accounts.http import PortalRequest
from requests_app.accounts.queries import today_at_work
from requests_app.accounts.roles import Right
from requests_app.common.pages import page
from requests_app.drafts.http import form_data
from requests_app.facilities import presenters, queries, squares
from requests_app.facilities.forms.links import LinkForm
from requests_app.facilities.forms.settings import SureForm
from requests_app.facilities.services import links as services
from requests_app.facilities.views.http import answer, facility_to_change, url


@require_GET
def link_list(request: PortalRequest, organization_id: UUID) -> HttpResponse:
    found = queries.get_facility_or_404(request.actor, organization_id)
    own = settings.SITE_URL + reverse("intake:facility", kwargs={"slug": found.slug}) if found.slug else ""
    context = {
        "heading": _("Links for patients"),
        "back_url": reverse("facilities:overview"),
        "facility": found,
        "rows": [(one, presenters.address_of(one)) for one in queries.links_of(found)],
        "own_address": own,
        "may_open": permissions.has_right(request.actor, found.pk, Right.OPEN),
    }
    return page(request, "facilities/links.html", context)


@require_http_methods(["GET", "POST"])
def link_add(request: PortalRequest, organization_id: UUID) -> HttpResponse:
    found, now = facility_to_change(request, organization_id), timezone.now()
    sites = queries.sites_of(found)
    form = LinkForm(
        form_data(request),
        today=today_at_work(request.actor, now=now),
        sites=sites,
        initial={"language": (get_language() or "en")[:2]},
    )

    def save() -> str:
        answers = form.cleaned_data
        chosen = next((one for one in sites if str(one.pk) == answers.get("site")), None)
        added = services.add_link(
            organization=found,
            label=answers["label"],
            site=chosen,
            language=answers["language"],
            by=request.actor,
            at=now,
        )
        return reverse("facilities:link_poster", args=[added.public_id])

    context = {"back_url": url("link_list", found), "facility_name": found.name}
    return answer(request, "facilities/form.html", context, form, save, done=_("Link made."))


@require_http_methods(["GET", "POST"])
def link_end(request: PortalRequest, link_id: UUID) -> HttpResponse:
    link, now = queries.get_link_or_404(request.actor, link_id), timezone.now()
    permissions.check_may_change(request.actor, link.organization_id)
    form = SureForm(
        form_data(request),
        today=today_at_work(request.actor, now=now),
        heading=_("Do you want to end this link?"),
        button=_("End the link"),
    )

    def save() -> str:
        services.end_link(link=link, by=request.actor, at=now)
        return url("link_list", link.organization)

    lines = [_("Whoever comes by it from now on is told that it does not work any more.")]
    context = {
        "back_url": url("link_list", link.organization),
        "facility_name": link.label,
        "lines": lines,
    }
    return answer(request, "facilities/sure.html", context, form, save, done=_("Link ended."))


@require_GET
def link_code(request: PortalRequest, link_id: UUID) -> HttpResponse:
    """The square alone, as a file for a flyer or a card."""
    link = queries.get_link_or_404(request.actor, link_id)
    drawing = squares.drawing(presenters.address_of(link))
    response = HttpResponse(drawing, content_type="image/svg+xml")
    response["Content-Disposition"] = 'attachment; filename="code.svg"'
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response["Cache-Control"] = "private, no-store"
    return response


@require_GET
def link_poster(request: PortalRequest, link_id: UUID) -> HttpResponse:
    """A page to print and hang up, in the language of the link."""
    link = queries.get_link_or_404(request.actor, link_id)
    address = presenters.address_of(link)
    context: dict[str, Any] = {
        "heading": _("A poster to print"),
        "back_url": url("link_list", link.organization),
        "link": link,
        "address": address.partition("://")[2],
        "square": squares.path(address),
    }
    with translation.override(link.language):
        context["hours"] = presenters.hours_lines(queries.hours_of(link.organization, link.site))
    return page(request, "facilities/poster.html", context)
