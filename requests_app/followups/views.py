from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from requests_app.accounts import permissions
from requests_app.accounts.http import PortalRequest
from requests_app.cases.people import changed_text
from requests_app.cases.queries import get_case_or_404
from requests_app.common.dates import weekday_short
from requests_app.common.pages import page
from requests_app.common.time_zones import day_at
from requests_app.drafts.clash import Clash
from requests_app.drafts.http import form_data, save_once
from requests_app.drafts.versions import version_of
from requests_app.followups import interval as every
from requests_app.followups import presenters, queries, services
from requests_app.followups.closed import own_days
from requests_app.followups.forms import IntervalForm, MoveForm, ReminderForm
from requests_app.models import Case, FollowUp


@require_GET
def follow_up_list(request: PortalRequest, case_id: UUID) -> HttpResponse:
    case = get_case_or_404(request.actor, case_id)
    today = day_at(timezone.now(), zone=case.time_zone)
    found = queries.of_case(case)
    next_call = found.next_call
    office = own_days(case.organization_id)
    rows = {one.pk: presenters.row(case, one, today=today, office_days=office) for one in found.open}
    context = {
        "heading": _("Follow up"),
        "case": case,
        "back_url": reverse("tracker:task_list", kwargs={"case_id": case.public_id}),
        "next_call": rows.pop(next_call.pk) if next_call else None,
        "rows": list(rows.values()),
        "every": queries.every_of(case),
        "past": presenters.past_rows(found.past, zone=case.time_zone),
        "may_edit": case.is_open and permissions.can_edit_case(request.actor, case),
    }
    return page(request, "followups/follow_up_list.html", context)


@require_http_methods(["GET", "POST"])
def reminder_add(request: PortalRequest, case_id: UUID) -> HttpResponse:
    case = get_case_or_404(request.actor, case_id, to_edit=True)
    now = timezone.now()
    office = own_days(case.organization_id)
    form = ReminderForm(form_data(request), today=day_at(now, zone=case.time_zone), office_days=office)

    def save() -> str:
        what, due_on = form.cleaned_data["what"], form.due_on
        services.plan_own(case=case, what=what, due_on=due_on, by=request.actor, at=now, for_me=True)
        messages.success(request, _("We will remind you on %(day)s.") % {"day": weekday_short(form.due_on)})
        return _list_url(case)

    if request.method == "POST" and form.is_valid():
        try:
            return save_once(request, save)
        except services.FollowUpRefused as refusal:
            form.add_error(None, str(refusal))
    context = {"case": case, "back_url": _list_url(case)}
    return page(request, "followups/reminder_add.html", context, form=form)


@require_http_methods(["GET", "POST"])
def follow_up_move(request: PortalRequest, case_id: UUID, follow_up_id: UUID) -> HttpResponse:
    case = get_case_or_404(request.actor, case_id, to_edit=True)
    follow_up = queries.get_or_404(case, follow_up_id)
    now = timezone.now()
    today = day_at(now, zone=case.time_zone)
    if follow_up.state != FollowUp.State.OPEN:
        return _already_done(request, case)
    form = MoveForm(
        form_data(request),
        today=today,
        why=presenters.now_planned(follow_up),
        is_call=follow_up.kind in queries.CALLS,
    )

    def save() -> str:
        day = form.cleaned_data["day"]
        services.move(follow_up=follow_up, to=day, by=request.actor, at=now)
        messages.success(request, _("Moved to %(day)s.") % {"day": weekday_short(day)})
        return _list_url(case)

    if request.method == "POST" and form.is_valid():
        try:
            return save_once(request, save)
        except services.FollowUpRefused as refusal:
            form.add_error(None, str(refusal))
    context = {"case": case, "back_url": _list_url(case)}
    return page(request, "followups/follow_up_move.html", context, form=form)


@require_POST
def follow_up_done(request: PortalRequest, case_id: UUID, follow_up_id: UUID) -> HttpResponse:
    case = get_case_or_404(request.actor, case_id, to_edit=True)
    follow_up = queries.get_or_404(case, follow_up_id)
    try:
        following = services.complete(follow_up=follow_up, by=request.actor, at=timezone.now())
    except services.FollowUpRefused:
        return _already_done(request, case)
    if following is None:
        messages.success(request, _("Marked as done."))
    else:
        day = weekday_short(following.due_on)
        messages.success(request, _("Marked as done. Next check-in: %(day)s.") % {"day": day})
    return HttpResponseRedirect(_list_url(case))


@require_http_methods(["GET", "POST"])
def follow_up_cancel(request: PortalRequest, case_id: UUID, follow_up_id: UUID) -> HttpResponse:
    case = get_case_or_404(request.actor, case_id, to_edit=True)
    follow_up = queries.get_or_404(case, follow_up_id)
    now = timezone.now()
    if follow_up.state != FollowUp.State.OPEN:
        return _already_done(request, case)
    if request.method == "POST":
        try:
            services.cancel(follow_up=follow_up, by=request.actor, at=now)
        except services.FollowUpRefused:
            return _already_done(request, case)
        messages.success(request, _("Cancelled. We will not remind you of it."))
        return HttpResponseRedirect(_list_url(case))
    context = {
        "heading": _("Do you want to cancel this follow-up?"),
        "case": case,
        "caption": _("Follow up"),
        "back_url": _list_url(case),
        "row": presenters.row(case, follow_up, today=day_at(now, zone=case.time_zone)),
    }
    return page(request, "followups/follow_up_cancel.html", context)


@require_POST
def pause(request: PortalRequest, case_id: UUID) -> HttpResponse:
    case = get_case_or_404(request.actor, case_id, to_edit=True)
    now = timezone.now()
    if request.POST.get("paused") == "yes":
        services.pause(case=case, by=request.actor, at=now)
        messages.success(request, _("Reminders are paused. Your dates stay on this page."))
    else:
        services.resume(case=case, by=request.actor, at=now)
        messages.success(request, _("Reminders are on again."))
    return HttpResponseRedirect(_list_url(case))


@require_http_methods(["GET", "POST"])
def interval(request: PortalRequest, case_id: UUID) -> HttpResponse:
    case = get_case_or_404(request.actor, case_id, "organization", to_edit=True)
    now = timezone.now()
    stored = {"every": every.interval_of(case)}
    form = IntervalForm(
        form_data(request),
        today=day_at(now, zone=case.time_zone),
        usual=case.organization.follow_up_every,
        initial=stored,
        version=version_of(stored),
    )

    def save() -> str:
        every.set_interval(case=case, every=form.days, shown_version=form.version, by=request.actor, at=now)
        messages.success(request, _("Saved. The next call is planned with it."))
        return _list_url(case)

    if request.method == "POST" and form.is_valid():
        try:
            return save_once(request, save)
        except Clash as clash:
            form.show_clash(
                changed_text(case=case, seen_by=request.actor), stored=clash.fields, version=clash.version
            )
        except services.FollowUpRefused as refusal:
            form.add_error(None, str(refusal))
    context = {"case": case, "back_url": _list_url(case)}
    return page(request, "followups/interval.html", context, form=form)


def _list_url(case: Case) -> str:
    return reverse("followups:follow_up_list", kwargs={"case_id": case.public_id})


def _already_done(request: PortalRequest, case: Case) -> HttpResponse:
    messages.info(request, _("This was done or cancelled already. Here is what is left."))
    return HttpResponseRedirect(_list_url(case))
