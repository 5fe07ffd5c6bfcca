"""Find a diagnosis code by its name. The words are posted and kept nowhere: they say what somebody has."""

from __future__ import annotations

from uuid import UUID, uuid4

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from requests_app.accounts.http import PortalRequest
from requests_app.casefile import schema
from requests_app.clinicians.desk import Desk, open_desk
from requests_app.clinicians.letter_forms.sign import FindCodeForm
from requests_app.common.codes import CodeProblem, clean_diagnosis_code
from requests_app.common.pages import page
from requests_app.drafts.http import form_data
from requests_app.knowledge import diagnoses
from requests_app.letters import letters

MOST_FOUND = 12


@login_not_required
@require_http_methods(["GET", "POST"])
def find_code(request: PortalRequest, request_id: UUID) -> HttpResponse:
    desk = open_desk(request, request_id)
    if not desk.may_write:
        return HttpResponseRedirect(desk.url("overview"))
    form = FindCodeForm(form_data(request), today=desk.today)
    if request.method == "POST" and request.POST.get("code"):
        try:
            return _use(request, desk, request.POST["code"])
        except letters.LetterRefused as refusal:
            form.add_error(None, str(refusal))
    has_looked = request.method == "POST" and form.is_valid()
    listed = {one.code for one in desk.answers.diagnoses}
    found = diagnoses.find_diagnoses(form.cleaned_data["words"], MOST_FOUND) if has_looked else []
    context = {
        "found": [(one, one.code in listed) for one in found],
        "is_cut": len(found) == MOST_FOUND,
        "has_looked": has_looked,
        "release": diagnoses.release(),
        "back_url": desk.page_url("diagnosis"),
        "here": request.path,
    }
    return page(request, "clinicians/form_find_code.html", context, form=form)


def _use(request: PortalRequest, desk: Desk, typed: str) -> HttpResponse:
    """Added to the codes that are there; the page of the diagnosis shows them all."""
    try:
        code = clean_diagnosis_code(typed)
    except CodeProblem:
        return HttpResponseRedirect(request.path)
    have = desk.answers.diagnoses
    if code not in {one.code for one in have}:
        added = schema.LetterCode(kind="DIAGNOSIS", code=code)
        letters.save_page(
            letter_request=desk.letter_request,
            prefilled=desk.answers,
            typed={"diagnoses": [*have, added]},
            page_key=str(uuid4()),
            shown_version=letters.version_of_answers(desk.answers, ("diagnoses",)),
            by=request.actor,
            at=desk.now,
        )
        messages.success(request, _("%(code)s added.") % {"code": code})
    return HttpResponseRedirect(desk.page_url("diagnosis"))
