from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET

from requests_app.accounts.http import PortalRequest
from requests_app.accounts.permissions import can_edit_case
from requests_app.claims import picture
from requests_app.common.money import dollars
from requests_app.common.pages import page
from requests_app.common.time_zones import day_at
from requests_app.eobs import cards, presenters, queries, result, review, steps
from requests_app.eobs.forms.words import TASK
from requests_app.eobs.statements import statement_of
from requests_app.eobs.steps import url_of
from requests_app.eobs.views.shared import load, may_type
from requests_app.models import Case, EobSource, ExplanationOfBenefits


@require_GET
def eob_detail(request: PortalRequest, case_id: UUID, eob_id: UUID) -> HttpResponse:
    """What the check found. Of a statement that is half typed or was corrected: what is written down."""
    case, eob = load(request, case_id, eob_id, to_edit=False)
    may_edit = can_edit_case(request.actor, case) and case.is_open
    context = _numbers(case, eob, may_edit=may_edit)
    if queries.is_current(eob):
        return page(request, "eobs/detail.html", context | _result(case, eob, may_edit=may_edit))
    context |= {
        "heading": presenters.title_of(eob),
        "resume_url": steps.resume_url(eob) if may_edit and eob.finished_at is None else "",
        "newer_url": _newer_url(case, eob),
    }
    return page(request, "eobs/written.html", context)


def _result(case: Case, eob: ExplanationOfBenefits, *, may_edit: bool) -> dict[str, Any]:
    found, terms = review.held_against(eob, today=day_at(timezone.now(), zone=case.time_zone))
    back = result.back_of(eob)
    claim = picture.claim_of(statement_of(eob), title=presenters.title_of(eob), number=1)
    return {
        "heading": result.heading_of(found, has_approval=terms.is_given),
        "title": TASK,
        "told": presenters.title_of(eob),
        "verdict_mark": cards.MARKS[found.verdict],
        "result_groups": result.groups(found),
        "todos": result.todos(eob, found, may_edit=may_edit),
        "codes": result.codes(eob),
        "has_approval": terms.is_given,
        "answers_url": reverse("decisions:answer_list", args=[case.public_id]),
        "in_question": dollars(found.in_question) if found.in_question else "",
        "owed_if_right": dollars(found.owed_if_right) if found.owed_if_right is not None else "",
        "back": back,
        "back_detail_url": reverse("reprocessing:detail", args=[case.public_id, back.public_id])
        if back
        else "",
        "start_url": _start_url(case, eob) if may_edit and result.can_be_sent_back(found) else "",
        "picture": picture.picture([claim]),
    }


def _start_url(case: Case, eob: ExplanationOfBenefits) -> str:
    return reverse("reprocessing:start", args=[case.public_id, eob.public_id])


def _numbers(case: Case, eob: ExplanationOfBenefits, *, may_edit: bool) -> dict[str, Any]:
    can_type = may_edit and may_type(eob)
    own = (case, eob.public_id)
    return {
        "case": case,
        "eob": eob,
        "source": EobSource(eob.source).label,
        "groups": presenters.groups(eob, may_edit=can_type),
        "rows": presenters.line_rows(eob, may_edit=can_type),
        "heads": presenters.heads(),
        "line_count": len(eob.lines.all()),
        "may_edit": may_edit,
        "can_type": can_type,
        "lines_url": url_of("line_list", *own),
        "bill": presenters.amount_text(eob.provider_asks) if eob.provider_asks is not None else "",
        "bill_on": eob.provider_bill_on,
        "bill_url": url_of("provider_bill", *own) if may_edit else "",
        "photos": presenters.pictures(eob),
        "photo_url": url_of("photo_add", *own) if may_edit else "",
        "remove_url": url_of("eob_remove", *own) if may_edit else "",
        "versions": result.versions(eob),
        "add_url": url_of("eob_add", case) if may_edit else "",
        "back_url": url_of("eob_list", case),
    }


def _newer_url(case: Case, eob: ExplanationOfBenefits) -> str:
    newer = eob.corrections.filter(removed_at__isnull=True).first()
    return url_of("eob_detail", case, newer.public_id) if newer else ""
