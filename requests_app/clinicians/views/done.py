"""D06: the signed letter to keep, and a new version of it."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.utils.cache import patch_cache_control
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from requests_app.accounts.http import PortalRequest
from requests_app.clinicians import letter_presenters, presenters
from requests_app.clinicians.desk import open_desk
from requests_app.clinicians.letter_files import letter_response
from requests_app.common.pages import page
from requests_app.letters import letters


@login_not_required
@require_safe
def done(request: PortalRequest, request_id: UUID) -> HttpResponse:
    desk = open_desk(request, request_id)
    version = letter_presenters.newest(desk.letter_request, file_url=desk.url("done_file"))
    if version is None:
        return HttpResponseRedirect(desk.url("overview"))
    context = {
        "heading": _("Signed. Your patient has the letter."),
        "version": version,
        "until": presenters.last_day(desk.letter_request),
        "phone": desk.answers.phone,
        "peer_times": desk.answers.peer_times,
        "has_draft": desk.row is not None,
        "form_url": desk.page_url("you"),
        "new_version_url": desk.url("new_version"),
        "question_url": desk.url("question"),
        "leave_url": desk.url("leave"),
        "may_change": desk.case.is_open,
    }
    response = page(request, "clinicians/done.html", context)
    patch_cache_control(response, no_store=True, private=True)
    return response


@login_not_required
@require_safe
def done_file(request: PortalRequest, request_id: UUID) -> HttpResponseBase:
    desk = open_desk(request, request_id)
    rows = letters.signed_versions(desk.letter_request)
    if not rows:
        raise Http404
    return letter_response(request, rows[0], instead=desk.url("done"))


@login_not_required
@require_POST
def new_version(request: PortalRequest, request_id: UUID) -> HttpResponse:
    desk = open_desk(request, request_id)
    try:
        letters.new_version(letter_request=desk.letter_request, by=request.actor, at=desk.now)
    except letters.LetterRefused as refusal:
        messages.warning(request, str(refusal))
        return HttpResponseRedirect(desk.url("done"))
    messages.success(request, _("A new version. The signed one stays until you sign this one."))
    return HttpResponseRedirect(desk.page_url("you"))
