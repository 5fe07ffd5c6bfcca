from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from requests_app.accounts.http import PortalRequest
from requests_app.accounts.permissions import can_edit_case
from requests_app.casefile.export import case_file, office_ids
from requests_app.cases.people import changed_text
from requests_app.cases.queries import get_case_or_404
from requests_app.common.pages import page
from requests_app.common.time_zones import day_at
from requests_app.drafts.clash import Clash
from requests_app.drafts.http import form_data, save_once
from requests_app.drafts.versions import version_of
from requests_app.letters.stated import is_signed_here
from requests_app.models import Case, Settlement
from requests_app.strength import links, presenters, queries, services
from requests_app.strength.checker import check as findings_in
from requests_app.strength.forms import StatedForm
from requests_app.strength.readiness import states
from requests_app.strength.same_story import CLINICIAN, PLAN_FORM, differences

# The word in the address -> the paper, and what the page asks.
PAPERS = {
    "letter": (CLINICIAN, gettext_lazy("What does the clinician’s letter say?")),
    "form": (PLAN_FORM, gettext_lazy("What does the plan’s form say?")),
}


@require_GET
def check(request: PortalRequest, case_id: UUID) -> HttpResponse:
    case = get_case_or_404(request.actor, case_id)
    facts = queries.facts_of_case(case, day_at(timezone.now(), zone=case.time_zone))
    findings = findings_in(facts)
    tests = states(facts)
    context = {
        "heading": _("How strong is your request?"),
        "case": case,
        "back_url": _task_list_url(case),
        "may_edit": can_edit_case(request.actor, case),
        "counted": presenters.counted(findings),
        "groups": presenters.groups(case, findings, office_ids(case)),
        "tests": presenters.tests(case, tests),
        "tests_counted": presenters.tests_counted(tests),
        "first_steps": presenters.first_steps(case, facts.case),
    }
    return page(request, "strength/check.html", context)


@require_GET
def same_story(request: PortalRequest, case_id: UUID) -> HttpResponse:
    case = get_case_or_404(request.actor, case_id)
    file = case_file(case)
    cards = presenters.difference_cards(case, differences(file))
    papers = {one.source for one in file.stated_facts}
    context = {
        "heading": _("Do all papers say the same?"),
        "case": case,
        "back_url": _task_list_url(case),
        "may_edit": can_edit_case(request.actor, case),
        "open": [card for card in cards if not card.is_settled],
        "waiting": [card for card in cards if card.is_settled],
        "has_letter": CLINICIAN in papers,
        "has_form": PLAN_FORM in papers,
    }
    return page(request, "strength/same_story.html", context)


@require_http_methods(["GET", "POST"])
def stated(request: PortalRequest, case_id: UUID, source: str) -> HttpResponse:
    case = get_case_or_404(request.actor, case_id, to_edit=True)
    if source not in PAPERS:
        raise Http404
    paper, heading = PAPERS[source]
    if request.method == "GET" and paper == CLINICIAN and is_signed_here(case):
        messages.info(request, _("The clinician signed the letter here, so you need not type it in."))
        return HttpResponseRedirect(presenters.url_of(case, links.ASK_LETTER))
    now = timezone.now()
    stored = services.stored_facts(queries.stated_of(case, paper), StatedForm.base_fields)
    form = StatedForm(
        form_data(request),
        heading=heading,
        today=day_at(now, zone=case.time_zone),
        initial=stored,
        version=version_of(stored),
    )

    def save() -> str:
        services.save_stated(
            case=case,
            source=paper,
            answers=form.cleaned_data,
            shown_version=form.version,
            by=request.actor,
            at=now,
        )
        messages.success(request, _("Saved. Here is what differs."))
        return _same_story_url(case)

    if request.method == "POST" and form.is_valid():
        try:
            return save_once(request, save)
        except Clash as clash:
            form.show_clash(
                changed_text(case=case, seen_by=request.actor), stored=clash.fields, version=clash.version
            )
        except services.NothingStated as refusal:
            form.add_error("diagnosis_codes", str(refusal))
        except services.StrengthRefused as refusal:
            form.add_error(None, str(refusal))
    context = {"case": case, "back_url": _same_story_url(case)}
    return page(request, "strength/stated.html", context, form=form)


@require_POST
def settle(request: PortalRequest, case_id: UUID) -> HttpResponse:
    """One click. Whatever comes of it is said on the page of differences."""
    case = get_case_or_404(request.actor, case_id, to_edit=True)
    choice = request.POST.get("choice", "")
    if choice in Settlement.Choice.values:
        try:
            services.settle_difference(
                case=case,
                topic=request.POST.get("topic", ""),
                source=request.POST.get("source", ""),
                choice=choice,
                shown_version=request.POST.get("version", ""),
                by=request.actor,
                at=timezone.now(),
            )
        except services.StrengthRefused as refusal:
            messages.info(request, str(refusal))
        else:
            is_theirs = choice == Settlement.Choice.THEIRS
            messages.success(
                request,
                _("Saved. Your request says the same now.")
                if is_theirs
                else _("Saved. We keep in the list who owes the correction."),
            )
    return HttpResponseRedirect(_same_story_url(case))


def _same_story_url(case: Case) -> str:
    return reverse("strength:same_story", kwargs={"case_id": case.public_id})


def _task_list_url(case: Case) -> str:
    return reverse("tracker:task_list", kwargs={"case_id": case.public_id})
