"""The clinician’s way in: the link, a code by mail, and out again.

Opening these addresses changes nothing about a request, however often and by whatever program. What is
behind them is shown only after the code.
"""

from __future__ import annotations

from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from requests_app.accounts import link_door
from requests_app.accounts.http import PortalRequest
from requests_app.clinicians import presenters
from requests_app.clinicians.forms import CodeForm
from requests_app.common.pages import page
from requests_app.drafts.http import form_data
from requests_app.letters import links
from requests_app.letters.links import Try
from requests_app.models import ClinicianRequest


@login_not_required
@require_safe
def link(request: PortalRequest, link_key: str) -> HttpResponse:
    """D01, first half: from the address with the key to one without it."""
    key_sha256 = link_door.hash_of(link_key)
    found = link_door.find_by_hash(key_sha256, now=timezone.now())
    if found is None:
        response = HttpResponseRedirect(reverse("clinicians:gone"))
    else:
        link_door.remember(request, found, key_sha256=key_sha256)
        response = HttpResponseRedirect(reverse("clinicians:landing", args=[found.public_id]))
    response.headers["Referrer-Policy"] = "no-referrer"
    return response


@login_not_required
@require_safe
def landing(request: PortalRequest, request_id: UUID) -> HttpResponse:
    """D01. Nothing of a patient: who asks, until when, and a button that mails a code."""
    now = timezone.now()
    found = _behind_link(request, request_id)
    if found is None:
        return _gone()
    context = {
        "heading": _("A patient asked you for a short letter to their health plan"),
        "title": _("A request for a letter"),
        "sent_by": presenters.office_behind(found),
        "until": presenters.last_day(found),
        "masked_email": presenters.masked(found.email),
        "is_locked": links.is_locked(found, now),
        "locked_until": presenters.local(found.locked_until, found),
        "is_inside": link_door.is_confirmed(request, request_id, now=now),
        "send_url": reverse("clinicians:send_code", args=[request_id]),
        "code_url": reverse("clinicians:code", args=[request_id]),
        "overview_url": reverse("clinicians:overview", args=[request_id]),
    }
    return page(request, "clinicians/landing.html", context)


@login_not_required
@require_POST
def send_code(request: PortalRequest, request_id: UUID) -> HttpResponse:
    found = _behind_link(request, request_id)
    if found is None:
        return _gone()
    language = (get_language() or settings.LANGUAGE_CODE)[:2]
    if links.send_code(letter_request=found, language=language, at=timezone.now()):
        messages.success(request, _("We sent a code. It can take a minute."))
    elif not links.is_locked(found, timezone.now()):
        messages.info(request, _("A code is on its way. Look in the spam folder, too, before you ask again."))
    return HttpResponseRedirect(reverse("clinicians:code", args=[request_id]))


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def code(request: PortalRequest, request_id: UUID) -> HttpResponse:
    """D02."""
    now = timezone.now()
    found = _behind_link(request, request_id)
    if found is None:
        return _gone()
    form = CodeForm(form_data(request) if request.method == "POST" else None, today=timezone.localdate(now))
    if request.method == "POST" and form.is_valid():
        answer = links.check_code(letter_request=found, typed=form.cleaned_data["code"], at=now)
        if answer.outcome is Try.RIGHT:
            kept = link_door.known(request, request_id)
            key_sha256 = kept.key_sha256 if kept is not None else ""
            link_door.confirm(request, found, key_sha256=key_sha256, at=now)
            return HttpResponseRedirect(reverse("clinicians:overview", args=[request_id]))
        form.add_error("code", presenters.wrong_code(answer, found))
    found = _behind_link(request, request_id) or found
    context = {
        "masked_email": presenters.masked(found.email),
        "is_locked": links.is_locked(found, now),
        "locked_until": presenters.local(found.locked_until, found),
        "send_url": reverse("clinicians:send_code", args=[request_id]),
        "is_demo": settings.DEMO,
        "back_url": reverse("clinicians:landing", args=[request_id]),
    }
    return page(request, "clinicians/code.html", context, form=form)


@login_not_required
@require_safe
def gone(request: PortalRequest) -> HttpResponse:
    """D07. One page for a link that never was, has run out, or was taken back; `?left=`: after leaving.

    A clinician has no account, so nothing here leads to a sign-in.
    """
    has_left = request.GET.get("left") == "yes"
    heading = _("This page is locked") if has_left else _("This link no longer works")
    return page(request, "clinicians/gone.html", {"heading": heading, "has_left": has_left})


@login_not_required
@require_POST
def leave(request: PortalRequest, request_id: UUID) -> HttpResponse:
    link_door.leave(request, request_id)
    return HttpResponseRedirect(f"{reverse('clinicians:gone')}?left=yes")


def _behind_link(request: PortalRequest, request_id: UUID) -> ClinicianRequest | None:
    """The request whose link this browser opened, as long as that very link works."""
    kept = link_door.known(request, request_id)
    found = link_door.find_by_hash(kept.key_sha256 if kept else "", now=timezone.now())
    return found if found is not None and found.public_id == request_id else None


def _gone() -> HttpResponse:
    return HttpResponseRedirect(reverse("clinicians:gone"))
