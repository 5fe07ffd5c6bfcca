"""The signed letter and its versions, for the people of the case."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpResponse, HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from requests_app.accounts.http import PortalRequest
from requests_app.cases.queries import get_case_or_404
from requests_app.clinicians import letter_presenters
from requests_app.clinicians.letter_files import letter_response
from requests_app.common.pages import page
from requests_app.letters import letters, queries
from requests_app.models import Case, ClinicianRequest


@require_safe
def letter(request: PortalRequest, case_id: UUID, request_id: UUID) -> HttpResponse:
    case, asked = _asked(request, case_id, request_id)
    found = letter_presenters.versions(case, asked)
    context = {
        "heading": _("The clinician’s letter"),
        "case": case,
        "back_url": reverse("clinicians:ask_detail", args=[case.public_id, asked.public_id]),
        "newest": found[0] if found else None,
        "older": found[1:],
        "same_story_url": reverse("strength:same_story", args=[case.public_id]),
    }
    return page(request, "clinicians/letter.html", context)


@require_safe
def letter_file(request: PortalRequest, case_id: UUID, request_id: UUID, number: int) -> HttpResponseBase:
    case, asked = _asked(request, case_id, request_id)
    row = next((one for one in letters.signed_versions(asked) if one.number == number), None)
    if row is None:
        raise Http404
    here = reverse("clinicians:letter", args=[case.public_id, asked.public_id])
    return letter_response(request, row, instead=here)


def _asked(request: PortalRequest, case_id: UUID, request_id: UUID) -> tuple[Case, ClinicianRequest]:
    case = get_case_or_404(request.actor, case_id)
    return case, queries.get_request_or_404(case, request_id)
