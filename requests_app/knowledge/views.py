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
from requests_app.knowledge import directory, library, presenters
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


@login_not_required
@require_GET
def help_directory(request: HttpRequest) -> HttpResponse:
    today = timezone.localdate()
    named = directory.states_with_behavioral_help(today)
    context = {
        "heading": _("Free help, state by state"),
        "back_url": reverse("help"),
        "states": [(code.lower(), name) for code, name in STATE_NAMES.items()],
        "behavioral_states": [(code.lower(), STATE_NAMES[code]) for code in named],
        "national": presenters.shown_places(directory.help_everywhere(today), on=today),
        "parity": presenters.shown_places(directory.parity_help_everywhere(today), on=today),
    }
    return page(request, "knowledge/help_directory.html", context)


@login_not_required
@require_GET
def help_state(request: HttpRequest, state: str) -> HttpResponse:
    code = state.upper()
    if code not in STATE_NAMES or state != state.lower():
        raise Http404
    today = timezone.localdate()
    found = directory.help_in(code, today)
    groups = (
        (_("Free help"), _("They explain your rights and can help with an appeal."), found.free),
        (
            _("Help with mental-health and substance-use care"),
            _("They know the rules on equal treatment (parity)."),
            (*found.behavioral, *directory.parity_help_everywhere(today)),
        ),
        (
            _("Who takes complaints about insurance"),
            _("For plans that this state regulates. Which office is yours depends on the plan."),
            found.regulators,
        ),
        (_("Medicaid"), _("For people whose plan is Medicaid."), found.medicaid),
        (_("The state’s Marketplace"), "", found.marketplace),
    )
    context = {
        "heading": _("Free help: %(state)s") % {"state": STATE_NAMES[code]},
        "back_url": reverse("knowledge:help_directory"),
        "back_text": _("All states"),
        "groups": [
            {"title": title, "text": text, "places": presenters.shown_places(places, on=today)}
            for title, text, places in groups
            if places
        ],
    }
    return page(request, "knowledge/help_state.html", context)
