"""Hand out the files of papers."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse, HttpResponseBase
from django.views.decorators.http import require_GET

from requests_app.accounts.http import PortalRequest
from requests_app.cases.queries import get_case_or_404
from requests_app.documents.http import original_response, picture_response
from requests_app.papers import queries
from requests_app.papers.presenters import download_name, url_of


@require_GET
def paper_file(request: PortalRequest, case_id: UUID, paper_id: UUID) -> HttpResponseBase:
    case = get_case_or_404(request.actor, case_id)
    document = queries.get_paper_or_404(case, paper_id)
    name = download_name(document, zone=case.time_zone)
    here = url_of("paper_detail", case, document.public_id)
    return original_response(request, document, by=request.actor, name=name, instead=here)


@require_GET
def paper_page(request: PortalRequest, case_id: UUID, paper_id: UUID, number: int) -> HttpResponse:
    case = get_case_or_404(request.actor, case_id)
    document = queries.get_paper_or_404(case, paper_id)
    return picture_response(document, number, small=request.GET.get("small") == "yes")
