"""From the result of the questions to a case: the address, the agreement, the first sign-in."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from requests_app.accounts import sign_in
from requests_app.accounts.http import PortalRequest
from requests_app.cases.queries import cases_of
from requests_app.common.errors import DomainError
from requests_app.common.languages import remember
from requests_app.common.pages import page
from requests_app.drafts.http import Saved, form_data, save_once
from requests_app.eobcheck import keeping
from requests_app.facilities.presenters import hours_lines
from requests_app.facilities.services import links
from requests_app.intake import queries
from requests_app.intake.forms.opening import OPEN, AddCheckForm, AgreeForm, AnotherForm, SaveForm
from requests_app.intake.services import opening
from requests_app.intake.services.opening import CameThrough
from requests_app.intake.views import from_check, taking_over
from requests_app.models import Case, CaseStatus, Invitation, Organization, Site
from requests_app.triage import answers as triage_answers
from requests_app.triage import paths
from requests_app.triage.questions import BY_KEY

THROUGH, STARTS_ANOTHER = "came_through", "starts_another"
GONE = 410


@login_not_required
@require_http_methods(["GET", "POST"])
def save(request: PortalRequest) -> HttpResponse:
    """A01. The answers stay in the session while the person signs in with a mailed code."""
    missing = from_check.first_open_question(request)
    if missing is not None:
        return HttpResponseRedirect(_question_url(missing))
    if request.actor.is_signed_in:
        return HttpResponseRedirect(reverse("intake:agree"))
    form = SaveForm(form_data(request), today=timezone.localdate())
    if request.method == "POST" and form.is_valid():
        return sign_in.begin(request, email=form.cleaned_data["email"], next_url=reverse("intake:agree"))
    context = {"back_url": _before_saving(request), "has_check": from_check.check_of(request) is not None}
    return page(request, "intake/save.html", context, form=form)


@require_http_methods(["GET", "POST"])
def agree(request: PortalRequest) -> HttpResponse:
    """A04. Opens the case; who already has one is asked first whether to start another."""
    has_open = _open_case(request)
    asks_another = "another" in request.POST or (
        has_open is not None and not request.session.get(STARTS_ANOTHER) and request.method == "GET"
    )
    if asks_another and has_open is not None:
        return _ask_about_another(request, has_open)
    through = _facility(request)
    facility = through.name if through else ""
    form = AgreeForm(form_data(request), today=timezone.localdate(), facility=facility)
    missing = paths.first_unanswered(triage_answers.read(request))
    if request.method == "GET" and missing is not None:
        return _back_to_questions(request, missing)
    if request.method == "POST" and form.is_valid():
        try:
            return save_once(request, lambda: _open(request, shares=form.shares), creates=True)
        except paths.NotAllAnswered as question:
            return _back_to_questions(request, str(question))
        except opening.OpeningRefused as refusal:
            form.add_error("share" if facility else None, str(refusal))
        except DomainError as refusal:
            form.add_error(None, str(refusal))
    context = {
        "email": request.user.email,  # type: ignore[union-attr]
        "facility": facility,
        "kept_years": settings.CASE_KEPT.days // 365,
        "facility_days": through.keep_days if through else None,
        "back_url": _before_saving(request),
        "has_check": from_check.check_of(request) is not None,
    }
    return page(request, "intake/agree.html", context, form=form)


@login_not_required
@require_http_methods(["GET", "POST"])
def facility(request: PortalRequest, slug: str) -> HttpResponse:
    """A facility's own address. Only the button remembers it, and only agreeing shares anything."""
    found = queries.get_facility_or_404(slug)
    if request.method == "POST":
        return _remember(request, CameThrough(found.pk))
    return _welcome(request, found)


@login_not_required
@require_http_methods(["GET", "POST"])
def link(request: PortalRequest, link_key: str) -> HttpResponse:
    """A link for many, from a poster or a website. It opens in its own language; the button remembers it."""
    found = links.find_link(key=link_key, by=request.actor)
    if found is None:
        context = {"heading": _("This link does not work any more")}
        return page(request, "intake/link_gone.html", context, status=GONE)
    if request.method == "POST":
        return _remember(request, CameThrough(found.organization_id, link_key=found.key))
    is_first = settings.LANGUAGE_COOKIE_NAME not in request.COOKIES and not request.actor.is_signed_in
    if is_first:
        translation.activate(found.language)
    response = _welcome(request, found.organization, found.site)
    if is_first:
        remember(response, found.language)
    return response


@login_not_required
@require_http_methods(["GET", "POST"])
def invitation(request: PortalRequest, token: str) -> HttpResponse:
    """A link from a facility. Mail scanners open links, so opening one changes nothing (I11)."""
    found = opening.find_invitation(token=token, by=request.actor, at=timezone.now())
    if found is None:
        context = {"heading": _("This link does not work any more")}
        return page(request, "intake/link_gone.html", context, status=GONE)
    if request.user.is_authenticated or settings.LANGUAGE_COOKIE_NAME in request.COOKIES:
        return _invited(request, found)
    # A browser that never said how it reads goes on as the mail was written.
    with translation.override(found.language):
        response = _invited(request, found)
    remember(response, found.language)
    return response


def _invited(request: PortalRequest, found: Invitation) -> HttpResponse:
    if found.case_id is not None:
        return taking_over.welcome(request, found)
    if request.method == "POST":
        return _remember(request, CameThrough(found.organization_id, found.token_hash))
    return _welcome(request, found.organization)


@require_GET
def passkey_offer(request: PortalRequest) -> HttpResponse:
    case = cases_of(request.actor).first()
    context = {
        "heading": _("Sign in faster next time"),
        "go_on_url": _task_list(case) if case else reverse("tracker:my_cases"),
    }
    return page(request, "intake/passkey_offer.html", context)


def _open(request: PortalRequest, *, shares: bool) -> Saved:
    is_first = not cases_of(request.actor).exists()
    check = from_check.check_of(request)
    case = opening.start_case(
        answers=triage_answers.read(request),
        through=_through(request),
        shares_with_facility=shares,
        language=(get_language() or "en")[:2],
        check=check,
        by=request.actor,
        at=timezone.now(),
    )
    triage_answers.clear(request)
    for key in (THROUGH, STARTS_ANOTHER):
        request.session.pop(key, None)
    messages.success(request, _("We saved your request. You can come back any time."))
    if check is not None:
        return Saved(from_check.bills_url(case), edit_url=_task_list(case))
    offers_passkey = is_first and not queries.has_passkey(request.actor)
    url = reverse("intake:passkey_offer") if offers_passkey else _task_list(case)
    return Saved(url, edit_url=_task_list(case))


def _open_case(request: PortalRequest) -> Case | None:
    """The newest; a check goes only into a request that the person may write in."""
    if from_check.check_of(request) is not None:
        return next(iter(keeping.open_cases(request)), None)
    return cases_of(request.actor).exclude(status=CaseStatus.CLOSED).first()


def _ask_about_another(request: PortalRequest, has_open: Case) -> HttpResponse:
    check, today = from_check.check_of(request), timezone.localdate()
    form: AnotherForm = AnotherForm(form_data(request), today=today)
    if check is not None:
        form = AddCheckForm(form_data(request), today=today, cases=keeping.open_cases(request))
    if request.method == "POST" and form.is_valid():
        if isinstance(form, AddCheckForm) and check is not None and form.chosen_case is not None:
            return from_check.add(request, form.chosen_case, check)
        if form.cleaned_data["another"] == OPEN:
            return HttpResponseRedirect(_task_list(has_open))
        request.session[STARTS_ANOTHER] = True
        return HttpResponseRedirect(reverse("intake:agree"))
    return page(request, "intake/another.html", {"back_url": reverse("tracker:my_cases")}, form=form)


def _welcome(request: PortalRequest, facility: Organization, site: Site | None = None) -> HttpResponse:
    context: dict[str, Any] = {
        "heading": _("%(facility)s can help with your request") % {"facility": facility.name},
        "title": _("Start a request with help"),
        "facility": facility.name,
        "organization": facility,
        "phone": (site.phone if site else "") or facility.phone,
        "hours": hours_lines(links.hours_for_all(facility, site)),
    }
    return page(request, "intake/facility.html", context)


def _remember(request: PortalRequest, through: CameThrough) -> HttpResponse:
    request.session[THROUGH] = {
        "organization": through.organization_id,
        "invitation": through.invitation_hash,
        "link": through.link_key,
    }
    return HttpResponseRedirect(_question_url("who"))


def _through(request: PortalRequest) -> CameThrough | None:
    kept = request.session.get(THROUGH)
    return CameThrough(kept["organization"], kept["invitation"], kept.get("link", "")) if kept else None


def _facility(request: PortalRequest) -> Organization | None:
    through = _through(request)
    return queries.facility_by_id(through.organization_id) if through else None


def _back_to_questions(request: PortalRequest, key: str) -> HttpResponse:
    messages.info(request, _("First answer a few short questions about the care."))
    return HttpResponseRedirect(_question_url(key))


def _before_saving(request: PortalRequest) -> str:
    """A bill check has no page with a result to go back to: its last question is."""
    answers = triage_answers.read(request)
    if paths.has_bill(answers):
        return _question_url(paths.asked_steps(answers)[-1].key)
    return reverse("triage:result")


def _question_url(key: str) -> str:
    return reverse("triage:question", kwargs={"question": BY_KEY[key].path})


def _task_list(case: Case) -> str:
    return reverse("tracker:task_list", kwargs={"case_id": case.public_id})
