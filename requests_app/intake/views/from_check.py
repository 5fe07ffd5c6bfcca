"""A bill check that became a request: its answers are carried over, and only what is open is asked."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from requests_app.accounts.http import PortalRequest
from requests_app.common.errors import DomainError
from requests_app.drafts.http import save_once
from requests_app.eobcheck import facts, keeping
from requests_app.eobcheck import services as checks
from requests_app.eobcheck.state import State
from requests_app.models import Case
from requests_app.triage import answers as given
from requests_app.triage import paths


def check_of(request: PortalRequest) -> State | None:
    """Only together with its answers: who starts over, or asks for something else, has left it behind."""
    return keeping.kept(request) if paths.has_bill(given.read(request)) else None


def first_open_question(request: PortalRequest) -> str | None:
    """For a check that was just kept: its answers become those of the questions. None: nothing is open."""
    check = keeping.kept(request)
    answers = given.read(request)
    if check is None:
        return None
    if keeping.take_new(request) or not paths.has_bill(answers):
        answers |= {**facts.answers_of(check), paths.CAME_WITH: paths.BILL}
        given.save(request, answers)
    return paths.first_unanswered(answers)


def add(request: PortalRequest, case: Case, check: State) -> HttpResponse:
    """Into a request that is there."""
    try:
        return save_once(request, lambda: _added(request, case, check))
    except DomainError as refusal:
        messages.warning(request, str(refusal))
        return HttpResponseRedirect(reverse("intake:agree"))


def bills_url(case: Case) -> str:
    return reverse("eobs:eob_list", kwargs={"case_id": case.public_id})


def _added(request: PortalRequest, case: Case, check: State) -> str:
    done = checks.add_to_case(case=case, state=check, by=request.actor, at=timezone.now())
    given.clear(request)
    if done.others:
        messages.warning(
            request,
            _("Left out: what names another person than this request. Start a new request for that person."),
        )
    if done.keeps_answer:
        messages.info(
            request,
            _("This request has an answer of your plan, so the approval from the check was not added to it."),
        )
    if done.saved:
        messages.success(
            request,
            ngettext("Saved %(count)d statement.", "Saved %(count)d statements.", done.saved)
            % {"count": done.saved},
        )
    elif not done.others:
        messages.info(request, _("These statements were already in your request."))
    return bills_url(case)
