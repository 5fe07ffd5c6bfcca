"""Call mode: one office after the other. Each tap saves, so nothing is lost between two calls."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from requests_app.accounts.http import PortalRequest
from requests_app.cases.people import changed_text
from requests_app.cases.queries import get_case_or_404
from requests_app.common.pages import page
from requests_app.drafts.clash import Clash
from requests_app.drafts.http import Saved, form_data, save_once
from requests_app.drafts.versions import version_of
from requests_app.models import Case, OutreachOffice
from requests_app.outreach import call_presenters, queries, services
from requests_app.outreach.call_card import OFFICES
from requests_app.outreach.call_log import log_call
from requests_app.outreach.call_presenters import ASK_MORE, call_url
from requests_app.outreach.calling import BUTTONS, Button, Moment, moment_at, queue
from requests_app.outreach.forms import for_step
from requests_app.outreach.forms.calls import CallForm
from requests_app.outreach.presenters import step_url
from requests_app.outreach.results import FollowUp
from requests_app.outreach.steps import Step, follow_up_is_answered, follow_up_of, shown_values
from requests_app.outreach.views.lists import SCRIPT_SECTIONS, if_they_say, lines_to_say, list_url


@dataclass(frozen=True)
class Round:
    """The calls of now: who is next after this office, and who was before it."""

    now: Moment
    offices: list[OutreachOffice]
    turns: list[OutreachOffice]

    @classmethod
    def of(cls, case: Case, at: datetime) -> Round:
        now = moment_at(at, zone=case.time_zone, closed=call_presenters.closed_days_near(at))
        offices = queries.offices_of(case)
        return cls(now, offices, queue(offices, now))

    def neighbor(self, office_id: UUID, step: int) -> OutreachOffice | None:
        ids = [office.public_id for office in self.turns]
        place = ids.index(office_id) + step if office_id in ids else -1
        return self.turns[place] if 0 <= place < len(self.turns) else None


@require_GET
def call_mode(request: PortalRequest, case_id: UUID) -> HttpResponse:
    """Goes to the next office; without one, or with ?end, says what is left and when to try again."""
    case = get_case_or_404(request.actor, case_id, to_edit=True)
    calls = Round.of(case, timezone.now())
    if calls.turns and "end" not in request.GET:
        return redirect(call_url(case, calls.turns[0]))
    context = {
        "heading": _("That is all for now"),
        "caption": _("Call in-network offices"),
        "case": case,
        "back_url": list_url(case),
        "last": _last(request, case, calls.offices),
        **call_presenters.what_is_left(case, calls.offices, calls.now),
    }
    return page(request, "outreach/call_end.html", context)


@require_http_methods(["GET", "POST"])
def call_office(request: PortalRequest, case_id: UUID, office_id: UUID) -> HttpResponse:
    case = get_case_or_404(request.actor, case_id, *SCRIPT_SECTIONS, to_edit=True)
    office = queries.get_office_or_404(case, office_id)
    if ASK_MORE in request.GET:
        return _ask_more(request, case, office)
    at = timezone.now()
    calls = Round.of(case, at)
    shown = version_of(shown_values(office, Step.RESULT, ()))
    form = CallForm(form_data(request, version=shown), today=calls.now.day, version=shown)
    if request.method == "POST" and form.is_valid():
        try:
            return save_once(request, lambda: _save_call(request, office, form, calls, at), creates=True)
        except Clash as clash:
            text = changed_text(case=case, seen_by=request.actor)
            form.show_clash(text, stored=clash.fields, version=clash.version)
        except services.OfficeRefused as refusal:
            form.add_error(None, str(refusal))
    before, after = calls.neighbor(office_id, -1), calls.neighbor(office_id, 1)
    context = {
        "heading": office.name,
        "title": _("Call an office"),
        "case": case,
        "office": office,
        "back_url": call_url(case, before) if before else list_url(case),
        "skip_url": call_url(case, after) if after else call_presenters.end_url(case),
        "end_url": call_presenters.end_url(case),
        "lines": lines_to_say(case, by=request.actor, today=calls.now.day),
        "if_they_say": if_they_say(case, by=request.actor, today=calls.now.day),
        "before_you_hang_up": OFFICES.before_you_hang_up,
        "last": _last(request, case, calls.offices),
        "tapped": _kept_tap(request, form),
        **call_presenters.call_page(case, office, calls.turns, calls.offices, calls.now),
    }
    return page(request, "outreach/call_office.html", context, form=form)


def _save_call(
    request: PortalRequest, office: OutreachOffice, form: CallForm, calls: Round, at: datetime
) -> Saved:
    case = office.case
    logged = log_call(
        office=office,
        said=BUTTONS[form.cleaned_data["result"]],
        spoke_with=form.cleaned_data["spoke_with"],
        when=calls.now,
        shown_version=form.version,
        by=request.actor,
        at=at,
    )
    after = calls.neighbor(office.public_id, 1)
    tries = queries.tries_of(logged)
    is_open = follow_up_of(logged) != FollowUp.TRIES and not follow_up_is_answered(logged, tries)
    if is_open and form.cleaned_data["result"] == logged.result:
        url = call_url(case, office, more=True, after=after)
    else:
        url = call_presenters.next_url(case, after, last=office)
    return Saved(url, edit_url=step_url(office, Step.CHECK))


def _ask_more(request: PortalRequest, case: Case, office: OutreachOffice) -> HttpResponse:
    """The one question that fits the result, on a page of its own; leaving it open loses nothing."""
    at = timezone.now()
    calls = Round.of(case, at)
    after = _office_of(request.GET.get(ASK_MORE, ""), calls.offices)
    onward = call_presenters.next_url(case, after, last=office)
    tries = queries.tries_of(office)
    shown = shown_values(office, Step.FOLLOW_UP, tries)
    version = version_of(shown)
    data = form_data(request, version=version)
    options = {"initial": shown, "version": version, "today": calls.now.day}
    form = for_step(Step.FOLLOW_UP, office, tries, data, **options)
    if form is None or follow_up_of(office) == FollowUp.TRIES:
        return redirect(onward)
    if request.method == "POST" and form.is_valid():

        def save() -> str:
            services.save_step(
                office=office,
                step=Step.FOLLOW_UP,
                typed=form.cleaned_data,
                shown_version=form.version,
                by=request.actor,
                at=at,
            )
            return onward

        try:
            return save_once(request, save)
        except Clash as clash:
            text = changed_text(case=case, seen_by=request.actor)
            form.show_clash(text, stored=clash.fields, version=clash.version)
        except services.OfficeRefused as refusal:
            form.add_error(None, str(refusal))
    context = {
        "case": case,
        "office": office,
        "back_url": call_url(case, office),
        "skip_url": onward,
        "result": office.get_result_display(),
    }
    return page(request, "outreach/call_more.html", context, form=form)


def _kept_tap(request: PortalRequest, form: CallForm) -> Button | None:
    """The button that was tapped after the session had ended: one more tap saves it."""
    is_kept = request.method == "GET" and form.is_bound
    return BUTTONS.get(form.data.get("result", "")) if is_kept else None


def _last(
    request: PortalRequest, case: Case, offices: Sequence[OutreachOffice]
) -> call_presenters.LastCall | None:
    """The call before this one, so that a wrong tap is put right at once."""
    office = _office_of(request.GET.get("last", ""), offices)
    return call_presenters.last_call(case, office) if office else None


def _office_of(text: str, offices: Sequence[OutreachOffice]) -> OutreachOffice | None:
    return next((office for office in offices if str(office.public_id) == text), None)
