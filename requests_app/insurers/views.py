from __future__ import annotations

from datetime import date, datetime
from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from requests_app.accounts.http import PortalRequest
from requests_app.accounts.permissions import may_change
from requests_app.accounts.queries import facilities_to_change, today_at_work
from requests_app.cases.queries import get_case_or_404
from requests_app.cases.told_ways import told_ways
from requests_app.common.cleaning import one_line
from requests_app.common.pages import page
from requests_app.common.time_zones import day_at
from requests_app.drafts.clash import Clash
from requests_app.drafts.http import form_data, save_once
from requests_app.drafts.versions import version_of
from requests_app.insurers import directory, presenters, queries, services
from requests_app.insurers.forms import ConfirmForm, ContactForm
from requests_app.knowledge.plans import plan_facts_of
from requests_app.models import Case, InsurerContact, InsurerProfile

MOST_TEXT = 60


@require_GET
def contact_list(request: PortalRequest) -> HttpResponse:
    text = one_line(request.GET.get("text", ""))[:MOST_TEXT]
    found = queries.contacts_page(request.actor, text=text, number=request.GET.get("page", "1"))
    count = found.paginator.count
    heading = ngettext("Ways to reach insurers (%(count)d)", "Ways to reach insurers (%(count)d)", count)
    context = {
        "heading": heading % {"count": count},
        "title": _("Ways to reach insurers"),
        "rows": presenters.shown(list(found), today=today_at_work(request.actor, now=timezone.now())),
        "page": found,
        "text": text,
        "query": f"{urlencode({'text': text})}&" if text else "",
        "may_edit": any(may_change(request.actor, one) for one in request.actor.organization_roles),
        "has_several": len(request.actor.organization_roles) > 1,
    }
    return page(request, "insurers/contact_list.html", context)


@require_http_methods(["GET", "POST"])
def contact_add(request: PortalRequest) -> HttpResponse:
    now = timezone.now()
    facilities = facilities_to_change(request.actor)
    form = ContactForm(
        form_data(request),
        today=today_at_work(request.actor, now=now),
        heading=_("Add a way to reach an insurer"),
        facilities=facilities,
        initial={"insurer": one_line(request.GET.get("insurer", ""))[:120]},
    )
    if request.method == "POST" and form.is_valid():
        chosen = form.cleaned_data.pop("facility", str(facilities[0].pk))
        organization = next(one for one in facilities if str(one.pk) == chosen)

        def save() -> str:
            services.add_contact(organization=organization, typed=form.cleaned_data, by=request.actor, at=now)
            messages.success(request, _("Contact saved."))
            return reverse("insurers:contact_list")

        return save_once(request, save)
    return page(request, "insurers/contact_form.html", {"back_url": _list_url()}, form=form)


@require_http_methods(["GET", "POST"])
def contact_edit(request: PortalRequest, contact_id: UUID) -> HttpResponse:
    contact, now = queries.get_contact_or_404(request.actor, contact_id), timezone.now()
    stored = services.shown_values(contact)
    version = version_of(stored)
    form = ContactForm(
        form_data(request, version=version),
        today=today_at_work(request.actor, now=now),
        heading=_("Change this contact"),
        initial=stored,
        version=version,
    )
    if request.method == "POST" and form.is_valid():
        try:
            return save_once(request, lambda: _change(request, contact, form, now))
        except Clash as clash:
            text = _("Somebody else changed this contact meanwhile. Your text is safe below.")
            form.show_clash(text, stored=clash.fields, version=clash.version)
        except services.ContactRefused as refusal:
            form.add_error(None, str(refusal))
    return page(request, "insurers/contact_form.html", {"back_url": _list_url()}, form=form)


@require_POST
def contact_checked(request: PortalRequest, contact_id: UUID) -> HttpResponse:
    contact, now = queries.get_contact_or_404(request.actor, contact_id), timezone.now()
    today = today_at_work(request.actor, now=now)
    try:
        services.say_checked(contact=contact, on=today, by=request.actor, at=now)
    except services.ContactRefused as refusal:
        messages.info(request, str(refusal))
    else:
        messages.success(request, _("Marked as checked today."))
    return HttpResponseRedirect(_list_url())


@require_http_methods(["GET", "POST"])
def contact_remove(request: PortalRequest, contact_id: UUID) -> HttpResponse:
    if request.method == "POST" and queries.is_removed(request.actor, contact_id):
        return HttpResponseRedirect(_list_url())
    contact, now = queries.get_contact_or_404(request.actor, contact_id), timezone.now()
    form = ConfirmForm(form_data(request), today=today_at_work(request.actor, now=now))
    if request.method == "POST" and form.is_valid():

        def save() -> str:
            services.remove_contact(contact=contact, by=request.actor, at=now)
            messages.success(request, _("Contact removed."))
            return _list_url()

        try:
            return save_once(request, save)
        except services.ContactRefused as refusal:
            form.add_error(None, str(refusal))
    context = {"contact": contact, "back_url": _list_url(), "cancel_url": _list_url()}
    return page(request, "insurers/contact_remove.html", context, form=form)


@require_GET
def plan_contacts(request: PortalRequest, case_id: UUID) -> HttpResponse:
    case = get_case_or_404(request.actor, case_id, "coverage", "care")
    today = day_at(timezone.now(), zone=case.time_zone)
    context = {
        "heading": _("Your plan: how to reach it and what it looks for"),
        "case": case,
        "back_url": reverse("tracker:task_list", args=[case.public_id]),
        "own_ways": presenters.own_ways(case, told_ways(case)),
        "calls_it": _what_it_calls_it(case, today),
        "kept": presenters.shown(queries.contacts_of_case(case), today=today),
        "looks_for": presenters.looks_for(case, plan_facts_of(case.coverage, case.care)),
    }
    return page(request, "insurers/plan_contacts.html", context)


def _what_it_calls_it(case: Case, today: date) -> tuple[InsurerProfile, bool] | None:
    """The words its staff understand, as the facility wrote them down, and whether that is old."""
    found = directory.profile_of(case.organization_id, case.coverage.insurer)
    return (found, directory.is_old(found, on=today)) if found and found.calls_it else None


def _change(request: PortalRequest, contact: InsurerContact, form: ContactForm, now: datetime) -> str:
    services.change_contact(
        contact=contact,
        typed=form.cleaned_data,
        shown_version=form.version,
        by=request.actor,
        at=now,
    )
    messages.success(request, _("Contact saved."))
    return _list_url()


def _list_url() -> str:
    return reverse("insurers:contact_list")
