"""Pages anybody may read: why we say something, and who regulates a plan."""

from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from requests_app.common.pages import page
from requests_app.common.states import STATE_NAMES
from requests_app.drafts.http import form_data
from requests_app.knowledge import library, presenters
from requests_app.knowledge.forms import WhoRegulatesForm
from requests_app.knowledge.plan_kinds import named_plan, plan_of
from requests_app.knowledge.regulators import regulators_for
from requests_app.knowledge.reviews import reviews_for


@login_not_required
@require_GET
def why(request: HttpRequest, record_id: str) -> HttpResponse:
    record = library.find(record_id)
    if record is None:
        raise Http404
    shown = presenters.why(record, on=timezone.localdate())
    return page(request, "knowledge/why.html", {"heading": _("Why we say this"), "why": shown})


@login_not_required
@require_http_methods(["GET", "POST"])
def who_regulates(request: HttpRequest) -> HttpResponse:
    form = WhoRegulatesForm(form_data(request), today=timezone.localdate())
    if request.method == "POST" and form.is_valid():
        plan = plan_of(form.cleaned_data["plan"], form.cleaned_data["funding"])
        state = form.cleaned_data["state"].lower()
        return HttpResponseRedirect(reverse("knowledge:regulator", args=[state, plan.slug]))
    return page(request, "knowledge/who_regulates.html", {"back_url": reverse("help")}, form=form)


@login_not_required
@require_GET
def regulator(request: HttpRequest, state: str, plan: str) -> HttpResponse:
    named, code = named_plan(plan), state.upper()
    if named is None or code not in STATE_NAMES or state != state.lower():
        raise Http404
    today = timezone.localdate()
    facts = named.facts(state=code)
    answer = regulators_for(facts, today)
    context = {
        "heading": _("Who regulates this plan"),
        "back_url": reverse("knowledge:who_regulates"),
        "back_text": _("Ask for another plan"),
        "state": STATE_NAMES[code],
        "plan": named,
        "answer": answer,
        "main": presenters.shown_places(answer.main, on=today),
        "also": presenters.shown_places(answer.also, on=today),
        "free_help": presenters.shown_places(answer.free_help, on=today),
        "reviews": reviews_for(facts, today),
    }
    return page(request, "knowledge/regulator.html", context)
