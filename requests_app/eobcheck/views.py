"""The bill check for everyone. Nothing here is written down: what was told travels in the page itself."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from requests_app.accounts.http import PortalRequest
from requests_app.common.pages import page
from requests_app.eobcheck import asked, example, files, keeping, presenters, steps
from requests_app.eobcheck.asked import Asked
from requests_app.eobcheck.file_forms import FileForm, PersonForm
from requests_app.eobcheck.forms import CAPTION, FORMS, PlanForm
from requests_app.eobcheck.state import NotOurs, State, seal
from requests_app.eobcheck.steps import At, Step

FILE_WAY, EXAMPLE_WAY, AGAIN_WAY = "file", "example", "again"


@sensitive_post_parameters()
@login_not_required
@require_http_methods(["GET", "POST"])
def start(request: PortalRequest) -> HttpResponse:
    """Every page that asks something; a post brings along what the pages before were told."""
    if request.method != "POST" and request.GET.get("way") == EXAMPLE_WAY:
        return _example(request)
    if request.method != "POST":
        first = Step.FILE if request.GET.get("way") == FILE_WAY else Step.NUMBERS
        return _ask(request, State(), At(first))
    try:
        now = asked.read(request)
    except NotOurs:
        return _start_again(request)
    if now.language:
        asked.speak(request, now.language)
        return asked.remembered(_ask(request, now.state, now.at, shows_typed=True), now.language)
    if now.go is not None and steps.can_be_shown(now.state, now.go):
        return _show(request, _with_what_fits(request, now), now.go)
    if now.at.step is Step.FILE:
        return _read_file(request, now)
    if now.at.step is Step.PERSON:
        return _choose_person(request, now)
    return _answered(request, now)


@sensitive_post_parameters()
@login_not_required
@require_POST
def review(request: PortalRequest) -> HttpResponse:
    """The answer once more: in another language, as a sheet to print, or with the plan’s state."""
    try:
        now = asked.read(request)
    except NotOurs:
        return _start_again(request)
    state = now.state
    if not state.claims or _open_page(state) is not None:
        return _start_again(request)
    if now.language:
        asked.speak(request, now.language)
    elif now.wish == "plan":
        state = _with_plan(request, state)
    is_sheet = now.wish == "sheet"
    return asked.remembered(_review(request, state, is_sheet=is_sheet), now.language)


@sensitive_post_parameters()
@login_not_required
@require_POST
def keep(request: PortalRequest) -> HttpResponse:
    """The one post that keeps something: what was told goes into the session, until there is a request."""
    try:
        state = _with_plan(request, asked.read(request).state)
    except NotOurs:
        return _start_again(request)
    if not state.claims or _open_page(state) is not None:
        return _start_again(request)
    keeping.begin(request, state)
    return HttpResponseRedirect(reverse("intake:save"))


def _answered(request: PortalRequest, now: Asked) -> HttpResponse:
    if not steps.can_be_shown(now.state, now.at):
        return _start_again(request)
    if now.wish == steps.BY_LINE and now.at.step is Step.PARTS:
        return _ask(request, _with_what_fits(request, now), At(Step.LINE, now.at.claim))
    form = _form(request, now.at, request.POST, now.state)
    if not form.is_valid():
        return _ask(request, now.state, now.at, form=form)
    state = steps.applied(now.state, now.at, form.cleaned_data)
    return _show(request, state, steps.following(state, now.at, wish=now.wish))


def _with_what_fits(request: PortalRequest, now: Asked) -> State:
    """Going back takes along what was typed, when it can be read; nobody is held up on the way back.

    Who goes back to the review leaves behind the claim that was begun.
    """
    if now.go is not None and now.go.step is Step.REVIEW:
        return steps.without_open_claims(now.state)
    if now.at.step not in FORMS or not steps.can_be_shown(now.state, now.at):
        return now.state
    form = _form(request, now.at, request.POST, now.state)
    return steps.applied(now.state, now.at, form.cleaned_data) if form.is_valid() else now.state


def _read_file(request: PortalRequest, now: Asked) -> HttpResponse:
    form = FileForm(request.POST, request.FILES, today=timezone.localdate())
    if not form.is_valid():
        return _ask(request, now.state, now.at, form=form)
    try:
        state = files.read(request, form.cleaned_data, now.state.approval)
    except files.NotRead as refusal:
        form.add_error("text" if form.cleaned_data["file"] is None else "file", str(refusal))
        return _ask(request, now.state, now.at, form=form)
    return _show(request, state, files.first_page(state))


def _choose_person(request: PortalRequest, now: Asked) -> HttpResponse:
    people = presenters.people(now.state)
    form = PersonForm(request.POST, people=people, today=timezone.localdate())
    if not form.is_valid():
        return _ask(request, now.state, now.at, form=form)
    state = files.of_person(now.state, form.cleaned_data["who"])
    return _show(request, state, files.first_page(state))


def _show(request: PortalRequest, state: State, at: At) -> HttpResponse:
    if at.step is not Step.REVIEW:
        return _ask(request, state, at)
    open_page = _open_page(state)
    return _review(request, state) if open_page is None else _ask(request, state, open_page)


def _open_page(state: State) -> At | None:
    """What must be told before there is a review, or before anything is kept."""
    if files.has_several_people(state):
        return At(Step.PERSON)
    first = steps.first_open(state)
    return None if first.step is Step.REVIEW else first


def _ask(
    request: PortalRequest, state: State, at: At, *, form: Any = None, shows_typed: bool = False
) -> HttpResponse:
    """`shows_typed`: what was typed on this page, without judging it."""
    if form is None and shows_typed:
        form = _form(request, at, request.POST, state)
        form.hold()
    elif form is None:
        form = _form(request, at, None, state)
    back = steps.before(state, at)
    context = {
        "state": seal(state) if state != State() else "",
        "at": asked.told(at),
        "back": asked.told(back) if back else "",
        "back_url": "" if back else reverse("home"),
        "form_action": reverse("eobcheck:start"),
        "language_url": reverse("eobcheck:start"),
        "sends_plainly": True,
        "step": str(at.step),
        "was_read": steps.was_read_from_text(state, at),
        "starts_again": request.GET.get("way") == AGAIN_WAY,
        "is_first": at == At(Step.NUMBERS) and not state.claims,
        "place": presenters.place_text(state, at),
    }
    return page(request, presenters.TEMPLATES.get(at.step, "eobcheck/ask.html"), context, form=form)


def _form(request: PortalRequest, at: At, data: Any, state: State) -> Any:
    today = timezone.localdate()
    if at.step is Step.FILE:
        return FileForm(data, today=today)
    if at.step is Step.PERSON:
        return PersonForm(data, people=presenters.people(state), today=today)
    kind = FORMS.get(at.step, FORMS[Step.NUMBERS])
    form = kind(data, today=today, initial=steps.initial(state, at))
    if at.step is Step.WHAT and not any(one.is_read for one in state.claims):
        # A paper seldom shows who billed by number, so there is nothing to hold it against.
        del form.fields["npi"]
    return form


def _with_plan(request: PortalRequest, state: State) -> State:
    form = PlanForm(request.POST, today=timezone.localdate())
    if "coverage" not in request.POST or not form.is_valid():
        return state
    return state.model_copy(update={name: form.cleaned_data[name] for name in ("coverage", "plan_state")})


def _review(request: PortalRequest, state: State, *, is_sheet: bool = False) -> HttpResponse:
    today = timezone.localdate()
    initial = {"coverage": state.coverage, "plan_state": state.plan_state}
    context = {
        **presenters.review(state, today=today),
        "caption": CAPTION,
        "state": seal(state),
        "keep_url": "" if is_sheet else "#keep",
        "plan_form": PlanForm(None, today=today, initial=initial),
        "language_url": reverse("eobcheck:review"),
        "can_add": len(state.claims) < 10 and not any(one.is_read for one in state.claims),
        "next_claim": asked.told(At(Step.NUMBERS, len(state.claims))),
        "has_open_case": bool(keeping.open_cases(request)),
    }
    response = page(request, "eobcheck/sheet.html" if is_sheet else "eobcheck/review.html", context)
    response.headers["Cache-Control"] = "no-store, private"
    return response


def _example(request: PortalRequest) -> HttpResponse:
    today = timezone.localdate()
    context = presenters.review(example.state(today), today=today) | {
        "heading": _("An example of a check"),
        "back_url": reverse("eobcheck:start"),
    }
    return page(request, "eobcheck/example.html", context)


def _start_again(_request: PortalRequest) -> HttpResponse:
    """Nothing was kept, so there is nothing to go back to; the first page says so."""
    return HttpResponseRedirect(f"{reverse('eobcheck:start')}?way={AGAIN_WAY}")
