"""The page behind an invitation into a request that is there already."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from requests_app.accounts import sign_in
from requests_app.accounts.http import PortalRequest
from requests_app.common.pages import page
from requests_app.drafts.http import form_data, save_once
from requests_app.intake.forms.taking_over import TakeOverForm
from requests_app.intake.services import taking_over
from requests_app.intake.services.opening import OpeningRefused
from requests_app.models import Invitation, User


def welcome(request: PortalRequest, invitation: Invitation) -> HttpResponse:
    """Who is not signed in gets a code at the invited address; nothing of the request is shown before."""
    if not isinstance(request.user, User):
        if request.method == "POST":
            return sign_in.begin(request, email=invitation.email, next_url=request.path)
        return page(request, "intake/take_over_first.html", _context(invitation))
    if not taking_over.is_for(invitation, request.user):
        return page(request, "intake/take_over_other.html", _context(invitation))
    now = timezone.now()
    form = TakeOverForm(form_data(request), today=timezone.localdate(now))
    if request.method == "POST" and form.is_valid():

        def save() -> str:
            case = taking_over.take_over(invitation=invitation, by=request.actor, at=now)
            messages.success(
                request, _("This request is yours now. Look it over and change what is not right.")
            )
            return reverse("tracker:task_list", kwargs={"case_id": case.public_id})

        try:
            return save_once(request, save)
        except OpeningRefused as refusal:
            form.add_error(None, str(refusal))
    return page(request, "intake/take_over.html", _context(invitation), form=form)


def _context(invitation: Invitation) -> dict[str, str]:
    facility = invitation.organization.name
    return {
        "heading": _("%(facility)s began a request for you") % {"facility": facility},
        "title": _("A request was begun for you"),
        "facility": facility,
    }
