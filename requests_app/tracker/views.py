from __future__ import annotations

from datetime import date
from typing import cast
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from requests_app.accounts import permissions
from requests_app.accounts.http import PortalRequest
from requests_app.accounts.services import set_language
from requests_app.cases import helpers as helpers_of_case
from requests_app.cases import history, progress
from requests_app.cases import services as cases
from requests_app.cases.consents import consents_of
from requests_app.cases.lifecycle import MoveRefused
from requests_app.cases.queries import cases_of, get_case_or_404
from requests_app.common import languages
from requests_app.common.pages import page
from requests_app.common.time_zones import day_at
from requests_app.drafts.http import form_data, save_once
from requests_app.followups.closed import closed_days_of
from requests_app.messaging.queries import has_team, unread_count
from requests_app.models import Case, User
from requests_app.oversight.queries import deletion_day
from requests_app.standing.bills import bills_of
from requests_app.standing.deadlines import deadlines
from requests_app.standing.queries import followed
from requests_app.strength.queries import owed_corrections
from requests_app.tracker import presenters, queries, services, standing_presenters, tasks_of_case, tools
from requests_app.tracker.forms import CloseForm, HelperForm, SettingsForm
from requests_app.tracker.next_box import NextBox, next_box
from requests_app.tracker.task_rows import Task
from requests_app.tracks.state import states_of


@require_GET
def my_cases(request: PortalRequest) -> HttpResponse:
    """The one request of most people; a list for those who have several; the start for those with none."""
    found = queries.with_what_names_them(cases_of(request.actor))
    if not found:
        return HttpResponseRedirect(reverse("home"))
    if len(found) == 1:
        return HttpResponseRedirect(_task_list_url(found[0]))
    context = {"heading": _("Your requests"), "cards": presenters.case_cards(found)}
    return page(request, "tracker/my_cases.html", context)


@require_GET
def task_list(request: PortalRequest, case_id: UUID) -> HttpResponse:
    case = get_case_or_404(request.actor, case_id, "organization", *progress.SECTIONS)
    today = day_at(timezone.now(), zone=case.time_zone)
    states = states_of(case)
    facts = queries.facts(case, outcomes=[one.track.outcome for one in states])
    may_edit = permissions.can_edit_case(request.actor, case)
    groups = tasks_of_case.groups(
        case, progress.task_states(case), facts, today=today, may_edit=may_edit and case.is_open
    )
    following = tasks_of_case.next_task(groups, case, facts, today=today) if case.is_open else None
    is_staff = permissions.works_for(request.actor, case)
    context = {
        "heading": _("Your request"),
        "case": case,
        "back_url": _staff_url(case) if is_staff else "",
        "facts": facts,
        "outcome": standing_presenters.strip_text(case, facts.bills),
        "groups": groups,
        "next": _next_box(case, following, facts, today) if following else None,
        "waiting": _waiting(case, facts) if case.is_open else [],
        "tools": tools.tools(case),
        "tracks": presenters.tracks(states),
        "may_edit": may_edit,
        "has_team": has_team(case),
        "unread": unread_count(case) if has_team(case) and not is_staff else 0,
        "deleted_on": deletion_day(case),
        "may_delete": permissions.is_patient_side(request.actor, case),
    }
    return page(request, "tracker/task_list.html", context)


def _next_box(case: Case, task: Task, facts: queries.Facts, today: date) -> NextBox:
    closed = closed_days_of(case.organization_id, today)
    return next_box(case, task, facts, today=today, closed=closed)


def _waiting(case: Case, facts: queries.Facts) -> list[presenters.Waiting]:
    return [*presenters.waiting_on(case, facts), *presenters.owed(owed_corrections(case))]


@require_GET
def timeline(request: PortalRequest, case_id: UUID) -> HttpResponse:
    case = get_case_or_404(request.actor, case_id, "organization")
    chosen = request.GET.get("kind", "")
    kind = chosen if chosen in history.KINDS else ""
    found = history.events(
        case, seen_by=request.actor, for_staff=permissions.works_for(request.actor, case), kind=kind
    )
    context = {
        "heading": _("What happened so far"),
        "case": case,
        "back_url": _task_list_url(case),
        "events": presenters.without_repeats(found, zone=case.time_zone),
        "kinds": history.KINDS.items(),
        "kind": kind,
    }
    return page(request, "tracker/timeline.html", context)


@require_http_methods(["GET", "POST"])
def settings(request: PortalRequest, case_id: UUID) -> HttpResponse:
    case = get_case_or_404(request.actor, case_id, to_edit=True)
    user = cast(User, request.user)
    form = SettingsForm(
        form_data(request),
        today=day_at(timezone.now(), zone=case.time_zone),
        initial={"language": user.language},
    )
    if request.method == "POST" and form.is_valid():
        language = form.cleaned_data["language"]
        set_language(user=user, language=language)
        with translation.override(language):
            messages.success(request, _("Saved. From now on we use this language for you."))
        response = HttpResponseRedirect(request.path)
        languages.remember(response, language)
        return response
    is_patient_side = permissions.is_patient_side(request.actor, case)
    context = {
        "case": case,
        "back_url": _task_list_url(case),
        "is_patient_side": is_patient_side,
        "consents": presenters.consent_cards(case, consents_of(case)) if is_patient_side else [],
    }
    return page(request, "tracker/settings.html", context, form=form)


@require_GET
def helpers(request: PortalRequest, case_id: UUID) -> HttpResponse:
    case = _own_case(request, case_id)
    context = {
        "heading": _("People who help you"),
        "case": case,
        "back_url": reverse("tracker:settings", kwargs={"case_id": case.public_id}),
        "helpers": presenters.helper_cards(case, queries.helpers_of(case)),
    }
    return page(request, "tracker/helpers.html", context)


@require_http_methods(["GET", "POST"])
def helper_add(request: PortalRequest, case_id: UUID) -> HttpResponse:
    case = _own_case(request, case_id)
    now = timezone.now()
    form = HelperForm(form_data(request), today=day_at(now, zone=case.time_zone))

    def save() -> str:
        services.invite_helper(case=case, by=request.actor, at=now, **form.cleaned_data)
        name = form.cleaned_data["display_name"]
        messages.success(request, _("%(name)s can help you now. We sent an email.") % {"name": name})
        return _helpers_url(case)

    if request.method == "POST" and form.is_valid():
        try:
            return save_once(request, save)
        except cases.CaseRefused as refusal:
            form.add_error("email", str(refusal))
    context = {"case": case, "back_url": _helpers_url(case)}
    return page(request, "tracker/helper_add.html", context, form=form)


@require_http_methods(["GET", "POST"])
def helper_remove(request: PortalRequest, case_id: UUID, access_id: UUID) -> HttpResponse:
    case = _own_case(request, case_id)
    access = queries.get_helper_or_404(case, access_id)
    if request.method == "POST":
        helpers_of_case.end_helper(access=access, by=request.actor, at=timezone.now())
        messages.success(
            request, _("%(name)s can no longer see your request.") % {"name": access.display_name}
        )
        return HttpResponseRedirect(_helpers_url(case))
    context = {
        "heading": _("Do you want to end this person’s access?"),
        "case": case,
        "caption": _("People who help you"),
        "back_url": _helpers_url(case),
        "access": access,
    }
    return page(request, "tracker/helper_remove.html", context)


@require_GET
def download_case(request: PortalRequest, case_id: UUID) -> HttpResponse:
    """Everything in the case, as the case file that `import_case` reads."""
    case = get_case_or_404(request.actor, case_id)
    text = services.export_case(case=case, by=request.actor, at=timezone.now())
    return HttpResponse(
        text,
        content_type="application/json; charset=utf-8",
        headers={
            "Content-Disposition": f'attachment; filename="request-{case.reference}.json"',
            "Cache-Control": "no-store, private",
        },
    )


@require_http_methods(["GET", "POST"])
def close(request: PortalRequest, case_id: UUID) -> HttpResponse:
    case = get_case_or_404(request.actor, case_id, "coverage", "care", "provider", to_edit=True)
    now = timezone.now()
    form = CloseForm(form_data(request), today=day_at(now, zone=case.time_zone), keep_until=case.keep_until)

    def save() -> str:
        cases.close_case(case=case, because=form.cleaned_data["because"], by=request.actor, at=now)
        messages.success(request, _("Your request is closed. We send no more reminders about it."))
        return _task_list_url(case)

    if not case.is_open:
        messages.info(request, _("This request is closed already."))
        return HttpResponseRedirect(_task_list_url(case))
    if request.method == "POST" and form.is_valid():
        try:
            return save_once(request, save)
        except MoveRefused as refusal:
            form.add_error(None, str(refusal))
    context = {
        "case": case,
        "back_url": reverse("tracker:settings", kwargs={"case_id": case.public_id}),
        "still_open": _still_open(case, day_at(now, zone=case.time_zone)),
    }
    return page(request, "tracker/close.html", context, form=form)


def _still_open(case: Case, today: date) -> list[standing_presenters.Row]:
    """Days that run on when the request is closed, and of which nobody will remind any more."""
    bills = bills_of(case, today=today)
    found = deadlines(case, followed(case), states_of(case), today=today, bills=bills)
    return standing_presenters.still_open(found, today=today)


@require_POST
def reopen(request: PortalRequest, case_id: UUID) -> HttpResponse:
    case = get_case_or_404(request.actor, case_id, to_edit=True)
    try:
        services.reopen_case(case=case, by=request.actor, at=timezone.now())
    except MoveRefused:
        messages.info(request, _("This request is open."))
    else:
        messages.success(request, _("Your request is open again."))
    return HttpResponseRedirect(_task_list_url(case))


def _own_case(request: PortalRequest, case_id: UUID) -> Case:
    """Raises Http404 for strangers and PermissionDenied for everybody but the patient or the caregiver."""
    case = get_case_or_404(request.actor, case_id)
    permissions.check_is_patient_side(request.actor, case)
    return case


def _task_list_url(case: Case) -> str:
    return reverse("tracker:task_list", kwargs={"case_id": case.public_id})


def _helpers_url(case: Case) -> str:
    return reverse("tracker:helpers", kwargs={"case_id": case.public_id})


def _staff_url(case: Case) -> str:
    return reverse("staff:case", kwargs={"case_id": case.public_id})
