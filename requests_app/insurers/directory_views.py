from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from requests_app.accounts.http import PortalRequest
from requests_app.accounts.permissions import has_right
from requests_app.accounts.queries import facilities_to_change, today_at_work
from requests_app.accounts.roles import Right
from requests_app.common.cleaning import one_line
from requests_app.common.pages import page
from requests_app.drafts.clash import Clash
from requests_app.drafts.http import form_data, save_once
from requests_app.drafts.versions import version_of
from requests_app.insurers import directory, directory_services, presenters
from requests_app.insurers.directory_forms import InsurerForm, RemoveForm, shown_as_typed
from requests_app.models import InsurerProfile, PlanKind

MOST_TEXT = 60


@require_GET
def insurer_list(request: PortalRequest) -> HttpResponse:
    text = one_line(request.GET.get("text", ""))[:MOST_TEXT]
    today = today_at_work(request.actor, now=timezone.now())
    listed, loose = directory.known_insurers(request.actor, text=text, today=today)
    context = {
        "heading": _("Insurers"),
        "listed": listed,
        "loose": loose,
        "text": text,
        "may_edit": bool(facilities_to_change(request.actor)),
        "has_several": len(request.actor.organization_roles) > 1,
    }
    return page(request, "insurers/insurer_list.html", context)


@require_GET
def insurer_detail(request: PortalRequest, insurer_id: UUID) -> HttpResponse:
    profile = directory.get_profile_or_404(request.actor, insurer_id)
    today = today_at_work(request.actor, now=timezone.now())
    kinds = dict(PlanKind.choices)
    context = {
        "heading": profile.name,
        "title": _("An insurer"),
        "profile": profile,
        "is_old": directory.is_old(profile, on=today),
        "plan_kinds": ", ".join(str(kinds.get(one, one)) for one in profile.plan_kinds),
        "contacts": presenters.shown(directory.contacts_of(profile), today=today),
        "forms": directory.forms_of(profile),
        "may_edit": has_right(request.actor, profile.organization_id, Right.DIRECTORY),
        "back_url": _list_url(),
    }
    return page(request, "insurers/insurer_detail.html", context)


@require_http_methods(["GET", "POST"])
def insurer_add(request: PortalRequest) -> HttpResponse:
    now, facilities = timezone.now(), facilities_to_change(request.actor)
    form = InsurerForm(
        form_data(request),
        today=today_at_work(request.actor, now=now),
        heading=_("Add an insurer"),
        facilities=facilities,
        initial={"name": one_line(request.GET.get("name", ""))[:120]},
    )
    if request.method == "POST" and form.is_valid():
        answers = dict(form.cleaned_data)
        chosen = answers.pop("facility", str(facilities[0].pk))
        organization = next(one for one in facilities if str(one.pk) == chosen)

        def save() -> str:
            added = directory_services.add_profile(
                organization=organization, typed=answers, by=request.actor, at=now
            )
            messages.success(request, _("Insurer saved."))
            return _url(added)

        try:
            return save_once(request, save)
        except directory_services.ProfileRefused as refusal:
            form.add_error("name", str(refusal))
    return page(request, "insurers/contact_form.html", {"back_url": _list_url()}, form=form)


@require_http_methods(["GET", "POST"])
def insurer_edit(request: PortalRequest, insurer_id: UUID) -> HttpResponse:
    profile, now = directory.get_profile_or_404(request.actor, insurer_id), timezone.now()
    stored = directory_services.shown_values(profile)
    version = version_of(stored)
    form = InsurerForm(
        form_data(request, version=version),
        today=today_at_work(request.actor, now=now),
        heading=_("Change this insurer"),
        initial=shown_as_typed(stored),
        version=version,
    )
    if request.method == "POST" and form.is_valid():
        try:
            return save_once(request, lambda: _change(request, profile, form, now))
        except Clash as clash:
            text = _("Somebody else changed this insurer meanwhile. Your text is safe below.")
            form.show_clash(text, stored=_readable(clash.fields), version=clash.version)
        except directory_services.ProfileRefused as refusal:
            form.add_error(None, str(refusal))
    return page(request, "insurers/contact_form.html", {"back_url": _url(profile)}, form=form)


def _readable(fields: dict[str, Any]) -> dict[str, Any]:
    return {
        name: ", ".join(map(str, value)) if isinstance(value, list) else value
        for name, value in fields.items()
    }


@require_POST
def insurer_checked(request: PortalRequest, insurer_id: UUID) -> HttpResponse:
    profile, now = directory.get_profile_or_404(request.actor, insurer_id), timezone.now()
    today = today_at_work(request.actor, now=now)
    try:
        directory_services.say_checked(profile=profile, on=today, by=request.actor, at=now)
    except directory_services.ProfileRefused as refusal:
        messages.info(request, str(refusal))
        return HttpResponseRedirect(_list_url())
    messages.success(request, _("Marked as checked today."))
    return HttpResponseRedirect(_url(profile))


@require_http_methods(["GET", "POST"])
def insurer_remove(request: PortalRequest, insurer_id: UUID) -> HttpResponse:
    if request.method == "POST" and directory.is_removed(request.actor, insurer_id):
        return HttpResponseRedirect(_list_url())
    profile, now = directory.get_profile_or_404(request.actor, insurer_id), timezone.now()
    form = RemoveForm(form_data(request), today=today_at_work(request.actor, now=now))

    def save() -> str:
        directory_services.remove_profile(profile=profile, by=request.actor, at=now)
        messages.success(request, _("Insurer removed. Its contacts and forms stay."))
        return _list_url()

    if request.method == "POST" and form.is_valid():
        try:
            return save_once(request, save)
        except directory_services.ProfileRefused as refusal:
            form.add_error(None, str(refusal))
    context = {"profile": profile, "back_url": _url(profile), "cancel_url": _url(profile)}
    return page(request, "insurers/insurer_remove.html", context, form=form)


def _change(request: PortalRequest, profile: InsurerProfile, form: InsurerForm, now: datetime) -> str:
    directory_services.change_profile(
        profile=profile, typed=form.cleaned_data, shown_version=form.version, by=request.actor, at=now
    )
    messages.success(request, _("Insurer saved."))
    return _url(profile)


def _url(profile: InsurerProfile) -> str:
    return reverse("insurers:insurer_detail", args=[profile.public_id])


def _list_url() -> str:
    return reverse("insurers:insurer_list")
