"""The list of diagnosis and billing codes."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods

from requests_app.accounts.http import PortalRequest
from requests_app.common.pages import page
from requests_app.common.time_zones import day_at
from requests_app.drafts.http import form_data, save_once
from requests_app.intake import checks, presenters, queries
from requests_app.intake.forms.codes import FORMS
from requests_app.intake.services import codes as services
from requests_app.intake.services.answers import AnswerRefused
from requests_app.intake.views.steps import load_case
from requests_app.models import Case


@require_GET
def codes(request: PortalRequest, case_id: UUID) -> HttpResponse:
    case = load_case(request, case_id, "care", "coverage")
    found = queries.codes_of(case)
    heading = ngettext(
        "Codes on your request (%(count)d)", "Codes on your request (%(count)d)", len(found)
    ) % {"count": len(found)}
    context = {
        "heading": heading,
        "title": _("Codes on your request"),
        "case": case,
        "caption": _("Describe the care"),
        "back_url": reverse(
            "intake:step", kwargs={"case_id": case.public_id, "task": "care", "step": "codes-known"}
        ),
        "cards": [presenters.code_card(case, code) for code in found],
        "offered": presenters.offered_codes(case, found),
        "level": case.care.get_level_of_care_display(),
        "go_on_url": checks.check_url(case, "care"),
    }
    return page(request, "intake/codes.html", context)


@require_http_methods(["GET", "POST"])
def code_add(request: PortalRequest, case_id: UUID, kind: str) -> HttpResponse:
    case = load_case(request, case_id)
    form = FORMS[kind](form_data(request), today=day_at(timezone.now(), zone=case.time_zone))
    form.caption = _("Describe the care")
    if request.method == "POST" and form.is_valid():
        try:
            return save_once(request, lambda: _add(request, case, form.columns()))
        except AnswerRefused as refusal:
            form.add_error("code", str(refusal))
    return page(
        request, "intake/code_add.html", {"case": case, "back_url": _hub(case), "kind": kind}, form=form
    )


@require_http_methods(["GET", "POST"])
def code_remove(request: PortalRequest, case_id: UUID, code_id: UUID) -> HttpResponse:
    case = load_case(request, case_id)
    code = queries.get_code_or_404(case, code_id)
    if code.removed_at is not None:
        return HttpResponseRedirect(_hub(case))
    if request.method == "POST":
        try:
            services.remove_code(code=code, by=request.actor, at=timezone.now())
        except AnswerRefused as refusal:
            messages.warning(request, str(refusal))
        else:
            messages.success(request, _("Removed. %(count)s") % {"count": _in_the_list(case)})
        return HttpResponseRedirect(_hub(case))
    context = {
        "heading": _("Remove this code?"),
        "case": case,
        "back_url": _hub(case),
        "text": checks.code_text(code),
        "cancel_url": _hub(case),
    }
    return page(request, "intake/code_remove.html", context)


def _add(request: PortalRequest, case: Case, columns: dict[str, Any]) -> str:
    services.add_code(case=case, by=request.actor, at=timezone.now(), **columns)
    messages.success(request, _("Saved. %(count)s") % {"count": _in_the_list(case)})
    return _hub(case)


def _in_the_list(case: Case) -> str:
    count = len(queries.codes_of(case))
    return ngettext("%(count)d code in the list.", "%(count)d codes in the list.", count) % {"count": count}


def _hub(case: Case) -> str:
    return reverse("intake:codes", kwargs={"case_id": case.public_id})
