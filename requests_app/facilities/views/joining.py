"""The link of an invitation to work here. Mail scanners open links, so opening one changes nothing."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from requests_app.accounts import sign_in
from requests_app.accounts.http import PortalRequest
from requests_app.common.errors import DomainError
from requests_app.common.pages import page
from requests_app.facilities.services import invitations

GONE = 410


@login_not_required
@require_http_methods(["GET", "POST"])
def join(request: PortalRequest, token: str) -> HttpResponse:
    """First the code mailed to the invited address, then one button; the second step follows by itself."""
    now = timezone.now()
    found = invitations.find(token=token, by=request.actor, at=now)
    if found is None:
        gone = {"heading": _("This link does not work any more")}
        return page(request, "facilities/join_gone.html", gone, status=GONE)
    own = reverse("facilities:join", kwargs={"token": token})
    email = getattr(request.user, "email", "")
    if request.method == "POST" and not request.actor.is_signed_in:
        return sign_in.begin(request, email=found.email, next_url=own)
    if request.method == "POST" and email == found.email:
        try:
            invitations.accept(token=token, by=request.actor, at=now)
        except DomainError as refusal:
            messages.warning(request, str(refusal))
            return HttpResponseRedirect(own)
        messages.success(request, _("Welcome. You work here from now on."))
        return HttpResponseRedirect(reverse("facilities:overview"))
    context: dict[str, Any] = {
        "heading": _("You are invited to work with %(facility)s") % {"facility": found.organization.name},
        "title": _("An invitation for you"),
        "invitation": found,
        "is_other": request.actor.is_signed_in and email != found.email,
    }
    return page(request, "facilities/join.html", context)
