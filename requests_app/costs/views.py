from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from requests_app.accounts.http import PortalRequest
from requests_app.accounts.permissions import can_edit_case
from requests_app.cases.people import changed_text
from requests_app.cases.queries import get_case_or_404
from requests_app.common.pages import page
from requests_app.common.time_zones import day_at
from requests_app.costs import given, presenters, queries, services
from requests_app.costs.forms import CostsForm
from requests_app.costs.worth import worth as work_out
from requests_app.drafts.clash import Clash
from requests_app.drafts.http import form_data, save_once
from requests_app.drafts.versions import version_of
from requests_app.models import Case, CostFacts

SECTIONS = ("care", "provider")
USE_HEARD = "heard"


@require_GET
def worth(request: PortalRequest, case_id: UUID) -> HttpResponse:
    case = get_case_or_404(request.actor, case_id, *SECTIONS)
    facts = queries.facts_of(case)
    numbers = queries.numbers_of(case, facts)
    may_edit = can_edit_case(request.actor, case) and case.is_open
    context = {
        "heading": _("Is it worth it?"),
        "case": case,
        "back_url": reverse("tracker:task_list", args=[case.public_id]),
        "answer": presenters.answer(numbers, work_out(numbers)),
        "has_numbers": presenters.has_numbers(numbers),
        "groups": given.given(numbers, case if may_edit else None),
        "as_of": facts.as_of if facts else None,
        "heard": queries.heard(case) if may_edit and facts is None else None,
        "checked": _worth_using(case, facts) if may_edit else None,
        "may_edit": may_edit,
    }
    return page(request, "costs/worth.html", context)


@require_http_methods(["GET", "POST"])
def edit(request: PortalRequest, case_id: UUID) -> HttpResponse:
    case = get_case_or_404(request.actor, case_id, *SECTIONS, to_edit=True)
    now = timezone.now()
    stored = queries.values_of(queries.facts_of(case))
    heard = queries.heard(case)
    source = request.GET.get("from", "")
    uses_heard = heard is not None and source == USE_HEARD
    checked = queries.checked(case, source)
    form = CostsForm(
        form_data(request, version=version_of(stored)),
        today=day_at(now, zone=case.time_zone),
        initial=_first_answers(stored, heard if uses_heard else None, checked),
        version=version_of(stored),
    )
    if request.method == "POST" and form.is_valid():
        answer = _saved(request, case, form)
        if answer is not None:
            return answer
    context = {
        "case": case,
        "back_url": reverse("costs:worth", args=[case.public_id]),
        "save_later_url": request.get_full_path(),
        "heard": given.heard_rows(heard, stored, form),
        "heard_on": heard.called_on if heard else None,
        "uses_heard": uses_heard,
        "checked": given.checked_rows(checked, stored),
        "checked_on": checked.called_on if checked else None,
    }
    return page(request, "costs/edit.html", context, form=form)


def _worth_using(case: Case, facts: CostFacts | None) -> queries.Heard | None:
    """The newest check of the benefits, when it is newer than the numbers here and says otherwise."""
    checked = queries.newest_checked(case)
    if checked is None or checked.called_on is None:
        return None
    if facts is not None and facts.as_of is not None and facts.as_of > checked.called_on:
        return None
    stored = queries.values_of(facts)
    return checked if any(stored[name] != value for name, value in checked.values.items()) else None


def _saved(request: PortalRequest, case: Case, form: CostsForm) -> HttpResponse | None:
    """The answer after saving; None when the page has to be shown again."""

    def save() -> str:
        services.save_costs(
            case=case,
            typed=form.cleaned_data,
            shown_version=form.version,
            by=request.actor,
            at=timezone.now(),
        )
        if request.POST.get("save_later") == "yes":
            messages.success(request, _("Saved. You can come back any time."))
            return reverse("tracker:task_list", args=[case.public_id])
        messages.success(request, _("Saved."))
        return reverse("costs:worth", args=[case.public_id])

    try:
        return save_once(request, save)
    except Clash as clash:
        text = changed_text(case=case, seen_by=request.actor)
        form.show_clash(text, stored=given.in_words(clash.fields), version=clash.version)
    except services.CostsRefused as refusal:
        form.add_error(None, str(refusal))
    return None


def _first_answers(
    stored: dict[str, Any], heard: queries.Heard | None, checked: queries.Heard | None
) -> dict[str, Any]:
    """Somebody chose to use the numbers of a check: they take the place of older ones, on the page first."""
    if checked is not None:
        return {**stored, **checked.values, "as_of": checked.called_on}
    return _with_heard(stored, heard) if heard is not None else stored


def _with_heard(stored: dict[str, Any], heard: queries.Heard) -> dict[str, Any]:
    """What the plan said fills only the boxes that are empty; nothing that was typed is put aside."""
    filled = {name: value for name, value in heard.values.items() if stored[name] in (None, "")}
    as_of = {} if stored["as_of"] or not filled else {"as_of": heard.called_on}
    return {**stored, **filled, **as_of}
