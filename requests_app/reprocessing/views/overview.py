"""A claim sent back, on one page; and what to say about it on the phone."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from requests_app.accounts.http import PortalRequest
from requests_app.accounts.permissions import can_edit_case
from requests_app.cases.queries import get_case_or_404
from requests_app.common.pages import page
from requests_app.common.time_zones import day_at
from requests_app.decisions.things import number_to_call
from requests_app.eobs.statements import statement_of
from requests_app.eobs.terms import terms_of
from requests_app.models import ReprocessingState
from requests_app.reprocessing import points, presenters, queries, script_lines
from requests_app.reprocessing.clock import asking
from requests_app.reprocessing.next_box import next_of
from requests_app.reprocessing.presenters import url_of
from requests_app.reprocessing.views.asking import SECTIONS

URLS = ("points", "statement", "script", "asked", "office_told", "answer_due", "outcome", "withdraw")


@require_GET
def detail(request: PortalRequest, case_id: UUID, back_id: UUID) -> HttpResponse:
    case = get_case_or_404(request.actor, case_id, *SECTIONS)
    back = queries.get_back_or_404(case, back_id)
    today = day_at(timezone.now(), zone=case.time_zone)
    may_edit = can_edit_case(request.actor, case) and case.is_open
    found = asking(back)
    correction = queries.correction_of(back.eob)
    review = points.reviewed(correction, today=today) if correction else None
    denial = queries.denial_of(back)
    is_preparing = back.state == ReprocessingState.PREPARING
    context = {
        "heading": _("Have a bill put right"),
        "case": case,
        "back": back,
        "back_url": presenters.eob_url(back.eob),
        "state": presenters.state_text(back),
        "claim": presenters.claim_rows(back.eob),
        "points": presenters.point_texts(points.kept_points(back)),
        "rows": presenters.asked_rows(back),
        "asking": found,
        "chip": presenters.chip(back, found, today) if found else None,
        "arithmetic": presenters.arithmetic(back, found) if found else [],
        "next": next_of(back, asking=found, correction=correction, review=review, denial=denial, today=today)
        if may_edit
        else None,
        "tasks": presenters.tasks(back, queries.packets_of(back)) if is_preparing and may_edit else [],
        "packets": [] if is_preparing else queries.packets_of(back),
        "urls": {name: url_of(name, back) for name in URLS},
        "eob_url": presenters.eob_url(back.eob),
        "may_edit": may_edit,
    }
    return page(request, "reprocessing/detail.html", context)


@require_GET
def script(request: PortalRequest, case_id: UUID, back_id: UUID) -> HttpResponse:
    """What to say on the phone, line by line."""
    case = get_case_or_404(request.actor, case_id, *SECTIONS)
    back = queries.get_back_or_404(case, back_id)
    claim = statement_of(back.eob)
    terms = terms_of(case, on=claim.service_from, without=back.eob)
    known = script_lines.Known(claim, terms.authorization_number, terms.approved_on)
    context = {
        "heading": _("What to say to the plan"),
        "case": case,
        "back_url": url_of("detail", back),
        "number": number_to_call(case),
        "opening": script_lines.opening(known),
        "approval": script_lines.approval_line(known),
        "asks": list(script_lines.asks(points.kept_points(back))),
        "words": back.statement,
        "ends": script_lines.ends(has_approval=terms.is_given),
        "if_not": script_lines.if_not(has_approval=terms.is_given),
        "sheet_url": presenters.sheet_url("bill-call", back),
        "urls": {name: url_of(name, back) for name in ("asked", "answer_due", "outcome")},
        "is_sent": back.state == ReprocessingState.SENT,
        "may_edit": can_edit_case(request.actor, case) and case.is_open,
    }
    return page(request, "reprocessing/script.html", context)
