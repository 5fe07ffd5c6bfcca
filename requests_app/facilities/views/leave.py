from __future__ import annotations

from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from requests_app.accounts.http import PortalRequest
from requests_app.accounts.queries import today_at_work
from requests_app.drafts.http import form_data
from requests_app.facilities import people_presenters, queries
from requests_app.facilities.forms.people import LeaveForm
from requests_app.facilities.forms.settings import SureForm
from requests_app.facilities.services import leave as services
from requests_app.facilities.views.http import answer, url


@require_http_methods(["GET", "POST"])
def leave_add(request: PortalRequest, membership_id: UUID) -> HttpResponse:
    member, now = queries.get_membership_or_404(request.actor, membership_id), timezone.now()
    if not services.may_plan_for(request.actor, member):
        raise PermissionDenied
    if not member.is_active:
        raise Http404
    colleagues = queries.colleagues_of(member)
    form = LeaveForm(form_data(request), today=today_at_work(request.actor, now=now), colleagues=colleagues)

    def save() -> str:
        answers = form.cleaned_data
        cover = next((one.user for one in colleagues if str(one.user_id) == answers["covered_by"]), None)
        services.add_leave(
            membership=member,
            from_on=answers["from_on"],
            until_on=answers["until_on"],
            covered_by=cover,
            by=request.actor,
            at=now,
        )
        return url("staff_list", member.organization)

    context = {
        "back_url": url("staff_list", member.organization),
        "facility_name": people_presenters.name_of(member),
        "leaves": queries.leaves_of(member),
    }
    return answer(request, "facilities/leave.html", context, form, save, done=_("Days off saved."))


@require_http_methods(["GET", "POST"])
def leave_end(request: PortalRequest, leave_id: UUID) -> HttpResponse:
    leave, now = queries.get_leave_or_404(request.actor, leave_id), timezone.now()
    member = queries.place_of(leave)
    if not services.may_plan_for(request.actor, member):
        raise PermissionDenied
    today = today_at_work(request.actor, now=now)
    form = SureForm(
        form_data(request),
        today=today,
        heading=_("Are these days off over?")
        if leave.from_on <= today
        else _("Take these days off the list?"),
        button=_("Yes, they are over") if leave.from_on <= today else _("Take them off"),
    )

    def save() -> str:
        services.end_leave(leave=leave, membership=member, by=request.actor, at=now)
        return url("staff_list", member.organization)

    lines = [_("Cases that a colleague holds meanwhile come back at once.")] if leave.covered_by else []
    context = {
        "back_url": url("staff_list", member.organization),
        "facility_name": people_presenters.name_of(member),
        "lines": lines,
    }
    return answer(request, "facilities/sure.html", context, form, save, done=_("Saved."))
