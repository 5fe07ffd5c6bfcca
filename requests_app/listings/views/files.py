"""Hand out the files of kept directory pages and of written answers."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from requests_app.accounts.http import PortalRequest
from requests_app.cases.queries import get_case_or_404
from requests_app.documents.http import asked_turn, original_response, picture_response
from requests_app.documents.presenters import file_name
from requests_app.documents.services import DocumentRefused
from requests_app.listings import queries, services
from requests_app.listings.presenters import url_of


@require_GET
def capture_file(request: PortalRequest, case_id: UUID, capture_id: UUID) -> HttpResponseBase:
    case = get_case_or_404(request.actor, case_id)
    capture = queries.get_capture_or_404(case, capture_id)
    name = file_name("directory-page", capture.seen_on, capture.document)
    here = url_of("capture_detail", case, capture.public_id)
    return original_response(request, capture.document, by=request.actor, name=name, instead=here)


@require_GET
def answer_file(request: PortalRequest, case_id: UUID, question_id: UUID) -> HttpResponseBase:
    case = get_case_or_404(request.actor, case_id)
    question = queries.get_question_or_404(case, question_id)
    back = url_of("listing_list", case)
    if question.document is None:
        return HttpResponseRedirect(back)
    name = file_name("plan-answer", question.answered_on or question.asked_on, question.document)
    return original_response(request, question.document, by=request.actor, name=name, instead=back)


@require_GET
def capture_page(request: PortalRequest, case_id: UUID, capture_id: UUID, number: int) -> HttpResponse:
    case = get_case_or_404(request.actor, case_id)
    capture = queries.get_capture_or_404(case, capture_id)
    return picture_response(capture.document, number, small=request.GET.get("small") == "yes")


@require_POST
def capture_turn(request: PortalRequest, case_id: UUID, capture_id: UUID) -> HttpResponse:
    case = get_case_or_404(request.actor, case_id, to_edit=True)
    capture = queries.get_capture_or_404(case, capture_id)
    turn = asked_turn(request, capture.document)
    try:
        if turn.quarter_turns:
            services.turn_capture(
                capture=capture,
                quarter_turns=turn.quarter_turns,
                page=turn.page,
                by=request.actor,
                at=timezone.now(),
            )
            messages.success(request, _("Turned. Look if it stands upright now."))
    except (services.ListingRefused, DocumentRefused) as refusal:
        messages.warning(request, str(refusal))
    return HttpResponseRedirect(url_of("capture_detail", case, capture.public_id) + turn.place)
