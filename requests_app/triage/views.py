"""Ten questions, one page each, and the pages they lead to."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from requests_app.accounts.http import PortalRequest
from requests_app.common.pages import page
from requests_app.costs import presenters as costs
from requests_app.costs.worth import worth as work_out
from requests_app.drafts.http import forget_held, form_data
from requests_app.knowledge.library import contact
from requests_app.triage import answers as given
from requests_app.triage import paths, presenters
from requests_app.triage.forms import WorthForm, form_class
from requests_app.triage.paths import Answers, OtherPath, Outcome, Stop
from requests_app.triage.questions import BY_KEY, BY_PATH


@login_not_required
@require_http_methods(["GET", "POST"])
def question(request: PortalRequest, question: str) -> HttpResponse:
    asked = BY_PATH.get(question)
    if asked is None:
        raise Http404
    answers = given.read(request)
    if not asked.asked_if(answers):
        return HttpResponseRedirect(_after(request, answers, asked.key))
    kind = form_class(asked)
    form = kind(form_data(request), today=timezone.localdate(), initial=kind.initial_from(answers))
    if request.method == "POST" and form.is_valid():
        answers = given.with_answer(answers, question=asked.key, given=form.given())
        given.save(request, answers)
        forget_held(request)
        return HttpResponseRedirect(_after(request, answers, asked.key))
    if paths.has_bill(answers):
        form.caption = gettext_lazy("Keep your bill check")
    context = {
        "back_url": _before(request, answers, asked.key),
        "step_text": _step_text(answers, asked.key),
    }
    return page(request, "triage/question.html", context, form=form)


@login_not_required
@require_GET
def result(request: PortalRequest) -> HttpResponse:
    answers = given.read(request)
    try:
        suggestion = paths.suggest(answers)
    except paths.NotAllAnswered as missing:
        return HttpResponseRedirect(_question_url(str(missing)))
    if suggestion.outcome in (Outcome.EMERGENCY, Outcome.OTHER_PATH):
        return HttpResponseRedirect(_stop_url(paths.stop_for(answers)))
    if paths.has_bill(answers):
        return HttpResponseRedirect(reverse("intake:save"))
    context = {
        "heading": _("What we suggest"),
        "back_url": _question_url(paths.asked_steps(answers)[-1].key),
        "name": presenters.name_of(suggestion),
        "meaning": presenters.meaning_of(suggestion),
        "quotes": presenters.quotes(suggestion),
        "flags": presenters.flag_names(suggestion),
        "rows": presenters.rows(answers),
        "other_path": suggestion.other_path,
        "appeal_contacts": presenters.appeal_contacts(answers),
    }
    return page(request, "triage/result.html", context)


@login_not_required
@require_http_methods(["GET", "POST"])
def emergency(request: PortalRequest) -> HttpResponse:
    """T90. Posting says “this is not an emergency, go on”."""
    if request.method == "POST":
        return _go_on(request, Stop.EMERGENCY, after="how_soon")
    context = {
        "heading": _("If this is an emergency, call 911"),
        "back_url": _question_url("how_soon"),
        "crisis_line": contact("us-988"),
    }
    return page(request, "triage/emergency.html", context)


@login_not_required
@require_http_methods(["GET", "POST"])
def other_path(request: PortalRequest) -> HttpResponse:
    """T91 and T92. Posting goes on with our call log and packet all the same."""
    other = given.other_path_of(given.read(request))
    if other is None:
        return HttpResponseRedirect(_question_url("coverage"))
    if request.method == "POST":
        stop = Stop.UNINSURED if other is OtherPath.UNINSURED else Stop.OTHER_PLAN
        return _go_on(request, stop, after="coverage")
    context = {
        "heading": presenters.HEADINGS[other],
        # The browser's history is seen by others, and this h1 names the plan.
        "title": _("Another way to ask"),
        "back_url": _question_url("coverage"),
        "other": other.value,
        "contacts": presenters.contacts_for(other),
    }
    return page(request, "triage/other_path.html", context)


@login_not_required
@require_http_methods(["GET", "POST"])
def worth(request: PortalRequest) -> HttpResponse:
    """Numbers are posted, worked out and shown; none is kept, and what a language switch carried is gone."""
    form = WorthForm(form_data(request), today=timezone.localdate())
    forget_held(request)
    answer = None
    if request.method == "POST" and form.is_valid():
        numbers = form.numbers()
        answer = costs.answer(numbers, work_out(numbers))
    context = {"back_url": reverse("triage:result"), "answer": answer}
    return page(request, "triage/worth.html", context, form=form)


@login_not_required
@require_POST
def start_over(request: PortalRequest) -> HttpResponse:
    given.clear(request)
    return HttpResponseRedirect(reverse("home"))


def _go_on(request: PortalRequest, stop: Stop, *, after: str) -> HttpResponse:
    answers = given.read(request)
    answers[paths.WENT_ON] = list(paths.went_on_from(stop, answers))
    given.save(request, answers)
    return HttpResponseRedirect(_after(request, answers, after))


def _after(request: PortalRequest, answers: dict[str, Any], key: str) -> str:
    """A stop page, else the next question, else the result. From the result one goes back to it.

    With a bill only what is still open is asked.
    """
    stop = paths.stop_for(answers)
    if stop is not None:
        return _stop_url(stop) + _came_from(request)
    following = None
    if _came_from(request) or paths.has_bill(answers):
        following = paths.first_unanswered(answers)
    else:
        following = paths.next_question(answers, after=key)
    return _question_url(following) + _came_from(request) if following else reverse("triage:result")


def _before(request: PortalRequest, answers: Answers, key: str) -> str:
    if _came_from(request):
        return reverse("triage:result")
    earlier = paths.previous_question(answers, before=key)
    return _question_url(earlier) if earlier else reverse("home")


def _came_from(request: PortalRequest) -> str:
    return f"?{presenters.FROM_RESULT}" if request.GET.get("from") == "result" else ""


def _step_text(answers: Answers, key: str) -> str:
    """How many questions there are is certain only once we know how the person is covered (R11)."""
    steps = [step.key for step in paths.asked_steps(answers)]
    number = steps.index(key) + 1
    if paths.one(answers, "coverage"):
        return _("Question %(number)s of %(total)s") % {"number": number, "total": len(steps)}
    return _("Question %(number)s") % {"number": number}


def _question_url(key: str) -> str:
    return reverse("triage:question", kwargs={"question": BY_KEY[key].path})


def _stop_url(stop: Stop | None) -> str:
    return reverse("triage:emergency" if stop is Stop.EMERGENCY else "triage:other_path")
