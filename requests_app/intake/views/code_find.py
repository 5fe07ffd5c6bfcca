"""Find a diagnosis code by its name. The words are posted and kept nowhere: they say what somebody has."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from requests_app.accounts.http import PortalRequest
from requests_app.common.pages import page
from requests_app.common.time_zones import day_at
from requests_app.drafts.http import form_data
from requests_app.intake import presenters
from requests_app.intake.forms.codes import FindForm
from requests_app.intake.views.steps import load_case
from requests_app.knowledge import diagnoses


@require_http_methods(["GET", "POST"])
def code_find(request: PortalRequest, case_id: UUID) -> HttpResponse:
    case = load_case(request, case_id)
    form = FindForm(form_data(request), today=day_at(timezone.now(), zone=case.time_zone))
    form.caption = _("Describe the care")
    has_looked = request.method == "POST" and form.is_valid()
    found = presenters.found_codes(case, form.cleaned_data["words"]) if has_looked else []
    context = {
        "case": case,
        "found": found,
        "has_looked": has_looked,
        "is_cut": len(found) == presenters.MOST_FOUND,
        "release": diagnoses.release(),
        "add_url": reverse("intake:code_add", kwargs={"case_id": case.public_id, "kind": "diagnosis"}),
        "back_url": reverse("intake:codes", kwargs={"case_id": case.public_id}),
    }
    return page(request, "intake/code_find.html", context, form=form)
