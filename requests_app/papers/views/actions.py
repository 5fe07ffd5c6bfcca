"""One press on a paper: turn it, move it, print it or leave it out. Each works as a plain form."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from requests_app.accounts.http import PortalRequest
from requests_app.cases.queries import get_case_or_404
from requests_app.documents.http import asked_turn
from requests_app.documents.services import DocumentRefused
from requests_app.drafts.http import hold_for
from requests_app.models import Document
from requests_app.papers import presenters, queries, services
from requests_app.papers.presenters import url_of

STEPS = {"up": -1, "down": 1}


@require_POST
def paper_turn(request: PortalRequest, case_id: UUID, paper_id: UUID) -> HttpResponse:
    """From the page that asks what it is, the form comes along: what was typed is there again afterwards."""
    case = get_case_or_404(request.actor, case_id, to_edit=True)
    document = queries.get_paper_or_404(case, paper_id)
    turn = asked_turn(request, document)
    try:
        if turn.quarter_turns:
            services.turn_paper(
                document=document,
                quarter_turns=turn.quarter_turns,
                page=turn.page,
                by=request.actor,
                at=timezone.now(),
            )
            messages.success(request, _("Turned. Look if it stands upright now."))
    except (services.PaperRefused, DocumentRefused) as refusal:
        messages.warning(request, str(refusal))
    edit_url = url_of("paper_edit", case, document.public_id)
    came_from = request.POST.get("from_page", "")
    if came_from.partition("?")[0] != edit_url:
        return HttpResponseRedirect(url_of("paper_detail", case, document.public_id) + turn.place)
    response = HttpResponseRedirect(came_from)
    hold_for(request, response, path=came_from)
    return response


@require_POST
def paper_move(request: PortalRequest, case_id: UUID, paper_id: UUID) -> HttpResponse:
    case = get_case_or_404(request.actor, case_id, to_edit=True)
    document = queries.get_paper_or_404(case, paper_id)
    steps = STEPS.get(request.POST.get("to", ""), 0)
    try:
        place = services.move_paper(document=document, steps=steps, by=request.actor, at=timezone.now())
        values = {"paper": presenters.title_of(document), "place": place}
        messages.success(request, _("%(paper)s is number %(place)s in the list now.") % values)
    except services.PaperRefused as refusal:
        messages.warning(request, str(refusal))
    return _back(request, document)


@require_POST
def paper_use(request: PortalRequest, case_id: UUID, paper_id: UUID) -> HttpResponse:
    case = get_case_or_404(request.actor, case_id, to_edit=True)
    document = queries.get_paper_or_404(case, paper_id)
    in_packet = request.POST.get("use") == "yes"
    try:
        services.use_paper(document=document, in_packet=in_packet, by=request.actor, at=timezone.now())
        values = {"paper": presenters.title_of(document)}
        is_in, is_out = _("%(paper)s will be in your packet."), _("%(paper)s is left out of your packet.")
        messages.success(request, (is_in if in_packet else is_out) % values)
    except services.PaperRefused as refusal:
        messages.warning(request, str(refusal))
    return _back(request, document)


def _back(request: PortalRequest, document: Document) -> HttpResponse:
    """To the page the button stood on: the paper itself, or its place in the list."""
    if request.POST.get("back") == "paper":
        return HttpResponseRedirect(url_of("paper_detail", document.case, document.public_id))
    return HttpResponseRedirect(f"{url_of('paper_list', document.case)}#paper-{document.public_id}")
