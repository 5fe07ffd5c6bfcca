"""Forms that a facility keeps for all its cases of an insurer."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods

from requests_app.accounts.http import PortalRequest
from requests_app.accounts.permissions import may_change
from requests_app.accounts.queries import facilities_to_change, today_at_work
from requests_app.common.pages import page
from requests_app.documents.refusals import FileRefused
from requests_app.drafts.http import form_data, save_once
from requests_app.models import PlanForm
from requests_app.planforms import presenters, queries, services
from requests_app.planforms.forms import FACILITY, AddForm, RemoveForm
from requests_app.planforms.sample import sample_told
from requests_app.planforms.views import shared


@require_GET
def form_list(request: PortalRequest) -> HttpResponse:
    forms = queries.forms_of_staff(request.actor)
    heading = ngettext("Plan forms (%(count)d)", "Plan forms (%(count)d)", len(forms))
    context = {
        "heading": heading % {"count": len(forms)},
        "title": _("Plan forms"),
        "rows": [(one, presenters.boxes_text(one)) for one in forms],
        "may_edit": any(may_change(request.actor, one) for one in request.actor.organization_roles),
        "has_several": len(request.actor.organization_roles) > 1,
    }
    return page(request, "planforms/form_list.html", context)


@require_http_methods(["GET", "POST"])
def form_add(request: PortalRequest) -> HttpResponse:
    now = timezone.now()
    facilities = facilities_to_change(request.actor)
    form = AddForm(
        form_data(request),
        request.FILES if request.method == "POST" else None,
        today=today_at_work(request.actor, now=now),
        facilities=facilities,
    )
    if request.method == "POST" and form.is_valid():
        chosen = form.cleaned_data.get(FACILITY) or str(facilities[0].pk)
        organization = next(one for one in facilities if str(one.pk) == chosen)
        read = form.cleaned_data["file"]

        def keep() -> str:
            kept = services.add_form(
                organization=organization, about=form.about, read=read, by=request.actor, at=now
            )
            shared.say_what_was_taken_out(request, read)
            messages.success(request, _("The form is saved."))
            return _url("form_detail" if queries.is_flat(kept) else "form_map", kept)

        try:
            return save_once(request, keep)
        except services.PlanFormRefused as refusal:
            form.add_error("file", str(refusal))
    return page(request, "planforms/form_add.html", {"back_url": _list_url()}, form=form)


@require_GET
def form_detail(request: PortalRequest, form_id: UUID) -> HttpResponse:
    form = queries.get_form_or_404(request.actor, form_id)
    is_flat = queries.is_flat(form)
    show = shared.FILLED if request.GET.get("show") == "sample" and not is_flat else shared.BOXES
    context = {
        "heading": form.title,
        "title": _("A plan form"),
        "back_url": _list_url(),
        "plan_form": form,
        "rows": presenters.form_rows(form),
        "boxes_text": presenters.boxes_text(form),
        "decided": presenters.decided_rows(form),
        "is_flat": is_flat,
        "shows_sample": show == shared.FILLED,
        "pictures": [
            (number, reverse("planforms:form_page", args=[form.public_id, show, number]))
            for number in range(1, form.pages + 1)
        ],
        "may_edit": may_change(request.actor, form.organization_id),
    }
    return page(request, "planforms/form_detail.html", context)


@require_http_methods(["GET", "POST"])
def form_map(request: PortalRequest, form_id: UUID) -> HttpResponse:
    form, now = queries.get_form_or_404(request.actor, form_id), timezone.now()
    here, end = _url("form_map", form), _url("form_detail", form)
    if not presenters.parts_of(form):
        return HttpResponseRedirect(end)
    today = today_at_work(request.actor, now=now)
    asked = shared.mapping_page(request, form, url=here, end_url=end, today=today, now=now)
    if asked.done is not None:
        return asked.done
    pictures = [
        (number, reverse("planforms:form_page", args=[form.public_id, shared.BOXES, number]))
        for number in asked.context["part"].pages
    ]
    context = {**asked.context, "back_url": end, "pictures": pictures, "is_staff_page": True}
    return page(request, "planforms/map.html", context, form=asked.form)


@require_http_methods(["GET", "POST"])
def form_remove(request: PortalRequest, form_id: UUID) -> HttpResponse:
    if request.method == "POST" and queries.is_removed(request.actor, form_id):
        return HttpResponseRedirect(_list_url())
    kept, now = queries.get_form_or_404(request.actor, form_id), timezone.now()
    form = RemoveForm(form_data(request), today=today_at_work(request.actor, now=now))
    if request.method == "POST" and form.is_valid():

        def remove() -> str:
            services.remove_form(form=kept, by=request.actor, at=now)
            messages.success(request, _("The form is removed."))
            return _list_url()

        try:
            return save_once(request, remove)
        except services.PlanFormRefused as refusal:
            form.add_error(None, str(refusal))
    end = _url("form_detail", kept)
    context = {"plan_form": kept, "back_url": end, "cancel_url": end, "is_staff_page": True}
    return page(request, "planforms/remove.html", context, form=form)


@require_GET
def form_file(request: PortalRequest, form_id: UUID, copy: str) -> HttpResponseBase:
    """The empty form, or one filled with a plainly invented case."""
    form, now = queries.get_form_or_404(request.actor, form_id), timezone.now()
    if copy == shared.BLANK:
        response = shared.blank_response(request, form)
    elif copy == shared.FILLED:
        try:
            name = presenters.download_name(form, "sample")
            response = shared.filled_response(form, sample_told(), name)
        except FileRefused as refusal:
            messages.warning(request, str(refusal))
            return HttpResponseRedirect(_url("form_detail", form))
    else:
        raise Http404
    services.record_download(form=form, case=None, copy=copy, by=request.actor, at=now)
    return response


@require_GET
def form_page(request: PortalRequest, form_id: UUID, copy: str, number: int) -> HttpResponse:
    form = queries.get_form_or_404(request.actor, form_id)
    return shared.page_response(form, sample_told(), copy, number)


def _url(name: str, form: PlanForm) -> str:
    return reverse(f"planforms:{name}", args=[form.public_id])


def _list_url() -> str:
    return reverse("planforms:form_list")
