"""D05: the letter as it will print, what is still missing, and the signature."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from requests_app.accounts.http import PortalRequest
from requests_app.clinicians import letter_presenters
from requests_app.clinicians.desk import Desk, open_desk
from requests_app.clinicians.letter_forms.sign import SignForm
from requests_app.common.pages import page
from requests_app.drafts.http import forget_held, form_data
from requests_app.letters import letters, signing
from requests_app.letters.text import hash_of, letter_text


@login_not_required
@require_http_methods(["GET", "POST"])
def review(request: PortalRequest, request_id: UUID) -> HttpResponse:
    desk = open_desk(request, request_id)
    if not desk.may_write:
        return HttpResponseRedirect(desk.url("done" if desk.letter_request.signed_at else "overview"))
    text = letter_text(desk.answers, desk.file)
    form = SignForm(
        form_data(request, version=hash_of(text)),
        today=desk.today,
        version=hash_of(text),
        name_given=desk.answers.name,
    )
    if request.method == "POST" and signing.missing(desk.answers):
        messages.warning(request, _("Something is still missing. Look at the list, then sign."))
        return HttpResponseRedirect(request.path)
    if request.method == "POST" and form.is_valid():
        try:
            return _sign(request, desk, form)
        except letters.LetterChanged as refusal:
            messages.warning(request, str(refusal))
            return HttpResponseRedirect(request.path)
        except letters.LetterRefused as refusal:
            form.add_error(None, str(refusal))
    context = letter_presenters.review_page(desk, text)
    return page(request, "clinicians/review.html", context, form=form)


def _sign(request: PortalRequest, desk: Desk, form: SignForm) -> HttpResponse:
    letters.sign(
        letter_request=desk.letter_request,
        signed_name=form.cleaned_data["signed_name"],
        seen=form.version or "",
        by=request.actor,
        at=desk.now,
    )
    forget_held(request)
    return HttpResponseRedirect(desk.url("done"))
