from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from requests_app.accounts.http import PortalRequest
from requests_app.accounts.permissions import can_edit_case
from requests_app.cases.call_cards import NAMES_BOX
from requests_app.cases.queries import get_case_or_404
from requests_app.common.dates import weekday_date
from requests_app.common.errors import DomainError
from requests_app.common.pages import page
from requests_app.common.time_zones import day_at
from requests_app.drafts.http import form_data, save_once
from requests_app.insurer_calls import presenters, queries, services
from requests_app.insurer_calls.cards import CARDS
from requests_app.insurer_calls.forms import TASK, RemoveForm
from requests_app.insurer_calls.missing_papers import missing_lines
from requests_app.models import Case, InsurerCall


def list_url(case: Case) -> str:
    return reverse("insurer_calls:call_list", args=[case.public_id])


@require_GET
def call_list(request: PortalRequest, case_id: UUID) -> HttpResponse:
    case = get_case_or_404(request.actor, case_id)
    calls = queries.calls_of(case)
    finished = [call for call in calls if not call.is_draft]
    suggested = queries.suggest(case, finished)
    drafts = [presenters.listed(case, call) for call in calls if call.is_draft]
    begun = {call.kind: presenters.listed(case, call).change_url for call in calls if call.is_draft}
    context = {
        "heading": _("Calls with your plan (%(count)s)") % {"count": len(finished)},
        "caption": TASK,
        "case": case,
        "back_url": reverse("tracker:task_list", args=[case.public_id]),
        "may_edit": can_edit_case(request.actor, case),
        "suggested": CARDS.get(suggested),
        "others": [card for kind, card in CARDS.items() if kind != suggested],
        "begun_url": begun.get(suggested, ""),
        "drafts": drafts,
        "calls": [presenters.listed(case, call) for call in finished],
    }
    return page(request, "insurer_calls/call_list.html", context)


@require_GET
def call_detail(request: PortalRequest, case_id: UUID, call_id: UUID) -> HttpResponse:
    case = get_case_or_404(request.actor, case_id)
    call = queries.get_call_or_404(case, call_id)
    may_edit = can_edit_case(request.actor, case)
    today = day_at(timezone.now(), zone=case.time_zone)
    promised = call.promised_on
    names_url = reverse("outreach:office_names", args=[case.public_id])
    context = {
        "heading": _("What you wrote down"),
        "caption": CARDS[call.kind].title,
        "title": _("Notes of one call"),
        "case": case,
        "call": call,
        "back_url": list_url(case),
        "may_edit": may_edit,
        "listed": presenters.listed(case, call),
        "about_the_call": presenters.about_the_call(call),
        "what_they_said": presenters.what_they_said(call),
        "reminder": queries.promise_follow_up(call, services.what_was_promised(call)) if promised else None,
        "moved": queries.moved_check_in(call),
        "may_remind": bool(may_edit and promised and promised >= today and case.is_open),
        "names_url": f"{names_url}?call={call.public_id}" if call.answers.get(NAMES_BOX) else "",
        "afterwards": CARDS[call.kind].afterwards,
        "send_again_url": _send_again_url(case, call) if may_edit and case.is_open else "",
        "missing": missing_lines(call),
        "answer_url": _answer_url(case, call) if may_edit and case.is_open else "",
    }
    return page(request, "insurer_calls/call_detail.html", context)


def _answer_url(case: Case, call: InsurerCall) -> str:
    """What call 4 heard is filled in on the page of the answer, until it is written down there."""
    if not queries.heard_an_answer(call) or queries.written_down(call) is not None:
        return ""
    return f"{reverse('decisions:answer_add', args=[case.public_id])}?call={call.public_id}"


def _send_again_url(case: Case, call: InsurerCall) -> str:
    """They could not find it: then it is sent again today."""
    contact = queries.contact_of(call)
    is_lost = contact is not None and not contact.was_found
    return reverse("submissions:send", args=[case.public_id]) if is_lost else ""


@require_POST
def promise_reminder(request: PortalRequest, case_id: UUID, call_id: UUID) -> HttpResponse:
    case = get_case_or_404(request.actor, case_id, to_edit=True)
    call = queries.get_call_or_404(case, call_id)
    try:
        planned = services.remind_of_promise(call=call, by=request.actor, at=timezone.now())
    except DomainError as refusal:
        messages.warning(request, str(refusal))
    else:
        messages.success(request, _("Reminder added for %(day)s.") % {"day": weekday_date(planned.due_on)})
    return redirect("insurer_calls:call_detail", case.public_id, call.public_id)


@require_http_methods(["GET", "POST"])
def call_remove(request: PortalRequest, case_id: UUID, call_id: UUID) -> HttpResponse:
    case = get_case_or_404(request.actor, case_id, to_edit=True)
    if request.method == "POST" and queries.is_removed(case, call_id):
        return redirect(list_url(case))
    call = queries.get_call_or_404(case, call_id)
    now = timezone.now()
    form = RemoveForm(form_data(request), today=day_at(now, zone=case.time_zone))
    if request.method == "POST" and form.is_valid():

        def remove() -> str:
            services.remove_call(call=call, by=request.actor, at=now)
            messages.success(request, _("The call is out of your list."))
            return list_url(case)

        try:
            return save_once(request, remove)
        except services.CallRefused as refusal:
            form.add_error(None, str(refusal))
    listed = presenters.listed(case, call)
    context = {"case": case, "listed": listed, "cancel_url": listed.url}
    return page(request, "insurer_calls/call_remove.html", context, form=form)
