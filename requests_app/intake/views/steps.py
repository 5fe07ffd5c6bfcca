"""One view for every question page of the wizard, one for every check page."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from requests_app.accounts import permissions
from requests_app.accounts.http import PortalRequest
from requests_app.cases import progress
from requests_app.cases.ownership import PART_OF_SECTION, WHY_NOT, Part, Rule, may_change
from requests_app.cases.people import changed_text
from requests_app.cases.queries import get_case_or_404
from requests_app.common.pages import page
from requests_app.common.time_zones import day_at
from requests_app.drafts.clash import Clash
from requests_app.drafts.http import form_data, hold_for, save_once
from requests_app.intake import checks, queries, steps
from requests_app.intake.forms.base import CheckForm, StepForm
from requests_app.intake.services import answers
from requests_app.intake.steps import Step
from requests_app.models import Case


@require_http_methods(["GET", "POST"])
def step(request: PortalRequest, case_id: UUID, task: str, step: str) -> HttpResponse:
    found = steps.find(task, step)
    if found is None:
        raise Http404
    # A page shows answers of its own section only; what follows from saving one looks at all of them.
    sections = (found.section,) if request.method == "GET" else progress.SECTIONS
    case = load_case(request, case_id, *sections)
    if request.method == "GET" and not may_change(case, PART_OF_SECTION[found.section], by=request.actor):
        return _only_read(request, case, task)
    if not found.applies(case):
        return HttpResponseRedirect(checks.check_url(case, task))
    now = timezone.now()
    form = found.make_form(form_data(request), case=case, today=day_at(now, zone=case.time_zone))
    if request.method == "POST":
        answer = _saved(request, case, found, form, now)
        if answer is not None:
            return answer
    context = {
        "case": case,
        "back_url": _back_url(request, case, found),
        "save_later_url": request.get_full_path(),
        "step_text": _step_text(case, found),
        "told": _told(case, found, form.today),
        "card_url": _card_url(case, found),
        "pick_url": _pick_url(request, case, found),
    }
    return page(request, "intake/step.html", context, form=form)


@require_http_methods(["GET", "POST"])
def check(request: PortalRequest, case_id: UUID, task: str) -> HttpResponse:
    """All answers of a task; as long as a page lacks its answers, it leads there. The entrance of a task."""
    case = load_case(request, case_id, *progress.SECTIONS)
    if task == "story" and not may_change(case, Part.STORY, by=request.actor):
        return _only_read(request, case, task)
    still_open = _page_to_open(case, task)
    if still_open is not None:
        return HttpResponseRedirect(checks.step_url(case, still_open))
    today = day_at(timezone.now(), zone=case.time_zone)
    form = CheckForm(form_data(request), today=today)
    form.caption = progress.TASK_TITLES[task]
    if request.method == "POST" and form.is_valid():
        try:
            return save_once(request, lambda: _confirm(request, case, task))
        except answers.AnswerRefused as refusal:
            form.add_error(None, str(refusal))
    rows = checks.rows(case, steps.of_task(case, task), today)
    if task == "care":
        rows.append(checks.code_row(case, queries.codes_of(case)))
    context = {
        "case": case,
        "back_url": task_list_url(case),
        "rows": rows,
        "set_aside": checks.set_aside(case, task, today),
        "is_story": task == "story",
    }
    return page(request, "intake/check.html", context, form=form)


@require_GET
def read(request: PortalRequest, case_id: UUID, task: str) -> HttpResponse:
    """The answers of a task, for people who may only look."""
    case = get_case_or_404(request.actor, case_id, *progress.SECTIONS)
    today = day_at(timezone.now(), zone=case.time_zone)
    rows = checks.rows(case, steps.of_task(case, task), today)
    if task == "care":
        rows.append(checks.code_row(case, queries.codes_of(case)))
    is_own_staff = permissions.works_for(request.actor, case)
    back_url = reverse("staff:case", kwargs={"case_id": case_id}) if is_own_staff else task_list_url(case)
    context = {
        "heading": progress.TASK_TITLES[task],
        "case": case,
        "back_url": back_url,
        "rows": [replace(row, change_url="") for row in rows],
    }
    return page(request, "intake/read.html", context)


def _only_read(request: PortalRequest, case: Case, task: str) -> HttpResponse:
    messages.info(request, str(WHY_NOT[Rule.PATIENT]))
    return HttpResponseRedirect(reverse("intake:read", kwargs={"case_id": case.public_id, "task": task}))


def _page_to_open(case: Case, task: str) -> Step | None:
    """The page to begin or to go on with; None when there is something to check."""
    if task in steps.WITHOUT_CHECK:
        return steps.of_task(case, task)[0]
    state = progress.task_state(case, task)
    if state.status == progress.TO_DO:
        return steps.asked(case, task)[0]
    return None if state.is_done else steps.first_open(case, task)


def load_case(request: PortalRequest, case_id: UUID, *sections: str) -> Case:
    case = get_case_or_404(request.actor, case_id, *sections, to_edit=True)
    if permissions.works_for(request.actor, case):
        case.helping = case.patient.first_name
    return case


def task_list_url(case: Case) -> str:
    return reverse("tracker:task_list", kwargs={"case_id": case.public_id})


def _saved(
    request: PortalRequest, case: Case, found: Step, form: StepForm, now: datetime
) -> HttpResponse | None:
    """The answer after saving; None when the page has to be shown again."""
    later = request.POST.get("save_later") == "yes"
    if later and form.errors and not form.lacks_answers_only:
        return _kept_for_later(request, case)
    if not form.is_valid() and not later:
        return None
    given = form.given_answers() if form.errors else form.answers()

    def save() -> str:
        answers.save_answers(
            case=case,
            section=found.section,
            answers=given,
            shown=form.stored(case),
            shown_version=form.version,
            by=request.actor,
            at=now,
        )
        return _after(request, case, found, later=later)

    try:
        return save_once(request, save)
    except Clash as clash:
        text = changed_text(case=case, seen_by=request.actor)
        form.show_clash(text, stored=clash.fields, version=clash.version)
    except answers.AnswerRefused as refusal:
        form.add_error(None, str(refusal))
    return None


def _after(request: PortalRequest, case: Case, found: Step, *, later: bool) -> str:
    if later:
        messages.success(request, _("Saved. You can come back any time."))
        return task_list_url(case)
    if found.key == "codes-known" and case.care.codes_known == "TYPE_NOW":
        return reverse("intake:codes", kwargs={"case_id": case.public_id})
    onward = None if _goes_back_to_check(request) else steps.following(case, found)
    if onward is not None:
        return checks.step_url(case, onward)
    if found.task in steps.WITHOUT_CHECK:
        _say_saved(request, found.task)
        return task_list_url(case)
    return checks.check_url(case, found.task)


def _confirm(request: PortalRequest, case: Case, task: str) -> str:
    answers.confirm_task(case=case, task=task, by=request.actor, at=timezone.now())
    _say_saved(request, task)
    return task_list_url(case)


def _say_saved(request: PortalRequest, task: str) -> None:
    messages.success(request, _("Saved: %(task)s") % {"task": progress.TASK_TITLES[task]})


def _kept_for_later(request: PortalRequest, case: Case) -> HttpResponse:
    """Answers that cannot be saved as they are wait for a day, so leaving is never blocked."""
    response = HttpResponseRedirect(task_list_url(case))
    hold_for(request, response, path=request.get_full_path())
    messages.info(
        request,
        _("We kept what you typed for one day in this browser. Something on that page still needs a look."),
    )
    return response


def _back_url(request: PortalRequest, case: Case, found: Step) -> str:
    if _goes_back_to_check(request):
        return checks.check_url(case, found.task)
    before = steps.preceding(case, found)
    return checks.step_url(case, before) if before else task_list_url(case)


def _goes_back_to_check(request: PortalRequest) -> bool:
    return request.GET.get("back") == "check"


def _step_text(case: Case, found: Step) -> str:
    place = steps.place(case, found)
    if place is None:
        return ""
    number, total = place
    if total is None:
        return _("Step %(number)s") % {"number": number}
    return _("Step %(number)s of %(total)s") % {"number": number, "total": total}


def _card_url(case: Case, found: Step) -> str:
    """Where the numbers of the card are asked for, a photo of it can be kept, too; it answers nothing."""
    if (found.task, found.key) != ("plan", "member"):
        return ""
    return reverse("papers:paper_add", args=[case.public_id]) + "?kind=insurance-card"


def _told(case: Case, found: Step, today: date) -> list[checks.Row]:
    """On the first page of a task: what the person said before there was a case (R4)."""
    if steps.asked(case, found.task)[:1] != [found]:
        return []
    return checks.rows(case, steps.told(case, found.task), today)


def _pick_url(request: PortalRequest, case: Case, found: Step) -> str:
    """Where staff take the provider from their own list."""
    if (found.task, found.key) != ("provider", "name") or not permissions.works_for(request.actor, case):
        return ""
    return reverse("intake:provider_pick", kwargs={"case_id": case.public_id})
