from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from requests_app.accounts.http import PortalRequest
from requests_app.accounts.permissions import can_edit_case, works_for
from requests_app.benefits import presenters, queries, services, shape
from requests_app.benefits.forms import BenefitsForm
from requests_app.cases.ownership import hides_notes
from requests_app.cases.people import changed_text
from requests_app.cases.queries import get_case_or_404
from requests_app.common.dates import date_and_time
from requests_app.common.pages import page
from requests_app.common.time_zones import day_at
from requests_app.drafts.clash import Clash
from requests_app.drafts.http import Saved, form_data, save_once
from requests_app.drafts.versions import version_of
from requests_app.models import BenefitCheck, BenefitWay, Case

SECTIONS = ("patient", "coverage", "organization")


@require_GET
def check_list(request: PortalRequest, case_id: UUID) -> HttpResponse:
    case = get_case_or_404(request.actor, case_id, *SECTIONS)
    checks = queries.checks_of(case)
    for check in checks:
        check.case = case
    may_edit = can_edit_case(request.actor, case) and case.is_open
    context = {
        "heading": _("Benefits, as the plan told them"),
        "case": case,
        "back_url": _home(request, case),
        "cards": [
            presenters.card(
                check,
                may_change=may_edit and services.may_change(request.actor, check),
                may_use=may_edit,
            )
            for check in checks
        ],
        "changes": presenters.changes(checks[0], checks[1]) if len(checks) > 1 else [],
        "may_edit": may_edit,
    }
    return page(request, "benefits/check_list.html", context)


@require_http_methods(["GET", "POST"])
def check_add(request: PortalRequest, case_id: UUID) -> HttpResponse:
    case = get_case_or_404(request.actor, case_id, *SECTIONS, to_edit=True)
    now = timezone.now()
    form = BenefitsForm(
        form_data(request), today=day_at(now, zone=case.time_zone), initial={"way": BenefitWay.PHONE}
    )

    def save() -> Saved:
        check = services.add_check(case=case, typed=form.cleaned_data, by=request.actor, at=now)
        check.case = case
        messages.success(request, _("Saved."))
        return Saved(presenters.url_of("check_detail", check), presenters.url_of("check_edit", check))

    if request.method == "POST" and form.is_valid():
        try:
            return save_once(request, save, creates=True)
        except services.BenefitsRefused as refusal:
            form.add_error(None, str(refusal))
    return page(request, "benefits/check_form.html", {"case": case, "back_url": _list_url(case)}, form=form)


@require_GET
def check_detail(request: PortalRequest, case_id: UUID, check_id: UUID) -> HttpResponse:
    case = get_case_or_404(request.actor, case_id, *SECTIONS)
    check = queries.get_check_or_404(case, check_id)
    earlier = queries.before(check) if check.replaced_at is None else None
    newest = queries.newest_version(check) if check.replaced_at is not None else None
    may_edit = can_edit_case(request.actor, case) and case.is_open and check.replaced_at is None
    versions = queries.earlier_versions(check)
    for one in (*versions, *([newest] if newest else [])):
        one.case = case
    context = {
        "heading": _("Benefits checked on one day"),
        "case": case,
        "check": check,
        "back_url": _list_url(case),
        "card": presenters.card(
            check,
            may_change=may_edit and services.may_change(request.actor, check),
            may_use=may_edit,
        ),
        "groups": presenters.groups(
            check, shows_notes=not hides_notes(case, check.made_by, for_staff=case.read_by_staff)
        ),
        "earlier": earlier,
        "changes": presenters.changes(check, earlier),
        "versions": [
            (date_and_time(one.recorded_at, case.time_zone), presenters.url_of("check_detail", one))
            for one in versions
        ],
        "recorded": date_and_time(check.recorded_at, case.time_zone),
        "newest_url": presenters.url_of("check_detail", newest) if newest else "",
        "recorder": presenters.recorder(check),
        "is_facilitys": check.made_by == shape.STAFF and not works_for(request.actor, case),
    }
    return page(request, "benefits/check_detail.html", context)


@require_http_methods(["GET", "POST"])
def check_edit(request: PortalRequest, case_id: UUID, check_id: UUID) -> HttpResponse:
    case, check = _to_change(request, case_id, check_id)
    now = timezone.now()
    stored = shape.values_of(check)
    version = version_of(stored)
    form = BenefitsForm(
        form_data(request, version=version),
        today=day_at(now, zone=case.time_zone),
        initial=stored,
        version=version,
    )

    def save() -> str:
        saved = services.change_check(
            check=check,
            typed=form.cleaned_data,
            shown_version=form.version,
            by=request.actor,
            at=now,
        )
        saved.case = case
        messages.success(request, _("Saved. What stood here before is kept below."))
        return presenters.url_of("check_detail", saved)

    if request.method == "POST" and form.is_valid():
        try:
            return save_once(request, save)
        except Clash as clash:
            text = changed_text(case=case, seen_by=request.actor)
            form.show_clash(text, stored=presenters.in_words(clash.fields), version=clash.version)
        except services.BenefitsRefused as refusal:
            form.add_error(None, str(refusal))
    back_url = presenters.url_of("check_detail", check)
    return page(request, "benefits/check_form.html", {"case": case, "back_url": back_url}, form=form)


@require_http_methods(["GET", "POST"])
def check_remove(request: PortalRequest, case_id: UUID, check_id: UUID) -> HttpResponse:
    case, check = _to_change(request, case_id, check_id)
    detail = presenters.url_of("check_detail", check)
    if request.method == "POST":
        try:
            services.remove_check(check=check, by=request.actor, at=timezone.now())
        except services.BenefitsRefused as refusal:
            messages.info(request, str(refusal))
            return HttpResponseRedirect(_list_url(case))
        messages.success(request, _("Taken out."))
        return HttpResponseRedirect(_list_url(case))
    context = {
        "heading": _("Take out this check of the benefits?"),
        "case": case,
        "check": check,
        "back_url": detail,
    }
    return page(request, "benefits/check_remove.html", context)


def _to_change(request: PortalRequest, case_id: UUID, check_id: UUID) -> tuple[Case, BenefitCheck]:
    case = get_case_or_404(request.actor, case_id, *SECTIONS, to_edit=True)
    check = queries.get_check_or_404(case, check_id)
    if check.replaced_at is not None:
        newest = queries.newest_version(check)
        check = newest or check
        check.case = case
    if not services.may_change(request.actor, check):
        raise PermissionDenied
    return case, check


def _home(request: PortalRequest, case: Case) -> str:
    name = "staff:case" if works_for(request.actor, case) else "tracker:task_list"
    return reverse(name, args=[case.public_id])


def _list_url(case: Case) -> str:
    return reverse("benefits:check_list", args=[case.public_id])
