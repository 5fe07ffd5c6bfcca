from __future__ import annotations

from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from requests_app.accounts.http import PortalRequest
from requests_app.accounts.permissions import can_edit_case
from requests_app.cases.queries import get_case_or_404
from requests_app.claims import picture
from requests_app.common.pages import page
from requests_app.common.time_zones import day_at
from requests_app.eobs import cards, presenters, queries, review
from requests_app.eobs.statements import statement_of
from requests_app.eobs.steps import url_of
from requests_app.eobs.views.shared import SECTIONS
from requests_app.models import Case, ExplanationOfBenefits

CARDS_A_PAGE, CLAIMS_A_PAGE = 20, 20


@require_GET
def eob_list(request: PortalRequest, case_id: UUID) -> HttpResponse:
    case = get_case_or_404(request.actor, case_id, *SECTIONS)
    today = day_at(timezone.now(), zone=case.time_zone)
    found = _of_case(case)
    told = review.reviews_of(case, found, today=today)
    return page(
        request,
        "eobs/list.html",
        {
            "heading": _("Check your bills"),
            "case": case,
            "found": found,
            "totals": cards.totals(told.reviews),
            "has_approval": told.has_approval,
            "half_done": cards.half_done(found),
            "checked": Paginator(
                cards.checked(found, told.reviews, queries.open_reprocessings(case)), CARDS_A_PAGE
            ).get_page(request.GET.get("page", "1")),
            "earlier": cards.earlier(found),
            "may_edit": can_edit_case(request.actor, case) and case.is_open,
            "add_url": url_of("eob_add", case),
            "file_url": url_of("file_add", case),
            "picture_url": url_of("eob_picture", case) if told.reviews else "",
            "answers_url": reverse("decisions:answer_list", args=[case.public_id]),
            "back_url": reverse("tracker:task_list", args=[case.public_id]),
        },
    )


@require_GET
def eob_picture(request: PortalRequest, case_id: UUID) -> HttpResponse:
    """Every claim that counts now as bars, and the same as a table; made to be printed, too."""
    case = get_case_or_404(request.actor, case_id, *SECTIONS)
    current = [one for one in _of_case(case) if queries.is_current(one)]
    every = [
        picture.claim_of(statement_of(one), title=presenters.title_of(one), number=number)
        for number, one in enumerate(reversed(current), start=1)
    ]
    shown = Paginator(every, CLAIMS_A_PAGE).get_page(request.GET.get("page", "1"))
    claims = list(shown)
    return page(
        request,
        "eobs/picture.html",
        {
            "heading": _("Your statements in one picture"),
            "case": case,
            "picture": picture.picture(claims) if claims else None,
            "claims": claims,
            "sums": picture.sums(every),
            "shown": shown,
            "add_url": url_of("eob_add", case),
            "back_url": url_of("eob_list", case),
        },
    )


def _of_case(case: Case) -> list[ExplanationOfBenefits]:
    found = list(queries.kept(case))
    for one in found:
        one.case = case
    return found
