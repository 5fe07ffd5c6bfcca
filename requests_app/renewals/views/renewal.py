"""What is approved, used and left; start to renew, see how far it is, take it back."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from requests_app.accounts.http import PortalRequest
from requests_app.accounts.permissions import can_edit_case
from requests_app.cases.queries import get_case_or_404
from requests_app.common.pages import page
from requests_app.common.time_zones import day_at
from requests_app.drafts.http import form_data
from requests_app.renewals import chain, presenters, queries, services, steps
from requests_app.renewals.forms import RENEW, RemoveForm, StartForm
from requests_app.renewals.presenters import url_of
from requests_app.renewals.views.saving import saved


@require_GET
def overview(request: PortalRequest, case_id: UUID) -> HttpResponse:
    case = get_case_or_404(request.actor, case_id, "coverage", "care")
    today = day_at(timezone.now(), zone=case.time_zone)
    may_edit = can_edit_case(request.actor, case) and case.is_open
    approvals, renewals = queries.approvals_of(case), queries.renewals_of(case)
    current = approvals[0] if approvals else None
    context = {
        "heading": RENEW,
        "case": case,
        "approval": presenters.approval(
            case, current, today=today, is_asked=any(one.state == "SENT" for one in renewals)
        )
        if current
        else None,
        "open_renewal": presenters.open_renewal(case, renewals),
        "history": chain.chain(case, approvals, renewals),
        "changes": [presenters.change_row(case, one) for one in queries.changes_of(case)],
        "may_edit": may_edit,
        "urls": {
            "used": url_of("used_add", case),
            "start": url_of("start", case),
            "change": url_of("change_add", case),
            "answer": reverse("decisions:answer_list", args=[case.public_id]),
        },
        "back_url": reverse("tracker:task_list", args=[case.public_id]),
    }
    return page(request, "renewals/overview.html", context)


@require_http_methods(["GET", "POST"])
def start(request: PortalRequest, case_id: UUID) -> HttpResponse:
    case = get_case_or_404(request.actor, case_id, "coverage", "care", to_edit=True)
    here, now = url_of("overview", case), timezone.now()
    decision, found = queries.current_approval(case), queries.open_renewal(case)
    if found is not None and request.method == "GET":
        return HttpResponseRedirect(url_of("renewal_detail", case, found.public_id))
    if decision is None:
        return HttpResponseRedirect(here)
    today = day_at(now, zone=case.time_zone)
    form = StartForm(form_data(request), today=today)
    if request.method == "POST" and form.is_valid():

        def begin() -> str:
            made = services.start_renewal(case=case, decision=decision, by=request.actor, at=now)
            return url_of("renewal_detail", case, made.public_id)

        answer = saved(request, case, form, begin)
        if answer is not None:
            return answer
    context = {
        "heading": _("Ask to go on?"),
        "case": case,
        "approval": presenters.approval(case, decision, today=today),
        "cancel_url": here,
        "back_url": here,
    }
    return page(request, "renewals/start.html", context, form=form)


@require_GET
def renewal_detail(request: PortalRequest, case_id: UUID, renewal_id: UUID) -> HttpResponse:
    case = get_case_or_404(request.actor, case_id, "coverage", "care")
    renewal = queries.get_renewal_or_404(case, renewal_id)
    may_edit = can_edit_case(request.actor, case) and case.is_open
    context = {
        "heading": RENEW,
        "case": case,
        "renewal": renewal,
        "state": presenters.renewal_state(renewal),
        "facts": presenters.renewal_rows(renewal),
        "steps": steps.steps(case, renewal) if may_edit else [],
        "next_step": steps.next_step(case, renewal) if may_edit else None,
        "answer_url": steps.answer_url(case, renewal) if may_edit else "",
        "withdraw_url": url_of("withdraw", case, renewal.public_id)
        if may_edit and renewal.state in queries.OPEN
        else "",
        "may_edit": may_edit,
        "back_url": url_of("overview", case),
    }
    return page(request, "renewals/renewal_detail.html", context)


@require_http_methods(["GET", "POST"])
def withdraw(request: PortalRequest, case_id: UUID, renewal_id: UUID) -> HttpResponse:
    case = get_case_or_404(request.actor, case_id, to_edit=True)
    renewal = queries.get_renewal_or_404(case, renewal_id)
    here, now = url_of("renewal_detail", case, renewal.public_id), timezone.now()
    form = RemoveForm(form_data(request), today=day_at(now, zone=case.time_zone))
    if request.method == "POST" and form.is_valid():

        def take_back() -> str:
            services.withdraw(renewal=renewal, by=request.actor, at=now)
            messages.success(request, _("Taken back. You can start again any time."))
            return url_of("overview", case)

        answer = saved(request, case, form, take_back)
        if answer is not None:
            return answer
    was_sent = renewal.sent_on is not None
    context = {
        "heading": _("Take this renewal back?"),
        "case": case,
        "text": _(
            "The plan has it already: call the plan and say that you take it back. What you wrote stays here."
        )
        if was_sent
        else _("Nothing is sent. What you wrote stays here, and you can start again any time."),
        "button": _("Take it back"),
        "cancel_url": here,
    }
    return page(request, "renewals/remove.html", context, form=form)
