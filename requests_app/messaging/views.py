from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from requests_app.accounts import permissions
from requests_app.accounts.http import PortalRequest
from requests_app.cases.queries import get_case_or_404
from requests_app.common.pages import page
from requests_app.common.time_zones import day_at
from requests_app.drafts.clash import Clash
from requests_app.drafts.http import form_data, save_once
from requests_app.messaging import presenters, queries, services
from requests_app.messaging.forms import MessageForm
from requests_app.models import Case, CaseAccess, MessageSide

SHOWN_BESIDE_FORM = 5
MOST = 1000


@require_GET
def thread(request: PortalRequest, case_id: UUID) -> HttpResponse:
    """What both sides wrote. Opening it with something new on it is noted as reading."""
    case = get_case_or_404(request.actor, case_id, "patient")
    for_staff = permissions.works_for(request.actor, case)
    now = timezone.now()
    limit = MOST if request.GET.get("all") == "yes" else queries.MOST_SHOWN
    found = presenters.shown(case, seen_by=request.actor, for_staff=for_staff, limit=limit + 1)
    services.note_reading(case=case, by=request.actor, at=now)
    context = {
        "heading": _("Messages"),
        "case": case,
        "back_url": _back_url(case, for_staff=for_staff),
        "for_staff": for_staff,
        "has_team": queries.has_team(case),
        "messages_shown": found[-limit:],
        "has_more": len(found) > limit,
        "unanswered": [one for one in found if one.is_unanswered],
        "may_write": _may_write(request, case, for_staff=for_staff),
        "may_edit": permissions.can_edit_case(request.actor, case),
        "form": MessageForm(
            None,
            today=day_at(now, zone=case.time_zone),
            version=services.version_of_thread(case, side=MessageSide.PATIENT),
        ),
    }
    return page(request, "messaging/staff_thread.html" if for_staff else "messaging/thread.html", context)


@require_http_methods(["GET", "POST"])
def write(request: PortalRequest, case_id: UUID) -> HttpResponse:
    """The patient’s side. A colleague is led to the page of the team."""
    case = get_case_or_404(request.actor, case_id, "patient", to_edit=True)
    if permissions.own_way(request.actor, case)[1] != CaseAccess.Level.EDIT:
        return HttpResponseRedirect(reverse("messaging:staff_write", args=[case.public_id]))
    now = timezone.now()
    url = reverse("messaging:thread", args=[case.public_id])
    version = services.version_of_thread(case, side=MessageSide.PATIENT)
    form = MessageForm(
        form_data(request, version=version), today=day_at(now, zone=case.time_zone), version=version
    )

    def save() -> str:
        services.write_message(
            case=case,
            side=MessageSide.PATIENT,
            text=form.cleaned_data["text"],
            language=translation.get_language()[:2],
            shown_version=form.version or "",
            by=request.actor,
            at=now,
        )
        messages.success(request, _("Message sent."))
        return url

    if request.method == "POST" and form.is_valid():
        try:
            return save_once(request, save)
        except Clash as clash:
            form.show_news(clash.version)
        except services.MessageRefused as refusal:
            form.add_error(None, str(refusal))
    context = {
        "case": case,
        "back_url": url,
        "messages_shown": presenters.shown(
            case, seen_by=request.actor, for_staff=False, limit=SHOWN_BESIDE_FORM
        ),
        "has_team": queries.has_team(case),
    }
    return page(request, "messaging/write.html", context, form=form)


def _may_write(request: PortalRequest, case: Case, *, for_staff: bool) -> bool:
    if not case.is_open or not queries.has_team(case):
        return False
    if for_staff:
        return permissions.can_edit_case(request.actor, case)
    return permissions.own_way(request.actor, case)[1] == CaseAccess.Level.EDIT


def _back_url(case: Case, *, for_staff: bool) -> str:
    return reverse("staff:case" if for_staff else "tracker:task_list", args=[case.public_id])
