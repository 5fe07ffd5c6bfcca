"""Templates of a facility: both languages side by side, checked before they are published."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from requests_app.accounts.http import PortalRequest
from requests_app.accounts.permissions import check_right, has_right
from requests_app.accounts.queries import facilities_to_change, today_at_work
from requests_app.accounts.roles import Right
from requests_app.common.pages import page
from requests_app.drafts.clash import Clash
from requests_app.drafts.http import form_data, save_once
from requests_app.drafts.versions import version_of
from requests_app.messaging import queries, template_presenters
from requests_app.messaging import template_services as services
from requests_app.messaging.template_forms import NewTemplateForm, PublishForm, RetireForm, TemplateForm
from requests_app.models import MessageTemplate, TemplateUse


@require_GET
def template_list(request: PortalRequest) -> HttpResponse:
    roles = request.actor.organization_roles
    context = {
        "heading": _("Message templates"),
        "rows": template_presenters.rows(queries.templates_of(list(roles))),
        "has_several": len(roles) > 1,
        "may_edit": any(has_right(request.actor, one, Right.TEAM) for one in roles),
    }
    return page(request, "message_templates/template_list.html", context)


@require_http_methods(["GET", "POST"])
def template_add(request: PortalRequest) -> HttpResponse:
    now = timezone.now()
    facilities = facilities_to_change(request.actor)
    form = NewTemplateForm(
        form_data(request),
        today=today_at_work(request.actor, now=now),
        facilities=facilities,
        initial={"use": TemplateUse.IN_APP},
    )
    if request.method == "POST" and form.is_valid():
        chosen = form.cleaned_data.pop("facility", str(facilities[0].pk))
        organization = next(one for one in facilities if str(one.pk) == chosen)

        def save() -> str:
            template = services.make_template(
                organization=organization, typed=form.cleaned_data, by=request.actor, at=now
            )
            messages.success(request, _("Draft saved. Look at it, then publish it."))
            return _url("template_detail", template)

        try:
            return save_once(request, save)
        except services.TemplateRefused as refusal:
            form.add_error(None, str(refusal))
    context = {
        "back_url": reverse("message_templates:template_list"),
        "blanks_inside": template_presenters.blanks(TemplateUse.IN_APP),
        "blanks_outside": template_presenters.blanks(TemplateUse.TEXT),
        **template_presenters.meter_facts(),
    }
    return page(request, "message_templates/template_form.html", context, form=form)


@require_GET
def template_detail(request: PortalRequest, template_id: UUID) -> HttpResponse:
    template = _template(request, template_id)
    versions = list(template.versions.select_related("written_by", "published_by"))
    newest = versions[0]
    sides = template_presenters.sides(
        newest, use=template.use, service_name=template.organization.service_name
    )
    blocked = any(point.blocks for side in sides for point in side.points)
    context = {
        "heading": template.name,
        "title": _("Message template"),
        "back_url": reverse("message_templates:template_list"),
        "template": template,
        "newest": newest,
        "versions": versions,
        "sides": sides,
        "is_inside": template.use == TemplateUse.IN_APP,
        "may_edit": has_right(request.actor, template.organization_id, Right.TEAM)
        and template.retired_at is None,
        "may_publish": newest.published_at is None and not blocked,
        "is_blocked": newest.published_at is None and blocked,
    }
    return page(request, "message_templates/template_detail.html", context)


@require_http_methods(["GET", "POST"])
def template_edit(request: PortalRequest, template_id: UUID) -> HttpResponse:
    template, now = _template(request, template_id, to_edit=True), timezone.now()
    stored = services.shown(template, queries.newest_version(template))
    version = version_of(stored)
    form = TemplateForm(
        form_data(request, version=version),
        today=today_at_work(request.actor, now=now),
        initial=stored,
        version=version,
    )
    if request.method == "POST" and form.is_valid():

        def save() -> str:
            services.save_template(
                template=template,
                typed=form.cleaned_data,
                shown_version=form.version,
                by=request.actor,
                at=now,
            )
            messages.success(request, _("Draft saved. Look at it, then publish it."))
            return _url("template_detail", template)

        try:
            return save_once(request, save)
        except Clash as clash:
            form.show_clash(
                _("A colleague changed this meanwhile. Your text is safe below."),
                stored=clash.fields,
                version=clash.version,
            )
        except services.TemplateRefused as refusal:
            form.add_error(None, str(refusal))
    context = {
        "back_url": _url("template_detail", template),
        "template": template,
        "blanks_inside": template_presenters.blanks(template.use),
        **template_presenters.meter_facts(template.organization.service_name),
    }
    return page(request, "message_templates/template_form.html", context, form=form)


@require_http_methods(["GET", "POST"])
def template_publish(request: PortalRequest, template_id: UUID) -> HttpResponse:
    """Both texts are on the page once more; the version of the words seen travels with the button."""
    template, now = _template(request, template_id, to_edit=True), timezone.now()
    newest = queries.newest_version(template)
    url = _url("template_detail", template)
    if newest.published_at is not None or template.retired_at is not None:
        messages.info(request, _("There is nothing new to publish."))
        return HttpResponseRedirect(url)
    version = services.version_of_words(newest)
    form = PublishForm(form_data(request), today=today_at_work(request.actor, now=now), version=version)
    if request.method == "POST" and form.version != version:
        text = _("The text was changed meanwhile. Look at it again.")
        messages.info(request, text if form.version else _("Look at both texts, then publish them."))
        return HttpResponseRedirect(_url("template_publish", template))
    if request.method == "POST" and form.is_valid():

        def save() -> str:
            services.publish(
                template=template,
                shown_version=version,
                by=request.actor,
                at=now,
            )
            messages.success(request, _("Published. Your team can use it now."))
            return url

        try:
            return save_once(request, save)
        except services.TemplateRefused as refusal:
            form.add_error(None, str(refusal))
    sides = template_presenters.sides(
        newest, use=template.use, service_name=template.organization.service_name
    )
    context = {"back_url": url, "template": template, "sides": sides}
    return page(request, "message_templates/template_publish.html", context, form=form)


@require_http_methods(["GET", "POST"])
def template_retire(request: PortalRequest, template_id: UUID) -> HttpResponse:
    template, now = _template(request, template_id, to_edit=True), timezone.now()
    form = RetireForm(form_data(request), today=today_at_work(request.actor, now=now))
    if request.method == "POST" and form.is_valid():

        def save() -> str:
            services.retire(template=template, by=request.actor, at=now)
            messages.success(request, _("Put away. Messages written with it stay."))
            return reverse("message_templates:template_list")

        try:
            return save_once(request, save)
        except services.TemplateRefused as refusal:
            form.add_error(None, str(refusal))
    context = {"back_url": _url("template_detail", template), "template": template}
    return page(request, "message_templates/template_retire.html", context, form=form)


@require_POST
def template_try(request: PortalRequest, template_id: UUID) -> HttpResponse:
    template = _template(request, template_id, to_edit=True)
    try:
        if services.try_out(template=template, by=request.actor, at=timezone.now()):
            messages.success(request, _("Sent to you, in the language of your account."))
        else:
            messages.info(request, _("This one stays inside the app. It looks as shown below."))
    except services.TemplateRefused as refusal:
        messages.warning(request, str(refusal))
    return HttpResponseRedirect(_url("template_detail", template))


def _template(request: PortalRequest, template_id: UUID, *, to_edit: bool = False) -> MessageTemplate:
    """Of a facility this person works for. Raises Http404; with `to_edit`, PermissionDenied."""
    template = queries.get_template_or_404(list(request.actor.organization_roles), template_id)
    if to_edit:
        check_right(request.actor, template.organization_id, Right.TEAM)
    return template


def _url(name: str, template: MessageTemplate) -> str:
    return reverse(f"message_templates:{name}", args=[template.public_id])
