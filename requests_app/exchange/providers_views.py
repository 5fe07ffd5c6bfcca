"""The facility’s own list of providers."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from requests_app.accounts.http import PortalRequest
from requests_app.accounts.permissions import check_may_change, has_right
from requests_app.accounts.queries import facilities_to_change, today_at_work
from requests_app.accounts.roles import Right
from requests_app.common.cleaning import one_line
from requests_app.common.pages import page
from requests_app.drafts.clash import Clash
from requests_app.drafts.http import form_data, save_once
from requests_app.drafts.versions import version_of
from requests_app.exchange.providers_forms import ProviderForm, RemoveForm
from requests_app.facilities import providers
from requests_app.models import ProviderEntry

PER_PAGE = 50


@require_GET
def provider_list(request: PortalRequest) -> HttpResponse:
    words = one_line(request.GET.get("words", ""))[:80]
    roles = request.actor.organization_roles
    entries = providers.entries_of(list(roles))
    found = Paginator(providers.found_by(entries, words), PER_PAGE).get_page(request.GET.get("page", "1"))
    context = {
        "heading": _("Providers"),
        "entries": found,
        "page": found,
        "words": words,
        "query": f"words={words}&" if words else "",
        "may_edit": any(has_right(request.actor, one, Right.DIRECTORY) for one in roles),
        "may_import": any(has_right(request.actor, one, Right.TEAM) for one in roles),
        "shows_facility": len(roles) > 1,
    }
    return page(request, "exchange/provider_list.html", context)


@require_http_methods(["GET", "POST"])
def provider_add(request: PortalRequest) -> HttpResponse:
    now = timezone.now()
    facilities = facilities_to_change(request.actor)
    if not facilities:
        raise PermissionDenied
    form = ProviderForm(
        form_data(request), today=today_at_work(request.actor, now=now), facilities=facilities
    )
    if request.method == "POST" and form.is_valid():
        typed = dict(form.cleaned_data)
        organization_id = int(typed.pop("facility", None) or facilities[0].pk)

        def save() -> str:
            providers.add_entry(organization_id=organization_id, typed=typed, by=request.actor, at=now)
            messages.success(request, _("The provider is in your list."))
            return reverse("exchange:provider_list")

        return save_once(request, save)
    return page(request, "exchange/provider_form.html", {"back_url": _list_url()}, form=form)


@require_http_methods(["GET", "POST"])
def provider_edit(request: PortalRequest, provider_id: UUID) -> HttpResponse:
    entry = _entry(request, provider_id)
    now = timezone.now()
    stored = providers.stored(entry)
    form = ProviderForm(
        form_data(request),
        today=today_at_work(request.actor, now=now),
        initial=stored,
        version=version_of(stored),
    )
    if request.method == "POST" and form.is_valid():

        def save() -> str:
            providers.change_entry(
                entry=entry,
                typed=form.cleaned_data,
                shown_version=form.version or "",
                by=request.actor,
                at=now,
            )
            messages.success(request, _("Saved."))
            return _list_url()

        try:
            return save_once(request, save)
        except Clash as clash:
            text = _("A colleague changed this meanwhile. Your text is safe below.")
            form.show_clash(text, stored=clash.fields, version=clash.version)
    context = {
        "back_url": _list_url(),
        "remove_url": reverse("exchange:provider_remove", args=[entry.public_id]),
    }
    return page(request, "exchange/provider_form.html", context, form=form)


@require_http_methods(["GET", "POST"])
def provider_remove(request: PortalRequest, provider_id: UUID) -> HttpResponse:
    entry = _entry(request, provider_id)
    now = timezone.now()
    form = RemoveForm(form_data(request), today=today_at_work(request.actor, now=now))
    if request.method == "POST" and form.is_valid():

        def save() -> str:
            providers.remove_entry(entry=entry, by=request.actor, at=now)
            messages.success(request, _("The provider is off your list."))
            return _list_url()

        return save_once(request, save)
    context = {"back_url": _list_url(), "entry": entry}
    return page(request, "exchange/provider_remove.html", context, form=form)


def _entry(request: PortalRequest, provider_id: UUID) -> ProviderEntry:
    """Raises Http404 for other facilities’ lists, PermissionDenied for people who may only look."""
    entry = providers.get_entry_or_404(list(request.actor.organization_roles), provider_id)
    check_may_change(request.actor, entry.organization_id)
    return entry


def _list_url() -> str:
    return reverse("exchange:provider_list")
