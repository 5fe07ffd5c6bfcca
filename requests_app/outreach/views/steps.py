from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from requests_app.accounts.http import PortalRequest
from requests_app.cases.people import changed_text
from requests_app.cases.queries import get_case_or_404
from requests_app.common.forms import PortalForm
from requests_app.common.pages import page
from requests_app.common.time_zones import day_at
from requests_app.drafts.clash import Clash
from requests_app.drafts.http import Saved, form_data, is_repeat, save_once
from requests_app.drafts.versions import version_of
from requests_app.knowledge.library import record
from requests_app.models import Case, OutreachAttempt, OutreachOffice
from requests_app.outreach import presenters, queries, services, steps
from requests_app.outreach.call_presenters import TEST_CALLS
from requests_app.outreach.forms import AboutForm, ConfirmForm, for_step
from requests_app.outreach.presenters import what_offers_mean
from requests_app.outreach.results import FollowUp
from requests_app.outreach.steps import Step
from requests_app.outreach.views.lists import SCRIPT_SECTIONS, lines_to_say, list_url, task_list_url

PAGES = 4
NAMES_TO_PICK = 5
ABOUT_THE_WAY = (Step.TRAVEL, Step.FOLLOW_UP)
ABOUT_TRIES = (Step.CONTACT, Step.AGAIN, Step.ENDED)
CALLING = (Step.CONTACT, Step.AGAIN, Step.ENDED, Step.RESULT)
PAGE_NUMBERS = {
    Step.ABOUT: 1,
    Step.PLACE: 1,
    Step.LISTING: 1,
    Step.CONTACT: 2,
    Step.ENDED: 2,
    Step.RESULT: 3,
    Step.FOLLOW_UP: 3,
    Step.OFFER: 3,
    Step.TRAVEL: 3,
    Step.NOTES: 4,
}


@require_http_methods(["GET", "POST"])
def office_add(request: PortalRequest, case_id: UUID) -> HttpResponse:
    case = get_case_or_404(request.actor, case_id, "patient", to_edit=True)
    now = timezone.now()
    offices = queries.offices_of(case)
    form = AboutForm(
        form_data(request),
        today=day_at(now, zone=case.time_zone),
        known=[office.name for office in offices],
    )
    if request.method == "POST" and (is_repeat(request) or form.is_valid()):

        def save() -> Saved:
            office = services.start_office(case=case, typed=form.cleaned_data, by=request.actor, at=now)
            return Saved(
                _later(request, case) or presenters.step_url(office, Step.PLACE),
                edit_url=presenters.step_url(office, Step.ABOUT),
            )

        try:
            return save_once(request, save, creates=True)
        except services.OfficeRefused as refusal:
            form.add_error(None, str(refusal))
    to_call = [office for office in reversed(offices) if not office.result]
    context = {
        "case": case,
        "back_url": list_url(case),
        "save_later_url": request.get_full_path(),
        "step_text": _step_text(Step.ABOUT),
        "to_call": [presenters.card(case, office) for office in to_call[:NAMES_TO_PICK]],
        "more_url": list_url(case) if len(to_call) > NAMES_TO_PICK else "",
    }
    return page(request, "outreach/office_about.html", context, form=form)


@require_http_methods(["GET", "POST"])
def office_step(request: PortalRequest, case_id: UUID, office_id: UUID, step: str) -> HttpResponse:
    case = get_case_or_404(request.actor, case_id, *SCRIPT_SECTIONS, to_edit=True)
    office = queries.get_office_or_404(case, office_id)
    try:
        here = Step(step)
    except ValueError:
        raise Http404 from None
    tries = queries.tries_of(office)
    now = timezone.now()
    form = _form(request, case, office, here, tries, now)
    if form is None:
        # A link to a question that no longer fits: the result was changed meanwhile.
        return redirect(presenters.step_url(office, steps.first_open_step(office, tries) or Step.CHECK))
    is_sent_again = here == Step.AGAIN and is_repeat(request)
    if request.method == "POST" and (is_sent_again or form.is_valid()):
        try:
            saved = Saved("", edit_url=presenters.step_url(office, Step.CONTACT))
            return save_once(
                request,
                lambda: replace(saved, url=_save(request, office, here, form, now)),
                creates=here == Step.AGAIN,
            )
        except Clash as clash:
            text = changed_text(case=case, seen_by=request.actor)
            form.show_clash(text, stored=clash.fields, version=clash.version)
        except services.OfficeRefused as refusal:
            form.add_error(None, str(refusal))
    context = _step_context(request, case, office, here)
    if here in CALLING:
        context["lines"] = lines_to_say(case, by=request.actor, today=form.today)
    return page(request, _template(here), context, form=form)


def _form(
    request: PortalRequest,
    case: Case,
    office: OutreachOffice,
    step: Step,
    tries: Sequence[OutreachAttempt],
    now: datetime,
) -> PortalForm | None:
    today = day_at(now, zone=case.time_zone)
    options = {"today": today}
    if step == Step.AGAIN or (step == Step.CONTACT and not tries):
        initial = {"contacted_on": today, "channel": tries[-1].channel if tries else "PHONE"}
        return for_step(step, office, tries, form_data(request), initial=initial, **options)
    shown = steps.shown_values(office, step, tries)
    version = version_of(shown)
    data = form_data(request, version=version)
    initial = shown
    if step == Step.RESULT and not office.result:
        initial = {"result": steps.likely_result(tries)}
    return for_step(step, office, tries, data, initial=initial, version=version, **options)


def _save(request: PortalRequest, office: OutreachOffice, step: Step, form: PortalForm, now: datetime) -> str:
    typed, by = form.cleaned_data, request.actor
    if step == Step.AGAIN:
        services.add_try(office=office, typed=typed, by=by, at=now)
    elif step in steps.OF_TRY:
        services.save_contact(
            office=office, step=step, typed=typed, shown_version=form.version, by=by, at=now
        )
    elif step == Step.FOLLOW_UP and steps.follow_up_of(office) == FollowUp.TRIES:
        services.save_tries(office=office, typed=typed, shown_version=form.version, by=by, at=now)
    else:
        services.save_step(office=office, step=step, typed=typed, shown_version=form.version, by=by, at=now)
    if later := _later(request, office.case):
        return later
    fresh = queries.get_office_or_404(office.case, office.public_id)
    to_check = request.GET.get("to") == Step.CHECK
    after = steps.step_after(fresh, step, queries.tries_of(fresh), to_check=to_check)
    return presenters.step_url(fresh, after, to_check=to_check)


@require_http_methods(["GET", "POST"])
def office_check(request: PortalRequest, case_id: UUID, office_id: UUID) -> HttpResponse:
    case = get_case_or_404(request.actor, case_id, "patient", to_edit=True)
    office = queries.get_office_or_404(case, office_id)
    now = timezone.now()
    open_step = steps.first_open_step(office, queries.tries_of(office))
    if request.method == "GET" and open_step is not None:
        return redirect(presenters.step_url(office, open_step))
    form = ConfirmForm(form_data(request), today=day_at(now, zone=case.time_zone))
    if request.method == "POST" and form.is_valid():
        try:
            return save_once(request, lambda: _finish(request, office, now))
        except services.OfficeRefused as refusal:
            form.add_error(None, str(refusal))
    context = {
        "case": case,
        "office": office,
        "back_url": presenters.step_url(office, Step.NOTES),
        "rows": presenters.answers(office, may_change=True),
        **what_offers_mean(office),
    }
    return page(request, "outreach/office_check.html", context, form=form)


def _finish(request: PortalRequest, office: OutreachOffice, now: datetime) -> str:
    services.finish_office(office=office, by=request.actor, at=now)
    count = queries.logged_count(office.case)
    messages.success(
        request,
        ngettext("Office saved. %(count)s office logged.", "Office saved. %(count)s offices logged.", count)
        % {"count": count},
    )
    if request.POST.get("then") == "another":
        return reverse("outreach:office_add", args=[office.case.public_id])
    return list_url(office.case)


def _later(request: PortalRequest, case: Case) -> str:
    """Where “Save and come back later” leads, or nothing when another button was pressed."""
    if request.POST.get("save_later") != "yes":
        return ""
    messages.success(request, _("Saved. You can come back any time."))
    return task_list_url(case)


def _step_text(step: Step) -> str:
    number = PAGE_NUMBERS.get(step)
    if number is None:
        return ""
    return _("Step %(number)s of %(total)s") % {"number": number, "total": PAGES}


def _template(step: Step) -> str:
    return "outreach/office_about.html" if step == Step.ABOUT else "outreach/office_step.html"


def _step_context(
    request: PortalRequest, case: Case, office: OutreachOffice, step: Step
) -> dict[str, object]:
    to_check = request.GET.get("to") == Step.CHECK
    before = Step.CHECK if to_check else steps.step_before(office, step)
    about_offer = what_offers_mean(office) if step in (Step.OFFER, Step.NOTES) else {}
    return {
        "case": case,
        "office": office,
        "back_url": presenters.step_url(office, before) if before else list_url(case),
        "save_later_url": request.get_full_path(),
        "step_text": "" if to_check else _step_text(step),
        "show_phone": step in CALLING,
        "far_text": presenters.far_text(case, office) if step in ABOUT_THE_WAY else "",
        "ask_miles": step == Step.TRAVEL and not presenters.far_text(case, office),
        "test_calls": record(TEST_CALLS) if step in ABOUT_TRIES else None,
        **about_offer,
    }
